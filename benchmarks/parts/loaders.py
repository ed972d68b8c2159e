"""The same rows by every loader into the same empty server, in turn, several times; then the same rows again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from synthetic import make_edges, make_nodes

from parts.environments import BARE, INDEXED, OURS, Loader, python_of, run_loader
from parts.folded import folded
from parts.servers import Neo4j

Row = dict[str, Any]


@contextmanager
def written(path: Path, nodes: int, edges: int) -> Iterator[None]:
    """Write the rows as every loader reads them, and beside them the ledger that ours reads."""
    _write_rows(path, nodes, edges)
    with folded(path.with_suffix(""), nodes, edges):
        yield


def _write_rows(path: Path, nodes: int, edges: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for node in make_nodes(nodes):
            file.write(
                json.dumps({"label": node.label, "props": dict(node.props)}, ensure_ascii=False) + "\n"
            )
        for edge in make_edges(edges, nodes):
            labels = {"source_label": edge.source.split("/")[0], "target_label": edge.target.split("/")[0]}
            row = {"type": edge.type, "source": edge.source, "target": edge.target, **labels}
            file.write(json.dumps({**row, "props": dict(edge.props)}, ensure_ascii=False) + "\n")


def loaders(
    server: Neo4j, work: Path, *, peers: Sequence[Loader], nodes: int, edges: int, rounds: int
) -> Iterator[Row]:
    """Yield a row a load, then the medians and how they compare, pair by pair."""
    rows = work / "rows.jsonl"
    with written(rows, nodes, edges):
        yield from _rounds(server, work, rows, peers=peers, nodes=nodes, edges=edges, rounds=rounds)


def _rounds(
    server: Neo4j, work: Path, rows: Path, *, peers: Sequence[Loader], nodes: int, edges: int, rounds: int
) -> Iterator[Row]:
    every = (OURS, BARE, INDEXED, *peers)
    pythons = {loader.name: python_of(loader, work / "environments") for loader in every}
    # A server that has just started is slow, and slow at statements that it has not met: nobody shall be the first.
    for loader in (BARE, OURS):
        _once(server, loader, pythons[loader.name], rows, nodes + edges)
    told: list[Row] = []
    for number in range(rounds):
        # Another one begins each time: whoever begins finds the machine as the last one left it.
        shift = number % len(every)
        for loader in (*every[shift:], *every[:shift]):
            row = _once(server, loader, pythons[loader.name], rows, nodes + edges)
            head = {"part": "loaders", "round": number, "loader": loader.name, "load": os.getloadavg()[0]}
            told.append(head | row)
            yield told[-1]
    yield from summary(told, nodes=nodes, edges=edges)


def _once(server: Neo4j, loader: Loader, python: str, rows: Path, items: int) -> Row:
    server.empty()
    address, secret = server.running.bolt, server.running.password_file
    first = run_loader(loader, python, rows, address, secret)
    stored = server.counts()
    again = run_loader(loader, python, rows, address, secret)
    loaded = first.pop("items", items)
    return {
        "first_per_second": round(loaded / first["seconds"]),
        "again_per_second": round(loaded / again["seconds"]),
        "known_per_second": round(items / again["known_seconds"]) if "known_seconds" in again else None,
        "stored": stored,
        "stored_after_two": server.counts(),
        "first": first,
        "again": again,
    }


def summary(told: list[Row], *, nodes: int, edges: int) -> Iterator[Row]:
    """Yield the median rates, and ours over each other one: the median of the ratios of one round each."""
    for name in dict.fromkeys(row["loader"] for row in told):
        theirs = [row for row in told if row["loader"] == name]
        ours = [row for row in told if row["loader"] == OURS.name]
        last = theirs[-1]
        yield {
            "part": "loaders",
            "loader": name,
            "rounds": len(theirs),
            **{f"median_{key}": median(row[key] for row in theirs) for key in RATES},
            **{f"ours_over_it_{key}": _ratios(ours, key, theirs, key) for key in RATES},
            "ours_known_over_it_again": _ratios(ours, "known_per_second", theirs, "again_per_second"),
            "doubled": last["stored_after_two"]["nodes"] > nodes,
            "relationships_lost": min(edges, last["first"].get("relationships", edges))
            - last["stored"]["relationships"],
            "last_stored": last["stored"],
            "last_stored_after_two": last["stored_after_two"],
        }


RATES = ("first_per_second", "again_per_second")


def _ratios(ours: list[Row], key: str, theirs: list[Row], their_key: str) -> list[float]:
    """The least, the median and the largest ratio."""
    every = [one[key] / other[their_key] for one, other in zip(ours, theirs, strict=True)]
    return [round(value, 2) for value in (min(every), median(every), max(every))]
