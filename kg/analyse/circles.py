"""Which circles the nodes of a network form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx

from kg.analyse.network import network


def communities(rows: Sequence[dict[str, Any]], params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return circles with more ties inside than between them (greedy modularity), the largest first."""
    graph = network(rows)
    if not graph.size():
        return []
    # By number: sets of those keep their order whatever the hash seed.
    ids = sorted(graph)
    numbered = nx.relabel_nodes(graph, {id_: number for number, id_ in enumerate(ids)})
    found = nx.community.greedy_modularity_communities(numbered, weight="weight")
    named = (sorted(graph.nodes[ids[number]]["name"] for number in circle) for circle in found)
    ranked = sorted(named, key=lambda members: (-len(members), members))
    return [
        {"community": number, "size": len(members), "members": members}
        for number, members in enumerate(ranked, 1)
    ]
