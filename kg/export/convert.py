"""Graph to networkx and back: the same items under networkx's names, nothing encoded.

A node's key is its id, its attributes are ``label`` (the entity type) and its properties. An edge's key is
its id, its attributes are ``type`` and its properties. A property that an item lacks is absent.
"""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from kg.model import Edge, Graph, Node, Value

# Names that networkx or its formats give a meaning of their own.
TAKEN_BY_NODES = frozenset({"label"})
TAKEN_BY_EDGES = frozenset({"type", "source", "target", "key"})


def to_networkx(graph: Graph) -> nx.MultiDiGraph:
    """Return the graph with its nodes and edges in key order.

    Raises:
        ValueError: A property bears a taken name, or an item's ``id`` property is not its id.
    """
    result = nx.MultiDiGraph()
    for node in graph.nodes.values():
        _check(node, TAKEN_BY_NODES)
        result.add_node(node.id, label=node.label, **node.props)
    for edge in graph.edges.values():
        _check(edge, TAKEN_BY_EDGES)
        # Not add_edge: its own parameters would take properties of their names.
        result.add_edges_from([(edge.source, edge.target, edge.id, {"type": edge.type, **edge.props})])
    return result


def from_networkx(graph: nx.MultiDiGraph) -> Graph:
    """Return the graph that ``to_networkx`` gave; changes nothing in its argument."""
    nodes = [Node(key, data["label"], _without(data, "label")) for key, data in graph.nodes(data=True)]
    edges = [
        Edge(key, data["type"], source, target, _without(data, "type"))
        for source, target, key, data in graph.edges(keys=True, data=True)
    ]
    return Graph(
        {node.id: node for node in sorted(nodes, key=lambda node: node.id)},
        {edge.id: edge for edge in sorted(edges, key=lambda edge: edge.id)},
    )


def _without(data: Mapping[str, Value], name: str) -> dict[str, Value]:
    return {key: value for key, value in data.items() if key != name}


def _check(item: Node | Edge, taken: frozenset[str]) -> None:
    if clash := taken & item.props.keys():
        raise ValueError(f"{item.id}: networkx keeps the name {min(clash)} for itself")
    if item.props.get("id") != item.id:
        raise ValueError(f"{item.id}: its property id is {item.props.get('id')}")
