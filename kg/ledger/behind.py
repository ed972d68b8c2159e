"""The live rows behind a key: what a fold reads of an entity, a claim, a source."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Protocol

from kg.ledger import rows
from kg.model import Entity, Mention, Source, Statement

LIVE = "JOIN live l ON l.row ="
STATEMENTS = f"SELECT l.source, {rows.STATEMENT_COLUMNS} FROM statement s {LIVE} s.text"


class View(Protocol):
    """What is made of rows before they are folded: somebody may have said that some are wrong."""

    def told(self, entities: Iterable[rows.Told]) -> Iterator[rows.Told]:
        """Yield the entities as they count."""

    def judges(self, ids: Collection[str]) -> bool:
        """Say whether what is told of these entities may count otherwise than it is told."""

    def kept(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """Yield the claims that count."""


class Behind:
    """Reads the live rows of a ledger by key, as a view shows them; as they are where there is none."""

    def __init__(self, connection: sqlite3.Connection, view: View | None = None) -> None:
        self._connection = connection
        self._view = view

    def told(self, ids: Iterable[str]) -> Iterator[rows.Told]:
        """Yield what every live source tells of these entities."""
        told = self._told(ids)
        return self._view.told(told) if self._view else told

    def viewed(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """Yield the claims that count."""
        return self._view.kept(statements) if self._view else iter(statements)

    def _told(self, ids: Iterable[str]) -> Iterator[rows.Told]:
        query = f"SELECT l.source, {rows.ENTITY_COLUMNS} FROM entity e {LIVE} e.text WHERE e.id = ?"
        for id_ in ids:
            yield from map(rows.told_of, self._all(query, id_))

    def tellings(self, ids: Collection[str]) -> Iterator[tuple[Entity, int]]:
        """Yield what live sources tell of these entities, and how many tell just that."""
        if self._view and self._view.judges(ids):
            yield from ((told.entity, 1) for told in self.told(ids))
            return
        query = f"SELECT '', {rows.ENTITY_COLUMNS}, e.times FROM tally e WHERE e.id = ?"
        for id_ in ids:
            for *row, times in self._all(query, id_):
                yield rows.told_of(row).entity, times

    def count_sources(self, ids: Collection[str]) -> int:
        """Return how many live sources tell of any of these entities."""
        if len(ids) == 1:
            return int(self._one("SELECT sum(times) FROM tally WHERE id = ?", *ids)[0])
        marks = ", ".join("?" * len(ids))
        query = f"SELECT count(DISTINCT l.source) FROM entity e {LIVE} e.text WHERE e.id IN ({marks})"
        return int(self._one(query, *ids)[0])

    def source(self, id_: str) -> Source | None:
        """Return a source without its text, or None."""
        query = f"SELECT {rows.SOURCE_COLUMNS}, NULL FROM live WHERE source = ?"
        return next(map(rows.source_of, self._all(query, id_)), None)

    def date(self, source: str) -> str:
        """Return the date of a source, or an empty text."""
        row = self._one("SELECT date FROM live WHERE source = ?", source)
        return str(row[0] or "") if row else ""

    def between(
        self, subjects: Iterable[str], predicate: str, objects: Collection[str]
    ) -> Iterator[Statement]:
        """Yield the live claims of a predicate between any of these ends."""
        query = f"{STATEMENTS} WHERE s.subject = ? AND s.predicate = ? AND s.object = ?"
        for subject in subjects:
            for object_ in objects:
                yield from self._statements(query, subject, predicate, object_)

    def into(self, predicate: str, objects: Iterable[str]) -> Iterator[Statement]:
        """Yield the live claims of a predicate that end at one of these."""
        for object_ in objects:
            query = f"{STATEMENTS} WHERE s.object = ? AND s.predicate = ?"
            yield from self._statements(query, object_, predicate)

    def out_of(self, predicates: Collection[str], subjects: Iterable[str]) -> Iterator[Statement]:
        """Yield the live claims of some predicates that begin at one of these."""
        for subject in subjects:
            for predicate in predicates:
                query = f"{STATEMENTS} WHERE s.subject = ? AND s.predicate = ?"
                yield from self._statements(query, subject, predicate)

    def touching(self, id_: str) -> Iterator[Statement]:
        """Yield the live claims with this end."""
        yield from self._statements(f"{STATEMENTS} WHERE s.subject = ?1 OR s.object = ?1", id_)

    def mentions(self, source: str) -> list[Mention]:
        """Return the live mentions of a source."""
        columns = "l.source, m.entity, m.start, m.end, m.words"
        query = f"SELECT {columns} FROM live l JOIN mention m ON m.text = l.row WHERE l.source = ?"
        return [rows.mention_of(row) for row in self._all(query, source)]

    def _statements(self, query: str, *values: str) -> Iterator[Statement]:
        return self.viewed(map(rows.statement_of, self._all(query, *values)))

    def _all(self, query: str, *values: str) -> list[Any]:
        return self._connection.execute(query, values).fetchall()

    def _one(self, query: str, *values: str) -> Any:  # noqa: ANN401 - a row of any columns
        return self._connection.execute(query, values).fetchone()
