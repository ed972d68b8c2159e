"""Canned queries: files of ``cypher/query`` with a parsed header, what binds values to their parameters, and what runs them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg import assets
from kg.errors import QueryError
from kg.query.binding import bind, nearest, nearest_zh, one, typed, unknown
from kg.query.header import parse
from kg.query.page import markdown
from kg.query.question import ANY, Both, Column, Param, Query
from kg.query.running import run, run_on_ledger

__all__ = [
    "ANY",
    "Both",
    "Column",
    "Param",
    "Query",
    "bind",
    "find_query",
    "load_queries",
    "markdown",
    "one",
    "run",
    "run_on_ledger",
    "typed",
    "unknown",
]


def load_queries(root: Path | None = None) -> dict[str, Query]:
    """Return the queries by name.

    Raises:
        QueryError: A header cannot be read, lacks a line, or declares other parameters than the text uses; the
            message names file and line.
    """
    folder = (root or assets.root()) / "cypher" / "query"
    return {path.stem: parse(path) for path in sorted(folder.glob("*.cypher"))}


def find_query(name: str, queries: Mapping[str, Query]) -> Query:
    """Return a query by name.

    Raises:
        QueryError: There is none; the message names the nearest.
    """
    if name in queries:
        return queries[name]
    if not name.isascii():
        raise QueryError(
            f"no query {name!r}; names stand in kg query --list, and a question in plain words is asked by: kg ask {name}",
            f"没有名为 {name!r} 的问题;名称见 kg query --list,用日常语言提问则写:kg ask {name}",
        )
    raise QueryError(
        f"no query {name!r}" + (nearest(name, queries) or "; see: kg query --list"),
        f"没有名为 {name!r} 的问题{nearest_zh(name, queries) or ';全部问题见:kg query --list'}",
    )
