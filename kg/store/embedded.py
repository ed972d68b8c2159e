"""The embedded engine: a folder on this machine, no server."""

from __future__ import annotations

import atexit
import math
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Self

from kg.errors import KgError, StoreError
from kg.store.base import Answer, Page, Params, Write, setup_statements
from kg.store.embedded_errors import TOO_LONG, needs_recovery, translate

# The engine reads these when it is imported: silence on stderr, a heap that leaves room for others, and no way for a
# query to read files or addresses.
QUIET, ARGUMENTS = "ARCADEDB_LOG_CONSOLE", "ARCADEDB_NATIVE_ISOLATE_ARGS"
HEAP = "-Xmx2g"
CLOSED = tuple(f"-Darcadedb.opencypher.loadCsv.{name}=false" for name in ("allowFileUrls", "allowRemoteUrls"))
TIMEOUT = "-Darcadedb.command.timeout"
LANGUAGE = "opencypher"

if TYPE_CHECKING:
    from arcadedb import Database


def engine(seconds: float | None = None) -> ModuleType:
    """Import and return the engine's package.

    Args:
        seconds: How long one query may take; without effect where the process has imported it before.

    Raises:
        StoreError: There is no build of it for this platform.
    """
    if "arcadedb" not in sys.modules:
        limit = [f"{TIMEOUT}={math.ceil(seconds * 1000)}"] if seconds else []
        os.environ.setdefault(QUIET, "0")
        os.environ[ARGUMENTS] = " ".join([os.environ.get(ARGUMENTS, HEAP), *CLOSED, *limit])
    try:
        import arcadedb
    except (ImportError, OSError) as error:
        raise StoreError(
            "no embedded graph engine exists for this platform; start a Neo4j server and say --store bolt://HOST:7687"
        ) from error
    return arcadedb  # type: ignore[no-any-return]


class EmbeddedStore:
    """A graph in a folder. One process may write; reading is refused while another one writes."""

    engine = "embedded"

    def __init__(
        self, folder: Path, *, workspace: str, read_only: bool = False, seconds: float | None = None
    ) -> None:
        self.workspace = workspace
        self.folder = folder
        self._database: Database | None = _open(engine(seconds), folder, read_only)
        # The engine refuses the next read-only opening of a folder that was left open.
        atexit.register(self.close)

    def read(self, text: str, params: Params | None = None) -> list[dict[str, Any]]:
        """Return the rows of a query that writes nothing."""
        try:
            rows: list[dict[str, Any]] = self._open().query(LANGUAGE, text, dict(params or {})).to_list()
        except engine().ArcadeDBError as error:
            raise translate(error, self.folder) from error
        return rows

    def _stream(self, text: str, params: Params | None = None) -> Iterator[dict[str, Any]]:
        """Yield the rows of a query that writes nothing."""
        try:
            yield from self._open().query(LANGUAGE, text, dict(params or {})).iter_dicts()
        except engine().ArcadeDBError as error:
            raise translate(error, self.folder) from error

    def scan(self, pattern: str, columns: Sequence[str]) -> Iterator[Page]:
        """Yield columns of every item of ours that a pattern matches, in one page: the engine would sort in memory."""
        yield Page(self._scanned(pattern, columns), None)

    def _scanned(self, pattern: str, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
        told = ", ".join(f"{column} AS c{number}" for number, column in enumerate(columns))
        for row in self._stream(f"MATCH {pattern} WHERE x.workspace IS NOT NULL RETURN {told}"):
            values = (row[f"c{number}"] for number in range(len(columns)))
            yield tuple(f"|{'|'.join(v)}|" if isinstance(v, list) else v or "" for v in values)

    def counts(self, labels: Iterable[str], types: Iterable[str]) -> dict[str, int]:
        """Return how many nodes and relationships there are: in Cypher the engine would walk over all of them."""
        known = {
            each["name"] for each in self._open().query("sql", "SELECT name FROM schema:types").to_list()
        }
        names = [name for name in (*labels, *types) if name in known]
        return {name: self._open().count_type(name) for name in names}

    def ask(self, text: str, *, limit: int, seconds: float) -> Answer:
        """Return the first rows of a query of a user's own.

        The engine holds it to the time that it was opened with; here the clock is looked at between rows.
        """
        end = time.monotonic() + seconds
        rows: list[dict[str, Any]] = []
        try:
            with closing(self._open().query(LANGUAGE, text, {})) as result:
                for row in islice(result.iter_dicts(), limit + 1):
                    rows.append(row)
                    if time.monotonic() > end:
                        raise StoreError(TOO_LONG)
        except engine().ArcadeDBError as error:
            raise translate(error, self.folder) from error
        return Answer(rows[:limit], len(rows) > limit)

    def write(self, statements: Sequence[Write]) -> None:
        """Run the statements in one transaction."""
        database = self._open()
        try:
            with database.transaction():
                for text, params in statements:
                    self._run(text, params)
        except engine().ArcadeDBError as error:
            raise translate(error, self.folder) from error

    def write_each(self, batches: Iterable[Sequence[Write]]) -> None:
        """Run each batch of statements in a transaction of its own, in order."""
        for statements in batches:
            self.write(statements)

    def setup(self) -> None:
        """Create the constraints and indexes that are missing."""
        try:
            for text in setup_statements("constraints.cypher", "indexes.cypher"):
                self._run(text, {})
        except engine().ArcadeDBError as error:
            raise translate(error, self.folder) from error

    def index(self) -> None:
        """Do nothing: the indexes are there with the constraints."""

    def close(self) -> None:
        """Let go of the folder; a second call does nothing."""
        database, self._database = self._database, None
        atexit.unregister(self.close)
        if database is not None:
            database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _open(self) -> Database:
        if self._database is None:
            raise StoreError(f"the graph in {self.folder} is closed")
        return self._database

    def _run(self, text: str, params: Params) -> None:
        result = self._open().command(LANGUAGE, text, dict(params))
        if result is not None:
            result.to_list()


def _place(folder: Path) -> str:
    """The folder as the engine is told: it goes on from where the process was when it began, wherever that has moved since."""
    return str(folder.absolute())


def _open(arcadedb: ModuleType, folder: Path, read_only: bool) -> Database:
    try:
        if read_only:
            return _open_to_read(arcadedb, folder)
        return _open_to_write(arcadedb, folder)
    except KgError:
        raise
    except (arcadedb.ArcadeDBError, OSError) as error:
        raise translate(error, folder) from error


def _open_to_read(arcadedb: ModuleType, folder: Path) -> Database:
    if not arcadedb.database_exists(_place(folder)):
        raise StoreError(
            f"there is no graph in {folder} yet: run `kg load` first",
            f"{folder} 里还没有图:请先运行 kg load",
        )
    try:
        return arcadedb.open_database(_place(folder), read_only=True)
    except arcadedb.ArcadeDBError as error:
        if not needs_recovery(error):
            raise
    # A writer was killed, or is at work: opening to write repairs the one and reports the other.
    arcadedb.open_database(_place(folder)).close()
    return arcadedb.open_database(_place(folder), read_only=True)


def _open_to_write(arcadedb: ModuleType, folder: Path) -> Database:
    if not arcadedb.database_exists(_place(folder)):
        _create(arcadedb, folder)
    database = arcadedb.open_database(_place(folder))
    # Commits reach the disk, so that they outlive a power cut too.
    database.set_wal_flush("yes_nometadata")
    return database


def _create(arcadedb: ModuleType, folder: Path) -> None:
    """Create an empty database beside its place and move it there: a crash leaves all of it or nothing.

    Of two processes that do so at once one is first; the other takes what the first has made.
    """
    if folder.exists() and any(folder.iterdir()):
        raise StoreError(f"{folder} is neither empty nor a graph: choose another folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    drafts = Path(tempfile.mkdtemp(prefix=f".{folder.name}.new-", dir=folder.parent))
    try:
        arcadedb.create_database(_place(drafts / folder.name)).close()
        if folder.exists():
            folder.rmdir()
        (drafts / folder.name).rename(folder)
    except (arcadedb.ArcadeDBError, OSError):
        if not arcadedb.database_exists(_place(folder)):
            raise
    # Ours, those of processes that were killed, and those of others that now find the graph in its place.
    for each in folder.parent.glob(f".{folder.name}.new-*"):
        shutil.rmtree(each, ignore_errors=True)
