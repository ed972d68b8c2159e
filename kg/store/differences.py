"""The differences between a graph and a store, written down on disk as they are found, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from kg.ledger import Items
from kg.store.base import Page

TABLES = (
    "DROP TABLE IF EXISTS temp.stored",
    "CREATE TEMP TABLE stored (id TEXT PRIMARY KEY, hash TEXT, source TEXT, sourceLabels TEXT, target TEXT, "
    "targetLabels TEXT) WITHOUT ROWID",
    "DROP TABLE IF EXISTS temp.wanted",
    "CREATE TEMP TABLE wanted (id TEXT PRIMARY KEY) WITHOUT ROWID",
    "DROP TABLE IF EXISTS temp.difference",
    "CREATE TEMP TABLE difference (step TEXT, name TEXT, source TEXT, target TEXT, id TEXT, start TEXT, finish TEXT, "
    "PRIMARY KEY (step, name, source, target, id)) WITHOUT ROWID",
)
# What the store lacks is created, which is faster than looking for it once more.
NEW = "CASE WHEN s.id IS NULL THEN 'new' ELSE '' END"
# A stored node of ours that the graph has otherwise, or not at all under this label.
CHANGED_NODES = (
    f"INSERT INTO difference SELECT 'write', n.label, '', '', n.id, {NEW}, '' "
    "FROM wanted w CROSS JOIN node n ON n.id = w.id LEFT JOIN stored s ON s.id = n.id WHERE s.hash IS NOT n.hash"
)
# All that the graph has of a label or type: where the store has nothing of it, nothing is looked for.
ALL_NODES = (
    "INSERT INTO difference SELECT 'write', label, '', '', id, 'new', '' FROM node "
    "WHERE label = ? AND props IS NOT NULL ORDER BY id"
)
GONE_NODES = (
    "INSERT INTO difference SELECT 'gone', ?1, '', '', s.id, '', '' FROM stored s "
    "LEFT JOIN node n ON n.id = s.id AND n.label = ?1 AND n.props IS NOT NULL WHERE n.id IS NULL"
)
# What the graph has of a label or type, as a store's scan shows it; and what of it has changed since a version.
NODES = "SELECT id, hash, ? FROM node WHERE label = ? AND props IS NOT NULL ORDER BY id"
SOME_NODES = "INSERT INTO wanted SELECT id FROM node WHERE label = ? AND version > ? AND props IS NOT NULL"
SOME_EDGES = "INSERT INTO wanted SELECT id FROM edge WHERE type = ? AND version > ? AND props IS NOT NULL"
# One of the same id between other ends, or under labels that people changed, has to make room.
RUNS = (
    "s.source = e.source AND s.target = e.target "
    "AND instr(s.sourceLabels, '|' || a.label || '|') AND instr(s.targetLabels, '|' || b.label || '|')"
)
ENDS = "CROSS JOIN node a ON a.id = e.source CROSS JOIN node b ON b.id = e.target"
EDGES = (
    "SELECT e.id, e.hash, ?, e.source, '|' || a.label || '|', e.target, '|' || b.label || '|' "
    f"FROM edge e {ENDS} WHERE e.type = ? AND e.props IS NOT NULL ORDER BY e.id"
)
ALL_EDGES = (
    "INSERT INTO difference SELECT 'write edge', e.type, a.label, b.label, e.id, 'new', '' "
    f"FROM edge e {ENDS} WHERE e.type = ? AND e.props IS NOT NULL ORDER BY a.label, b.label, e.id"
)
CHANGED_EDGES = (
    f"INSERT INTO difference SELECT 'write edge', e.type, a.label, b.label, e.id, {NEW}, '' "
    f"FROM wanted w CROSS JOIN edge e ON e.id = w.id {ENDS} LEFT JOIN stored s ON s.id = e.id "
    f"WHERE s.id IS NULL OR s.hash IS NOT e.hash OR NOT ({RUNS})"
)
MOVED_EDGES = (
    f"SELECT s.id, s.source, s.sourceLabels, s.target, s.targetLabels FROM stored s CROSS JOIN edge e ON e.id = s.id {ENDS} "
    f"WHERE e.type = ? AND e.props IS NOT NULL AND NOT ({RUNS})"
)
GONE_EDGES = (
    "SELECT s.id, s.source, s.sourceLabels, s.target, s.targetLabels FROM stored s "
    "LEFT JOIN edge e ON e.id = s.id AND e.type = ? AND e.props IS NOT NULL WHERE e.id IS NULL"
)


class Held(NamedTuple):
    """What a store holds of an item: of a relationship with its ends and their labels, as ``|Agency|``."""

    id: str
    hash: str
    workspace: str
    source: str = ""
    source_labels: str = ""
    target: str = ""
    target_labels: str = ""


class Shape(NamedTuple):
    """What a pattern says so that a relationship is found by its ends: their labels, and its type."""

    source: str
    type: str
    target: str


class Stored(NamedTuple):
    """A stored relationship that has to go, with its ends: the embedded engine finds it by them alone."""

    id: str
    source: str
    target: str


class Differences:
    """The smallest set of writes that makes a store equal to a graph, on disk.

    The steps are ``write`` (nodes, new or changed), ``returning`` (those among them that the store keeps as retracted),
    ``moved`` (relationships that must make room for one of the same id between other ends), ``write edge``,
    ``gone edge`` and ``gone`` (what the graph does not have).
    """

    def __init__(self, items: Items) -> None:
        self._connection = items.connection
        for command in TABLES:
            self._connection.execute(command)

    def __bool__(self) -> bool:
        return bool(self._connection.execute("SELECT EXISTS (SELECT 1 FROM difference)").fetchone()[0])

    def count(self, step: str) -> int:
        """Return how many there are of a step."""
        query = "SELECT count(*) FROM difference WHERE step = ?"
        return int(self._connection.execute(query, (step,)).fetchone()[0])

    def size(self) -> int:
        """Return how many there are of all steps."""
        return int(self._connection.execute("SELECT count(*) FROM difference").fetchone()[0])

    def names(self, step: str) -> list[str]:
        """Return the labels of a step, sorted."""
        query = "SELECT DISTINCT name FROM difference WHERE step = ? ORDER BY 1"
        return [name for (name,) in self._connection.execute(query, (step,))]

    def shapes(self, step: str) -> list[Shape]:
        """Return the shapes of the relationships of a step, sorted."""
        query = "SELECT DISTINCT source, name, target FROM difference WHERE step = ? ORDER BY 1, 2, 3"
        return [Shape(*row) for row in self._connection.execute(query, (step,))]

    def ids(self, step: str, name: str) -> Iterator[str]:
        """Yield the ids of a step under a label, sorted."""
        query = "SELECT id FROM difference WHERE step = ? AND name = ? ORDER BY source, target, id"
        for (id_,) in self._connection.execute(query, (step, name)):
            yield id_

    def new(self, step: str, name: str, source: str = "", target: str = "") -> Iterator[str]:
        """Yield the ids of what the store lacks, sorted: of nodes under a label, of relationships of a shape."""
        return self._written(step, name, source, target, "new")

    def changed(self, step: str, name: str, source: str = "", target: str = "") -> Iterator[str]:
        """Yield the ids of what the store has otherwise, sorted."""
        return self._written(step, name, source, target, "")

    def _written(self, *key: str) -> Iterator[str]:
        query = "SELECT id FROM difference WHERE step = ? AND name = ? AND source = ? AND target = ? AND start = ? ORDER BY id"
        for (id_,) in self._connection.execute(query, key):
            yield id_

    def edges(self, step: str, shape: Shape) -> Iterator[Stored]:
        """Yield the relationships of a step, by id."""
        query = "SELECT id, start, finish FROM difference WHERE step = ? AND name = ? AND source = ? AND target = ? ORDER BY id"
        yield from map(
            Stored._make, self._connection.execute(query, (step, shape.type, shape.source, shape.target))
        )

    def note(self, step: str, shape: Shape, edge: Stored) -> None:
        """Add a relationship to a step."""
        row = (step, shape.type, shape.source, shape.target, *edge)
        self._connection.execute("INSERT INTO difference VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def note_returning(self, label: str, ids: Iterable[str]) -> None:
        """Add nodes that come back from among the retracted."""
        rows = (("returning", label, "", "", id_, "", "") for id_ in ids)
        self._connection.executemany("INSERT INTO difference VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def match(self, pages: Iterable[Page], query: str, name: str, workspace: str) -> None:
        """Write down what store and graph have of one label or type, save the pages in which they are equal.

        Args:
            pages: Rows of :class:`Held`.
            query: Selects what the graph has, as the store shows it: ``NODES`` or ``EDGES``.
            name: The label or type.
            workspace: Whose graph it is; what is another's counts as different.
        """
        wanted = _Ordered(self._connection.execute(query, (workspace, name)))
        with self._rewritten():
            for rows, last in pages:
                if last is None:
                    self._note_stored(rows, workspace)
                    self._note_wanted(wanted.up_to(None))
                elif (mine := list(wanted.up_to(last))) != rows:
                    self._note_stored(rows, workspace)
                    self._note_wanted(mine)

    def match_some(self, rows: Iterable[Held], query: str, name: str, since: int, workspace: str) -> None:
        """Write down what the store has of the items of one label or type that have changed since a version.

        Args:
            rows: What the store has of them.
            query: Notes what the graph has of them: ``SOME_NODES`` or ``SOME_EDGES``.
            name: The label or type.
            since: The version.
            workspace: Whose graph it is.
        """
        with self._rewritten():
            self._note_stored(rows, workspace)
            self._connection.execute(query, (name, since))

    @contextmanager
    def _rewritten(self) -> Iterator[None]:
        # Within a snapshot of a ledger there is a transaction already.
        is_own = not self._connection.in_transaction
        if is_own:
            self._connection.execute("BEGIN")
        try:
            self._connection.execute("DELETE FROM stored")
            self._connection.execute("DELETE FROM wanted")
            yield
        finally:
            if is_own:
                self._connection.execute("COMMIT")

    def _note_stored(self, rows: Iterable[tuple[str, ...]], workspace: str) -> None:
        command = "INSERT OR REPLACE INTO stored VALUES (?, ?, ?, ?, ?, ?)"
        self._connection.executemany(command, (_stored(Held(*row), workspace) for row in rows))

    def _note_wanted(self, rows: Iterable[tuple[str, ...]]) -> None:
        self._connection.executemany("INSERT INTO wanted VALUES (?)", ((row[0],) for row in rows))

    def run(self, command: str, *values: str | int) -> None:
        """Fill in what a command selects."""
        self._connection.execute(command, values)

    def rows(self, query: str, *values: str | int) -> list[Any]:
        """Return what a query selects."""
        return self._connection.execute(query, values).fetchall()


class _Ordered:
    """Rows by id, to be taken piece by piece."""

    def __init__(self, rows: Iterator[tuple[str, ...]]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def up_to(self, last: str | None) -> Iterator[tuple[str, ...]]:
        """Yield the next rows, up to an id; all of them where it is None."""
        while self._next and (last is None or self._next[0] <= last):
            yield self._next
            self._next = next(self._rows, None)


def _stored(row: Held, workspace: str) -> tuple[str | None, ...]:
    return (row.id, row.hash if row.workspace == workspace else None, *row[3:])
