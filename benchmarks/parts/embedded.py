"""The project's loader on the embedded engine: first load, and the same again."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from parts.environments import OURS, run_loader
from parts.loaders import written


def embedded(work: Path, *, nodes: int, edges: int, rounds: int) -> Iterator[dict[str, Any]]:
    """Yield a row a round, then medians."""
    rows = work / "rows.jsonl"
    with written(rows, nodes, edges):
        yield from _rounds(rows, work / "embedded", nodes + edges, rounds)


def _rounds(rows: Path, folder: Path, items: int, rounds: int) -> Iterator[dict[str, Any]]:
    told = []
    for number in range(rounds):
        shutil.rmtree(folder, ignore_errors=True)
        first, again = (run_loader(OURS, sys.executable, rows, str(folder), "") for _ in range(2))
        rates = {
            "first_per_second": round(items / first["seconds"]),
            "again_per_second": round(items / again["seconds"]),
            "known_per_second": round(items / again["known_seconds"]),
            "again_wrote": again["written"],
        }
        told.append(rates)
        yield {
            "part": "embedded",
            "round": number,
            "load": os.getloadavg()[0],
            **rates,
            "megabytes": first["megabytes"],
        }
    rates = ("first_per_second", "again_per_second", "known_per_second")
    medians = {f"median_{key}": median(row[key] for row in told) for key in rates}
    yield {"part": "embedded", "items": items, "rounds": rounds, **medians}
    shutil.rmtree(folder, ignore_errors=True)
