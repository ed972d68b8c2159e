"""A made-up graph as a fold leaves it: in the file of a ledger."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from synthetic import make_edges, make_nodes

from kg.ledger import Change, Items, Ledger


@contextmanager
def folded(folder: Path, nodes: int, edges: int) -> Iterator[Items]:
    """Give the graph of a new ledger in the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with Ledger.open(folder) as ledger:
        connection = ledger.items.connection
        connection.execute("BEGIN")
        with Change(connection) as change:
            for node in make_nodes(nodes):
                change.put_node(node)
            for edge in make_edges(edges, nodes):
                change.put_edge(edge)
        connection.execute("COMMIT")
    with Ledger.open(folder) as ledger:
        yield ledger.items
    shutil.rmtree(folder)
