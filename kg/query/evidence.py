"""The sentences behind an answer, with the texts that they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from kg import assets
from kg.errors import QueryError
from kg.ledger import Ledger
from kg.query.question import Query
from kg.query.wording import quoted, sentence


class Behind(NamedTuple):
    """A row in words, and a sentence behind it with its place."""

    row: str
    quote: str
    source: str
    line: int | None
    start: int | None
    end: int | None


class _Place(NamedTuple):
    source: str
    line: int | None = None
    start: int | None = None
    end: int | None = None


def evidence(
    ledger: Ledger,
    query: Query,
    rows: Sequence[Mapping[str, Any]],
    params: Mapping[str, Any],
    language: str,
) -> list[Behind]:
    """Return the sentences of all rows, at least one a row.

    Raises:
        QueryError: The rows of this query come from no sentences.
    """
    columns = quoted(query)
    if not columns:
        raise QueryError(
            f"no single sentence stands behind the rows of {query.name}: they are worked out from many; "
            "kg why A B shows the sentences between two entities"
        )
    places = _places(ledger, [quote for row in rows for quote in _quotes(row, columns)])
    found = []
    for row in rows:
        told = sentence(query, row, params, language)
        for quote in _quotes(row, columns) or [""]:
            place = _own_place(row) or places.get(quote) or _Place("")
            found.append(Behind(told, quote, *place))
    return found


def _quotes(row: Mapping[str, Any], columns: Sequence[str]) -> list[str]:
    """The sentences of a row, each once."""
    cells = [row[column] for column in columns]
    quotes = [quote for cell in cells for quote in (cell if isinstance(cell, list) else [cell]) if quote]
    return list(dict.fromkeys(quotes))


def _own_place(row: Mapping[str, Any]) -> _Place | None:
    """The place that the row itself tells, as those of the ledger do."""
    return _Place(row["source"], row["line"]) if "source" in row and "line" in row else None


def _places(ledger: Ledger, quotes: Sequence[str]) -> dict[str, _Place]:
    names = {source: name for name, source in reversed(list(ledger.names()))}

    @cache
    def raw(id_: str) -> str:
        source = ledger.source(id_)
        return source.raw if source else ""

    found = {
        quote: _Place(
            names.get(told.source, told.source),
            raw(told.source).count("\n", 0, told.start) + 1,
            told.start,
            told.end,
        )
        for quote, told in ledger.evidence(quotes).items()
    }
    missing = set(quotes) - found.keys()
    return dict(_seed_places(missing)) | found if missing else found


def _seed_places(quotes: set[str]) -> Iterator[tuple[str, _Place]]:
    """Where rows of the shipped tables stand: what is known beforehand comes from those."""
    for path in sorted(assets.folder("seeds").glob("*.csv")):
        text = path.read_text(encoding="utf-8-sig")
        for quote in quotes:
            start = text.find(quote)
            if start >= 0:
                line = text.count("\n", 0, start) + 1
                yield quote, _Place(f"seeds/{path.name}", line, start, start + len(quote))
