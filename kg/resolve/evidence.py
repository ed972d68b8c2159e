"""What the rules of joining look at, gathered once from the live rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.ledger.rows import Told
from kg.model import Statement

DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
# Only these types are joined across texts; the ids of all others are the same in every text.
TYPES = ("Mechanism", "Meeting", "Official")


class Judgement(NamedTuple):
    """A written decision: the two ids mean one thing, or they do not."""

    left: str
    right: str
    same: bool


@dataclass(slots=True)
class Seen:
    """What is told of one id anywhere: where, by which forms, with which properties, tied to what."""

    sources: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    props: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    mechanisms: set[tuple[str, str]] = field(default_factory=set)
    organizers: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Evidences:
    """Everything seen, by id; the pairs of bodies or mechanisms tied by SUCCEEDS or PART_OF; judged ids that no text tells."""

    by_id: dict[str, Seen] = field(default_factory=dict)
    succeeds: set[frozenset[str]] = field(default_factory=set)
    parts: set[tuple[str, str]] = field(default_factory=set)
    untold: set[str] = field(default_factory=set)

    def of(self, type_: str) -> dict[str, Seen]:
        """Return what was seen of one type."""
        return {id_: seen for id_, seen in self.by_id.items() if id_.startswith(f"{type_}/")}


def telling(id_: str) -> int:
    """Return how much an id tells: the length of a meeting's date, of a mechanism's name; whether a body is told."""
    if id_.startswith("Meeting/"):
        return len(split_date(id_)[1])
    return len(id_) if id_.startswith("Mechanism/") else int("@" in id_)


def gather(
    entities: Iterable[Told], statements: Iterable[Statement], judged: Collection[str] = ()
) -> Evidences:
    """Read the rows once; ``judged`` are the ids of written decisions."""
    found = Evidences(untold=set(judged))
    for source, entity in entities:
        found.untold.discard(entity.id)
        if entity.type in TYPES:
            seen = found.by_id.setdefault(entity.id, Seen())
            seen.sources.add(source)
            seen.names.add(entity.name)
            seen.aliases.update(entity.aliases)
            for key, value in entity.props.items():
                seen.props[key].add(str(value))
    for statement in statements:
        if statement.status in ("asserted", "ended"):
            _tie(found, statement)
    return found


def split_date(id_: str) -> tuple[str, str]:
    """Return a meeting's id without its date, and the date; empty where it has none."""
    name, _, date = id_.rpartition("@")
    return (name, date) if name and DATE.fullmatch(date) else (id_, "")


def _tie(found: Evidences, statement: Statement) -> None:
    ends = (statement.subject, statement.object)
    if statement.predicate == "SUCCEEDS":
        found.succeeds.add(frozenset(ends))
    elif statement.predicate == "PART_OF":
        found.parts.add(ends)
    elif statement.predicate in ("SESSION_OF", "HAS_ROLE_IN") and statement.subject in found.by_id:
        found.by_id[statement.subject].mechanisms.add((statement.object, statement.evidence.source))
    elif statement.predicate == "ORGANIZED" and statement.object in found.by_id:
        found.by_id[statement.object].organizers.add(statement.subject)
