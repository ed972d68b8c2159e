"""What differs between a graph and a store: ids and hashes only, written down on disk as they are read, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from kg.errors import StoreError
from kg.ledger import Items
from kg.model import Edge
from kg.store.base import Store, batches
from kg.store.check import Vocabulary

RETRACTED = "Retracted"

NODES = "MATCH (n:{label}) WHERE n.workspace IS NOT NULL RETURN n.id AS id, n.hash AS hash, n.workspace AS workspace"
EDGES = (
    "MATCH (a)-[r:{type}]->(b) WHERE r.workspace IS NOT NULL "
    "RETURN r.id AS id, r.hash AS hash, r.workspace AS workspace, "
    "a.id AS source, labels(a) AS sourceLabels, b.id AS target, labels(b) AS targetLabels"
)
# The same of some ids alone: what the ledger knows to have changed since the store was last made equal to it.
SOME_NODES = (
    "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE n.workspace IS NOT NULL "
    "RETURN n.id AS id, n.hash AS hash, n.workspace AS workspace"
)
SOME_EDGES = (
    "UNWIND $rows AS row MATCH (a:{source} {{id: row.source}})-[r:{type} {{id: row.id}}]->(b:{target} {{id: row.target}}) "
    "WHERE r.workspace IS NOT NULL RETURN r.id AS id, r.hash AS hash, r.workspace AS workspace, "
    "a.id AS source, labels(a) AS sourceLabels, b.id AS target, labels(b) AS targetLabels"
)
STRANGERS = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE n.workspace IS NULL RETURN n.id AS id"
RETURNING = (
    f"UNWIND $ids AS id MATCH (n:{RETRACTED} {{id: id}}) WHERE n.workspace IS NOT NULL RETURN n.id AS id"
)

TABLES = (
    "DROP TABLE IF EXISTS temp.stored",
    "CREATE TEMP TABLE stored (id TEXT PRIMARY KEY, hash TEXT, source TEXT, sourceLabels TEXT, target TEXT, "
    "targetLabels TEXT) WITHOUT ROWID",
    "DROP TABLE IF EXISTS temp.difference",
    "CREATE TEMP TABLE difference (step TEXT, name TEXT, source TEXT, target TEXT, id TEXT, start TEXT, finish TEXT, "
    "PRIMARY KEY (step, name, source, target, id)) WITHOUT ROWID",
)
# A stored node of ours that the graph has otherwise, or not at all under this label.
CHANGED_NODES = (
    "INSERT INTO difference SELECT 'write', n.label, '', '', n.id, '', '' FROM node n LEFT JOIN stored s ON s.id = n.id "
    "WHERE n.label = ? AND n.version > ? AND n.props IS NOT NULL AND s.hash IS NOT n.hash"
)
GONE_NODES = (
    "INSERT INTO difference SELECT 'gone', ?1, '', '', s.id, '', '' FROM stored s "
    "LEFT JOIN node n ON n.id = s.id AND n.label = ?1 AND n.props IS NOT NULL WHERE n.id IS NULL"
)
# One of the same id between other ends, or under labels that people changed, has to make room.
RUNS = (
    "s.source = e.source AND s.target = e.target "
    "AND instr(s.sourceLabels, '|' || a.label || '|') AND instr(s.targetLabels, '|' || b.label || '|')"
)
ENDS = "JOIN node a ON a.id = e.source JOIN node b ON b.id = e.target"
CHANGED_EDGES = (
    f"INSERT INTO difference SELECT 'write edge', e.type, a.label, b.label, e.id, '', '' "
    f"FROM edge e {ENDS} LEFT JOIN stored s ON s.id = e.id "
    f"WHERE e.type = ? AND e.version > ? AND e.props IS NOT NULL AND (s.id IS NULL OR s.hash IS NOT e.hash OR NOT ({RUNS}))"
)
MOVED_EDGES = (
    f"SELECT s.id, s.source, s.sourceLabels, s.target, s.targetLabels FROM stored s JOIN edge e ON e.id = s.id {ENDS} "
    f"WHERE e.type = ? AND e.props IS NOT NULL AND NOT ({RUNS})"
)
GONE_EDGES = (
    "SELECT s.id, s.source, s.sourceLabels, s.target, s.targetLabels FROM stored s "
    "LEFT JOIN edge e ON e.id = s.id AND e.type = ? AND e.props IS NOT NULL WHERE e.id IS NULL"
)

Row = dict[str, Any]


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

    def match(self, rows: Iterable[Row], workspace: str) -> None:
        """Write down what the store has of one label or type; another workspace's counts as different."""
        self._connection.execute("DELETE FROM stored")
        self._connection.executemany(
            "INSERT OR REPLACE INTO stored VALUES (?, ?, ?, ?, ?, ?)",
            (_stored(row, workspace) for row in rows),
        )

    def run(self, command: str, *values: str | int) -> None:
        """Fill in what a command selects."""
        self._connection.execute(command, values)

    def rows(self, query: str, *values: str | int) -> list[Any]:
        """Return what a query selects."""
        return self._connection.execute(query, values).fetchall()


def compare(
    items: Items, store: Store, words: Vocabulary, *, workspace: str, take_over: bool, since: int = 0
) -> Differences:
    """Return what must be written and deleted.

    Args:
        items: The graph.
        store: Open for reading.
        words: The labels and types that are the graph's own.
        workspace: Whose graph it is.
        take_over: Whether another workspace's items may be replaced.
        since: Version of the graph that the store is known to hold; what has not changed since is not looked at.

    Raises:
        StoreError: The store holds another workspace's items and ``take_over`` is not set, or a node that
            somebody made by hand bears an id of the graph.
    """
    found = Differences(items)
    comparing = _Comparing(items, store, found, workspace, take_over, since)
    for label in words.nodes:
        comparing.nodes(label)
    known = {*words.nodes, RETRACTED}
    for type_ in words.edges:
        comparing.edges(type_, known)
    return found


class _Comparing:
    def __init__(
        self, items: Items, store: Store, found: Differences, workspace: str, take_over: bool, since: int
    ) -> None:
        self.items, self.store, self.found = items, store, found
        self.workspace, self.take_over, self.since = workspace, take_over, since

    def nodes(self, label: str) -> None:
        """Compare the nodes of a label; refuse those that people made under an id of the graph."""
        self.found.match(self._ours(self._stored_nodes(label)), self.workspace)
        self.found.run(CHANGED_NODES, label, self.since)
        self.found.run(GONE_NODES, label)
        for batch in batches(self.found.ids("write", label)):
            for row in self.store.read(STRANGERS.format(label=label), {"ids": batch}):
                raise StoreError(
                    f"somebody made a node with the id {row['id']} by hand; give it another id, then load again"
                )
            back = self.store.read(RETURNING, {"ids": batch})
            self.found.note_returning(label, [row["id"] for row in back])

    def edges(self, type_: str, known: set[str]) -> None:
        """Compare the relationships of a type."""
        self.found.match(self._ours(self._stored_edges(type_)), self.workspace)
        self.found.run(CHANGED_EDGES, type_, self.since)
        for step, query in (("moved", MOVED_EDGES), ("gone edge", GONE_EDGES)):
            for id_, source, source_labels, target, target_labels in self.found.rows(query, type_):
                shape = Shape(_known(source_labels, known), type_, _known(target_labels, known))
                self.found.note(step, shape, Stored(id_, source, target))

    def _ours(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            if not self.take_over:
                refuse_stranger(row["workspace"], self.workspace)
            yield row

    def _stored_nodes(self, label: str) -> Iterator[Row]:
        if not self.since:
            yield from self.store.stream(NODES.format(label=label))
            return
        changed = (
            node.id for node in self.items.nodes("WHERE n.label = ? AND n.version > ?", label, self.since)
        )
        for batch in batches(changed):
            yield from self.store.read(SOME_NODES.format(label=label), {"ids": batch})

    def _stored_edges(self, type_: str) -> Iterator[Row]:
        if not self.since:
            yield from self.store.stream(EDGES.format(type=type_))
            return
        condition = "WHERE e.type = ? AND e.version > ? ORDER BY a.label, b.label, e.id"
        changed = self.items.placed(condition, type_, self.since)
        for batch in batches(changed):
            for shape in sorted({Shape(p.source, type_, p.target) for p in batch}):
                some = [p.edge for p in batch if (p.source, p.target) == (shape.source, shape.target)]
                yield from self.store.read(
                    SOME_EDGES.format(**shape._asdict()), {"rows": [_ends(e) for e in some]}
                )


def refuse_stranger(found: str, workspace: str) -> None:
    """Refuse a store that belongs to another workspace.

    Raises:
        StoreError: It does.
    """
    if found != workspace:
        raise StoreError(
            f"this store holds the graph of another workspace ({found}); say --take-over to replace it with this one's"
        )


def _ends(edge: Edge) -> Row:
    return {"id": edge.id, "source": edge.source, "target": edge.target}


def _stored(row: Row, workspace: str) -> tuple[str | None, ...]:
    hash_ = row["hash"] if row["workspace"] == workspace else None
    labels = [f"|{'|'.join(row[key])}|" if key in row else "" for key in ("sourceLabels", "targetLabels")]
    return (row["id"], hash_, row.get("source"), labels[0], row.get("target"), labels[1])


def _known(labels: str, known: set[str]) -> str:
    """Which of the labels is ours. People may have given a node labels of their own."""
    return next((label for label in labels.split("|") if label in known), RETRACTED)
