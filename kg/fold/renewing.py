"""The kept graph brought up to date: only what a change touches is folded anew, and the answer is that of a whole fold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from kg.decisions import Decisions
from kg.errors import StatementError
from kg.fold.check import check_entity
from kg.fold.known import TABLES, Known, seed_source
from kg.fold.mentions import TYPE, fold_mentions
from kg.fold.nodes import NodeFold, source_node
from kg.fold.offices import office_part
from kg.fold.statements import fold_statements
from kg.ledger import Change, Kept, Ledger
from kg.ledger.kept import Claim, Group
from kg.model import Edge, Node, Statement
from kg.resolve import renew_joins
from kg.schema import Schema

OFFICE = "办公室"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a fold depends on besides the statements.

    Attributes:
        fingerprint: Where it differs from the last fold's, everything is folded anew.
        decisions: What people decided of ids and claims.
    """

    schema: Schema
    known: Known
    fingerprint: str
    decisions: Decisions | None = None


def renew(ledger: Ledger, rules: Rules) -> None:
    """Bring the ledger's kept graph up to date, in one transaction.

    Raises:
        StatementError: A row does not fit the schema, or an end of a claim or mention is defined by no entity.
        LedgerError: Another process is writing.
    """
    if not ledger.is_touched(rules.fingerprint):
        return
    decided = rules.decisions
    with ledger.folding(decided if decided and decided.has_claims else None) as kept:
        kept.begin(rules.fingerprint)
        _Renewal(kept, rules).run()
        kept.end()


class _Renewal:
    def __init__(self, kept: Kept, rules: Rules) -> None:
        self._kept = kept
        self._rules = rules

    def run(self) -> None:
        self._renew_seeds()
        self._kept.touch_offices()
        for claim in self._kept.touched_ties():
            self._kept.set_tie(
                claim, told=any(s.status in ("asserted", "ended") for s in self._claims(claim))
            )
        decided = self._rules.decisions
        renew_joins(self._kept, decided.judgements if decided else ())
        self._kept.settle()
        with self._kept.change() as change:
            for id_ in self._kept.nodes_to_fold():
                self._fold_node(id_, change)
            for group in self._kept.groups_to_fold():
                self._fold_group(group, change)

    def _renew_seeds(self) -> None:
        """A row of the seeds is told while texts name both ends of it."""
        known, kept = self._rules.known, self._kept
        near = known.by_end if kept.whole else kept.touched_ids(known.by_end)
        claims = dict.fromkeys(claim for end in near for claim in known.by_end[end])
        stale = (claim for claim in kept.seeded() if not known.statements(claim)) if kept.whole else ()
        for claim in (*claims, *stale):
            told = bool(known.statements(claim)) and kept.is_told(claim[0]) and kept.is_told(claim[2])
            if told != kept.is_seeded(claim):
                kept.set_seeded(claim, told=told)
                kept.touch_source(TABLES[claim[1]])

    def _fold_node(self, id_: str, change: Change) -> None:
        node = self._entity(id_) if id_.split("/", 1)[0] in self._rules.schema.types else self._source(id_)
        if node:
            change.put_node(node)
        else:
            change.drop("node", [id_])

    def _entity(self, id_: str) -> Node | None:
        ids, fold, told = self._kept.members(id_), NodeFold(id_), False
        if self._kept.canonical(id_) != id_:
            return None
        for entity, times in self._kept.tellings(ids):
            check_entity(entity, self._rules.schema)
            fold.add(entity, times)
            told = True
        return fold.finish(self._kept.count_sources(ids)) if told else None

    def _source(self, id_: str) -> Node | None:
        predicate = next((p for p, table in TABLES.items() if table == id_), "")
        if predicate:
            return source_node(seed_source(id_)) if self._kept.any_seeded(predicate) else None
        source = self._kept.source(id_)
        return source_node(source) if source else None

    def _fold_group(self, group: Group, change: Change) -> None:
        edges = {edge.id: edge for edge in self._edges(group)}
        change.drop("edge", sorted(self._kept.stored(group) - edges.keys()))
        for edge in edges.values():
            for end in (edge.source, edge.target):
                if not self._kept.has_node(end):
                    raise StatementError(f"{edge.source} {edge.type} {edge.target}: no entity defines {end}")
            change.put_edge(edge)

    def _edges(self, group: Group) -> list[Edge]:
        kept = self._kept
        if group.type == TYPE:
            mentions = kept.mentions(group.target)
            return fold_mentions(mentions, {m.entity: kept.canonical(m.entity) for m in mentions})
        statements = list(self._statements(group))
        ids = {end: kept.canonical(end) for s in statements for end in (s.subject, s.object)}
        dates = {s.evidence.source: kept.date(s.evidence.source) for s in statements}
        edges = fold_statements(statements, ids, dates, self._rules.schema)
        # A group whose end has been joined into another since has no edges any more: its claims are the other's.
        return [e for e in edges if e.target == group.target and group.source in ("", e.source)]

    def _statements(self, group: Group) -> Iterator[Statement]:
        objects = self._kept.members(group.target)
        if not group.source:
            yield from self._kept.into(group.type, objects)
            return
        for subject in self._kept.members(group.source):
            for object_ in objects:
                yield from self._claims((subject, group.type, object_))

    def _claims(self, claim: Claim) -> Iterable[Statement]:
        """What texts, names of offices and seeds tell of a claim."""
        subject, predicate, object_ = claim
        told = self._kept.between([subject], predicate, [object_])
        if predicate not in TABLES:
            return told
        known = self._rules.known.statements(claim) if self._kept.is_seeded(claim) else []
        office = self._office(subject, object_) if predicate == "PART_OF" else ()
        return self._kept.viewed(chain(told, office, known))

    def _office(self, office: str, mechanism: str) -> Iterator[Statement]:
        if office == f"Agency/{mechanism.removeprefix('Mechanism/')}{OFFICE}" and self._kept.is_told(
            mechanism
        ):
            for statement in self._kept.touching(office):
                yield office_part(office, mechanism, statement)
