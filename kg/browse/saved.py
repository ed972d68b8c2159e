"""Canned queries as Neo4j Browser saves them: a file each with its title on the first line, and all of them in one archive."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from kg.browse.params import Values, param_lines
from kg.query import Query

COMMENT = "//"
# Answered by more than Cypher: from the ledger, or by an algorithm on top of the rows.
ELSEWHERE = re.compile(r"^// (?:from|then): ", re.MULTILINE)
FOLDER = "tiaokuai"
# Before all others by name.
PARAMETERS = "0_parameters.cypher"
# The earliest that an archive can tell: the same queries make the same bytes.
NO_DATE = (1980, 1, 1, 0, 0, 0)


def body(query: Query) -> str:
    """Return the Cypher of a query without its header."""
    lines = query.text.splitlines()
    first = next((n for n, line in enumerate(lines) if line and not line.startswith(COMMENT)), len(lines))
    return "\n".join(lines[first:]).strip()


def is_runnable(query: Query) -> bool:
    """Say whether the Cypher alone answers the question."""
    return not ELSEWHERE.search(query.text) and bool(body(query))


def saved_queries(queries: Mapping[str, Query], values: Values, title: str) -> dict[str, str]:
    """Return the text of every query that Browser can run, by file name; the first line is the title that Browser shows.

    Args:
        queries: The catalogue.
        values: What makes ids of the names in examples.
        title: Of the first one, which sets all parameters.
    """
    runnable = [query for query in queries.values() if is_runnable(query)]
    params = param_lines([body(query) for query in runnable], runnable, {}, values)
    return {
        PARAMETERS: f"{COMMENT} {title}\n{params}\n",
        **{f"{query.name}.cypher": _saved(query, values) for query in runnable},
    }


def archive(files: Mapping[str, str]) -> bytes:
    """Return the files in one archive, in a folder of their own: Browser makes one of it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(zipfile.ZipInfo(f"{FOLDER}/{name}", NO_DATE), text.encode())
    return buffer.getvalue()


def _saved(query: Query, values: Values) -> str:
    """The title, how to set the parameters, and the query."""
    lines = [f"{COMMENT} {query.id} {query.zh} · {query.en}"]
    text = body(query)
    for line in param_lines([text], [query], {}, values).splitlines():
        lines.append(f"{COMMENT} {line}")
    return "\n".join([*lines, text, ""])
