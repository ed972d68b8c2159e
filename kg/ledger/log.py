"""What each run added, changed and took back. It stands beside the texts and never enters a graph or its hash."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from kg.errors import LedgerError
from kg.ledger.tables import sentences
from kg.ledger.writing import transaction

ADDED, CHANGED, AGAIN, TAKEN_BACK, FAILED = "added", "changed", "read again", "taken back", "failed"
ACTIONS = (ADDED, CHANGED, AGAIN, TAKEN_BACK, FAILED)
DONE, STOPPED, UNFINISHED = "done", "stopped", "not finished"


class Run(NamedTuple):
    """One run of a command that changes the ledger.

    Attributes:
        ended: Empty where the run was killed, or still goes on.
        folder: What relative names in it are relative to.
        state: ``done``, ``stopped`` by an error or by hand, or ``not finished``.
    """

    number: int
    started: str
    ended: str
    command: str
    folder: str
    state: str


class Change(NamedTuple):
    """What a run did with one text."""

    run: int
    action: str
    name: str
    source: str


class Log:
    """The runs and changes of one ledger.

    A change is written in the transaction that makes it, so that a crash leaves both or neither.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._run: int | None = None

    @contextmanager
    def run(self, command: str, folder: Path) -> Iterator[None]:
        """Note what happens meanwhile as one run; inside another run it is a part of that.

        Raises:
            LedgerError: Another process is writing, or the file refuses.
        """
        if self._run is not None:
            yield
            return
        self._run = self._begin(command, folder)
        try:
            yield
        except BaseException:
            # Where even this cannot be written the run stays as one that did not finish, which is true.
            with suppress(LedgerError):
                self._end(STOPPED)
            raise
        else:
            self._end(DONE)
        finally:
            self._run = None

    def note_added(self, name: str, source: str) -> None:
        """Note a text that is about to be put in: what it is depends on what its name stands for until now."""
        known = self._connection.execute("SELECT source FROM text WHERE name = ?", (name,)).fetchone()
        action = ADDED if known is None else AGAIN if known[0] == source else CHANGED
        self._note(action, name, source)

    def note_removed(self, name_or_id: str) -> None:
        """Note the texts that are about to be taken back by name or by the id of their source."""
        query = "SELECT name, source FROM text WHERE name = ?1 OR source = ?1 ORDER BY name"
        for name, source in self._connection.execute(query, (name_or_id,)).fetchall():
            self._note(TAKEN_BACK, name, source)

    def note_failed(self, name: str) -> None:
        """Note a file that gave nothing."""
        self._note(FAILED, name, "")

    def runs(self) -> Iterator[Run]:
        """Yield the runs, the last one first."""
        query = "SELECT number, started, ended, command, folder, state FROM run ORDER BY number DESC"
        with sentences(self._path):
            yield from map(Run._make, self._connection.execute(query))

    def changes(self, run: int) -> Iterator[Change]:
        """Yield what a run did, in the order in which it did it."""
        query = "SELECT run, action, name, source FROM change WHERE run = ? ORDER BY rowid"
        with sentences(self._path):
            yield from map(Change._make, self._connection.execute(query, (run,)))

    def counts(self, run: int) -> dict[str, int]:
        """Return how often a run did what."""
        query = "SELECT action, count(*) FROM change WHERE run = ? GROUP BY action"
        with sentences(self._path):
            found = dict(self._connection.execute(query, (run,)).fetchall())
        return {action: found.get(action, 0) for action in ACTIONS}

    def folders(self) -> dict[str, str]:
        """Return, by name, the folder in which the run that last read the name ran."""
        query = (
            "SELECT c.name, r.folder FROM change c JOIN run r ON r.number = c.run "
            "WHERE c.action <> ? ORDER BY c.rowid"
        )
        with sentences(self._path):
            return dict(self._connection.execute(query, (TAKEN_BACK,)).fetchall())

    def _begin(self, command: str, folder: Path) -> int:
        query = "INSERT INTO run (started, ended, command, folder, state) VALUES (?, '', ?, ?, ?)"
        with transaction(self._connection, self._path):
            cursor = self._connection.execute(query, (_now(), command, str(folder), UNFINISHED))
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def _end(self, state: str) -> None:
        query = "UPDATE run SET ended = ?, state = ? WHERE number = ?"
        with transaction(self._connection, self._path):
            self._connection.execute(query, (_now(), state, self._run))

    def _note(self, action: str, name: str, source: str) -> None:
        if self._run is not None:
            row = (self._run, action, name, source)
            self._connection.execute("INSERT INTO change VALUES (?, ?, ?, ?)", row)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
