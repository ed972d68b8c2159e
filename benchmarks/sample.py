"""Draw statements for judging by hand: ``python benchmarks/sample.py FOLDER [--size 100] [--seed 2026]``.

Reads every ``*.jsonl`` of the folder and prints a tab-separated line a statement, in the order drawn: number, source,
subject, predicate, object, attributes, rule, confidence, sentence. The same texts and the same rules give the same lines.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from kg.model import Extraction, Statement
from kg.read import read
from kg.workers import extract_all


def main() -> None:
    """Print the sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args()
    sources = (s for path in sorted(given.folder.glob("*.jsonl")) for s in read(str(path)))
    told = [pair for extraction in extract_all(sources, 2) for pair in said(extraction)]
    drawn = random.Random(given.seed).sample(told, min(given.size, len(told)))
    for number, (source, statement) in enumerate(drawn, 1):
        sys.stdout.write("\t".join((str(number), source, *cells(statement))) + "\n")
    sys.stderr.write(f"{len(told)} statements\n")


def said(extraction: Extraction) -> Iterator[tuple[str, Statement]]:
    """Yield the statements of a source with its name."""
    yield from ((extraction.source.name, statement) for statement in extraction.statements)


def cells(statement: Statement) -> tuple[str, ...]:
    """Return a statement as the cells of its line."""
    attrs = json.dumps(dict(statement.attrs), ensure_ascii=False)
    sentence = " ".join(statement.evidence.text.split())
    status = "" if statement.status == "asserted" else f" [{statement.status}]"
    return (
        statement.subject,
        statement.predicate + status,
        statement.object,
        attrs,
        statement.rule,
        f"{statement.confidence:.2f}",
        sentence,
    )


if __name__ == "__main__":
    main()
