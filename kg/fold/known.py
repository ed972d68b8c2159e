"""Seed rows as statements: successions and parents of bodies that some text names."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping

from kg import assets
from kg.model import Evidence, Source, Statement, statement_id
from kg.seeds import Seeds

PREFIX = "seed:"
SUCCESSIONS, AGENCIES = "succession.csv", "agencies.csv"
CONFIDENCE = {True: 1.0, False: 0.9}


def known_statements(seeds: Seeds, named: Collection[str]) -> list[Statement]:
    """Return what the seeds tell of bodies whose ids are both among ``named``, in the order of the tables."""
    return [*_successions(seeds, named), *_parents(seeds, named)]


def seed_sources(statements: Iterable[Statement]) -> list[Source]:
    """Return one source for each seed table that the statements come from, sorted."""
    ids = sorted({statement.evidence.source for statement in statements})
    return [
        Source(id_, f"seeds/{id_.removeprefix(PREFIX)}", "text/csv", "", id_.removeprefix(PREFIX))
        for id_ in ids
    ]


def _successions(seeds: Seeds, named: Collection[str]) -> Iterator[Statement]:
    text = _table(SUCCESSIONS)
    for row in seeds.successions:
        new, old = f"Agency/{row.new}", f"Agency/{row.old}"
        if new in named and old in named:
            attrs = {key: value for key, value in (("date", row.date), ("kind", row.kind)) if value}
            evidence = _evidence(SUCCESSIONS, row, text)
            yield _statement((new, "SUCCEEDS", old), attrs, evidence, verified=row.verified == "yes")


def _parents(seeds: Seeds, named: Collection[str]) -> Iterator[Statement]:
    text = _table(AGENCIES)
    for row in seeds.agencies.values():
        part = f"Agency/{row.id}"
        whole = row.parent if "/" in row.parent else f"Agency/{row.parent}"
        if row.type == "Agency" and part in named and whole in named:
            evidence = _evidence(AGENCIES, row, text)
            yield _statement(
                (part, "PART_OF", whole), {"kind": "internal"}, evidence, verified=row.verified == "yes"
            )


def _statement(
    claim: tuple[str, str, str], attrs: Mapping[str, str], evidence: Evidence, *, verified: bool
) -> Statement:
    id_ = statement_id(*claim, "", evidence)
    return Statement(id_, *claim, attrs, evidence, "seed", CONFIDENCE[verified])


def _evidence(table: str, row: Iterable[str], text: str) -> Evidence:
    """The row as it stands in the shipped table; a row of the workspace's own is its own text."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(row)
    words = line.getvalue()
    start = max(0, text.find(f"\n{words}\n") + 1)
    return Evidence(PREFIX + table, start, start + len(words), words)


def _table(name: str) -> str:
    path = assets.folder("seeds") / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""
