"""Every statement judged by the gold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.scoring.reading import Reading


class Judged(NamedTuple):
    """One statement: ``right`` where the gold has its fact, ``right_by_key`` where role or title fit too."""

    rule: str
    confidence: float
    right: bool
    right_by_key: bool


def judged(reading: Reading) -> Iterator[Judged]:
    """Yield the statements in their order; a fact that the gold merely allows is right."""
    gold = {keyed: reading.expected(keyed=keyed).allowed for keyed in (False, True)}
    for claim in reading.claims:
        right, by_key = (reading.fact(claim, keyed=keyed) in gold[keyed] for keyed in (False, True))
        yield Judged(claim.get("rule", ""), claim.get("confidence", 0.0), right, by_key)
