"""Path → the name that a source has in the ledger, in messages and in the graph."""

from __future__ import annotations


def name_of(path: str) -> str:
    r"""Return the path as text; bytes of it that are no UTF-8 are written out, as in ``bad\xff.txt``."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
