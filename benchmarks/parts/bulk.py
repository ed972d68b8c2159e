"""A bulk load from folded rows to the end of the import, beside the server's importer with files that are ready."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from kg.ledger import Items
from kg.store.bulk import bulk_load
from kg.store.bulk.files import write_files
from kg.store.bulk.server import import_command, run_import
from kg.store.sync import sync
from parts.folded import folded
from parts.servers import Neo4j

Row = dict[str, Any]


def bulk(server: Neo4j, work: Path, *, nodes: int, edges: int, rounds: int) -> Iterator[Row]:
    """Yield a row a round, then medians; then the restart, the constraints and the next load, stated apart."""
    with folded(work / "folded", nodes, edges) as graph:
        yield from _rounds(server, work, graph, nodes + edges, rounds)
        yield _afterwards(server, graph)


def _rounds(server: Neo4j, work: Path, graph: Items, items: int, rounds: int) -> Iterator[Row]:
    files = write_files(work / "ready", graph, workspace="benchmark")
    server.stop()
    admin = server.admin
    told: list[Row] = []
    for number in range(rounds):
        start = time.perf_counter()
        run_import(admin, files, import_command(files, admin.admin, None, overwrite=True))
        middle = time.perf_counter()
        bulk_load(graph, work / "bulk", workspace="benchmark", server=admin, overwrite=True)
        end = time.perf_counter()
        row = {"ready_files_seconds": middle - start, "bulk_seconds": end - middle}
        told.append({"part": "bulk", "round": number, "load": os.getloadavg()[0], **_rounded(row)})
        yield told[-1]
    yield {
        "part": "bulk",
        "items": items,
        "rounds": rounds,
        "median_ready_per_second": round(items / median(row["ready_files_seconds"] for row in told)),
        "median_bulk_per_second": round(items / median(row["bulk_seconds"] for row in told)),
        "bulk_over_ready": round(median(row["ready_files_seconds"] / row["bulk_seconds"] for row in told), 2),
    }


def _afterwards(server: Neo4j, graph: Items) -> Row:
    restart = server.launch()
    with server.open() as store:
        start = time.perf_counter()
        server.index(store)
        constraints = time.perf_counter() - start
        report = sync(graph, store, workspace="benchmark")
        compared = time.perf_counter() - start - constraints
    row = {"restart_seconds": restart, "constraints_seconds": constraints, "next_load_seconds": compared}
    return {"part": "bulk", **_rounded(row), "next_load_wrote": sum(report)}


def crossing(server: Neo4j, work: Path, sizes: Sequence[int]) -> Iterator[Row]:
    """Yield how long a first load takes over Bolt and in bulk, stopping, starting and constraints included.

    The server's own way to stop waits for ten seconds longer than this one's.
    """
    for items in sizes:
        with folded(work / "folded", items // 5, items - items // 5) as graph:
            server.empty()
            start = time.perf_counter()
            with server.open() as store:
                sync(graph, store, workspace="benchmark")
            row = {"bolt_seconds": time.perf_counter() - start}
            start = time.perf_counter()
            server.stop()
            bulk_load(graph, work / "bulk", workspace="benchmark", server=server.admin, overwrite=True)
            server.launch()
            with server.open() as store:
                sync(graph, store, workspace="benchmark")
            row["bulk_and_all_seconds"] = time.perf_counter() - start
            yield {"part": "crossing", "items": items, "load": os.getloadavg()[0], **_rounded(row)}


def _rounded(row: dict[str, float]) -> dict[str, float]:
    return {key: round(value, 2) for key, value in row.items()}
