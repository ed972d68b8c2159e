"""Rows of ties as a network. Nodes come in the order of their ids, so that the same ties always give the same answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import networkx as nx

DIGITS = 4


def network(rows: Sequence[dict[str, Any]]) -> Any:  # noqa: ANN401 - the library has no types
    """Return the undirected network of a projection; ``name`` stands at its nodes, ``weight`` at its ties."""
    names = {row[end]: row[f"{end}Name"] for row in rows for end in ("source", "target")}
    graph = nx.Graph()
    graph.add_nodes_from((id_, {"name": names[id_]}) for id_ in sorted(names))
    for row in sorted(rows, key=lambda row: (row["source"], row["target"])):
        weight = graph.get_edge_data(row["source"], row["target"], {"weight": 0})["weight"]
        graph.add_edge(row["source"], row["target"], weight=weight + row["weight"])
    return graph
