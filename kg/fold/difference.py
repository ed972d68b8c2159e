"""What one graph has that another has not: what a change of the texts does to the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.model import Edge, Graph, Node

NEW, GONE, OTHER = "+", "-", "~"


class Item(NamedTuple):
    """A node or an edge in a few words. ``hash`` tells whether two are the same in all that they say."""

    type: str
    id: str
    name: str
    hash: str


class Step(NamedTuple):
    """An item that is new (``+``), gone (``-``) or says something else (``~``)."""

    change: str
    type: str
    id: str
    name: str


# Nodes have an empty type here, since their ids are unique; those of edges are unique within their type.
Outline = dict[tuple[str, str], Item]


def outline(graph: Graph) -> Outline:
    """Return what has to be kept of a graph to compare it with another."""
    nodes = {("", node.id): _node(node) for node in graph.nodes.values()}
    return nodes | {(edge.type, edge.id): _edge(edge, graph.nodes) for edge in graph.edges.values()}


def difference(before: Outline, after: Outline) -> list[Step]:
    """Return how the second differs from the first: nodes, then edges, each by type, name and id."""
    changed = {key for key in before.keys() & after.keys() if before[key].hash != after[key].hash}
    steps = [
        *((key, OTHER, after[key]) for key in changed),
        *((key, NEW, after[key]) for key in after.keys() - before.keys()),
        *((key, GONE, before[key]) for key in before.keys() - after.keys()),
    ]
    steps.sort(key=lambda step: (bool(step[0][0]), step[2].type, step[2].name, step[2].id))
    return [Step(change, item.type, item.id, item.name) for _, change, item in steps]


def counted(steps: Iterable[Step]) -> dict[str, Counter[str]]:
    """Return how many items of each type are new, gone and changed, by type in the order of the steps."""
    counts: dict[str, Counter[str]] = {}
    for step in steps:
        counts.setdefault(step.type, Counter())[step.change] += 1
    return counts


def _node(node: Node) -> Item:
    return Item(node.label, node.id, str(node.props["name"]), node.hash)


def _edge(edge: Edge, nodes: Mapping[str, Node]) -> Item:
    ends = (str(nodes[end].props["name"]) for end in (edge.source, edge.target))
    return Item(edge.type, edge.id, " → ".join(ends), edge.hash)
