"""The ledger's changes: each a transaction of its own, so that a crash leaves whole sources only."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.ledger import rows
from kg.ledger.marks import mark_coming, mark_going
from kg.ledger.tables import all_or_nothing, sentences
from kg.model import Extraction

CHILDREN = (
    ("entity", rows.entity_rows, 5),
    ("form", rows.form_rows, 2),
    ("statement", rows.statement_rows, 12),
    ("mention", rows.mention_rows, 4),
    ("issue", rows.issue_rows, 4),
)


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All or nothing; a second writer waits a few seconds for the first.

    Raises:
        LedgerError: The wait was in vain, or the file refuses.
    """
    with sentences(path), all_or_nothing(connection):
        yield


def insert(
    connection: sqlite3.Connection, extraction: Extraction, fingerprint: str, told: Collection[str]
) -> None:
    """Write one text with all that it says, and which fields of its source were told by options."""
    values = rows.text_row(extraction.source, fingerprint)
    columns = "name, source, media_type, title, publisher, date, url, fingerprint, raw"
    cursor = connection.execute(f"INSERT INTO text ({columns}) VALUES ({marks(len(values))})", values)
    for table, make, width in CHILDREN:
        connection.executemany(
            f"INSERT INTO {table} VALUES ({marks(width + 1)})",
            ((cursor.lastrowid, *row) for row in make(extraction)),
        )
    if told:
        fields = (getattr(extraction.source, name) if name in told else None for name in rows.TOLD)
        connection.execute("INSERT INTO told VALUES (?, ?, ?, ?)", (cursor.lastrowid, *fields))


def replace(
    connection: sqlite3.Connection, extraction: Extraction, fingerprint: str, told: Collection[str]
) -> list[str]:
    """Put a text in the place of what its name stood for; return the ids of the sources that went with that."""
    name, source = extraction.source.name, extraction.source.id
    before = sources_of(connection, "name", name)
    changed = {source, *before}
    mark_going(connection, changed)
    connection.execute("DELETE FROM text WHERE name = ?", (name,))
    insert(connection, extraction, fingerprint, told)
    mark_coming(connection, changed)
    return gone(connection, before)


def delete(connection: sqlite3.Connection, column: str, value: str) -> list[str]:
    """Delete the texts whose ``name`` or ``source`` is the value; return the ids of the sources that are gone, sorted."""
    before = sources_of(connection, column, value)
    mark_going(connection, before)
    connection.execute(f"DELETE FROM text WHERE {column} = ?", (value,))
    mark_coming(connection, before)
    return gone(connection, before)


def sources_of(connection: sqlite3.Connection, column: str, value: str) -> list[str]:
    """Return the ids of the sources of texts whose ``name`` or ``source`` is the value, sorted."""
    query = f"SELECT DISTINCT source FROM text WHERE {column} = ? ORDER BY source"
    return [source for (source,) in connection.execute(query, (value,))]


def gone(connection: sqlite3.Connection, sources: Iterable[str]) -> list[str]:
    """Return those of the sources that no text has any more, in the order given."""
    query = "SELECT 1 FROM text WHERE source = ?"
    return [source for source in sources if not connection.execute(query, (source,)).fetchone()]


def marks(width: int) -> str:
    """Return as many question marks as columns."""
    return ", ".join("?" * width)
