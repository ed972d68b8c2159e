"""GEXF 1.2, Gephi's own format: the flat form of ``kg.export.flat``."""

from __future__ import annotations

import io
import re
from pathlib import Path

import networkx as nx

from kg.export.flat import flatten, unflatten

# networkx stamps the file with today's date; the same graph must give the same bytes.
STAMP = re.compile(rb' lastmodifieddate="[^"]*"')


def write(graph: nx.MultiDiGraph, path: Path) -> list[Path]:
    """Write one file."""
    buffer = io.BytesIO()
    nx.write_gexf(flatten(graph), buffer, version="1.2draft")
    path.write_bytes(STAMP.sub(b"", buffer.getvalue(), count=1))
    return [path]


def read(path: Path) -> nx.MultiDiGraph:
    """Return the graph as ``to_networkx`` has it."""
    return unflatten(nx.MultiDiGraph(nx.read_gexf(path)))
