"""Statements whose ends are resolved → edges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kg.fold.check import check_statement
from kg.fold.edges import Edges
from kg.model import Edge, Issue, Statement
from kg.schema import Schema

OnIssue = Callable[[Issue], None]


def fold_statements(
    statements: Iterable[Statement],
    ids: Mapping[str, str],
    dates: Mapping[str, str],
    schema: Schema,
    on_issue: OnIssue | None = None,
) -> list[Edge]:
    """Return the edges that the statements make, without those from an entity to the source that names it.

    Args:
        statements: The claims; planned and negated ones make no edge.
        ids: id → canonical id, where they differ.
        dates: Source id → ISO date, for claims that tell none of their own.
        schema: What may be said.
        on_issue: Called with every claim whose ends became one node.
    """
    edges = Edges(ids, dates, schema)
    for statement in statements:
        check_statement(statement, schema)
        if not edges.add(statement) and on_issue:
            message = f"{statement.subject} {statement.predicate} {statement.object}: both ends are one node"
            on_issue(Issue("self_loop", message, statement.evidence.source, statement.evidence.start))
    return edges.finish()
