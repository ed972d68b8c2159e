"""What a change leaves for the next fold: which texts came, and the keys of those that went."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence

GONE = (
    "SELECT 'entity', id, '', '' FROM entity WHERE text = ?",
    "SELECT 'form', form, '', '' FROM form WHERE text = ? AND entity LIKE 'Mechanism/%'",
    "SELECT 'claim', subject, predicate, object FROM statement WHERE text = ?",
)

LIVE_TEXT = "SELECT row FROM live WHERE source = ?"
TELLING = "id, type, name, aliases, props"
UNCOUNT = (
    f"UPDATE tally SET times = times - 1 WHERE ({TELLING}) IN (SELECT {TELLING} FROM entity WHERE text = ?)",
    "DELETE FROM tally WHERE times = 0 AND id IN (SELECT id FROM entity WHERE text = ?)",
)
COUNT = (
    f"INSERT INTO tally SELECT DISTINCT {TELLING}, 1 FROM entity WHERE text = ? "
    "ON CONFLICT DO UPDATE SET times = times + 1",
)


def mark_going(connection: sqlite3.Connection, sources: Collection[str]) -> None:
    """Note what the texts of these sources say, and count it no longer, before one of them comes or goes.

    The same bytes under another name may go live, or stop to be: every text of a source counts. One that no fold
    has seen yet has nothing to take back.
    """
    for source in sources:
        _tally(connection, source, UNCOUNT)
        query = "SELECT row FROM text WHERE source = ? AND row NOT IN (SELECT text FROM fresh)"
        for (row,) in connection.execute(query, (source,)).fetchall():
            for keys in GONE:
                connection.execute(f"INSERT OR IGNORE INTO touched {keys}", (row,))
            connection.execute("INSERT OR IGNORE INTO touched VALUES ('source', ?, '', '')", (source,))


def mark_coming(connection: sqlite3.Connection, sources: Collection[str]) -> None:
    """Note and count the texts of these sources that are there after the change."""
    for source in sources:
        _tally(connection, source, COUNT)
        connection.execute("INSERT OR IGNORE INTO fresh SELECT row FROM text WHERE source = ?", (source,))


def _tally(connection: sqlite3.Connection, source: str, commands: Sequence[str]) -> None:
    """Count what the live text of a source tells, or count it no longer."""
    for row in connection.execute(LIVE_TEXT, (source,)).fetchall():
        for command in commands:
            connection.execute(command, row)


def mark_everything(connection: sqlite3.Connection) -> None:
    """Have the next fold look at every text, and at all that the last one made."""
    connection.execute("INSERT OR IGNORE INTO fresh SELECT row FROM text")
    connection.execute(
        "INSERT OR IGNORE INTO touched SELECT 'node', id, '', '' FROM node WHERE props IS NOT NULL"
    )
    connection.execute(
        "INSERT OR IGNORE INTO touched SELECT 'group', type, iif(type IN ('MEMBER_OF', 'MENTIONED_IN'), '', source), target "
        "FROM edge WHERE props IS NOT NULL"
    )
    connection.execute("INSERT OR IGNORE INTO touched SELECT 'block', block, '', '' FROM pair")


def forget_marks(connection: sqlite3.Connection) -> None:
    """All of it is folded."""
    connection.execute("DELETE FROM fresh")
    connection.execute("DELETE FROM touched")


def is_kept(connection: sqlite3.Connection, fingerprint: str) -> bool:
    """Say whether the last fold was made under this fingerprint."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'fold'").fetchone()
    return bool(row) and row[0] == fingerprint


def is_marked(connection: sqlite3.Connection) -> bool:
    """Say whether something has changed since the last fold."""
    query = "SELECT EXISTS (SELECT 1 FROM fresh) OR EXISTS (SELECT 1 FROM touched)"
    return bool(connection.execute(query).fetchone()[0])
