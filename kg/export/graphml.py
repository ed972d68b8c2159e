"""GraphML, for yEd, Gephi, igraph, Cytoscape: the flat form of ``kg.export.flat``."""

from __future__ import annotations

from pathlib import Path

import networkx as nx

from kg.export.flat import flatten, unflatten


def write(graph: nx.MultiDiGraph, path: Path) -> list[Path]:
    """Write one file."""
    nx.write_graphml(flatten(graph), path)
    return [path]


def read(path: Path) -> nx.MultiDiGraph:
    """Return the graph as ``to_networkx`` has it."""
    return unflatten(nx.read_graphml(path, force_multigraph=True))
