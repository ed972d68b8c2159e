"""One text against its gold: which entities and facts were found, which were wrongly said, which were missed.

A gold file states entities and facts (``must`` or acceptable). An entity counts as found when a predicted one of its type
bears its name, or an alias that is no other gold entity's; a fact when both its ends were found and it joins them.
A predicted entity that bears the own names of two gold entities is a wrong merge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.scoring.details import dates, ordinals, splits
from kg.scoring.judged import Judged, judged
from kg.scoring.names import Named, Record, comparable
from kg.scoring.proofs import Proof, proofs
from kg.scoring.reading import Fact, Item, Reading, Tally

__all__ = [
    "Fact",
    "Item",
    "Judged",
    "Merge",
    "Named",
    "Proof",
    "Record",
    "Tally",
    "TextScore",
    "comparable",
    "score",
]


@dataclass(frozen=True, slots=True)
class Merge:
    """A predicted entity that is several gold ones."""

    type: str
    name: str
    of: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.type}/{self.name}: {' + '.join(self.of)}"


@dataclass(frozen=True, slots=True)
class TextScore:
    """One text against its gold.

    Attributes:
        name: Name of the text.
        entities: Types and names.
        facts: Facts without the attribute that tells two apart.
        facts_by_key: Facts with it.
        merges: Wrong merges.
        dates: Meetings and their dates.
        ordinals: Sessions, their mechanisms and their numbers.
        splits: Gold entities that are one predicted entity, or wrongly several.
        proofs: Entity or fact → the words behind it.
        judged: Every statement as the gold judges it.
    """

    name: str
    entities: Tally
    facts: Tally
    facts_by_key: Tally
    merges: tuple[Merge, ...]
    dates: Tally
    ordinals: Tally
    splits: Tally
    proofs: dict[Item, Proof]
    judged: tuple[Judged, ...]


def score(name: str, gold: Record, said: Sequence[Record]) -> TextScore:
    """Score the records of one text against its gold."""
    reading = Reading(gold, said)
    facts, keyed = (_facts(reading, keyed=keyed) for keyed in (False, True))
    return TextScore(
        name,
        entities=_entities(reading),
        facts=facts,
        facts_by_key=keyed,
        merges=tuple(_merges(reading)),
        dates=dates(reading),
        ordinals=ordinals(reading),
        splits=splits(reading),
        proofs=proofs(reading),
        judged=tuple(judged(reading)),
    )


def _entities(reading: Reading) -> Tally:
    must: set[Item] = {Named(e["type"], e["name"]) for e in reading.gold["entities"] if e.get("must", True)}
    found: set[Item] = {reading.entity(id_) for id_ in reading.means}
    wrong: list[Item] = [reading.entity(id_) for id_ in reading.entities if id_ not in reading.means]
    return Tally(found & must, wrong, must - found)


def _facts(reading: Reading, *, keyed: bool) -> Tally:
    said: set[Item] = {reading.fact(claim, keyed=keyed) for claim in reading.claims}
    return reading.expected(keyed=keyed).tally(said)


def _merges(reading: Reading) -> list[Merge]:
    several = ((reading.entities[id_], own) for id_, own in reading.own.items() if len(own) > 1)
    return [Merge(entity["type"], entity["name"], tuple(sorted(own))) for entity, own in several]
