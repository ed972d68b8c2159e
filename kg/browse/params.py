"""Values of parameters as ``:param`` lines of Neo4j Browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from kg.errors import QueryError
from kg.query import Param, Query

USED = re.compile(r"\$(\w+)")
WHOLE = re.compile("-?[0-9]{1,18}")
# What stands for a parameter that was not given.
ANY = "any"
NOTHING = "''"
TRUTH = ("true", "false")
# Type of an entity and what it was called -> its id.
Values = Callable[[str, str], str]


def param_lines(
    texts: Iterable[str], queries: Iterable[Query], given: Mapping[str, object], values: Values
) -> str:
    """Return a line for each parameter that the texts use, in the order of their use; empty where there are none.

    Args:
        texts: Queries of a slide.
        queries: Those of the catalogue among them: they know types, examples and defaults.
        given: Values by name; they win.
        values: What makes ids of the names in examples.

    Raises:
        QueryError: A parameter has no value.
    """
    asked = [(query, param) for query in queries for param in query.params]
    known: dict[str, str] = {}
    for query, param in asked:
        # A query that cannot do without a value says more than one that can.
        if known.get(param.name, NOTHING) == NOTHING:
            known[param.name] = _usual(query, param, values)
    # Save a date: what one query cannot do without would leave the others with the answers of that year.
    known |= {param.name: NOTHING for _, param in asked if param.type == "date" and param.default == ANY}
    known |= {name: literal(str(value)) for name, value in given.items()}
    used = dict.fromkeys(name for text in texts for name in USED.findall(text))
    if missing := [name for name in used if name not in known]:
        raise QueryError(f"nothing gives a value to ${', $'.join(missing)}")
    return "\n".join(f":param {name} => {known[name]};" for name in used)


def literal(text: str) -> str:
    """Return a value as Cypher writes it: a number as it is, everything else in quotes."""
    return text if WHOLE.fullmatch(text) else quoted(text)


def quoted(text: str) -> str:
    """Return a text in quotes, with what would end them written out."""
    return (
        "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r") + "'"
    )


def _usual(query: Query, param: Param, values: Values) -> str:
    """The value that a canned query is tried with."""
    value = query.example.get(param.name, param.default)
    if value is None or value == ANY:
        return NOTHING
    if param.type == "int" or (param.type == "bool" and value in TRUTH):
        return value
    return quoted(values(param.type, value) if param.type[0].isupper() else value)
