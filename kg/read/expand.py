"""Arguments → paths: folders, globs, files, ``-``."""

from __future__ import annotations

import glob
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.read.meta import is_sidecar
from kg.read.names import STDIN, plain_path

ANY_DEPTH = re.compile(r"(?:(?<=/)|^)\*\*(?:/+|$)")


def expand(paths: Iterable[str]) -> list[str]:
    """Return the files that the arguments mean, sorted, each once, however it is spelt; see ``plain_path``.

    Folders are walked; hidden files and folders in them, sidecars, and files named README are left out. What does not
    exist stays, so that reading it says so.
    """
    return sorted({plain_path(file) for path in paths for file in _files(path) if not is_sidecar(file)})


def _files(path: str) -> Iterator[str]:
    if path == STDIN:
        yield path
    elif Path(path).is_dir():
        yield from _walk(path)
    elif Path(path).exists() or not glob.has_magic(path):
        yield path
    else:
        yield from _matches(path)


def _matches(pattern: str) -> Iterator[str]:
    for path in sorted(_found(pattern)) or [pattern]:
        if Path(path).is_dir():
            yield from _walk(path)
        elif not _is_device(path):
            yield path


def _found(pattern: str) -> set[str]:
    """What a glob means; ``**`` follows no links, since one that leads upward would have no end."""
    any_depth = ANY_DEPTH.search(pattern)
    # Path.glob takes no absolute patterns.
    if not any_depth:
        return set(glob.glob(pattern))  # noqa: PTH207
    head, tail = pattern[: any_depth.start()], pattern[any_depth.end() :]
    tops = [head] if not glob.has_magic(head) else _found(head)
    places = {place for top in tops for place in _folders(top)}
    return {
        found for place in places for found in (_found(glob.escape(place) + tail) if tail else [place or "."])
    }


def _folders(top: str) -> Iterator[str]:
    """The folder and all those in it, each with a separator at its end; hidden ones are left out."""
    for place, folders, _ in os.walk(top or "."):
        folders[:] = [f for f in folders if not f.startswith(".")]
        inside = os.path.relpath(place, top or ".")
        yield top if inside == "." else os.path.join(top, inside, "")  # noqa: PTH118


def _walk(folder: str) -> Iterator[str]:
    closed: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = [f for f in folders if not f.startswith(".")]
        for name in files:
            path = str(Path(place) / name)
            if not name.startswith((".", "README")) and not _is_device(path):
                yield path
    # A folder that cannot be looked into stays, so that reading it says so.
    yield from (str(error.filename) for error in closed)


def _is_device(path: str) -> bool:
    """Whether it is a pipe, a socket or the like: where a folder or a glob holds such a thing it is no text, and may never end."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - many files, often
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)
