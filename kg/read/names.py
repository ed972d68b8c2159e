"""Path → the name that a source has in the ledger, in messages and in the graph."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import PurePath

STDIN = "-"


def name_of(path: str) -> str:
    r"""Return the path as text; bytes of it that are no UTF-8 are written out, as in ``bad\xff.txt``."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def plain_path(path: str) -> str:
    """Return the one spelling of a path: relative where it lies under the current folder, without detours.

    ``./docs//a.txt`` and ``/where/this/is/docs/a.txt`` are ``docs/a.txt``; ``-`` stays. A ``..`` behind a link stays, too:
    it leads elsewhere than the spelling says.
    """
    if not path or (os.pardir in PurePath(path).parts and _turns(path)):
        return path
    plain = os.path.normpath(path)
    for here in _spellings(os.getcwd(), os.environ.get("PWD", "")):  # noqa: PTH109
        inside = os.path.normpath(os.path.join(here, plain))  # noqa: PTH118
        if inside == here:
            return os.curdir
        if inside.startswith(os.path.join(here, "")):  # noqa: PTH118
            return inside[len(os.path.join(here, "")) :]  # noqa: PTH118
    return plain


def _turns(path: str) -> bool:
    """Whether a ``..`` in the path goes up from a link."""
    return os.path.realpath(path) != os.path.realpath(os.path.normpath(path))


@lru_cache(maxsize=8)
def _spellings(here: str, shell: str) -> tuple[str, ...]:
    """How the current folder may be called: as the system does, and as a shell does that came by a link."""
    by_link = PurePath(shell).is_absolute() and os.path.realpath(shell) == here
    return (here, os.path.normpath(shell)) if by_link and shell != here else (here,)
