"""What Cypher does not work out: networks of rows, and the rows that they give. The functions are named in ``// then:`` lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kg.analyse.brokers import brokers
from kg.analyse.circles import communities
from kg.analyse.cores import core_periphery
from kg.analyse.periods import periods
from kg.errors import QueryError

__all__ = ["FUNCTIONS", "work_out"]

Row = dict[str, Any]
Function = Callable[[Sequence[Row], Mapping[str, Any]], list[Row]]
FUNCTIONS: dict[str, Function] = {
    "betweenness": brokers,
    "cores": core_periphery,
    "communities": communities,
    "periods": periods,
}


def work_out(name: str, rows: Sequence[Row], params: Mapping[str, Any]) -> list[Row]:
    """Return what a function makes of a projection.

    Args:
        name: Of the function.
        rows: Ties: ``source`` and ``target`` (ids), ``sourceName`` and ``targetName``, ``weight``.
        params: Those of the query.

    Raises:
        QueryError: There is no such function, or a parameter makes no sense to it.
    """
    if name not in FUNCTIONS:
        raise QueryError(f"no function {name!r}; there are: {', '.join(sorted(FUNCTIONS))}")
    return FUNCTIONS[name](rows, params)
