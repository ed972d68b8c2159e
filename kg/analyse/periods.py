"""How a network changes from one period to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx

from kg.analyse.network import DIGITS, network
from kg.errors import QueryError

# Without three nodes nobody can stand in the middle.
FEWEST = 3


def periods(rows: Sequence[dict[str, Any]], params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the network of each period of so many ``years``; ties without a ``date`` stand last.

    Raises:
        QueryError: A period would have no year.
    """
    if params["years"] < 1:
        raise QueryError("years should be at least 1")
    by_period: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_period[_period(row["date"] or "", params["years"])].append(row)
    return [
        _figures(name, by_period[name]) for name in sorted(by_period, key=lambda name: (name == "", name))
    ]


def _period(date: str, years: int) -> str:
    """The years that a date falls into, counted from the year 0; empty where there is none."""
    if not date:
        return ""
    first = int(date[:4]) // years * years
    return str(first) if years == 1 else f"{first}–{first + years - 1}"


def _figures(period: str, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    graph = network(rows)
    return {
        "period": period,
        "papers": len({row["paper"] for row in rows}),
        "bodies": graph.order(),
        "pairs": graph.size(),
        "density": round(nx.density(graph), DIGITS),
        "centralisation": _centralisation(graph),
    }


def _centralisation(graph: Any) -> float | None:  # noqa: ANN401 - the library has no types
    """Freeman's: 1 where one body is tied to all others and those to nobody else, 0 where all have as many ties."""
    if graph.order() < FEWEST:
        return None
    ties: list[int] = [count for _, count in graph.degree()]
    apart = sum(max(ties) - count for count in ties)
    return round(apart / ((len(ties) - 1) * (len(ties) - 2)), DIGITS)
