"""How a query is answered: by the graph, by what a function makes of the graph's rows, or by the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.ledger import Ledger
from kg.query.binding import Value
from kg.query.question import Query
from kg.query.told import FUNCTIONS
from kg.store import Store

Row = dict[str, Any]


def run(store: Store, query: Query, params: Mapping[str, Value]) -> list[Row]:
    """Return the rows of a query that the graph answers."""
    rows = store.read(query.text, dict(params))
    if not query.then:
        return rows
    # Imported here: it brings networkx, and only few queries need that.
    from kg.analyse import work_out

    return work_out(query.then, rows, params)


def run_on_ledger(ledger: Ledger, query: Query, params: Mapping[str, Value]) -> list[Row]:
    """Return the rows of a query that the ledger answers."""
    return FUNCTIONS[query.name](ledger, params)
