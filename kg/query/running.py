"""How a query is answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.query.binding import Value
from kg.query.question import Query
from kg.store import Store


def run(store: Store, query: Query, params: Mapping[str, Value]) -> list[dict[str, Any]]:
    """Return the rows of a query."""
    return store.read(query.text, dict(params))
