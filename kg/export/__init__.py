"""The graph in other programs' hands: networkx, GraphML, GEXF, node-link JSON, a pair of CSV files.

Every format reads back as the same graph, to the content hash. How each writes what it has no word for
(lists, characters that XML forbids) stands at the head of its module.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import networkx as nx

from kg.export import csv_pair, gexf, graphml, node_link
from kg.export.convert import from_networkx, to_networkx
from kg.model import Graph

__all__ = ["FORMATS", "from_networkx", "read", "to_networkx", "write"]

WRITERS: dict[str, Callable[[nx.MultiDiGraph, Path], list[Path]]] = {
    "graphml": graphml.write,
    "gexf": gexf.write,
    "json": node_link.write,
    "csv": csv_pair.write,
}
READERS: dict[str, Callable[[Path], nx.MultiDiGraph]] = {
    "graphml": graphml.read,
    "gexf": gexf.read,
    "json": node_link.read,
    "csv": csv_pair.read,
}
FORMATS = tuple(WRITERS)


def write(graph: Graph, path: Path, format: str) -> list[Path]:
    """Write the graph; the same graph gives the same bytes.

    Args:
        graph: The graph; its properties have one type each, as the schema has it.
        path: The file; for ``csv``, ``NAME`` or ``NAME.csv`` gives ``NAME.nodes.csv`` and ``NAME.edges.csv``.
        format: One of ``FORMATS``.

    Returns:
        The files written.

    Raises:
        ValueError: The format is unknown, or a property's name or type is none that the format can carry.
    """
    return WRITERS[_known(format)](to_networkx(graph), path)


def read(path: Path, format: str) -> Graph:
    """Read back what ``write`` wrote, given the same path and format."""
    return from_networkx(READERS[_known(format)](path))


def _known(format: str) -> str:
    if format not in WRITERS:
        raise ValueError(f"{format} is none of the formats {', '.join(FORMATS)}")
    return format
