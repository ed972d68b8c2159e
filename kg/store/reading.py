"""What a query of a user's own may call, and what a server's plan says that it would do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from kg.assets import folder
from kg.errors import QueryError

# Operators of a plan that reach beyond the graph, or into what others do on the server.
OUTSIDE = ("LoadCSV", "Transaction", "Terminate", "Show")
INSIDE = ("ShowIndexes", "ShowConstraints")


@cache
def allowed() -> frozenset[str]:
    """Return the procedures, and the namespaces of functions with a dot at their end, in lower case."""
    lines = (folder("cypher") / "reading.txt").read_text("utf-8").splitlines()
    return frozenset(line.lower() for line in lines if line and not line.startswith("#"))


def may_call(procedure: str) -> bool:
    """Say whether a procedure only reads the graph."""
    return procedure.lower() in allowed()


def may_use(function: str) -> bool:
    """Say whether a function with a namespace only computes."""
    name = function.lower()
    return any(name.startswith(each) for each in allowed() if each.endswith("."))


def refuse_plan(kind: str | None, plan: Mapping[str, Any] | None) -> None:
    """Refuse a query by what the server would do for it.

    Args:
        kind: As the server calls it: ``r`` for one that only reads.
        plan: The operators of its ``EXPLAIN``.

    Raises:
        QueryError: It would write, change the server, read files or addresses, or call what is not on the list.
    """
    if kind != "r":
        raise QueryError("the query would write, and only reading is allowed here")
    for operator, details in _operators(plan):
        if operator.startswith(OUTSIDE) and operator not in INSIDE:
            raise QueryError(f"the query would do more than read the graph ({operator})")
        if operator == "ProcedureCall":
            procedure = details.partition("(")[0].strip()
            if not may_call(procedure):
                raise QueryError(f"the procedure {procedure} may not be called here")


def _operators(plan: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    """Yield name and details of every operator, without the ``@`` of its database."""
    waiting = [plan] if plan else []
    while waiting:
        step = waiting.pop()
        details = str((step.get("args") or {}).get("Details", ""))
        yield str(step.get("operatorType", "")).partition("@")[0], details
        waiting += step.get("children") or []
