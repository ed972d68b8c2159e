"""Claims → one edge a subject, predicate, object and key attribute."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.fold.intervals import Event, Kind, intervals, is_ended, missing_from
from kg.fold.lists import Lists
from kg.fold.nodes import voted
from kg.model import Edge, Statement, Value, digest
from kg.schema import RelationType, Schema

QUOTES = 5
SOURCES = 50
UNDATED = "9999"


class Rank(NamedTuple):
    """Which of an edge's claims is quoted first: not one ``beside`` it, which tells less than the edge says."""

    beside: bool
    doubt: float
    date: str
    source: str
    start: int
    end: int
    id: str
    rule: str


class EdgeFold:
    """What is told of one edge. Order does not matter, and no more claims are held than are quoted."""

    def __init__(self, relation: RelationType, subject: str, object_: str, key: str) -> None:
        self.relation = relation
        self.subject = subject
        self.object = object_
        self.key = key
        self.id = digest(subject, relation.name, object_, key)
        self.events: set[Event] = set()
        self._statements = 0
        self._sources: set[str] = set()
        self._attrs: dict[str, Counter[Value | tuple[str, ...]]] = defaultdict(Counter)
        self._quotes: dict[tuple[str, int, int], tuple[Rank, str]] = {}

    def add(self, statement: Statement, date: str) -> None:
        """Count one claim, told of ``date`` (ISO or empty)."""
        self._statements += 1
        self._sources.add(statement.evidence.source)
        for key, value in statement.attrs.items():
            if key in self.relation.attrs:
                self._attrs[key][value] += 1
        self.events.add(Event(date, _kind(statement)))
        self._quote(statement, date)

    def absorb(self, other: EdgeFold) -> None:
        """Count what is told of another edge of the same ends as told of this one, but for its key."""
        self._statements += other._statements
        self._sources |= other._sources
        self.events |= other.events
        for attr in other._attrs.keys() - {self.relation.key}:
            self._attrs[attr] += other._attrs[attr]
        for rank, quote in other._quotes.values():
            self._keep(rank._replace(beside=True), quote)

    @property
    def since(self) -> str:
        """The first date that is told of it; empty where none is."""
        return min((event.date for event in self.events if event.date), default="")

    def finish(self) -> Edge:
        """Return the edge."""
        ranked = sorted(self._quotes.values())
        best = ranked[0][0]
        props: dict[str, Value] = {key: voted(votes) for key, votes in self._attrs.items()}
        props |= {
            "id": self.id,
            "statements": self._statements,
            "sources": len(self._sources),
            "quotes": [quote for _, quote in ranked],
            "quoteSpans": [f"{rank.source}#{rank.start}-{rank.end}" for rank, _ in ranked],
            "sourceIds": sorted(self._sources)[:SOURCES],
            "confidence": -best.doubt,
            "rule": best.rule,
            "status": "ended" if is_ended(self.events) else "asserted",
        }
        return Edge(self.id, self.relation.name, self.subject, self.object, props | self._times())

    def _times(self) -> dict[str, Value]:
        dates = sorted(event.date for event in self.events if event.date)
        times: dict[str, Value] = {"firstDate": dates[0], "lastDate": dates[-1]} if dates else {}
        pairs = intervals(self.events)
        return times | {"intervals": pairs} if pairs else times

    def _quote(self, statement: Statement, date: str) -> None:
        """Keep the best claim of each span, and of those the best few."""
        evidence = statement.evidence
        span = (evidence.source, evidence.start, evidence.end)
        rank = Rank(False, -float(statement.confidence), date or UNDATED, *span, statement.id, statement.rule)
        self._keep(rank, evidence.text)

    def _keep(self, rank: Rank, quote: str) -> None:
        span = (rank.source, rank.start, rank.end)
        self._quotes[span] = min(self._quotes.get(span, (rank, quote)), (rank, quote))
        if len(self._quotes) > QUOTES:
            del self._quotes[max(self._quotes, key=lambda s: self._quotes[s])]


class Edges:
    """All edges on the way; memberships are told apart from the rest once all are there."""

    def __init__(self, ids: Mapping[str, str], dates: Mapping[str, str], schema: Schema) -> None:
        self._ids = ids
        self._dates = dates
        self._schema = schema
        self._folds: dict[str, EdgeFold] = {}
        self._lists = Lists()

    def add(self, statement: Statement) -> bool:
        """Count a claim. Planned and negated ones count nowhere; false where both ends are one node."""
        subject, object_ = (self._ids.get(id_, id_) for id_ in (statement.subject, statement.object))
        if subject == object_:
            return False
        if statement.status not in ("asserted", "ended"):
            return True
        relation = self._schema.relations[statement.predicate]
        key = str(statement.attrs.get(relation.key, "")) if relation.key else ""
        fold = EdgeFold(relation, subject, object_, key)
        date = self._date(statement)
        self._folds.setdefault(fold.id, fold).add(statement, date)
        self._lists.add(statement, subject, object_, date)
        return True

    def finish(self) -> list[Edge]:
        """Return the edges, memberships closed by complete lists, and each body's seats in a mechanism joined."""
        seats = [f for f in self._folds.values() if f.relation.name == "MEMBER_OF" and f.key != "office"]
        lists = {fold.object: self._lists.of(fold.object) for fold in seats}
        for fold in seats:
            fold.events |= set(missing_from(fold.subject, lists[fold.object], fold.events))
        for id_ in join_seats(seats):
            del self._folds[id_]
        return [fold.finish() for fold in self._folds.values()]

    def _date(self, statement: Statement) -> str:
        told = statement.attrs.get("date") or statement.attrs.get("year")
        return str(told or self._dates.get(statement.evidence.source, ""))


def _kind(statement: Statement) -> Kind:
    if statement.status == "ended":
        return Kind.ENDED
    return Kind.DURING if "year" in statement.attrs and "date" not in statement.attrs else Kind.SEEN


def join_seats(seats: Iterable[EdgeFold]) -> list[str]:
    """A lead is a member: what is told of the member since it leads is told of the lead. Return the ids that go.

    Who sat in it before it led, or led it before and is a member still, has two edges, each with its own times. Who
    leaves leads no more.
    """
    by_role = {(fold.subject, fold.object, fold.key): fold for fold in seats}
    joined = []
    for (subject, object_, role), lead in by_role.items():
        member = by_role.get((subject, object_, "member")) if role == "lead" else None
        if member and _is_one_seat(lead, member):
            lead.absorb(member)
            joined.append(member.id)
        elif member:
            lead.events |= _ends_since(lead, member)
    return joined


def _is_one_seat(lead: EdgeFold, member: EdgeFold) -> bool:
    """Whether the member is told of while it leads, and never again once it has left."""
    if is_ended(lead.events) or lead.since > (member.since or UNDATED):
        return False
    return is_ended(member.events) or not is_ended(lead.events | _ends_since(lead, member))


def _ends_since(lead: EdgeFold, member: EdgeFold) -> set[Event]:
    return {event for event in member.events if event.kind is Kind.ENDED and event.date >= lead.since}
