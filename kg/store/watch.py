"""How far a load is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Self

from kg.store.base import Answer, Page, Params, Store, Write

# What is done, how many of how many items.
OnProgress = Callable[[str, int, int], None]


class Watched:
    """A store that tells how much has been written to it; in all else it is the store that it stands for."""

    def __init__(self, store: Store, on_progress: OnProgress) -> None:
        self.engine, self.workspace = store.engine, store.workspace
        self._store, self._on_progress = store, on_progress
        self._done = self._total = 0

    def expect(self, total: int) -> None:
        """Take note of how many items there are to write and delete."""
        self._total = total
        self._on_progress("loading", 0, total)

    def read(self, text: str, params: Params | None = None) -> list[dict[str, Any]]:
        """Return the rows of a query that writes nothing."""
        return self._store.read(text, params)

    def ask(self, text: str, *, limit: int, seconds: float) -> Answer:
        """Return the first rows of a query of a user's own."""
        return self._store.ask(text, limit=limit, seconds=seconds)

    def scan(self, pattern: str, columns: Sequence[str]) -> Iterator[Page]:
        """Yield columns of every item of ours that a pattern matches."""
        return self._store.scan(pattern, columns)

    def counts(self, labels: Iterable[str], types: Iterable[str]) -> dict[str, int]:
        """Return how many nodes of each label and relationships of each type there are."""
        return self._store.counts(labels, types)

    def write(self, statements: Sequence[Write]) -> None:
        """Run the statements in one transaction, then tell how far the load is."""
        self._store.write(statements)
        self._note(statements)

    def _note(self, statements: Sequence[Write]) -> None:
        # A node that comes back, or one that cannot go, stands in two statements.
        sizes = (len(params.get("rows") or params.get("ids") or ()) for _, params in statements)
        self._done += max(sizes, default=0)
        self._total = max(self._total, self._done)
        self._on_progress("loading", self._done, self._total)

    def write_each(self, batches: Iterable[Sequence[Write]]) -> None:
        """Run each batch in a transaction of its own, and tell how far the load is as each is handed over."""
        self._store.write_each(self._told(batches))

    def _told(self, batches: Iterable[Sequence[Write]]) -> Iterator[Sequence[Write]]:
        for statements in batches:
            yield statements
            self._note(statements)

    def setup(self) -> None:
        """Create the constraints that are missing."""
        self._store.setup()

    def index(self) -> None:
        """Create the indexes that are missing."""
        self._on_progress("indexing", self._done, self._total)
        self._store.index()

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
