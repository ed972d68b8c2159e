"""What is in a workspace: counts, hashes, and all that could not be used."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from kg.decisions import Decision, Decisions, idle
from kg.fold import ledger_rows
from kg.ledger import Items, Ledger
from kg.model import Issue, Statement
from kg.schema import load_schema
from kg.seeds import load_seeds


def status(ledger: Ledger, items: Items, decided: Decisions, stored: str) -> list[dict[str, Any]]:
    """Return what is in a workspace, in rows of ``what``, ``value`` and ``place``.

    Counts come first, then the hash of the ledger's graph and of the store's, then texts without a date, then all that
    could not be used, each with its place.

    Args:
        ledger: The ledger.
        items: Its fold.
        decided: What people decided.
        stored: The hash of the graph in the store, or a sentence.
    """
    counts = items.counts()
    nodes = sum(counts.get(label, 0) for label in load_schema().types)
    names = {source: name for name, source in reversed(list(ledger.names()))}
    rows = [_row(name, count) for name, count in ledger.counts().items()]
    rows += [_row("nodes", nodes), _row("relationships", sum(counts.values()) - nodes)]
    rows += [_row("decisions", len(decided.rows))]
    rows += [_row("idle_decision", str(row)) for row in idle_decisions(ledger, decided)]
    rows += [_row("ledger hash", items.hash), _row("store hash", stored)]
    rows += [_row("undated", source.name) for source in ledger.sources() if not source.date]
    issues = [*ledger.issues(), *_left_out(ledger, decided)]
    return rows + [_row(issue.kind, issue.message, _place(issue, names)) for issue in issues]


def summary(items: Items, language: str = "en") -> str:
    """Return how many nodes of each label and relationships of each type the graph has; nothing where it is empty.

    Args:
        items: The graph.
        language: ``en`` for labels and types as they are in the graph, ``zh`` for their Chinese names.
    """
    schema = load_schema()
    nodes: list[str] = []
    edges: list[str] = []
    for name, count in items.counts().items():
        kind = schema.types.get(name) or schema.relations.get(name)
        shown = kind.zh if kind and language == "zh" else name
        (nodes if name in schema.types else edges).append(f"{shown} {count}")
    of_nodes, of_edges, comma = (
        ("节点:", "关系:", "、") if language == "zh" else ("nodes: ", "relationships: ", ", ")
    )
    listed = ((of_nodes, nodes), (of_edges, edges))
    return "\n".join(head + comma.join(parts) for head, parts in listed if parts)


def idle_decisions(ledger: Ledger, decided: Decisions) -> list[Decision]:
    """Return the decisions that speak of nothing in the ledger: its texts changed, or are gone."""
    ends = {end for row in decided.rows for end in (row.left, row.right)}
    facts = sorted({(row.left, row.predicate, row.right) for row in decided.rows if not row.is_pair})
    told = chain.from_iterable(ledger.statements_on(*fact) for fact in facts)
    return list(idle(decided, {end for end in ends if ledger.is_told(end)}, told))


def _left_out(ledger: Ledger, decided: Decisions) -> Iterator[Issue]:
    """Claims that somebody called wrong, and claims whose ends became one node."""
    found: list[Issue] = []
    if decided.has_claims:
        deque(ledger_rows(ledger, load_seeds(), decided, found.append).statements, maxlen=0)
    yield from found
    yield from map(_self_loop, decided.kept(ledger.self_loops()))


def _self_loop(statement: Statement) -> Issue:
    message = f"{statement.subject} {statement.predicate} {statement.object}: both ends are one node"
    return Issue("self_loop", message, statement.evidence.source, statement.evidence.start)


def _row(what: str, value: str | int, place: str = "") -> dict[str, Any]:
    return {"what": what, "value": value, "place": place}


def _place(issue: Issue, names: Mapping[str, str]) -> str:
    """File and line, as far as they are known."""
    name = names.get(issue.source, issue.source)
    return f"{name}:{issue.line}" if issue.line else name
