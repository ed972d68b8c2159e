"""The ledger's tables, and how its file is opened."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import LedgerError
from kg.ledger.items import TABLES as ITEMS

FILE = "ledger.sqlite"
WAIT_SECONDS = 5.0

# A text is one name under which bytes were given. The same bytes under two names are two texts and one source:
# only the text of the smallest name is live, so that what is live depends on what is there, not on what came first.
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE text (
  row INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, source TEXT NOT NULL, media_type TEXT NOT NULL,
  title TEXT, publisher TEXT, date TEXT, url TEXT, fingerprint TEXT NOT NULL, raw BLOB NOT NULL);
CREATE INDEX text_source ON text (source, name);
CREATE TABLE entity (
  text INTEGER NOT NULL REFERENCES text ON DELETE CASCADE,
  id TEXT NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL, aliases TEXT NOT NULL, props TEXT NOT NULL);
CREATE INDEX entity_text ON entity (text);
CREATE INDEX entity_id ON entity (id);
CREATE TABLE form (
  text INTEGER NOT NULL REFERENCES text ON DELETE CASCADE, form TEXT NOT NULL, entity TEXT NOT NULL);
CREATE INDEX form_text ON form (text);
CREATE INDEX form_form ON form (form);
CREATE TABLE statement (
  text INTEGER NOT NULL REFERENCES text ON DELETE CASCADE,
  id TEXT NOT NULL, subject TEXT NOT NULL, predicate TEXT NOT NULL, object TEXT NOT NULL, attrs TEXT NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, quote TEXT NOT NULL, reading TEXT,
  rule TEXT NOT NULL, confidence REAL NOT NULL, status TEXT NOT NULL);
CREATE INDEX statement_text ON statement (text);
CREATE INDEX statement_ends ON statement (subject, predicate, object, id);
CREATE INDEX statement_object ON statement (object);
CREATE TABLE mention (
  text INTEGER NOT NULL REFERENCES text ON DELETE CASCADE,
  entity TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, words TEXT NOT NULL);
CREATE INDEX mention_text ON mention (text);
CREATE INDEX mention_entity ON mention (entity);
CREATE TABLE issue (
  text INTEGER NOT NULL REFERENCES text ON DELETE CASCADE,
  kind TEXT NOT NULL, message TEXT NOT NULL, start INTEGER, line INTEGER);
CREATE INDEX issue_text ON issue (text);
CREATE TABLE failure (name TEXT NOT NULL, kind TEXT NOT NULL, message TEXT NOT NULL, PRIMARY KEY (name, kind, message));
CREATE TABLE load (target TEXT PRIMARY KEY, hash TEXT NOT NULL);
CREATE TABLE joined (id TEXT PRIMARY KEY, canonical TEXT NOT NULL);
CREATE VIEW live AS SELECT * FROM text t
  WHERE NOT EXISTS (SELECT 1 FROM text o WHERE o.source = t.source AND o.name < t.name);
"""
# The graph as it was last folded, kept beside the statements so that a change costs what it touches, and what a store
# was last made equal to. All of it can be thrown away and made again. Names of officials and meetings end before
# their @; what stands behind an official's is the body that they act for.
NAME = "substr(id, 1, instr(id || '@', '@') - 1)"
BODY = "substr(id, instr(id, '@') + 1)"
KEPT = f"""
DROP TABLE load;
DROP TABLE joined;
DROP INDEX statement_object;
CREATE TABLE fresh (text INTEGER PRIMARY KEY);
CREATE TABLE touched (kind TEXT, a TEXT, b TEXT, c TEXT, PRIMARY KEY (kind, a, b, c)) WITHOUT ROWID;
{ITEMS}
CREATE TABLE pair (
  block TEXT, left TEXT, right TEXT, PRIMARY KEY (block, left, right)) WITHOUT ROWID;
CREATE INDEX pair_left ON pair (left);
CREATE INDEX pair_right ON pair (right);
CREATE TABLE joined (id TEXT PRIMARY KEY, canonical TEXT NOT NULL);
CREATE INDEX joined_canonical ON joined (canonical);
CREATE TABLE seeded (subject TEXT, predicate TEXT, object TEXT, PRIMARY KEY (subject, predicate, object)) WITHOUT ROWID;
CREATE TABLE tie (predicate TEXT, one TEXT, other TEXT, PRIMARY KEY (predicate, one, other)) WITHOUT ROWID;
CREATE TABLE load (target TEXT PRIMARY KEY, hash TEXT NOT NULL, version INTEGER NOT NULL, counts TEXT NOT NULL);
CREATE INDEX statement_into ON statement (object, predicate);
CREATE INDEX entity_name ON entity ({NAME}) WHERE type IN ('Meeting', 'Official');
CREATE INDEX entity_body ON entity ({BODY}) WHERE type = 'Official';
INSERT INTO fresh SELECT row FROM text;
"""

# What each run did. Nothing that is said hangs on it.
LOG = """
CREATE TABLE run (
  number INTEGER PRIMARY KEY, started TEXT NOT NULL, ended TEXT NOT NULL, command TEXT NOT NULL, folder TEXT NOT NULL,
  state TEXT NOT NULL);
CREATE TABLE change (
  run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  action TEXT NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL);
CREATE INDEX change_run ON change (run);
"""

# What options told of a text beside its bytes: it holds until other bytes stand under the name.
OPTIONS = """
CREATE TABLE told (
  text INTEGER PRIMARY KEY REFERENCES text ON DELETE CASCADE, publisher TEXT, date TEXT, url TEXT);
"""

# How many live texts tell just that of an entity: a body that every text names costs a fold a row or two.
TALLY = """
CREATE TABLE tally (
  id TEXT, type TEXT, name TEXT, aliases TEXT, props TEXT, times INTEGER NOT NULL,
  PRIMARY KEY (id, type, name, aliases, props)) WITHOUT ROWID;
INSERT INTO tally SELECT e.id, e.type, e.name, e.aliases, e.props, count(DISTINCT e.text)
  FROM entity e JOIN live l ON l.row = e.text GROUP BY e.id, e.type, e.name, e.aliases, e.props;
DROP INDEX entity_id;
CREATE INDEX entity_id ON entity (id, text);
"""

# A step for each version of the format: an older ledger takes those it lacks when it is opened.
STEPS = (TABLES, KEPT, LOG, OPTIONS, TALLY)
VERSION = len(STEPS)


def open_file(folder: Path, *, create: bool) -> sqlite3.Connection:
    """Return a connection to the folder's ledger, its tables made where the file is new.

    Raises:
        LedgerError: There is none and ``create`` is false; or it is damaged, locked, or newer than this program.
    """
    path = folder / FILE
    if not create and not path.is_file():
        raise LedgerError(
            f"{folder}: no workspace here yet; `kg add` or `kg build` makes one, --dir or KG_DIR names another",
            f"{folder}:这里还没有工作区;用 kg build 文件或目录 建立,或以 --dir(或 KG_DIR)指明已有的",
        )
    with sentences(path):
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        with sentences(path):
            prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn what SQLite and the disk say into a sentence about the workspace."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            message = (
                f"{path}: another process is writing to this workspace; wait until it ends and try again"
            )
            raise LedgerError(message) from error
        raise LedgerError(
            f"{path}: cannot be used ({error}); look at the folder's permissions and free space"
        ) from error
    except sqlite3.DatabaseError as error:
        message = f"{path}: is damaged or not a ledger ({error}); move it away and add the files again"
        raise LedgerError(message) from error
    except OSError as error:
        raise LedgerError(f"{path}: cannot be used ({error.strerror or error})") from error


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Set the connection up, and bring its tables to this program's version.

    Raises:
        LedgerError: They are newer than this program.
    """
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    found = _version(connection)
    if found > VERSION:
        message = f"{path}: was written by a newer version (format {found}, this one knows {VERSION}); update the program"
        raise LedgerError(message)
    if found < VERSION:
        _upgrade(connection)


def _version(connection: sqlite3.Connection) -> int:
    """The version of the format; 0 where nothing is there yet."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return 0
    row = connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    return int(row[0]) if row else 0


@contextmanager
def all_or_nothing(connection: sqlite3.Connection) -> Iterator[None]:
    """Run what is inside as one transaction."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("COMMIT")
    except BaseException:
        # Ctrl-C may come before it began, and when it is over.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _upgrade(connection: sqlite3.Connection) -> None:
    """Make the tables that are missing, all of them or none."""
    with all_or_nothing(connection):
        # Another process may have made them between the look and the lock.
        for step in STEPS[_version(connection) :]:
            for command in step.split(";\n"):
                connection.execute(command)
        connection.execute("INSERT OR IGNORE INTO meta VALUES ('workspace', ?)", (str(uuid.uuid4()),))
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('version', ?)", (str(VERSION),))
