"""What is live in a ledger: the rows of the texts that count, read by key."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kg.ledger import rows
from kg.ledger.rows import Told
from kg.ledger.tables import sentences
from kg.model import Evidence, Mention, Source, Statement

STATEMENTS = f"SELECT l.source, {rows.STATEMENT_COLUMNS} FROM statement s JOIN live l ON l.row = s.text"
# Fewer than SQLite takes values.
AT_ONCE = 900
YIELD = """SELECT name, date, fingerprint,
  (SELECT count(DISTINCT id) FROM entity WHERE text = live.row), (SELECT count(*) FROM statement WHERE text = live.row),
  (SELECT count(*) FROM issue WHERE text = live.row) FROM live ORDER BY name"""
STATEMENT_ORDER = "ORDER BY s.subject, s.predicate, s.object, s.id, l.source"


class Yield(NamedTuple):
    """How much a text gave: entities, statements, and what could not be used; and what it was read with."""

    name: str
    date: str | None
    fingerprint: str
    entities: int
    statements: int
    issues: int


class Live:
    """The live rows of a ledger. Every stream comes in key order and holds one row at a time."""

    path: Path
    _connection: sqlite3.Connection

    def sources(self, *, raw: bool = False) -> Iterator[Source]:
        """Yield the sources by id; ``raw`` is empty unless asked for."""
        text = "raw" if raw else "NULL"
        query = f"SELECT {rows.SOURCE_COLUMNS}, {text} FROM live ORDER BY source"
        yield from map(rows.source_of, self._rows(query))

    def source(self, id_: str) -> Source | None:
        """Return one source with its raw text, or None."""
        query = f"SELECT {rows.SOURCE_COLUMNS}, raw FROM live WHERE source = ?"
        return next(map(rows.source_of, self._rows(query, id_)), None)

    def entity_ids(self) -> set[str]:
        """Return the ids of all entities that a live source tells of."""
        query = "SELECT DISTINCT e.id FROM entity e JOIN live l ON l.row = e.text"
        return {id_ for (id_,) in self._rows(query)}

    def is_told(self, id_: str) -> bool:
        """Say whether a live source tells of the entity."""
        query = "SELECT EXISTS (SELECT 1 FROM entity e JOIN live l ON l.row = e.text WHERE e.id = ?)"
        return bool(self._one(query, id_))

    def entities(self) -> Iterator[Told]:
        """Yield every entity as every source tells of it, by entity id, then source id."""
        join = f"SELECT l.source, {rows.ENTITY_COLUMNS} FROM entity e JOIN live l ON l.row = e.text"
        yield from map(rows.told_of, self._rows(f"{join} ORDER BY e.id, l.source"))

    def statements(self) -> Iterator[Statement]:
        """Yield the live statements by subject, predicate, object and id."""
        yield from map(rows.statement_of, self._rows(f"{STATEMENTS} {STATEMENT_ORDER}"))

    def statements_of(self, id_: str) -> Iterator[Statement]:
        """Yield the live statements that have the entity at either end, in the same order."""
        query = f"{STATEMENTS} WHERE s.subject = ?1 OR s.object = ?1 {STATEMENT_ORDER}"
        yield from map(rows.statement_of, self._rows(query, id_))

    def statements_on(self, subject: str, predicate: str, object_: str) -> Iterator[Statement]:
        """Yield the live statements of one claim, in the same order."""
        query = f"{STATEMENTS} WHERE s.subject = ? AND s.predicate = ? AND s.object = ? {STATEMENT_ORDER}"
        yield from map(rows.statement_of, self._rows(query, subject, predicate, object_))

    def self_loops(self) -> Iterator[Statement]:
        """Yield the live statements whose ends are one node since the last fold."""
        joins = "LEFT JOIN joined a ON a.id = s.subject LEFT JOIN joined b ON b.id = s.object"
        same = "coalesce(a.canonical, s.subject) = coalesce(b.canonical, s.object)"
        yield from map(rows.statement_of, self._rows(f"{STATEMENTS} {joins} WHERE {same} {STATEMENT_ORDER}"))

    def mentions(self) -> Iterator[Mention]:
        """Yield the live mentions by entity, source and place."""
        query = (
            "SELECT l.source, m.entity, m.start, m.end, m.words FROM mention m JOIN live l ON l.row = m.text"
        )
        yield from map(rows.mention_of, self._rows(f"{query} ORDER BY m.entity, l.source, m.start, m.end"))

    def evidence(self, quotes: Iterable[str]) -> dict[str, Evidence]:
        """Return where sentences stand: of each, its first place among the live statements, by source and start."""
        query = f"{STATEMENTS} WHERE s.quote IN (SELECT value FROM json_each(?)) ORDER BY l.name DESC, s.start DESC"
        found = map(rows.statement_of, self._rows(query, json.dumps(sorted(set(quotes)))))
        return {statement.evidence.text: statement.evidence for statement in found}

    def yields(self) -> Iterator[Yield]:
        """Yield what each live text gave, by name."""
        yield from map(Yield._make, self._rows(YIELD))

    def forms(self, pattern: str) -> Iterator[tuple[str, str]]:
        """Yield (form, entity id) of the forms that fit a LIKE pattern, each pair once, sorted; ``~`` escapes."""
        query = "SELECT DISTINCT f.form, f.entity FROM form f JOIN live l ON l.row = f.text"
        yield from self._rows(f"{query} WHERE f.form LIKE ? ESCAPE '~' ORDER BY f.form, f.entity", pattern)

    def forms_among(self, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield (form, entity id) of the forms that are among some texts, in no order of note."""
        query = "SELECT DISTINCT f.form, f.entity FROM form f JOIN live l ON l.row = f.text WHERE f.form IN"
        for start in range(0, len(texts), AT_ONCE):
            some = texts[start : start + AT_ONCE]
            yield from self._rows(f"{query} ({', '.join('?' * len(some))})", *some)

    def _rows(self, query: str, *values: str) -> Iterator[Any]:
        with sentences(self.path):
            yield from self._connection.execute(query, values)

    def _one(self, query: str, *values: str) -> Any:  # noqa: ANN401 - a cell of any column
        row = next(self._rows(query, *values), None)
        return row[0] if row else None
