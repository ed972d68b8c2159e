"""A folder with a ledger and, beside it, the embedded graph that is made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kg.errors import ReadError, StoreError
from kg.fold import Known, Rules, renew
from kg.ledger import Items, Ledger, fold_fingerprint, run_fingerprint, source_fingerprint
from kg.model import Graph, Issue, Source, Statement
from kg.read import expand, read
from kg.schema import load_schema
from kg.seeds import load_seeds
from kg.store import embedded_graph, open_store
from kg.store.sync import SyncReport, loaded, stored_hash, sync
from kg.store.watch import OnProgress, Watched


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

    def add(
        self,
        paths: Iterable[str],
        *,
        workers: int = 1,
        on_read: Callable[[str], None] | None = None,
        ner: str | None = None,
        **known: str | None,
    ) -> AddReport:
        """Read files into the ledger; what is unchanged is left, what fails is noted, and the rest goes on.

        Args:
            paths: Files, folders, globs, or ``-``.
            workers: How many processes extract; the statements are the same with any number.
            on_read: Called with the name of every source when it is in the ledger.
            ner: A model that proposes names beside the rules; see :func:`kg.pipeline.load_pipeline`.
            **known: What is told of all of them: ``title``, ``publisher``, ``date``, ``url``.

        Raises:
            ModelError: There is no such model.
        """
        # Imported here: they bring spaCy, and only reading needs that.
        from kg.propose.readers import identity
        from kg.workers import extract_all

        report = AddReport()
        run = run_fingerprint({"ner": identity(ner)} if ner else None)
        sources = _sources(paths, report, self, known)
        stale = (source for source in sources if self._is_stale(source, run, report))
        for extraction in extract_all(stale, workers, ner):
            self.ledger.add(extraction, source_fingerprint(run, extraction.source))
            report.read.append(extraction.source.name)
            if on_read:
                on_read(extraction.source.name)
        return report

    def _is_stale(self, source: Source, run: str, report: AddReport) -> bool:
        stale = self.ledger.stale(source, run)
        if not stale:
            report.unchanged.append(source.name)
        return stale

    def remove(self, name_or_id: str) -> list[str]:
        """Take back a file, the files of a folder, the records of a jsonl file, or a source under all its names.

        Returns:
            The names taken back, sorted; with those of files that could not be read.
        """
        folder = name_or_id.rstrip("/")
        known = [*self.ledger.names(), *((issue.source, "") for issue in self.ledger.issues())]
        names = {
            name
            for name, source in known
            if name_or_id in (name, source) or name.startswith((f"{folder}:", f"{folder}/"))
        }
        for name in sorted(names):
            self.ledger.remove(name)
        return sorted(names)

    def items(self) -> Items:
        """Bring the fold of the live statements up to date and return it; what has not changed costs nothing."""
        fingerprint = fold_fingerprint()
        if self.ledger.is_touched(fingerprint):
            renew(self.ledger, Rules(load_schema(), Known(load_seeds()), fingerprint))
        return self.ledger.items

    def graph(self) -> Graph:
        """Return the fold of the live statements."""
        return self.items().graph()

    def load(
        self,
        target: str | None = None,
        *,
        database: str | None = None,
        take_over: bool = False,
        full: bool = False,
        on_progress: OnProgress | None = None,
    ) -> SyncReport:
        """Make a store equal to the ledger's graph.

        Args:
            target: Folder or address; the embedded graph of the workspace by default.
            database: Name of the database on a server.
            take_over: Whether to replace the graph of another workspace.
            full: Whether to compare everything, whatever the ledger knows of the store.
            on_progress: Called with what is done, and how many of how many items.
        """
        where, items, id_ = target or self.target, self.items(), self.ledger.workspace
        known = None if full or take_over else self.ledger.loads().get(_load_key(where, database))
        with open_store(where, workspace=id_, database=database) as store:
            watched = Watched(store, on_progress or (lambda what, done, total: None))
            report = sync(
                items, watched, workspace=id_, take_over=take_over, since=known, on_found=watched.expect
            )
            self.ledger.note_load(_load_key(where, database), loaded(items, store))
        return report

    def status(self, target: str | None = None, *, database: str | None = None) -> list[dict[str, Any]]:
        """Return what is in the workspace, in rows of ``what``, ``value`` and ``place``.

        Counts come first, then the hash of the ledger's graph and of the store's, then texts without a date, then
        all that could not be used, each with its place.
        """
        items = self.items()
        counts = items.counts()
        nodes = sum(counts.get(label, 0) for label in load_schema().types)
        names = {source: name for name, source in reversed(list(self.ledger.names()))}
        rows = [_status(name, count) for name, count in self.ledger.counts().items()]
        rows += [_status("nodes", nodes), _status("relationships", sum(counts.values()) - nodes)]
        rows += [
            _status("ledger hash", items.hash),
            _status("store hash", self._stored_hash(target, database)),
        ]
        rows += [_status("undated", source.name) for source in self.ledger.sources() if not source.date]
        issues = [*self.ledger.issues(), *map(_self_loop, self.ledger.self_loops())]
        return rows + [_status(issue.kind, issue.message, _place(issue, names)) for issue in issues]

    def _stored_hash(self, target: str | None, database: str | None) -> str:
        """The hash of the last whole load; a sentence where the store does not answer."""
        where = target or self.target
        try:
            with open_store(
                where, workspace=self.ledger.workspace, database=database, read_only=True
            ) as store:
                return stored_hash(store) or "none: the last load was not finished"
        except StoreError as error:
            return f"none: {error}"

    @property
    def target(self) -> str:
        """Folder of the embedded graph."""
        return embedded_graph(self.folder)


def summary(items: Items) -> str:
    """Return how many nodes of each label and relationships of each type the graph has."""
    labels = load_schema().types
    parts: dict[str, list[str]] = {"nodes": [], "relationships": []}
    for name, count in items.counts().items():
        parts["nodes" if name in labels else "relationships"].append(f"{name} {count}")
    return "\n".join(f"{what}: {', '.join(counted)}" for what, counted in parts.items())


def _load_key(target: str, database: str | None) -> str:
    """What a store is remembered by."""
    return f"{target}#{database}" if database else target


def _self_loop(statement: Statement) -> Issue:
    message = f"{statement.subject} {statement.predicate} {statement.object}: both ends are one node"
    return Issue("self_loop", message, statement.evidence.source, statement.evidence.start)


def _status(what: str, value: str | int, place: str = "") -> dict[str, Any]:
    return {"what": what, "value": value, "place": place}


def _place(issue: Issue, names: Mapping[str, str]) -> str:
    """File and line, as far as they are known."""
    name = names.get(issue.source, issue.source)
    return f"{name}:{issue.line}" if issue.line else name


def read_all(
    paths: Iterable[str],
    on_error: Callable[[ReadError], None],
    *,
    without: Path | None = None,
    **known: str | None,
) -> Iterator[Source]:
    """Yield the sources of files, folders and globs.

    Args:
        paths: What to read.
        on_error: Is handed what cannot be read.
        without: A folder whose files are no texts, where it lies in one that is read.
        **known: What is told of all of them.
    """
    for path in expand(paths):
        if without and without.resolve() in Path(path).resolve().parents:
            continue
        try:
            yield from read(path, on_error=on_error, **known)
        except ReadError as error:
            on_error(error)


def _sources(
    paths: Iterable[str], report: AddReport, workspace: Workspace, known: dict[str, str | None]
) -> Iterator[Source]:
    def note(error: ReadError) -> None:
        report.errors.append(error)
        workspace.ledger.add_issue(str(error).split(":", 1)[0], "unreadable", str(error))

    return read_all(paths, note, without=workspace.folder, **known)
