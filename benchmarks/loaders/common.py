"""What every loader's program shares: it reads the rows, connects, and prints the seconds that loading took.

    python LOADER.py ROWS ADDRESS PASSWORD_FILE

It imports nothing of the project: each loader runs in an environment of its own.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

Row = dict


def read_rows(path: str) -> tuple[list[Row], list[Row]]:
    """Return nodes (label, props) and relationships (type, source, target and their labels, props)."""
    nodes, edges = [], []
    with Path(path).open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            (edges if "type" in row else nodes).append(row)
    return nodes, edges


def arguments() -> tuple[list[Row], list[Row], str, str]:
    """Return nodes, relationships, address and password."""
    rows, address, password_file = sys.argv[1:4]
    return *read_rows(rows), address, Path(password_file).read_text()


def pieces(rows: list[Row], size: int) -> Iterator[list[Row]]:
    """Yield the rows in lists of ``size``."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


class Clock:
    """Measures from its making on."""

    def __init__(self) -> None:
        self.start = time.perf_counter()

    def seconds(self) -> float:
        """Return the seconds so far."""
        return time.perf_counter() - self.start

    def report(self, **more: object) -> None:
        """Print the seconds so far, with whatever else is to be told."""
        print(json.dumps({"seconds": self.seconds()} | more))
