"""What commands that answer open: the ledger of a folder, and its graph for reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.failing import say
from kg.cli.holding import held
from kg.cli.language import told

if TYPE_CHECKING:
    from kg.ledger import Ledger
    from kg.store import Store


@contextmanager
def opened(
    folder: str, store: str | None, database: str | None, seconds: float | None = None
) -> Iterator[tuple[Ledger, Store]]:
    """Open the ledger of a folder, and its graph for reading, with so much time for a query; say where the graph lags behind.

    In a shell, the graph is open already.
    """
    from kg.ledger import Ledger, load_key
    from kg.store import embedded_graph, open_store

    with Ledger.open(Path(folder), create=False) as ledger:
        if graph := held(folder, store, database):
            yield ledger, graph
            return
        target = store or embedded_graph(Path(folder))
        with open_store(
            target, workspace=ledger.workspace, database=database, read_only=True, seconds=seconds
        ) as graph:
            if ledger.is_ahead(load_key(target, database)):
                say(
                    told(
                        "Warning: the graph is older than the ledger: kg load brings it up to date",
                        "提示:图比账本旧:运行 kg load 即可更新",
                    )
                )
            yield ledger, graph
