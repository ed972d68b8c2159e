"""One decision: a row of the file, and what makes it sound."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from kg.model import Statement, digest
from kg.schema import Schema

What = Literal["same", "different", "unsure", "wrong", "right"]
WHATS: tuple[str, ...] = get_args(What)
PAIR, CLAIM = frozenset({"same", "different", "unsure"}), frozenset({"wrong", "right", "unsure"})
# A sentence that is longer stands as its digest: a row is to be read.
LONGEST = 1000
DIGEST = "sha256:"


class Decision(NamedTuple):
    """What somebody decided of two entities, or of one claim of one sentence.

    Attributes:
        left: Id of an entity; of a claim, its subject.
        predicate: Of a claim only: its predicate, or a property of the subject.
        key: Of a claim: the attribute that tells two facts apart (role, title); empty for any.
        right: Id of the other entity; of a claim, its object or the property's value.
        source: Of a claim: id of the text; empty for any.
        sentence: Of a claim: its exact sentence, or the digest of a long one; empty for any.
        when: ISO date.
        place: File and line; no part of the decision.
    """

    what: str
    left: str
    predicate: str
    key: str
    right: str
    source: str
    sentence: str
    who: str
    when: str
    why: str
    place: str = ""

    @property
    def matter(self) -> tuple[str, ...]:
        """What it decides, without who, when and why."""
        return self[1:7]

    @property
    def is_pair(self) -> bool:
        """Say whether it is about two entities."""
        return not self.predicate

    def __str__(self) -> str:
        claim = (
            f"{self.left} {self.predicate} {self.right}" if self.predicate else f"{self.left}, {self.right}"
        )
        return f"{self.place}: {self.what}: {claim}"


COLUMNS = Decision._fields[:-1]


def sentence_key(text: str) -> str:
    """Return how a row names a sentence."""
    return text if len(text) <= LONGEST else DIGEST + digest(text)


def claim_key(statement: Statement, schema: Schema) -> str:
    """Return the attribute that tells a claim from others between the same ends."""
    name = schema.relations[statement.predicate].key
    return str(statement.attrs.get(name, "")) if name else ""


def faults(decision: Decision, schema: Schema) -> Iterator[str]:
    """Yield what is wrong with a row by itself."""
    if decision.what not in WHATS:
        yield f"what is {decision.what!r}, must be one of {', '.join(WHATS)}"
        return
    types = [_type(id_, schema) for id_ in (decision.left, decision.right)]
    if not types[0]:
        yield f"left is {decision.left!r}, which is no id of an entity (Type/name)"
    elif decision.is_pair:
        yield from _pair_faults(decision, types)
    else:
        yield from _claim_faults(decision, types, schema)


def _pair_faults(decision: Decision, types: list[str]) -> Iterator[str]:
    if decision.what not in PAIR:
        yield f"{decision.what} is said of a claim: fill in its predicate and sentence"
    elif decision.left == decision.right:
        yield f"left and right are both {decision.left}"
    elif not types[1]:
        yield f"right is {decision.right!r}, which is no id of an entity (Type/name)"
    elif types[0] != types[1]:
        yield f"{decision.left} and {decision.right} are of two types: only entities of one type can be compared"


def _claim_faults(decision: Decision, types: list[str], schema: Schema) -> Iterator[str]:
    known = schema.types[types[0]].properties
    if decision.what not in CLAIM:
        yield f"{decision.what} is said of two entities: leave the predicate empty"
    elif decision.predicate in known:
        if not decision.right:
            yield f"right must hold the value of {decision.predicate}"
    elif decision.predicate not in schema.relations:
        yield f"predicate is {decision.predicate!r}, which the schema does not know"
    elif not types[1]:
        yield f"right is {decision.right!r}, which is no id of an entity (Type/name)"


def _type(id_: str, schema: Schema) -> str:
    """The type that an id begins with; empty where it is none."""
    type_, _, key = id_.partition("/")
    return type_ if key and type_ in schema.types and type_ != "Source" else ""
