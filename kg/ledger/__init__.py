"""What was said by whom, on disk: one SQLite file in the workspace folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.ledger import rows, writing
from kg.ledger.behind import View
from kg.ledger.fingerprint import fold_fingerprint, run_fingerprint, source_fingerprint
from kg.ledger.items import Change, Items, Kind, same_items
from kg.ledger.kept import Kept
from kg.ledger.live import Live
from kg.ledger.log import Log
from kg.ledger.marks import is_kept, is_marked
from kg.ledger.rows import Loaded, Told, load_key
from kg.ledger.tables import FILE, open_file, sentences
from kg.ledger.trial import open_trial
from kg.model import Extraction, Issue, Source

__all__ = [
    "FILE",
    "Change",
    "Items",
    "Kept",
    "Kind",
    "Ledger",
    "Loaded",
    "Told",
    "fold_fingerprint",
    "load_key",
    "run_fingerprint",
    "same_items",
    "source_fingerprint",
]


class Ledger(Live):
    """The live statements of a workspace. What it gives depends on what is in it, never on the order of adding.

    Every stream comes in key order and holds one row at a time. The same bytes under two names are one source: it
    is read as its smallest name tells it, and goes with the last of its names.

    Attributes:
        path: The SQLite file.
        log: What each run did; a change outside a run is not noted.
        workspace: Random id of the workspace, made with the file; it marks what the workspace owns in a store.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self.log = Log(path, connection)
        self.workspace = str(self._one("SELECT value FROM meta WHERE key = 'workspace'"))

    @classmethod
    def open(cls, folder: Path, *, create: bool = True) -> Self:
        """Open the folder's ledger; make folder and file where they are not there and ``create`` is true.

        Raises:
            LedgerError: There is none, or it is damaged, locked, or newer than this program.
        """
        return cls(folder / FILE, open_file(folder, create=create))

    @classmethod
    def trial(cls, folder: Path) -> Self:
        """Open a copy of the folder's ledger that goes when it is closed; the folder is not touched.

        Raises:
            LedgerError: The ledger is damaged or newer than this program.
        """
        return cls(folder / FILE, open_trial(folder / FILE))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def add(self, extraction: Extraction, fingerprint: str, told: Collection[str] = ()) -> list[str]:
        """Put in all that one text says, in the place of what its name stood for before.

        Args:
            extraction: What it says.
            fingerprint: What it was read with.
            told: Those of ``publisher``, ``date`` and ``url`` that are known by options, not by the text or beside it.

        Returns:
            Ids of the sources that went with it: those that were known under this name only.

        Raises:
            LedgerError: Another process is writing, or the file refuses; nothing is changed then.
        """
        name = extraction.source.name
        with writing.transaction(self._connection, self.path):
            self._connection.execute("DELETE FROM failure WHERE name = ?", (name,))
            self.log.note_added(name, extraction.source.id)
            return writing.replace(self._connection, extraction, fingerprint, told)

    def remove(self, name_or_id: str) -> list[str]:
        """Take back a name, or a source under all its names, with what was noted of it.

        Returns:
            Ids of the sources that are gone; empty where the name was not the last, or nothing was known.
        """
        with writing.transaction(self._connection, self.path):
            self._connection.execute("DELETE FROM failure WHERE name = ?", (name_or_id,))
            self.log.note_removed(name_or_id)
            column = "source" if self._is_source(name_or_id) else "name"
            return writing.delete(self._connection, column, name_or_id)

    def add_issue(self, name: str, kind: str, message: str) -> None:
        """Note that a file gave nothing; the note goes when the name is read well or removed."""
        with writing.transaction(self._connection, self.path):
            self.log.note_failed(name)
            row = (name, kind, message)
            self._connection.execute("INSERT OR IGNORE INTO failure VALUES (?, ?, ?)", row)

    def clear_issues(self, name: str) -> None:
        """Forget what was noted of a file."""
        with writing.transaction(self._connection, self.path):
            self._connection.execute("DELETE FROM failure WHERE name = ?", (name,))

    def note_load(self, target: str, loaded: Loaded) -> None:
        """Remember which graph a store was made equal to."""
        with writing.transaction(self._connection, self.path):
            self._connection.execute("INSERT OR REPLACE INTO load VALUES (?, ?, ?, ?)", (target, *loaded))

    def loads(self) -> dict[str, Loaded]:
        """Return what was last loaded, by store target."""
        rows_ = self._rows("SELECT target, hash, version, counts FROM load ORDER BY target")
        return {target: Loaded(*loaded) for target, *loaded in rows_}

    def is_ahead(self, target: str) -> bool:
        """Say whether something came, went or was folded since a store was loaded; of one never loaded that is not known."""
        loaded = self.loads().get(target)
        with sentences(self.path):
            return loaded is not None and (is_marked(self._connection) or self.items.version > loaded.version)

    def is_touched(self, fingerprint: str) -> bool:
        """Say whether the kept fold is not that of what is live now, under this fingerprint."""
        with sentences(self.path):
            return not is_kept(self._connection, fingerprint) or is_marked(self._connection)

    @contextmanager
    def folding(self, view: View | None = None) -> Iterator[Kept]:
        """Give the kept fold, to be made anew in one transaction: all of it is kept, or nothing.

        Args:
            view: What is made of the rows before they are folded.
        """
        with writing.transaction(self._connection, self.path):
            yield Kept(self._connection, view)

    @contextmanager
    def snapshot(self) -> Iterator[Items]:
        """Give the graph as last folded, as it is now, whatever other processes do meanwhile."""
        with sentences(self.path):
            self._connection.execute("BEGIN")
        try:
            yield self.items
        finally:
            # Nothing but temporary tables was written to.
            self._connection.execute("COMMIT")

    @property
    def items(self) -> Items:
        """The graph as last folded."""
        return Items(self._connection)

    def joined(self) -> dict[str, str]:
        """Return the id map of the last fold: id → canonical id, where they differ."""
        return dict(self._rows("SELECT id, canonical FROM joined ORDER BY id"))

    def source_ids(self) -> list[str]:
        """Return the ids of all sources, sorted."""
        return [id_ for (id_,) in self._rows("SELECT DISTINCT source FROM text ORDER BY source")]

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield every name with the id of its source, by name."""
        yield from self._rows("SELECT name, source FROM text ORDER BY name")

    def names_of(self, path: str) -> list[str]:
        """Return the names that a file gave: its own, or those of its records."""
        # The character behind the colon in the code table ends the range.
        query = (
            "SELECT name FROM text WHERE name = ?1 OR (name > ?1 || ':' AND name < ?1 || ';') ORDER BY name"
        )
        return [
            name for (name,) in self._rows(query, path) if name[len(path) + 1 :].isdecimal() or name == path
        ]

    def texts(self) -> Iterator[tuple[Source, str]]:
        """Yield what is known of every text, without its words, and its fingerprint, by name."""
        query = f"SELECT fingerprint, {rows.SOURCE_COLUMNS}, NULL FROM text ORDER BY name"
        for fingerprint, *row in self._rows(query):
            yield rows.source_of(row), fingerprint

    def text(self, name: str) -> Source | None:
        """Return a text as it stands under a name, with its words, or None."""
        query = f"SELECT {rows.SOURCE_COLUMNS}, raw FROM text WHERE name = ?"
        return next(map(rows.source_of, self._rows(query, name)), None)

    def told(self, source: Source) -> dict[str, str]:
        """Return what options told of the same bytes under the same name, by field."""
        query = f"SELECT {', '.join(f'o.{name}' for name in rows.TOLD)} FROM told o JOIN text t ON t.row = o.text "
        row = next(self._rows(f"{query} WHERE t.name = ? AND t.source = ?", source.name, source.id), ())
        return {name: value for name, value in zip(rows.TOLD, row, strict=False) if value}

    def fingerprints(self) -> dict[str, str]:
        """Return the fingerprint of every text, by name."""
        return dict(self._rows("SELECT name, fingerprint FROM text ORDER BY name"))

    def stale(self, source: Source, run: str) -> bool:
        """Say whether the source has to be read again: its name is new, or its fingerprint is not the one kept."""
        kept = self._one("SELECT fingerprint FROM text WHERE name = ?", source.name)
        return bool(kept != source_fingerprint(run, source))

    def failures(self) -> list[str]:
        """Return the names of files that gave nothing, sorted."""
        return [name for (name,) in self._rows("SELECT DISTINCT name FROM failure ORDER BY name")]

    def issues(self) -> Iterator[Issue]:
        """Yield what could not be used: files that gave nothing, by name; then by source and place."""
        yield from map(
            rows.issue_of, self._rows("SELECT kind, message, name FROM failure ORDER BY name, kind, message")
        )
        query = (
            "SELECT i.kind, i.message, l.source, i.start, i.line FROM issue i JOIN live l ON l.row = i.text"
        )
        yield from map(rows.issue_of, self._rows(f"{query} ORDER BY l.source, i.start, i.kind, i.message"))

    def counts(self) -> dict[str, int]:
        """Return how many texts, sources, entities, statements, mentions and issues are live."""
        live = "JOIN live l ON l.row ="
        queries = {
            "texts": "SELECT count(*) FROM text",
            "sources": "SELECT count(*) FROM live",
            "entities": f"SELECT count(DISTINCT e.id) FROM entity e {live} e.text",
            "statements": f"SELECT count(*) FROM statement s {live} s.text",
            "mentions": f"SELECT count(*) FROM mention m {live} m.text",
            "issues": f"SELECT (SELECT count(*) FROM failure) + (SELECT count(*) FROM issue i {live} i.text)",
        }
        return {name: int(self._one(query)) for name, query in queries.items()}

    def _is_source(self, name_or_id: str) -> bool:
        return bool(self._one("SELECT count(*) FROM text WHERE source = ?", name_or_id))
