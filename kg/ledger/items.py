"""The nodes and edges of a graph on disk, by id, each with the version of the graph in which it last changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, NamedTuple

from kg.model import Edge, Graph, Node, Value, item_digest

Kind = Literal["node", "edge"]

# What is gone keeps its row without properties, so that stores that have not been told yet can be.
TABLES = """
CREATE TABLE node (id TEXT PRIMARY KEY, label TEXT NOT NULL, hash TEXT NOT NULL, props TEXT, version INTEGER NOT NULL);
CREATE INDEX node_version ON node (label, version);
CREATE TABLE edge (
  id TEXT PRIMARY KEY, type TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, hash TEXT NOT NULL,
  props TEXT, version INTEGER NOT NULL);
CREATE INDEX edge_version ON edge (type, version);
CREATE INDEX edge_ends ON edge (type, target, source);
"""
NODE, EDGE = "n.id, n.label, n.props", "e.id, e.type, e.source, e.target, e.props"
FIELDS: dict[Kind, str] = {"node": NODE, "edge": EDGE}
META = "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)"
# As many edges of a type at one node are many.
HUB = 200
_SCAN = json.JSONDecoder().raw_decode


class Placed(NamedTuple):
    """An edge with the labels of its ends."""

    edge: Edge
    source: str
    target: str


class Items:
    """A graph whose items are read one at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    @classmethod
    def of(cls, graph: Graph) -> Items:
        """Put a graph into a database in memory."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        for command in (*TABLES.split(";\n"), META):
            connection.execute(command)
        items = cls(connection)
        with Change(connection) as change:
            for node in graph.nodes.values():
                change.put_node(node)
            for edge in graph.edges.values():
                change.put_edge(edge)
        return items

    @property
    def path(self) -> Path | None:
        """The file of the ledger; none where the graph is in memory."""
        _, _, file = self.connection.execute("PRAGMA database_list").fetchone()
        return Path(file) if file else None

    @property
    def hash(self) -> str:
        """Hash of the graph; see :attr:`kg.model.Graph.hash`."""
        return f"{int(_meta(self.connection, 'graph', '0'), 16):064x}"

    @property
    def version(self) -> int:
        """Grows with every change."""
        return int(_meta(self.connection, "graph version", "0"))

    def counts(self) -> dict[str, int]:
        """Return how many nodes of each label and relationships of each type there are, most first."""
        found: dict[str, int] = {}
        for table, name in (("node", "label"), ("edge", "type")):
            query = f"SELECT {name}, count(*) AS n FROM {table} WHERE props IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1"
            found |= dict(self.connection.execute(query))
        return found

    def graph(self) -> Graph:
        """Return all of it, in key order."""
        return Graph(
            {node.id: node for node in self.nodes("WHERE n.props IS NOT NULL ORDER BY n.id")},
            {edge.id: edge for edge in self.edges("WHERE e.props IS NOT NULL ORDER BY e.id")},
        )

    def nodes(self, condition: str, *values: str | int) -> Iterator[Node]:
        """Yield the nodes ``n`` of a condition."""
        for id_, label, props in self.connection.execute(f"SELECT {NODE} FROM node n {condition}", values):
            yield Node(id_, label, _props(props))

    def edges(self, condition: str, *values: str | int) -> Iterator[Edge]:
        """Yield the edges ``e`` of a condition."""
        for row in self.connection.execute(f"SELECT {EDGE} FROM edge e {condition}", values):
            yield _edge(*row)

    def hashed_nodes(self, condition: str, *values: str | int) -> Iterator[tuple[Node, str]]:
        """Yield the nodes ``n`` of a condition with their hashes: reading one is faster than making it."""
        query = f"SELECT {NODE}, n.hash FROM node n {condition}"
        for id_, label, props, hash_ in self.connection.execute(query, values):
            yield Node(id_, label, _props(props)), hash_

    def hashed_edges(self, condition: str, *values: str | int) -> Iterator[tuple[Edge, str]]:
        """Yield the edges ``e`` of a condition with their hashes."""
        query = f"SELECT {EDGE}, e.hash FROM edge e {condition}"
        for *row, hash_ in self.connection.execute(query, values):
            yield _edge(*row), hash_

    def span(self, kind: Kind) -> tuple[int, int]:
        """Return the number of the first row of the nodes or the edges, and the one behind the last."""
        query = f"SELECT min(rowid), max(rowid) + 1 FROM {kind}"
        first, behind = self.connection.execute(query).fetchone()
        return first or 0, behind or 0

    def rows(self, kind: Kind, first: int, behind: int) -> Iterator[tuple[Any, ...]]:
        """Yield the items in a range of rows, in their order, as they stand: faster than making them.

        Each is its id, label and properties, or its id, type, both ends and properties; then its hash. The properties
        are JSON.
        """
        query = f"SELECT {FIELDS[kind]}, hash FROM {kind} {kind[0]} WHERE rowid >= ? AND rowid < ? AND props IS NOT NULL"
        yield from self.connection.execute(query, (first, behind))

    def placed(self, condition: str, *values: str | int) -> Iterator[Placed]:
        """Yield the edges ``e`` of a condition with the labels of their ends."""
        joins = "CROSS JOIN node a ON a.id = e.source CROSS JOIN node b ON b.id = e.target"
        query = f"SELECT {EDGE}, a.label, b.label FROM edge e {joins} {condition}"
        for *row, source, target in self.connection.execute(query, values):
            yield Placed(_edge(*row), source, target)

    def is_hub(self, type_: str, target: str) -> bool:
        """Say whether many edges of a type end at a node: one of them is found sooner from its other end."""
        query = "SELECT count(*) > ?3 FROM (SELECT 1 FROM edge WHERE type = ?1 AND target = ?2 LIMIT ?3 + 1)"
        return bool(self.connection.execute(query, (type_, target, HUB)).fetchone()[0])


@contextmanager
def same_items(path: Path, version: int) -> Iterator[Items | None]:
    """Give another process the graph of a ledger's file; none where it is no longer the one of that version."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        connection.execute("BEGIN")
        items = Items(connection)
        yield items if items.version == version else None
    finally:
        connection.close()


class Change:
    """One change of a graph: what is put or dropped in it carries the next version, and the hash follows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._sum = int(_meta(connection, "graph", "0"), 16)
        self._version = int(_meta(connection, "graph version", "0")) + 1
        self._changed = False

    def __enter__(self) -> Change:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None and self._changed:
            rows = [("graph", f"{self._sum % 2**256:064x}"), ("graph version", str(self._version))]
            self._connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)

    def put_node(self, node: Node) -> None:
        """Put in a node; nothing changes where it is there already."""
        row = (node.id, node.label, node.hash)
        if self._is_new("node", node.id, node.hash):
            self._write("node", (*row, _packed(node), self._version))

    def put_edge(self, edge: Edge) -> None:
        """Put in an edge; nothing changes where it is there already."""
        row = (edge.id, edge.type, edge.source, edge.target, edge.hash)
        if self._is_new("edge", edge.id, edge.hash):
            self._write("edge", (*row, _packed(edge), self._version))

    def drop(self, kind: Kind, ids: Iterable[str]) -> None:
        """Take out items; what is not there stays away."""
        for id_ in ids:
            if self._is_new(kind, id_, ""):
                self._connection.execute(
                    f"UPDATE {kind} SET hash = '', props = NULL, version = ? WHERE id = ?",
                    (self._version, id_),
                )

    def _is_new(self, kind: Kind, id_: str, hash_: str) -> bool:
        """Say whether the item changes; if so its part of the graph's hash does."""
        row = self._connection.execute(f"SELECT hash FROM {kind} WHERE id = ?", (id_,)).fetchone()
        before = row[0] if row else ""
        if before == hash_:
            return False
        self._sum += (item_digest(kind, id_, hash_) if hash_ else 0) - (
            item_digest(kind, id_, before) if before else 0
        )
        self._changed = True
        return True

    def _write(self, kind: Kind, row: tuple[Any, ...]) -> None:
        marks = ", ".join("?" * len(row))
        self._connection.execute(f"INSERT OR REPLACE INTO {kind} VALUES ({marks})", row)


def _edge(id_: str, type_: str, source: str, target: str, props: str | None) -> Edge:
    return Edge(id_, type_, source, target, _props(props))


def _props(packed: str | None) -> dict[str, Value]:
    # What a row holds is known to be one object without space around: half the time of json.loads goes to asking.
    props: dict[str, Value] = _SCAN(packed)[0] if packed else {}
    return props


def _packed(item: Node | Edge) -> str:
    return json.dumps(dict(item.props), ensure_ascii=False)


def _meta(connection: sqlite3.Connection, key: str, default: str) -> str:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else default
