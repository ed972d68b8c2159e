"""How fast texts are read, and whether memory stays flat. Run: ``python benchmarks/speed.py one|two|memory FOLDER``.

``one``: characters a second of processor time on one core, after a warm-up. ``two``: the wall time of one process
over that of two. ``memory``: the resident memory of this process while it reads 50,000 documents. FOLDER holds ``*.jsonl``
as ``kg add`` reads them. Figures go to stdout as JSON Lines.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import time
from collections.abc import Iterator
from itertools import chain, cycle, islice, repeat
from pathlib import Path

from kg.model import Source
from kg.pipeline import extract, load_pipeline
from kg.read import read
from kg.workers import extract_all

WARM_UP = 50
DOCUMENTS = 50_000
EVERY = 5_000
# Two workers need seconds to start: over how many times the documents they are measured.
TIMES = 4


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("one", "two", "memory"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--segmenter", choices=("char", "pkuseg"), default="char")
    parser.add_argument(
        "--ner", help="a model that proposes names beside the rules: lac, or a spaCy pipeline"
    )
    given = parser.parse_args()
    sources = [s for path in sorted(given.folder.glob("*.jsonl")) for s in read(str(path))]
    rows = {
        "one": lambda: one(sources, given.segmenter, given.ner),
        "two": lambda: two(sources),
        "memory": lambda: memory(sources),
    }
    for row in rows[given.what]():
        print(json.dumps(row), flush=True)


def one(sources: list[Source], segmenter: str, ner: str | None) -> Iterator[dict[str, float]]:
    """Yield the speed of one core."""
    nlp = load_pipeline(segmenter="pkuseg" if segmenter == "pkuseg" else "char", ner=ner)
    for source in sources[:WARM_UP]:
        extract(source, nlp)
    # As a worker does: what is loaded lives as long as the process.
    gc.collect()
    gc.freeze()
    slowest, start = 0.0, time.process_time()
    for source in sources:
        before = time.process_time()
        extract(source, nlp)
        slowest = max(slowest, time.process_time() - before)
    spent = time.process_time() - start
    characters = sum(len(source.raw) for source in sources)
    yield {
        "documents": len(sources),
        "characters": characters,
        "per_second": round(characters / spent),
        "slowest_document": round(slowest, 3),
    }


def two(sources: list[Source]) -> Iterator[dict[str, float]]:
    """Yield the wall time of one and of two worker processes over the same documents, and their ratio."""
    spent = []
    for workers in (1, 2):
        start = time.perf_counter()
        for _ in extract_all(chain.from_iterable(repeat(sources, TIMES)), workers):
            pass
        spent.append(time.perf_counter() - start)
    yield {"one": round(spent[0], 2), "two": round(spent[1], 2), "ratio": round(spent[0] / spent[1], 2)}


def memory(sources: list[Source]) -> Iterator[dict[str, float]]:
    """Yield the highest resident memory so far, in megabytes, every few thousand documents."""
    nlp = load_pipeline()
    for number, source in enumerate(islice(cycle(sources), DOCUMENTS), 1):
        extract(source, nlp)
        if number % EVERY == 0:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            yield {"documents": number, "megabytes": peak // 1024}


if __name__ == "__main__":
    main()
