"""A folder with a ledger and, beside it, the embedded graph that is made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import ReadError
from kg.fold import fold_ledger
from kg.ledger import Ledger, run_fingerprint, source_fingerprint
from kg.model import Graph, Source
from kg.pipeline import extract, load_pipeline
from kg.read import expand, read
from kg.schema import load_schema
from kg.seeds import load_seeds
from kg.store import open_store
from kg.store.sync import SyncReport, sync


@dataclass(slots=True)
class AddReport:
    """What an addition did: names read, names left as they were, and what could not be read."""

    read: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    errors: list[ReadError] = field(default_factory=list)


class Workspace:
    """The ledger of a folder, opened; a context manager.

    Raises:
        LedgerError: The ledger is damaged, locked or newer than this program.
    """

    def __init__(self, folder: Path, *, create: bool = True) -> None:
        self.folder = folder
        self.ledger = Ledger.open(folder, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ledger.close()

    def add(self, paths: Iterable[str], **known: str | None) -> AddReport:
        """Read files into the ledger; what is unchanged is left, what fails is noted, and the rest goes on."""
        report = AddReport()
        run = run_fingerprint()
        nlp = None
        for source in _sources(paths, report, self.ledger, known):
            if not self.ledger.stale(source, run):
                report.unchanged.append(source.name)
                continue
            nlp = nlp or load_pipeline()
            self.ledger.add(extract(source, nlp), source_fingerprint(run, source))
            report.read.append(source.name)
        return report

    def remove(self, name_or_id: str) -> list[str]:
        """Take back a file or a source; return the ids of the sources that are gone."""
        return self.ledger.remove(name_or_id)

    def graph(self) -> Graph:
        """Return the fold of the live statements."""
        return fold_ledger(self.ledger, load_schema(), load_seeds())[0]

    def load(
        self, target: str | None = None, *, database: str | None = None, take_over: bool = False
    ) -> SyncReport:
        """Make the store equal to the ledger's graph; the embedded one in the folder by default."""
        graph, ids = fold_ledger(self.ledger, load_schema(), load_seeds())
        where = target or self.target
        with open_store(where, workspace=self.ledger.workspace, database=database) as store:
            report = sync(graph, store, workspace=self.ledger.workspace, take_over=take_over)
        self.ledger.note_load(where, graph.hash, ids)
        return report

    @property
    def target(self) -> str:
        """Folder of the embedded graph."""
        return str(self.folder / "graph")


def _sources(
    paths: Iterable[str], report: AddReport, ledger: Ledger, known: dict[str, str | None]
) -> Iterable[Source]:
    def note(error: ReadError) -> None:
        report.errors.append(error)
        ledger.add_issue(str(error).split(":", 1)[0], "unreadable", str(error))

    for path in expand(paths):
        yield from _read(path, note, known)


def _read(path: str, note: Callable[[ReadError], None], known: dict[str, str | None]) -> list[Source]:
    try:
        return read(path, on_error=note, **known)
    except ReadError as error:
        note(error)
        return []
