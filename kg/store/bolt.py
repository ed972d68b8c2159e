"""A Neo4j server, through the official driver."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from kg.errors import KgError, StoreError
from kg.store import login
from kg.store.base import BATCH, Answer, Page, Params, Write, setup_statements
from kg.store.bolt_errors import is_login, translate
from kg.store.reading import refuse_plan

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction

OLDEST = 5
# To reach the machine, and to be greeted by the server on it.
CONNECT_SECONDS = 8.0
GREET_SECONDS = 20.0


class BoltStore:
    """A database on a server. User and password come from the environment, never from arguments.

    ``NEO4J_USER`` (default ``neo4j``); ``NEO4J_PASSWORD``, or ``NEO4J_PASSWORD_FILE`` with the path of a file
    that holds the password alone or ``user/password``. Without either the server is asked without a login; where
    it insists on one, the person at the terminal is asked.
    """

    engine = "neo4j"

    def __init__(self, uri: str, *, workspace: str, database: str | None = None) -> None:
        self.workspace = workspace
        self.uri = uri
        self.database = database
        login.check_address(uri)
        self._driver = _connect(uri)

    def read(self, text: str, params: Params | None = None) -> list[dict[str, Any]]:
        """Return the rows of a query that writes nothing; the server holds it to that."""
        from neo4j import READ_ACCESS

        try:
            with self._driver.session(database=self.database, default_access_mode=READ_ACCESS) as session:
                rows: list[dict[str, Any]] = session.execute_read(_rows, text, params)
        except _failures() as error:
            raise translate(error, self.uri) from error
        return rows

    def _stream(self, text: str, params: Params | None = None) -> Iterator[dict[str, Any]]:
        """Yield the rows of a query that writes nothing; a stream that breaks is not begun again."""
        from neo4j import READ_ACCESS

        try:
            with self._driver.session(
                database=self.database, default_access_mode=READ_ACCESS, fetch_size=BATCH
            ) as session:
                result = session.run(text, dict(params or {}))
                names = result.keys()
                # Plain values only; making sure of that row by row takes longer than everything else here.
                for record in result:
                    yield dict(zip(names, record, strict=True))
        except _failures() as error:
            raise translate(error, self.uri) from error

    def scan(self, pattern: str, columns: Sequence[str]) -> Iterator[Page]:
        """Yield columns of every item of ours that a pattern matches, by id: lists of many are faster than many rows."""
        told = ", ".join(f"collect({_text(column)}) AS c{number}" for number, column in enumerate(columns))
        ends = "a, b, " if "(b)" in pattern else ""
        text = (
            f"MATCH {pattern} WHERE x.id > $last AND x.workspace IS NOT NULL "
            f"WITH {ends}x ORDER BY x.id LIMIT {BATCH} RETURN {told}"
        )
        last = ""
        while True:
            (row,) = self._stream(text, {"last": last})
            rows = list(zip(*row.values(), strict=True))
            if len(rows) < BATCH:
                yield Page(rows, None)
                return
            last = rows[-1][0]
            yield Page(rows, last)

    def counts(self, labels: Iterable[str], types: Iterable[str]) -> dict[str, int]:
        """Return how many nodes and relationships there are: the server keeps count of both.

        It plans each question once and for all, and one that joins them anew each time.
        """
        from neo4j import READ_ACCESS

        texts = {label: f"MATCH (n:{label}) RETURN count(n) AS n" for label in labels}
        texts |= {type_: f"MATCH ()-[r:{type_}]->() RETURN count(r) AS n" for type_ in types}
        try:
            with self._driver.session(database=self.database, default_access_mode=READ_ACCESS) as session:
                return session.execute_read(_numbers, texts)
        except _failures() as error:
            raise translate(error, self.uri) from error

    def ask(self, text: str, *, limit: int, seconds: float) -> Answer:
        """Return the first rows of a query of a user's own, once the server's plan says that it only reads."""
        from neo4j import READ_ACCESS

        try:
            with (
                self._driver.session(database=self.database, default_access_mode=READ_ACCESS) as session,
                session.begin_transaction(timeout=seconds) as transaction,
            ):
                summary = transaction.run(f"EXPLAIN {text}").consume()
                refuse_plan(summary.query_type, summary.plan)
                rows = [record.data() for record in islice(transaction.run(text), limit + 1)]
        except _failures() as error:
            raise translate(error, self.uri) from error
        return Answer(rows[:limit], len(rows) > limit)

    def write(self, statements: Sequence[Write]) -> None:
        """Run the statements in one transaction, again where the server asks for it."""
        try:
            with self._driver.session(database=self.database) as session:
                session.execute_write(_run, statements)
        except _failures() as error:
            raise translate(error, self.uri) from error

    def write_each(self, batches: Iterable[Sequence[Write]]) -> None:
        """Run each batch of statements in a transaction of its own, in order; the next is prepared meanwhile."""
        with ThreadPoolExecutor(1) as writer:
            at_work: list[Future[None]] = []
            for statements in batches:
                while at_work:
                    at_work.pop().result()
                at_work.append(writer.submit(self.write, statements))
            while at_work:
                at_work.pop().result()

    def setup(self) -> None:
        """Create the constraints that are missing."""
        self.write([(text, {}) for text in setup_statements("constraints.cypher")])

    def index(self) -> None:
        """Create the indexes that are missing; the server fills them in its own time."""
        texts = setup_statements("indexes.cypher", "fulltext.neo4j.cypher")
        self.write([(text, {}) for text in texts])

    def close(self) -> None:
        """Close the connections; a second call does nothing."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def _connect(uri: str) -> Driver:
    """Log in with what the environment tells; where it tells nothing and the server insists, ask once."""
    user = login.user()
    secret = login.password(user)
    try:
        return _driver(uri, user, secret)
    except KgError as error:
        if secret is not None or not is_login(error.__cause__):
            raise
        typed = login.asked(user, uri)
        if typed is None:
            raise
    return _driver(uri, user, typed)


def _driver(uri: str, user: str, secret: str | None) -> Driver:
    from neo4j import GraphDatabase

    # The driver's own remarks would stand on stderr beside our message.
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    try:
        driver = GraphDatabase.driver(
            uri,
            auth=(user, secret) if secret is not None else None,
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=GREET_SECONDS,
            # Hints about the plan and about nulls left out of a collection are no news to anybody here.
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        )
    except _failures() as error:
        raise translate(error, uri) from error
    try:
        check_version(driver.get_server_info().agent)
    except KgError:
        driver.close()
        raise
    except _failures() as error:
        driver.close()
        raise translate(error, uri) from error
    return driver


def check_version(agent: str) -> None:
    """Refuse a server that is too old for the queries.

    Args:
        agent: As the server calls itself, e.g. ``Neo4j/5.26.0``.

    Raises:
        StoreError: It is older than version 5.
    """
    version = agent.partition("/")[2]
    major = version.partition(".")[0]
    if major.isdigit() and int(major) < OLDEST:
        raise StoreError(f"the server runs Neo4j {version}; version {OLDEST} or later is needed")


def _failures() -> tuple[type[Exception], ...]:
    """Return what the driver raises; wrong addresses are plain value errors there."""
    from neo4j.exceptions import DriverError, Neo4jError

    return (DriverError, Neo4jError, ValueError, OverflowError)


def _rows(transaction: ManagedTransaction, text: str, params: Params | None) -> list[dict[str, Any]]:
    return [record.data() for record in transaction.run(text, dict(params or {}))]


def _numbers(transaction: ManagedTransaction, texts: Mapping[str, str]) -> dict[str, int]:
    return {name: transaction.run(text).single(strict=True)["n"] for name, text in texts.items()}


def _run(transaction: ManagedTransaction, statements: Sequence[Write]) -> None:
    for text, params in statements:
        transaction.run(text, dict(params)).consume()


def _text(column: str) -> str:
    """The expression as one that always gives a text."""
    if column.startswith("labels("):
        return f"reduce(told = '|', label IN {column} | told + label + '|')"
    return f"coalesce({column}, '')"
