"""How build time and memory grow with the number of documents: real ones, again and again with another text id."""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from kg.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
READERS = 2
CHANGED = "\n民政部为增长测试部际联席会议牵头单位。\n"


def growth(
    work: Path, corpus: Path, sizes: Sequence[int], target: str | None = None
) -> Iterator[dict[str, Any]]:
    """Yield a row a number of documents; each is built in a process of its own, so that its memory is its own."""
    for size in sizes:
        command = [sys.executable, str(Path(__file__)), str(work / "growth"), str(corpus), str(size)]
        done = subprocess.run(
            [*command, *([target] if target else [])], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise RuntimeError(done.stderr[-3000:])
        yield {"part": "growth", "engine": "neo4j" if target else "embedded", **json.loads(done.stdout)}


def texts(corpus: Path, count: int) -> Iterator[str]:
    """Yield records of the corpus, each a text that no other one is."""
    lines = [
        line
        for path in sorted(corpus.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if line
    ]
    for number, line in enumerate(islice(cycle(lines), count)):
        record = json.loads(line)
        if number >= len(lines):
            record["text"] += f"\n第{number // len(lines)}遍。"
        yield json.dumps(record, ensure_ascii=False)


def main() -> None:
    """Build a workspace of so many documents and print how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("size", type=int)
    parser.add_argument("target", nargs="?")
    given = parser.parse_args()
    shutil.rmtree(given.folder, ignore_errors=True)
    given.folder.mkdir(parents=True)
    file = given.folder / "texts.jsonl"
    file.write_text("\n".join(texts(given.corpus, given.size)) + "\n", "utf-8")
    print(json.dumps({"documents": given.size, **build(given.folder / "kg", file, given.target)}))
    shutil.rmtree(given.folder)


def build(folder: Path, file: Path, target: str | None) -> dict[str, float]:
    """Return the seconds of each step, and the memory of this process and of its readers."""
    row: dict[str, float] = {}
    with Workspace(folder) as workspace:
        with clock(row, "read_seconds"):
            workspace.add([str(file)], workers=READERS)
        with clock(row, "load_seconds"):
            first = workspace.load(target)
        with clock(row, "load_again_seconds"):
            again = workspace.load(target)
    with clock(row, "open_seconds"), Workspace(folder) as workspace:
        pass
    (folder / "changed.txt").write_text(CHANGED, "utf-8")
    with Workspace(folder) as workspace, clock(row, "one_more_document_seconds"):
        workspace.add([str(folder / "changed.txt")])
        workspace.load(target)
    row |= {"items": first.nodes_written + first.edges_written, "again_wrote": sum(again)}
    for name, who in (("megabytes", resource.RUSAGE_SELF), ("reader_megabytes", resource.RUSAGE_CHILDREN)):
        row[name] = resource.getrusage(who).ru_maxrss // 1024
    return row


@contextmanager
def clock(row: dict[str, float], name: str) -> Iterator[None]:
    """Note how long the block takes."""
    start = time.perf_counter()
    yield
    row[name] = round(time.perf_counter() - start, 3)


if __name__ == "__main__":
    main()
