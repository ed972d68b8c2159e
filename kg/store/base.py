"""What every store can do, and how the setup files are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple, Protocol, Self, TypeVar

from kg.assets import folder

# Measured best for both engines; between 1,000 and 25,000 it matters little.
BATCH = 5000
SETUP = ("constraints.cypher", "indexes.cypher", "fulltext.neo4j.cypher")

T = TypeVar("T")
Params = Mapping[str, Any]
Write = tuple[str, Params]


class Answer(NamedTuple):
    """The first rows of a query, and whether there were more."""

    rows: list[dict[str, Any]]
    cut: bool


class Page(NamedTuple):
    """Rows of a scan.

    Attributes:
        rows: By id where ``last`` is told, else in any order.
        last: The ids of this page go up to here, those of the next begin behind; None where nothing comes behind.
    """

    rows: Iterable[tuple[str, ...]]
    last: str | None


class Store(Protocol):
    """A database that speaks the shared subset of Cypher.

    Attributes:
        engine: ``embedded`` or ``neo4j``.
        workspace: Id of the workspace in whose name it was opened.
    """

    engine: str
    workspace: str

    def read(self, text: str, params: Params | None = None) -> list[dict[str, Any]]:
        """Return the rows of a query that writes nothing.

        Raises:
            QueryError: The text is wrong, lacks a parameter, or would write.
            StoreError: The database refused or is away.
        """

    def scan(self, pattern: str, columns: Sequence[str]) -> Iterator[Page]:
        """Yield columns of every item of ours that a pattern matches; what an item lacks is empty.

        Args:
            pattern: Of Cypher, with the item as ``x`` and, of a relationship, its ends as ``a`` and ``b``.
            columns: The id ``x.id``, then expressions that give a text, or ``labels(a)`` and ``labels(b)``: ``|Agency|Place|``.

        Raises:
            StoreError: The database refused or is away.
        """

    def counts(self, labels: Iterable[str], types: Iterable[str]) -> dict[str, int]:
        """Return how many nodes of each label and relationships of each type there are, whoever made them; at once.

        Raises:
            StoreError: The database refused or is away.
        """

    def ask(self, text: str, *, limit: int, seconds: float) -> Answer:
        """Return the first rows of a query of a user's own.

        Args:
            text: What :func:`kg.lint.reading.beyond_reading` has nothing against.
            limit: The most rows to return.
            seconds: How long it may take.

        Raises:
            QueryError: The text is wrong, or would do more than read the graph.
            StoreError: It took too long, or the database refused or is away.
        """

    def write(self, statements: Sequence[Write]) -> None:
        """Run the statements in one transaction: all of them count, or none.

        Raises:
            QueryError: A text is wrong or lacks a parameter.
            StoreError: The database refused or is away.
        """

    def write_each(self, batches: Iterable[Sequence[Write]]) -> None:
        """Run each batch of statements in a transaction of its own, in order; the next is prepared meanwhile where it can be.

        Raises:
            ExistsError: Something that was to be created is there already; batches before it count.
            QueryError: A text is wrong or lacks a parameter.
            StoreError: The database refused or is away.
        """

    def setup(self) -> None:
        """Create what writing needs and is missing: the constraints.

        Raises:
            StoreError: What stands in the database breaks one of them.
        """

    def index(self) -> None:
        """Create the indexes that are missing; a server fills them in its own time. A first load is faster before them.

        Raises:
            StoreError: The database refused or is away.
        """

    def close(self) -> None:
        """Let go of the database; a second call does nothing."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *exception: object) -> None: ...


def setup_statements(*names: str) -> list[str]:
    """Return the statements of files under ``cypher/setup``, in order, without comments."""
    found: list[str] = []
    for name in names:
        lines = (folder("cypher") / "setup" / name).read_text("utf-8").splitlines()
        text = "\n".join(line for line in lines if not line.startswith("//"))
        found += [part.strip() for part in text.split(";") if part.strip()]
    return found


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """Yield the items in lists of ``BATCH``, the last one shorter."""
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
