"""What texts tell against each other. Nothing is taken back for it: both claims stay, each with its sentence and date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple, TypeVar

from kg.fold.intervals import Event, Kind, missing_from
from kg.fold.lists import Lists
from kg.model import Statement
from kg.review.material import Material
from kg.review.vocabulary import vocabulary

KINDS = ("two_leads", "two_heads", "two_dates", "left_out")
LATEST = "9999"
Claims = dict[str, list[Statement]]
About = TypeVar("About", str, tuple[str, str])


class Contradiction(NamedTuple):
    """Two claims of which hardly both are true at one time.

    Attributes:
        kind: One of ``KINDS``.
        about: What they are about, for people.
    """

    kind: str
    about: str
    first: Statement
    second: Statement


class _Time(NamedTuple):
    """From when to when; closed where a text or a list ends it on the last day."""

    start: str
    end: str
    closed: bool


@dataclass(slots=True)
class _Facts:
    """The claims that can contradict, by what they are about; then by who or what they name."""

    leads: dict[str, Claims] = field(default_factory=dict)
    heads: dict[tuple[str, str], Claims] = field(default_factory=dict)
    sessions: dict[tuple[str, str], Claims] = field(default_factory=dict)
    members: dict[str, Claims] = field(default_factory=dict)
    lists: Lists = field(default_factory=Lists)
    listed: dict[tuple[str, str], Statement] = field(default_factory=dict)


def contradictions(material: Material) -> Iterator[Contradiction]:
    """Yield the contradictions of a workspace, kind by kind, each in a fixed order."""
    facts = _gather(material)
    for mechanism, leads in sorted(facts.leads.items()):
        lists = facts.lists.of(mechanism)
        left = facts.members[mechanism]
        times = {lead: _held(material, said, left[lead], lead, lists) for lead, said in leads.items()}
        yield from _pairs(material, "two_leads", material.name(mechanism), leads, times)
    for (mechanism, role), heads in sorted(facts.heads.items()):
        seen = {head: _seen(material, said) for head, said in heads.items()}
        yield from _pairs(material, "two_heads", f"{material.name(mechanism)} {role}", heads, seen)
    for (mechanism, ordinal), meetings in sorted(facts.sessions.items()):
        yield from _two_dates(material, f"{material.name(mechanism)} {ordinal}", meetings)
    for mechanism, members in sorted(facts.members.items()):
        yield from _left_out(material, mechanism, members, facts)


def _gather(material: Material) -> _Facts:
    facts, heads = _Facts(), vocabulary().heads
    for statement in material.statements():
        if statement.status not in ("asserted", "ended"):
            continue
        subject, about = material.canonical(statement.subject), material.canonical(statement.object)
        if statement.predicate == "MEMBER_OF":
            _gather_member(material, facts, statement, subject, about)
        elif statement.predicate == "HAS_ROLE_IN" and (role := str(statement.attrs.get("role", ""))) in heads:
            _note(facts.heads, (about, role), subject, statement)
        elif statement.predicate == "SESSION_OF" and (ordinal := _ordinal(material, statement, subject)):
            _note(facts.sessions, (about, ordinal), subject, statement)
    return facts


def _gather_member(
    material: Material, facts: _Facts, statement: Statement, member: str, mechanism: str
) -> None:
    role, date = statement.attrs.get("role"), material.date(statement)
    if role == "lead":
        _note(facts.leads, mechanism, member, statement)
    if role != "office":
        _note(facts.members, mechanism, member, statement)
        if facts.lists.add(statement, member, mechanism, date):
            # The list itself, not the sentence of a lead that it names.
            known = facts.listed.get((mechanism, date))
            if known is None or (known.attrs.get("role") == "lead" and role != "lead"):
                facts.listed[mechanism, date] = statement


def _note(facts: dict[About, Claims], about: About, named: str, statement: Statement) -> None:
    facts.setdefault(about, {}).setdefault(named, []).append(statement)


def _ordinal(material: Material, statement: Statement, meeting: str) -> str:
    node = material.graph.nodes.get(meeting)
    return str(statement.attrs.get("ordinal") or (node.props.get("ordinal", "") if node else ""))


def _pairs(
    material: Material,
    kind: str,
    about: str,
    claims: Claims,
    times: dict[str, _Time],
) -> Iterator[Contradiction]:
    """Those told of overlapping times, and not together by one sentence; two of one name are asked for elsewhere."""
    for one, other in combinations(sorted(claims, key=lambda id_: (times[id_], id_)), 2):
        two = _overlap(times[one], times[other]) and material.name(one) != material.name(other)
        if two and not _together(claims[one], claims[other]):
            yield Contradiction(kind, about, _first(material, claims[one]), _first(material, claims[other]))


def _two_dates(material: Material, about: str, meetings: Claims) -> Iterator[Contradiction]:
    nodes = material.graph.nodes
    dates = {id_: str(nodes[id_].props.get("date", "")) for id_ in meetings if id_ in nodes}
    for one, other in combinations(sorted(dates, key=lambda id_: (dates[id_], id_)), 2):
        if not dates[other].startswith(dates[one]):
            told = f"{about}: {dates[one]}, {dates[other]}"
            yield Contradiction(
                "two_dates", told, _first(material, meetings[one]), _first(material, meetings[other])
            )


def _left_out(material: Material, mechanism: str, members: Claims, facts: _Facts) -> Iterator[Contradiction]:
    """A member that a complete list leaves out, and no text says that it left."""
    lists = facts.lists.of(mechanism)
    for member, said in sorted(members.items()) if lists else ():
        events = _events(material, said)
        ends = {event.date for event in events if event.kind is Kind.ENDED}
        closing = min((event.date for event in missing_from(member, lists, events)), default="")
        if closing and not any(end <= closing for end in ends):
            before = [s for s in said if s.status == "asserted" and "" < material.date(s) < closing]
            about = f"{material.name(mechanism)}: {material.name(member)}"
            yield Contradiction("left_out", about, _first(material, before), facts.listed[mechanism, closing])


def _held(
    material: Material, said: list[Statement], seated: list[Statement], lead: str, lists: dict[str, set[str]]
) -> _Time:
    """From when to when it was so; open where no text and no list ends it. Who leaves as a member leads no more."""
    events = _events(material, said)
    since = min((event.date for event in events if event.date), default="")
    left = _events(material, (s for s in seated if s.status == "ended"))
    events |= {event for event in left if event.date >= since}
    events |= set(missing_from(lead, lists, events))
    start = min((event.date for event in events if event.date), default="")
    last = max(events)
    if last.kind is Kind.ENDED and last.date:
        return _Time(start, last.date, closed=True)
    return _Time(start, LATEST, closed=False)


def _seen(material: Material, said: list[Statement]) -> _Time:
    """From when to when it is told; a head is followed by another without a word about it."""
    events = sorted(event for event in _events(material, said) if event.date)
    if not events:
        return _Time("", LATEST, closed=False)
    return _Time(events[0].date, events[-1].date, closed=events[-1].kind is Kind.ENDED)


def _overlap(one: _Time, other: _Time) -> bool:
    """Say whether two times may have a day in common; a year holds all its days."""
    return _before(one.start, other) and _before(other.start, one)


def _before(start: str, time: _Time) -> bool:
    return start < time.end if time.closed else start <= time.end or start.startswith(time.end)


def _together(one: Iterable[Statement], other: Iterable[Statement]) -> bool:
    """Say whether one sentence names both: they share it."""
    mine, theirs = ([s.evidence for s in said] for said in (one, other))
    return any(a.source == b.source and a.start < b.end and b.start < a.end for a in mine for b in theirs)


def _events(material: Material, said: Iterable[Statement]) -> set[Event]:
    return {Event(material.date(s), Kind.ENDED if s.status == "ended" else Kind.SEEN) for s in said}


def _first(material: Material, said: Iterable[Statement]) -> Statement:
    """The claim that was told first, of several the surest."""
    return min(said, key=lambda s: (material.date(s) or LATEST, -s.confidence, s.id))
