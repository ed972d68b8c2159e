"""A graph → the CSV files that ``neo4j-admin database import full`` reads.

For each label and relationship type one with the heads and one for each process that writes; and the ``Workspace`` node
that bears the graph's hash.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import StoreError
from kg.ledger import Items, Kind, same_items
from kg.processes import fresh_pool, undisturbed
from kg.schema import load_schema
from kg.store.bulk.cells import DelimiterClashError, delimiters, quoted
from kg.store.bulk.parts import Manner, Part, Written, heads, write_part

SEAL = "Workspace"
# Rows of the ledger in a part: a step of the progress.
PART = 100_000
# From so many items on it is worth starting processes.
MANY = 100_000

OnItems = Callable[[int], None]


@dataclass(slots=True)
class Files:
    """What was written, and what its reader must be told.

    Attributes:
        folder: Where the files stand.
        delimiter: Stands between the elements of lists.
        nodes: Labels with files: of Agency, ``Agency-heads.csv``, then ``Agency-`` with a number, one or several; in the
            order of the schema.
        edges: Relationship types with files, likewise.
        multiline: Whether some field goes over several lines.
        longest: Bytes of the longest line.
        items: Number of nodes and relationships, the node of the workspace apart.
        hash: The graph's.
    """

    folder: Path
    delimiter: str
    nodes: list[str] = field(default_factory=list)
    edges: list[str] = field(default_factory=list)
    multiline: bool = False
    longest: int = 0
    items: int = 0
    hash: str = ""


def write_files(
    folder: Path,
    items: Items,
    *,
    workspace: str,
    on_items: OnItems | None = None,
    workers: int | None = None,
    part: int = PART,
    many: int = MANY,
) -> Files:
    """Write the files; what stands under their names is replaced.

    Args:
        folder: Is made where there is none.
        items: The graph; gone through once, and again in the rare case that a list holds the character meant to
            separate its elements.
        workspace: Id that everything written carries.
        on_items: Called now and then with the number of items done so far.
        workers: How many processes write at most, one a core by default; a graph in memory is written by this one.
        part: Rows of the ledger that are written at once.
        many: Items that are worth more than one process.

    Raises:
        StoreError: An item does not fit the schema, a value would come out another, or the disk is full.
    """
    crew = (workers or os.cpu_count() or 1) if sum(items.counts().values()) >= many else 1
    parts = [*_parts("node", items, part), *_parts("edge", items, part)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for delimiter in delimiters():
            manner = Manner(folder, workspace, delimiter)
            with suppress(DelimiterClashError):
                return _whole(manner, items, parts, crew, on_items)
    except (OSError, BrokenExecutor) as error:
        why = getattr(error, "strerror", None) or error
        raise StoreError(f"{folder}: the import files cannot be written: {why}") from error
    raise StoreError("texts hold every character that could separate a list's elements: load without --bulk")


def _whole(manner: Manner, items: Items, parts: list[Part], workers: int, on_items: OnItems | None) -> Files:
    """Write everything in one manner."""
    for old in manner.folder.glob("*-[0-9]*.csv"):
        old.unlink()
    done = _told(_written(parts, manner, items, workers), on_items)
    return _finished(manner, items.hash, done)


def _parts(kind: Kind, items: Items, rows: int) -> Iterator[Part]:
    first, behind = items.span(kind)
    for start in range(first, behind, rows):
        yield Part(kind, start, min(start + rows, behind))


def _written(parts: list[Part], manner: Manner, items: Items, workers: int) -> Iterator[Written]:
    """Write every part, in whatever order they end."""
    if items.path is None or workers == 1:
        yield from (write_part(part, manner, items) for part in parts)
        return
    pool = fresh_pool(workers)
    try:
        with undisturbed():
            tasks = {
                pool.submit(_write_apart, part, manner, items.path, items.version): part for part in parts
            }
        for task in as_completed(tasks):
            # Another process has changed the ledger's file: what it held is still seen here.
            yield task.result() or write_part(tasks[task], manner, items)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _write_apart(part: Part, manner: Manner, ledger: Path, version: int) -> Written | None:
    with same_items(ledger, version) as items:
        return write_part(part, manner, items) if items else None


def _told(written: Iterator[Written], on_items: OnItems | None) -> list[Written]:
    done: list[Written] = []
    for each in written:
        done.append(each)
        if on_items:
            on_items(sum(each.items for each in done))
    return done


def _finished(manner: Manner, graph_hash: str, done: list[Written]) -> Files:
    """Write what stands before and beside the parts, and return what was written."""
    names = {name for each in done for name in each.names}
    files = Files(
        manner.folder,
        manner.delimiter,
        nodes=[name for name in load_schema().types if name in names],
        edges=[name for name in load_schema().relations if name in names],
        multiline=any(each.multiline for each in done),
        longest=max((each.longest for each in done), default=0),
        items=sum(each.items for each in done),
        hash=graph_hash,
    )
    listed: list[tuple[Kind, list[str]]] = [("node", files.nodes), ("edge", files.edges)]
    for kind, listed_names in listed:
        for name in listed_names:
            (manner.folder / f"{name}-heads.csv").write_text(f"{heads(kind, name)}\n", "utf-8", newline="")
    _seal(files, manner.workspace)
    return files


def _seal(files: Files, workspace: str) -> None:
    """Write the node that says whose graph this is, and that it is whole."""
    # A group of its own: its id is none of the graph's.
    text = f"id:ID({SEAL}),graphHash:string\n{quoted(workspace)},{quoted(files.hash)}\n"
    (files.folder / f"{SEAL}.csv").write_text(text, "utf-8", newline="")
