"""What differs between a graph and a store: ids and hashes only, one label or type at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kg.errors import StoreError
from kg.model import Edge, Graph
from kg.store.base import Store, batches
from kg.store.check import Vocabulary

RETRACTED = "Retracted"

NODES = "MATCH (n:{label}) WHERE n.workspace IS NOT NULL RETURN n.id AS id, n.hash AS hash, n.workspace AS workspace"
EDGES = (
    "MATCH (a)-[r:{type}]->(b) WHERE r.workspace IS NOT NULL "
    "RETURN r.id AS id, r.hash AS hash, r.workspace AS workspace, "
    "a.id AS source, labels(a) AS sourceLabels, b.id AS target, labels(b) AS targetLabels"
)
STRANGERS = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE n.workspace IS NULL RETURN n.id AS id"

Row = dict[str, Any]


class Shape(NamedTuple):
    """What a pattern says so that a relationship is found by its ends: their labels, and its type."""

    source: str
    type: str
    target: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored relationship that has to go, with its ends: the embedded engine finds it by them alone."""

    id: str
    shape: Shape
    source: str
    target: str


@dataclass(slots=True)
class Differences:
    """The smallest set of writes that makes a store equal to a graph.

    Attributes:
        nodes: Label to ids of nodes to write, new or changed.
        returning: Those among them that the store keeps as retracted.
        edges: Shape to ids of edges to write, new or changed.
        moved: Stored relationships that must make room for one of the same id between other ends.
        gone_edges: Stored relationships that the graph does not have.
        gone_nodes: Label to ids stored under that label that the graph does not have there.
    """

    nodes: dict[str, list[str]] = field(default_factory=dict)
    returning: set[str] = field(default_factory=set)
    edges: dict[Shape, list[str]] = field(default_factory=dict)
    moved: list[Stored] = field(default_factory=list)
    gone_edges: list[Stored] = field(default_factory=list)
    gone_nodes: dict[str, list[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.nodes or self.edges or self.gone_edges or self.gone_nodes)


def compare(graph: Graph, store: Store, words: Vocabulary, *, workspace: str, take_over: bool) -> Differences:
    """Return what must be written and deleted.

    Raises:
        StoreError: The store holds another workspace's items and ``take_over`` is not set, or a node that
            somebody made by hand bears an id of the graph.
    """
    found = Differences()
    owner = _Owner(store, workspace, take_over)
    retracted = {row["id"] for row in owner.rows(NODES.format(label=RETRACTED))}
    for label in words.nodes:
        _compare_nodes(label, graph, owner, found)
        _refuse_strangers(label, found.nodes.get(label, []), store)
    found.returning = retracted & {each for ids in found.nodes.values() for each in ids}
    shapes = _Shapes(graph, words)
    for type_ in words.edges:
        _compare_edges(type_, shapes, owner, found)
    return found


class _Owner:
    """Reads items that some workspace owns."""

    def __init__(self, store: Store, workspace: str, take_over: bool) -> None:
        self.store, self.workspace, self.take_over = store, workspace, take_over

    def rows(self, text: str) -> list[Row]:
        rows = self.store.read(text)
        if not self.take_over:
            for row in rows:
                refuse_stranger(row["workspace"], self.workspace)
        return rows

    def has(self, row: Row, content: str) -> bool:
        """Say whether a stored item is ours and has that content hash."""
        return bool(row["hash"] == content and row["workspace"] == self.workspace)


def refuse_stranger(found: str, workspace: str) -> None:
    """Refuse a store that belongs to another workspace.

    Raises:
        StoreError: It does.
    """
    if found != workspace:
        raise StoreError(
            f"this store holds the graph of another workspace ({found}); say --take-over to replace it with this one's"
        )


def _compare_nodes(label: str, graph: Graph, owner: _Owner, found: Differences) -> None:
    wanted = {node.id: node for node in graph.nodes.values() if node.label == label}
    gone = []
    for row in owner.rows(NODES.format(label=label)):
        node = wanted.get(row["id"])
        if node is None:
            gone.append(row["id"])
        elif owner.has(row, node.hash):
            del wanted[node.id]
    if wanted:
        found.nodes[label] = list(wanted)
    if gone:
        found.gone_nodes[label] = sorted(gone)


def _refuse_strangers(label: str, ids: list[str], store: Store) -> None:
    for batch in batches(ids):
        for row in store.read(STRANGERS.format(label=label), {"ids": batch}):
            raise StoreError(
                f"somebody made a node with the id {row['id']} by hand; give it another id, then load again"
            )


class _Shapes:
    """The graph's edges, and between which labels each one runs."""

    def __init__(self, graph: Graph, words: Vocabulary) -> None:
        self.graph = graph
        self.labels = {*words.nodes, RETRACTED}

    def of(self, edge: Edge) -> Shape:
        nodes = self.graph.nodes
        return Shape(nodes[edge.source].label, edge.type, nodes[edge.target].label)

    def place(self, type_: str, row: Row) -> Stored:
        """Return where a stored relationship is. People may have given its ends labels of their own."""
        source, target = (
            next((label for label in row[key] if label in self.labels), RETRACTED)
            for key in ("sourceLabels", "targetLabels")
        )
        return Stored(row["id"], Shape(source, type_, target), row["source"], row["target"])

    def runs(self, edge: Edge, row: Row) -> bool:
        """Say whether the stored relationship joins the nodes that the edge joins."""
        shape = self.of(edge)
        ends: Mapping[str, str] = {"source": edge.source, "target": edge.target}
        return (
            all(row[key] == value for key, value in ends.items())
            and shape.source in row["sourceLabels"]
            and shape.target in row["targetLabels"]
        )


def _compare_edges(type_: str, shapes: _Shapes, owner: _Owner, found: Differences) -> None:
    wanted = {edge.id: edge for edge in shapes.graph.edges.values() if edge.type == type_}
    for row in owner.rows(EDGES.format(type=type_)):
        edge = wanted.get(row["id"])
        if edge is None:
            found.gone_edges.append(shapes.place(type_, row))
        elif not shapes.runs(edge, row):
            found.moved.append(shapes.place(type_, row))
        elif owner.has(row, edge.hash):
            del wanted[edge.id]
    for edge in wanted.values():
        found.edges.setdefault(shapes.of(edge), []).append(edge.id)
