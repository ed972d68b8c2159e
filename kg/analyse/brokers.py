"""Who lies between others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx

from kg.analyse.network import DIGITS, network


def brokers(rows: Sequence[dict[str, Any]], params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the bodies on shortest ways between others, by the share of such ways (betweenness, 0 to 1)."""
    graph = network(rows)
    shares = {id_: round(share, DIGITS) for id_, share in nx.betweenness_centrality(graph).items()}
    ranked = sorted((-share, graph.nodes[id_]["name"], id_) for id_, share in shares.items() if share > 0)
    return [
        {"agency": name, "betweenness": -share, "ties": graph.degree(id_)}
        for share, name, id_ in ranked[: params["limit"]]
    ]
