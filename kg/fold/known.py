"""Seed rows as statements: successions and parents of bodies that some text names."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from kg import assets
from kg.model import Evidence, Source, Statement, statement_id
from kg.seeds import Seeds

PREFIX = "seed:"
SUCCESSIONS, AGENCIES = "succession.csv", "agencies.csv"
CONFIDENCE = {True: 1.0, False: 0.9}
# What a seed table is called as a source, by the predicate that it tells.
TABLES = {"SUCCEEDS": PREFIX + SUCCESSIONS, "PART_OF": PREFIX + AGENCIES}

Claim = tuple[str, str, str]


class Known:
    """What the seeds tell, by claim.

    Attributes:
        by_end: Id of a body → the claims that it is an end of, in the order of the tables.
    """

    def __init__(self, seeds: Seeds) -> None:
        self._rows: dict[Claim, list[_Row]] = defaultdict(list)
        for claim, row in (*_successions(seeds), *_parents(seeds)):
            self._rows[claim].append(row)
        self.by_end: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._rows:
            for end in (claim[0], claim[2]):
                self.by_end[end].append(claim)

    def claims(self) -> Iterable[Claim]:
        """Return all claims, in the order of the tables."""
        return self._rows

    def statements(self, claim: Claim) -> list[Statement]:
        """Return the rows that make a claim, as statements."""
        return [row.statement(claim) for row in self._rows.get(claim, ())]


def known_statements(seeds: Seeds, named: Collection[str]) -> list[Statement]:
    """Return what the seeds tell of bodies whose ids are both among ``named``, in the order of the tables."""
    known = Known(seeds)
    live = (claim for claim in known.claims() if claim[0] in named and claim[2] in named)
    return [statement for claim in live for statement in known.statements(claim)]


def seed_sources(statements: Iterable[Statement]) -> list[Source]:
    """Return one source for each seed table that the statements come from, sorted."""
    return [seed_source(id_) for id_ in sorted({statement.evidence.source for statement in statements})]


def seed_source(id_: str) -> Source:
    """Return the source that a seed table is."""
    table = id_.removeprefix(PREFIX)
    return Source(id_, f"seeds/{table}", "text/csv", "", table)


class _Row(NamedTuple):
    """A row of a seed table, and what it says of the claim that it makes."""

    table: str
    cells: Iterable[str]
    attrs: Mapping[str, str]
    verified: bool

    def statement(self, claim: Claim) -> Statement:
        evidence = _evidence(self.table, self.cells)
        id_ = statement_id(*claim, "", evidence)
        return Statement(id_, *claim, self.attrs, evidence, "seed", CONFIDENCE[self.verified])


def _successions(seeds: Seeds) -> Iterator[tuple[Claim, _Row]]:
    for row in seeds.successions:
        attrs = {key: value for key, value in (("date", row.date), ("kind", row.kind)) if value}
        claim = (f"Agency/{row.new}", "SUCCEEDS", f"Agency/{row.old}")
        yield claim, _Row(SUCCESSIONS, row, attrs, row.verified == "yes")


def _parents(seeds: Seeds) -> Iterator[tuple[Claim, _Row]]:
    for row in seeds.agencies.values():
        whole = row.parent if "/" in row.parent else f"Agency/{row.parent}"
        if row.type == "Agency" and row.parent:
            claim = (f"Agency/{row.id}", "PART_OF", whole)
            yield claim, _Row(AGENCIES, row, {"kind": "internal"}, row.verified == "yes")


def _evidence(table: str, row: Iterable[str]) -> Evidence:
    """The row as it stands in the shipped table; a row of the workspace's own is its own text."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(row)
    words = line.getvalue()
    start = max(0, _table(table).find(f"\n{words}\n") + 1)
    return Evidence(PREFIX + table, start, start + len(words), words)


@cache
def _table(name: str) -> str:
    path = assets.folder("seeds") / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""
