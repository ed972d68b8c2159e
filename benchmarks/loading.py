"""Everything about loading, in one run on one server: ``python benchmarks/loading.py [PART …] [--quick]``.

``loaders``   the same rows by our loader, a bare UNWIND and four peers, in turn; then again
``embedded``  our loader on the embedded engine
``bulk``      ``kg load --bulk`` beside the server's importer with files that are ready; the two loads' crossing
``queries``   look-up questions on graphs of several sizes, both engines
``growth``    build time and memory over more and more documents

Figures go to stdout as JSON Lines, what is being done to stderr. Peers are installed from the package index into environments under
``--work``, APOC is fetched by Maven. What the figures say stands in ``docs/benchmarks.md``. ``--quick`` runs everything on
next to nothing, without the peers: it shows that the program works, its figures say nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from parts.bulk import bulk, crossing  # noqa: E402 - the path above leads to the tests' server
from parts.embedded import embedded  # noqa: E402
from parts.environments import PEERS  # noqa: E402
from parts.growth import growth  # noqa: E402
from parts.loaders import loaders  # noqa: E402
from parts.queries import queries  # noqa: E402
from parts.servers import Neo4j  # noqa: E402

from tests.neo4j.server import LANES  # noqa: E402

PARTS = ("loaders", "embedded", "bulk", "queries", "growth")
Row = dict[str, Any]


@dataclass(frozen=True)
class Scale:
    """How much of everything."""

    nodes: int = 25_000
    edges: int = 100_000
    rounds: int = 5
    bulk_nodes: int = 400_000
    bulk_edges: int = 1_600_000
    bulk_rounds: int = 3
    crossing: tuple[int, ...] = (125_000, 250_000, 500_000, 1_000_000)
    query_sizes: tuple[int, ...] = (10_000, 100_000, 1_000_000)
    query_ties: int = 2
    documents: tuple[int, ...] = (1_000, 10_000, 50_000)


QUICK = Scale(60, 240, 2, 60, 240, 1, (300,), (600,), 2, (12,))


def main() -> None:
    """Run the parts that the command line names, all by default."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument(
        "--quick", action="store_true", help="next to nothing of everything, without the peers"
    )
    parser.add_argument("--peers", nargs="*", help="only the peers whose names begin so")
    parser.add_argument("--rounds", type=int, help="rounds of the loaders, five by default")
    parser.add_argument("--documents", type=int, nargs="*", help="numbers of documents for growth")
    parser.add_argument("--nodes", type=int, nargs="*", help="numbers of nodes for queries")
    parser.add_argument(
        "--work", type=Path, help="folder for environments and files; a temporary one by default"
    )
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpora" / "gov")
    given = parser.parse_args()
    wanted = given.parts or PARTS
    if unknown := set(wanted) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    scale = _scale(given)
    with tempfile.TemporaryDirectory(prefix="kg-benchmark-") as temporary:
        work = (given.work or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        show(machine())
        with Neo4j(Path(temporary) / "server", apoc=not given.quick) as server:
            for part in wanted:
                print(f"{part} …", file=sys.stderr)
                for row in run(part, server, work, scale, given):
                    show(row)


def _scale(given: argparse.Namespace) -> Scale:
    scale = QUICK if given.quick else Scale()
    told = {"rounds": given.rounds, "documents": given.documents, "query_sizes": given.nodes}
    return replace(scale, **{name: value for name, value in told.items() if value})


def run(part: str, server: Neo4j, work: Path, scale: Scale, given: argparse.Namespace) -> Iterator[Row]:
    """Yield the rows of one part."""
    size = {"nodes": scale.nodes, "edges": scale.edges, "rounds": scale.rounds}
    if part == "loaders":
        starts = ("",) if given.peers is None else tuple(given.peers)
        peers = [peer for peer in PEERS if peer.name.startswith(starts)]
        yield from loaders(server, work, peers=() if given.quick else peers, **size)
    elif part == "embedded":
        yield from embedded(work, **size)
    elif part == "bulk":
        yield from crossing(server, work, scale.crossing)
        yield from bulk(
            server, work, nodes=scale.bulk_nodes, edges=scale.bulk_edges, rounds=scale.bulk_rounds
        )
    elif part == "queries":
        yield from queries(server, work, sizes=scale.query_sizes, ties=scale.query_ties)
    else:
        yield from growth(work, given.corpus, scale.documents)
        for documents in scale.documents[:2]:
            server.empty()
            yield from growth(work, given.corpus, [documents], server.running.bolt)


def machine() -> Row:
    """Say what it runs on."""
    cores = [line for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    memory = [line.split()[1] for line in _lines("/proc/meminfo") if line.startswith("MemTotal")]
    return {
        "part": "machine",
        "system": platform.platform(),
        "python": platform.python_version(),
        "processor": cores[0].partition(": ")[2] if cores else platform.processor(),
        "cores": os.cpu_count(),
        "gigabytes": round(int(memory[0]) / 1024**2, 1) if memory else None,
        "versions": {name: version(name) for name in ("neo4j", "neo4j-rust-ext", "arcadedb")},
        "server": LANES["5.26"].version,
    }


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text().splitlines() if file.exists() else []


def show(row: Row) -> None:
    """Print a row at once: a run takes long."""
    print(json.dumps(row, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
