"""The ledger's changes: each a transaction of its own, so that a crash leaves whole sources only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kg.ledger import rows
from kg.ledger.tables import sentences
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
    with sentences(path):
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("COMMIT")
        except BaseException:
            # Ctrl-C may come before it began, and when it is over.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def insert(connection: sqlite3.Connection, extraction: Extraction, fingerprint: str) -> None:
    """Write one text with all that it says."""
    values = rows.text_row(extraction.source, fingerprint)
    columns = "name, source, media_type, title, publisher, date, url, fingerprint, raw"
    cursor = connection.execute(f"INSERT INTO text ({columns}) VALUES ({marks(len(values))})", values)
    for table, make, width in CHILDREN:
        connection.executemany(
            f"INSERT INTO {table} VALUES ({marks(width + 1)})",
            ((cursor.lastrowid, *row) for row in make(extraction)),
        )


def delete(connection: sqlite3.Connection, column: str, value: str) -> list[str]:
    """Delete the texts whose ``name`` or ``source`` is the value; return the ids of their sources, sorted."""
    found = connection.execute(f"DELETE FROM text WHERE {column} = ? RETURNING source", (value,)).fetchall()
    return sorted({source for (source,) in found})


def gone(connection: sqlite3.Connection, sources: Iterable[str]) -> list[str]:
    """Return those of the sources that no text has any more, in the order given."""
    query = "SELECT 1 FROM text WHERE source = ?"
    return [source for source in sources if not connection.execute(query, (source,)).fetchone()]


def replace_map(connection: sqlite3.Connection, ids: Mapping[str, str]) -> None:
    """Put the id map in the place of the one kept."""
    connection.execute("DELETE FROM joined")
    connection.executemany("INSERT INTO joined VALUES (?, ?)", sorted(ids.items()))


def marks(width: int) -> str:
    """Return as many question marks as columns."""
    return ", ".join("?" * width)
