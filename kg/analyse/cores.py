"""Who belongs to the core of a network, and who to its edge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx

from kg.analyse.network import network


def core_periphery(rows: Sequence[dict[str, Any]], params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return each body's core number: in the k-core every body is tied to at least k others of it. The innermost is the core."""
    graph = network(rows)
    cores: dict[str, int] = nx.core_number(graph)
    innermost = max(cores.values(), default=0)
    ranked = sorted((-core, -graph.degree(id_), graph.nodes[id_]["name"], id_) for id_, core in cores.items())
    return [
        {
            "agency": name,
            "part": "core" if -core == innermost else "periphery",
            "core": -core,
            "ties": -ties,
        }
        for core, ties, name, _ in ranked[: params["limit"]]
    ]
