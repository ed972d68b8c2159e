"""What differs between a graph and a store: ids and hashes only, one label or type at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from kg.errors import StoreError
from kg.model import Edge, Graph, Node
from kg.store.base import Store
from kg.store.check import Vocabulary

BATCH = 5000
RETRACTED = "Retracted"

NODES = "MATCH (n:{label}) WHERE n.workspace IS NOT NULL RETURN n.id AS id, n.hash AS hash, n.workspace AS workspace"
EDGES = """
MATCH (a)-[r:{type}]->(b) WHERE r.workspace IS NOT NULL
RETURN r.id AS id, r.hash AS hash, r.workspace AS workspace,
       a.id AS source, labels(a) AS sourceLabels, b.id AS target, labels(b) AS targetLabels
"""
STRANGERS = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE n.workspace IS NULL RETURN n.id AS id"


class Shape(NamedTuple):
    """What a pattern must say to find relationships fast: the labels of both ends, and the type."""

    source: str
    type: str
    target: str


class Place(NamedTuple):
    """Where a stored relationship is: an expensive search by its id alone is spared."""

    shape: Shape
    id: str
    source: str
    target: str


@dataclass(slots=True)
class Differences:
    """The smallest set of writes that makes a store equal to a graph.

    Attributes:
        nodes: To write, new or changed.
        returning: Ids among them that the store keeps as retracted.
        edges: To write, new or changed.
        moved: Stored relationships that must go before the one of the same id is written elsewhere.
        gone_edges: Stored, no longer in the graph.
        gone_nodes: Label and id of nodes stored under that label, no longer in the graph.
    """

    nodes: list[Node] = field(default_factory=list)
    returning: set[str] = field(default_factory=set)
    edges: list[Edge] = field(default_factory=list)
    moved: list[Place] = field(default_factory=list)
    gone_edges: list[Place] = field(default_factory=list)
    gone_nodes: list[tuple[str, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.nodes or self.edges or self.gone_edges or self.gone_nodes)


def batches(items: list[Any]) -> Iterator[list[Any]]:
    """Yield the items in lists of ``BATCH``."""
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch


def compare(graph: Graph, store: Store, words: Vocabulary, *, take_over: bool) -> Differences:
    """Return what must be written and deleted.

    Raises:
        StoreError: The store holds another workspace's items and ``take_over`` is not set, or a node that
            somebody made by hand bears an id of the graph.
    """
    comparison = _Comparison(graph, store, take_over)
    for label in words.nodes:
        comparison.compare_nodes(label)
    for type_ in words.edges:
        comparison.compare_edges(type_)
    return comparison.found


class _Comparison:
    def __init__(self, graph: Graph, store: Store, take_over: bool) -> None:
        self.graph, self.store, self.take_over = graph, store, take_over
        self.found = Differences()
        rows = store.read(NODES.format(label=RETRACTED))
        self.retracted = {row["id"] for row in rows if self._same(row, "")}

    def compare_nodes(self, label: str) -> None:
        wanted = {node.id: node for node in self.graph.nodes.values() if node.label == label}
        for row in self.store.read(NODES.format(label=label)):
            node = wanted.get(row["id"])
            if node is None:
                self._same(row, "")
                self.found.gone_nodes.append((label, row["id"]))
            elif self._same(row, node.hash):
                del wanted[node.id]
        self._refuse_strangers(label, list(wanted))
        self.found.nodes += wanted.values()
        self.found.returning |= wanted.keys() & self.retracted
