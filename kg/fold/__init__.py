"""Resolved statements → the graph: how many of them become one node or one edge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from kg.decisions import Decisions
from kg.errors import StatementError
from kg.fold.check import check_entity, check_extraction
from kg.fold.edges import EdgeFold
from kg.fold.known import Known, known_statements, seed_sources
from kg.fold.mentions import fold_mentions
from kg.fold.nodes import fold_nodes
from kg.fold.offices import with_offices
from kg.fold.renewing import Rules, renew
from kg.fold.statements import OnIssue, fold_statements
from kg.ledger import Ledger, Told
from kg.model import Edge, Graph, Mention, Node, Source, Statement
from kg.resolve import resolve
from kg.schema import Schema
from kg.seeds import Seeds

__all__ = [
    "EdgeFold",
    "Known",
    "Rows",
    "Rules",
    "check_extraction",
    "fold",
    "fold_ledger",
    "fold_statements",
    "ledger_rows",
    "renew",
]


@dataclass(frozen=True, slots=True)
class Rows:
    """The live rows of a ledger, with those of the seeds; each stream is read once."""

    sources: Iterable[Source]
    entities: Iterable[Told]
    statements: Iterable[Statement]
    mentions: Iterable[Mention]


def fold_ledger(
    ledger: Ledger,
    schema: Schema,
    seeds: Seeds | None = None,
    decisions: Decisions | None = None,
    on_issue: OnIssue | None = None,
) -> tuple[Graph, dict[str, str]]:
    """Return the graph of a ledger and the id map behind it.

    Args:
        ledger: What was said.
        schema: What may be said.
        seeds: What is known; its successions and parents are told where both ends are named by some text.
        decisions: What people decided of ids and claims.
        on_issue: Called with everything that is left out.

    Raises:
        StatementError: A row does not fit the schema.
    """
    rows = ledger_rows(ledger, seeds, decisions)
    ids = resolve(rows.entities, rows.statements, decisions.judgements if decisions else ())
    return fold(ledger_rows(ledger, seeds, decisions, on_issue), ids, schema, on_issue), ids


def ledger_rows(
    ledger: Ledger,
    seeds: Seeds | None = None,
    decisions: Decisions | None = None,
    on_issue: OnIssue | None = None,
) -> Rows:
    """Return the rows of a ledger and, behind them, what the seeds and the names of offices tell of the bodies it names.

    What people decided to be wrong is not among them; ``on_issue`` is called with it.
    """
    named = set(ledger.entity_ids())
    known = known_statements(seeds, named) if seeds else []
    entities, statements = ledger.entities(), ledger.statements()
    if decisions:
        entities, statements = decisions.told(entities), decisions.kept(statements, on_issue)
    told = chain(with_offices(statements, named), known)
    return Rows(
        chain(ledger.sources(), seed_sources(known)),
        entities,
        decisions.kept(told, on_issue) if decisions else told,
        ledger.mentions(),
    )


def fold(rows: Rows, ids: Mapping[str, str], schema: Schema, on_issue: OnIssue | None = None) -> Graph:
    """Return the graph of the rows; it depends on the set of rows only, never on their order.

    Args:
        rows: The live rows.
        ids: id → canonical id, where they differ.
        schema: What may be said.
        on_issue: Called with everything that is left out: a claim whose ends became one node.

    Raises:
        StatementError: A row does not fit the schema, or an end of a claim or mention is defined by no entity.
    """
    sources = list(rows.sources)
    nodes = fold_nodes(_checked(rows.entities, schema), sources, ids)
    dates = {source.id: source.date or "" for source in sources}
    edges = fold_statements(rows.statements, ids, dates, schema, on_issue) + fold_mentions(rows.mentions, ids)
    _check_ends(nodes, edges)
    return Graph(
        {node.id: node for node in sorted(nodes.values(), key=lambda node: node.id)},
        {edge.id: edge for edge in sorted(edges, key=lambda edge: edge.id)},
    )


def _checked(entities: Iterable[Told], schema: Schema) -> Iterable[Told]:
    for told in entities:
        check_entity(told.entity, schema)
        yield told


def _check_ends(nodes: Mapping[str, Node], edges: Iterable[Edge]) -> None:
    for edge in edges:
        for end in (edge.source, edge.target):
            if end not in nodes:
                message = f"{edge.source} {edge.type} {edge.target}: no entity defines {end}"
                raise StatementError(message)
