"""A copy of a ledger to try things on: it goes when it is closed, and the ledger stays as it is, byte for byte."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kg.ledger.tables import prepare, sentences


def open_trial(path: Path) -> sqlite3.Connection:
    """Return a connection to a temporary copy of the ledger; to an empty one where there is none yet.

    Raises:
        LedgerError: The ledger is damaged or newer than this program.
    """
    with sentences(path):
        # SQLite keeps a database without a name in memory and, where it grows, in a file that nobody else sees.
        draft = sqlite3.connect("", isolation_level=None)
    try:
        with sentences(path):
            if path.is_file():
                _copy(path, draft)
            prepare(draft, path)
    except BaseException:
        draft.close()
        raise
    return draft


def _copy(path: Path, draft: sqlite3.Connection) -> None:
    before = _state(path)
    if before[-1]:
        _backup(path, draft, "mode=ro")
        return
    # Nobody has it open: taken for a file that stands still it is read without making files beside it.
    _backup(path, draft, "immutable=1")
    if _state(path) != before:
        _backup(path, draft, "mode=ro")


def _backup(path: Path, draft: sqlite3.Connection, how: str) -> None:
    original = sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True)
    try:
        original.backup(draft)
    finally:
        original.close()


def _state(path: Path) -> tuple[int, int, bool]:
    """Size and time of the file, and whether changes of somebody who has it open stand beside it."""
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns, path.with_name(f"{path.name}-wal").exists()
