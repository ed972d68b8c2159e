"""Canned queries: files of ``cypher/query`` with a parsed header, and what binds values to their parameters."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import assets
from kg.errors import AmbiguousNameError, QueryError
from kg.store import Store

PARAM = re.compile(
    r"// param (?P<name>\w+): (?P<type>[\w|]+)(?: = (?P<default>\S+))? -- (?P<zh>.+?) \| (?P<en>.+)"
)
Find = Callable[[str, str], list[str]]


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter: ``int``, ``str``, or an entity type whose value is resolved to an id."""

    name: str
    type: str
    default: str | None
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Query:
    """One question: its words in both languages, its parameters, and the Cypher with its header."""

    name: str
    zh: str
    en: str
    params: tuple[Param, ...]
    text: str


def load_queries(root: Path | None = None) -> dict[str, Query]:
    """Return the queries by name.

    Raises:
        QueryError: A header lacks a question, or declares other parameters than the text uses.
    """
    folder = (root or assets.root()) / "cypher" / "query"
    return {path.stem: _parse(path) for path in sorted(folder.glob("*.cypher"))}


def find_query(name: str, queries: Mapping[str, Query]) -> Query:
    """Return a query by name.

    Raises:
        QueryError: There is none; the message names the nearest.
    """
    if name in queries:
        return queries[name]
    near = difflib.get_close_matches(name, queries, n=1)
    raise QueryError(
        f"no query {name!r}" + (f": did you mean {near[0]}?" if near else "; see: kg query --list")
    )


def bind(query: Query, values: Mapping[str, str], find: Find) -> dict[str, str | int]:
    """Return the parameters of a run.

    Args:
        query: The query.
        values: Text by parameter name, as typed.
        find: Entity type and text → ids that the text may mean.

    Raises:
        QueryError: A parameter is unknown, missing or no number.
        AmbiguousNameError: A name means no entity or several.
    """
    known = {p.name: p for p in query.params}
    for name in values.keys() - known.keys():
        raise QueryError(f"{query.name} has no parameter {name!r}; it has: {', '.join(known) or 'none'}")
    return {p.name: _value(p, values.get(p.name, p.default), query, find) for p in query.params}


def run(store: Store, query: Query, params: Mapping[str, str | int]) -> list[dict[str, Any]]:
    """Return the rows of a query."""
    return store.read(query.text, dict(params))


def _parse(path: Path) -> Query:
    text = path.read_text(encoding="utf-8")
    heads = dict(re.findall(r"^// (zh|en): (.+)$", text, re.M))
    params = tuple(Param(**m.groupdict()) for m in PARAM.finditer(text))
    body = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    if heads.keys() != {"zh", "en"}:
        raise QueryError(f"{path.name}: the header needs a question in zh and in en")
    if {p.name for p in params} != set(re.findall(r"\$(\w+)", body)):
        raise QueryError(f"{path.name}: the declared parameters are not those that the text uses")
    return Query(path.stem, heads["zh"], heads["en"], params, text)


def _value(param: Param, text: str | None, query: Query, find: Find) -> str | int:
    if text is None:
        raise QueryError(f"{query.name} needs {param.name}=… ({param.en})")
    if param.type == "int":
        if not text.lstrip("-").isdigit():
            raise QueryError(f"{param.name} should be a whole number, not {text!r}")
        return int(text)
    return text if param.type == "str" else one(find(param.type, text), param.type, text)


def one(ids: list[str], type_: str, text: str) -> str:
    """Return the only id.

    Raises:
        AmbiguousNameError: There is none, or there are several, which the message lists.
    """
    if len(ids) == 1:
        return ids[0]
    if not ids:
        raise AmbiguousNameError(f"no {type_} is called {text!r} here; try: kg find {text}")
    raise AmbiguousNameError(f"{text!r} may mean: " + ", ".join(ids) + "; give one of these ids")
