"""How long look-up questions take on graphs of several sizes, on both engines, warm."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.ledger import Items
from kg.query import bind, load_queries
from kg.store import Store, open_store
from kg.store.bulk import bulk_load
from kg.store.sync import sync
from parts.folded import folded
from parts.servers import Neo4j

# Questions about one body or one paper, with the label and the property of what is asked about.
LOOK_UPS = {
    "members_of_mechanism": ("mechanism", "Mechanism", "id"),
    "mechanism_heads": ("mechanism", "Mechanism", "id"),
    "mechanism_meetings": ("mechanism", "Mechanism", "id"),
    "mechanisms_of_agency": ("agency", "Agency", "id"),
    "post_holders": ("agency", "Agency", "id"),
    "official_meetings": ("official", "Official", "id"),
    "meeting_roles": ("meeting", "Meeting", "id"),
    "program_bodies": ("program", "Program", "id"),
    "document_by_number": ("number", "Document", "number"),
}
BY_NAME = "MATCH (n:Agency {name: $name}) RETURN n.id AS id"
QUERIES = load_queries()
HUBS = 10
WARM = 20
TIMES = 200


def queries(server: Neo4j, work: Path, *, sizes: Sequence[int], ties: int) -> Iterator[dict[str, Any]]:
    """Yield a row a question, size and engine.

    Args:
        server: Its database is replaced.
        work: Folder for what comes and goes.
        sizes: Numbers of nodes.
        ties: Relationships for each node.
    """
    for size in sizes:
        with folded(work / "folded", size, size * ties) as graph:
            yield from _on_server(server, work, graph, size)
            yield from _on_engine(work / "embedded", graph, size)


def _on_server(server: Neo4j, work: Path, graph: Items, size: int) -> Iterator[dict[str, Any]]:
    server.stop()
    bulk_load(graph, work / "bulk", workspace="benchmark", server=server.admin, overwrite=True)
    server.launch()
    with server.open() as store:
        server.index(store)
        yield from _measure(store, graph, {"part": "queries", "engine": "neo4j", "nodes": size})


def _on_engine(folder: Path, graph: Items, size: int) -> Iterator[dict[str, Any]]:
    shutil.rmtree(folder, ignore_errors=True)
    with open_store(str(folder), workspace="benchmark") as store:
        start = time.perf_counter()
        report = sync(graph, store, workspace="benchmark")
        spent = time.perf_counter() - start
        head = {"part": "queries", "engine": "embedded", "nodes": size}
        yield {**head, "load_seconds": round(spent, 1), "relationships": report.edges_written}
        yield from _measure(store, graph, head)
    shutil.rmtree(folder, ignore_errors=True)


def _measure(store: Store, graph: Items, head: dict[str, Any]) -> Iterator[dict[str, Any]]:
    draw = random.Random(3)
    for name, (param, label, key) in LOOK_UPS.items():
        values = _drawn(graph, label, key, draw)
        spent = [_ask(store, name, param, value) for value in values][WARM:]
        if not spent:
            yield {**head, "query": name, "left_out": f"the graph has no {label} with a {key}"}
            continue
        yield {**head, "query": name, "load": os.getloadavg()[0], **_percentiles(spent)}
    spent = [_time(store, BY_NAME, {"name": value}) for value in _drawn(graph, "Agency", "name", draw)][WARM:]
    yield {**head, "query": "node by name", **_percentiles(spent)}
    # Two of a hundred questions are about the bodies that everything hangs on.
    hubs = [node.id for node in graph.nodes("WHERE n.label = 'Mechanism' ORDER BY n.id LIMIT ?", HUBS)]
    spent = [_ask(store, "members_of_mechanism", "mechanism", hub) for hub in hubs * 3][HUBS:]
    yield {**head, "query": "members_of_mechanism, of a hub", **_percentiles(spent)}


def _drawn(graph: Items, label: str, key: str, draw: random.Random) -> list[Any]:
    """Return what to ask about, some of it several times; nothing where the graph has none."""
    nodes = graph.nodes("WHERE n.label = ? AND n.rowid % 7 = 3", label)
    known = [node.props[key] for node in nodes if key in node.props]
    return draw.choices(known, k=WARM + TIMES) if known else []


def _ask(store: Store, name: str, param: str, value: str) -> float:
    query = QUERIES[name]
    return _time(store, query.text, bind(query, {param: value}, lambda _, text: [text]))


def _time(store: Store, text: str, params: dict[str, Any]) -> float:
    start = time.perf_counter()
    store.read(text, params)
    return time.perf_counter() - start


def _percentiles(spent: list[float]) -> dict[str, float]:
    ranked = sorted(spent)
    at = {"p50_ms": 0.50, "p95_ms": 0.95}
    return {name: round(1000 * ranked[int(share * (len(ranked) - 1))], 2) for name, share in at.items()}
