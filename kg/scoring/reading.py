"""What was said of one text, seen through its gold: which gold entities and facts the records mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.scoring.names import Named, Names, Record

KEYS = {"HOLDS_POST": "title", "MEMBER_OF": "role", "HAS_ROLE_IN": "role", "ATTENDED": "role", "RUNS": "role"}
ENDS = ("subject", "object")

Item = tuple[str, ...]


class Fact(NamedTuple):
    """A fact between names; ``key`` is the attribute that tells two facts apart, or empty."""

    subject: str
    predicate: str
    object: str
    key: str = ""


@dataclass(slots=True)
class Tally:
    """What was found, what was wrongly said, and what was missed."""

    right: set[Item] = field(default_factory=set)
    wrong: list[Item] = field(default_factory=list)
    missed: set[Item] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Expected:
    """Gold items: those that must be said, and all that may be."""

    must: set[Item]
    allowed: set[Item]

    def tally(self, said: set[Item]) -> Tally:
        """Compare with what was said."""
        return Tally(said & self.must, sorted(said - self.must - self.allowed), self.must - said)


class Reading:
    """The records of one text beside its gold.

    Attributes:
        gold: The gold record, with ``entities`` and ``facts``.
        entities: Predicted entities by id.
        claims: Predicted statements.
        means: Id of a predicted entity → the name of the gold entity that it is; absent where it is none.
        own: Id of a predicted entity → the gold entities whose own names it bears.
    """

    def __init__(self, gold: Record, said: Sequence[Record]) -> None:
        names = Names(gold["entities"])
        self.gold = gold
        self.entities = {record["id"]: record for record in said if record["kind"] == "entity"}
        self.claims = [record for record in said if record["kind"] == "statement"]
        met = {id_: names.meet(record) for id_, record in self.entities.items()}
        self.means = {id_: found for id_, (found, _) in met.items() if found}
        self.own = {id_: own for id_, (_, own) in met.items()}

    def entity(self, id_: str) -> Named:
        """Return a predicted entity by its type and the name that the gold gives it, else its own."""
        return Named(self.entities[id_]["type"], self.means.get(id_) or self.entities[id_]["name"])

    def fact(self, claim: Record, *, keyed: bool) -> Fact:
        """Return the fact that a statement tells; an end that is no gold entity is marked with ``?``."""
        known = all(claim[end] in self.means for end in ENDS)
        subject, object_ = (self.means.get(claim[end]) or self._unknown(claim[end]) for end in ENDS)
        return fact_of(subject, claim["predicate"], object_, claim, keyed=keyed and known)

    def expected(self, *, keyed: bool) -> Expected:
        """Return the gold facts."""
        told = list(self.gold_facts(keyed=keyed))
        return Expected({f for f, record in told if record.get("must", True)}, {f for f, _ in told})

    def gold_facts(self, *, keyed: bool) -> Iterator[tuple[Fact, Record]]:
        """Yield every gold fact with its record."""
        for record in self.gold["facts"]:
            yield fact_of(record["s"], record["p"], record["o"], record, keyed=keyed), record

    def _unknown(self, id_: str) -> str:
        return f"?{self.entities.get(id_, {}).get('name', id_)}"


def fact_of(subject: str, predicate: str, object_: str, record: Record, *, keyed: bool) -> Fact:
    """Return a fact with the key attribute of its predicate, where ``keyed``."""
    attribute = KEYS.get(predicate) if keyed else None
    key = (record.get("attrs") or {}).get(attribute, "") if attribute else ""
    return Fact(subject, predicate, object_, str(key))
