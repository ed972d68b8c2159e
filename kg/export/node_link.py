"""Node-link JSON, for D3 and ``networkx.node_link_graph(data, edges="edges")``: lists and numbers as they are."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx


def write(graph: nx.MultiDiGraph, path: Path) -> list[Path]:
    """Write one file, UTF-8, an item a line; numbers are finite."""
    data = nx.node_link_data(graph, edges="edges")
    head = json.dumps({key: data[key] for key in ("directed", "multigraph", "graph")})
    parts = [head[:-1]] + [f'"{part}": [\n{_lines(data[part])}\n]' for part in ("nodes", "edges")]
    path.write_text(",\n".join(parts) + "}\n", encoding="utf-8")
    return [path]


def read(path: Path) -> nx.MultiDiGraph:
    """Return the graph as ``to_networkx`` has it."""
    graph = nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
    nx.set_node_attributes(graph, {key: key for key in graph}, "id")  # networkx takes it for the key alone
    return graph


def _lines(items: list[dict[str, object]]) -> str:
    return ",\n".join(json.dumps(item, ensure_ascii=False, allow_nan=False) for item in items)
