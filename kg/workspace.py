"""A folder with a ledger and, beside it, the embedded graph that is made from it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kg.decisions import Decision, decisions_file, load_decisions
from kg.errors import ReadError, StoreError
from kg.fold import Known, Rules, renew
from kg.intake import AddReport, Gone, gone, known_as, read_all, stale_sources, superseded, with_told
from kg.ledger import Items, Ledger, fold_fingerprint, load_key, run_fingerprint, source_fingerprint
from kg.model import Extraction, Graph, Source, digest
from kg.read import expand, name_of
from kg.schema import load_schema
from kg.seeds import load_seeds
from kg.status import idle_decisions, status
from kg.store import embedded_graph, open_store
from kg.store.sync import SyncReport, loaded, stored_hash, sync
from kg.store.watch import OnProgress, Watched

# Of the paths that a run was given, as many stand in the log.
NAMED = 8


class Workspace:
    """The ledger of a folder, opened; a context manager.

    Args:
        folder: Where it is.
        create: Whether to make it where it is not there yet.
        trial: Whether to work on a copy of the ledger, which nobody sees and which goes at the end.

    Attributes:
        decisions: The file of what people decided; ``KG_DECISIONS``, else ``decisions.csv`` beside the folder by default.

    Raises:
        LedgerError: The ledger is damaged, locked or newer than this program.
    """

    def __init__(
        self, folder: Path, *, create: bool = True, trial: bool = False, decisions: Path | None = None
    ) -> None:
        self.folder = folder
        self.decisions = decisions or decisions_file(folder)
        self._fingerprints: dict[str | None, str] = {}
        self.ledger = Ledger.trial(folder) if trial else Ledger.open(folder, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ledger.close()

    def run(self, verb: str, words: Sequence[str]) -> AbstractContextManager[None]:
        """Note what happens meanwhile as one run in the log; inside another run it is a part of that."""
        more = [f"… and {len(words) - NAMED} more"] if len(words) > NAMED else []
        return self.ledger.log.run(name_of(" ".join([shlex.join([verb, *words[:NAMED]]), *more])), Path.cwd())

    def add(
        self,
        paths: Iterable[str],
        *,
        workers: int = 1,
        on_read: Callable[[str], None] | None = None,
        ner: str | None = None,
        stale: bool = False,
        prune: bool = False,
        **known: str | None,
    ) -> AddReport:
        """Read files into the ledger; what is unchanged is left, what fails is noted, and the rest goes on.

        A file replaces what it said before: records that it no longer holds are taken back. What was told holds while its bytes stay.

        Args:
            paths: Files, folders, globs, or ``-``.
            workers: How many processes extract; the statements are the same with any number.
            on_read: Called with the name of every source when it is in the ledger.
            ner: A model that proposes names beside the rules; see :func:`kg.pipeline.load_pipeline`.
            stale: Whether all texts that older rows, rules or models read are read again, too.
            prune: Whether what lies under the paths and is gone from disk is taken back.
            **known: What is told of all of them: ``title``, ``publisher``, ``date``, ``url``.

        Raises:
            ModelError: There is no such model.
        """
        # Imported here: they bring spaCy, and only reading needs that.
        from kg.workers import extract_all

        report, paths, run = AddReport(), list(paths), self._fingerprint(ner)
        with self.run("add", paths):
            away = self.prune(paths) if prune else Gone([], [])
            report.taken_back += away.names
            files = expand(path for path in paths if path not in away.paths)
            given = (with_told(self.ledger, each, known) for each in _sources(files, report, self, known))
            new = (source for source in given if self._is_stale(source, run, report))
            old = stale_sources(self.ledger, run) if stale else ()
            for sources, told in ((new, known), (old, {})):
                for extraction in extract_all(sources, workers, ner):
                    report.read.append(self._keep(extraction, run, told))
                    if on_read:
                        on_read(report.read[-1])
            report.taken_back += self.take_back(superseded(self.ledger, files, report))
        return report

    def _keep(self, extraction: Extraction, run: str, known: Mapping[str, str | None]) -> str:
        """Put in what a text says, with what options tell of it and told of its bytes before; return its name."""
        source = extraction.source
        told = {name for name, value in known.items() if value} | self.ledger.told(source).keys()
        self.ledger.add(extraction, source_fingerprint(run, source), told)
        return source.name

    def _is_stale(self, source: Source, run: str, report: AddReport) -> bool:
        stale = self.ledger.stale(source, run)
        if not stale:
            report.unchanged.append(source.name)
        return stale

    def _fingerprint(self, ner: str | None) -> str:
        """What texts are read with. Looked at once: a process goes on with the rules it began with."""
        from kg.propose.readers import identity

        if ner not in self._fingerprints:
            self._fingerprints[ner] = run_fingerprint({"ner": identity(ner)} if ner else None)
        return self._fingerprints[ner]

    def prune(self, paths: Sequence[str]) -> Gone:
        """Take back what lies under files, folders and globs and is gone from disk."""
        found = gone(self.ledger, paths)
        self.take_back(found.names)
        return found

    def remove(self, name_or_id: str) -> list[str]:
        """Take back a file, the files of a folder, the records of a jsonl file, or a source under all its names.

        Returns:
            The names taken back, sorted; with those of files that could not be read.
        """
        return self.take_back(known_as(self.ledger, name_or_id))

    def take_back(self, names: Iterable[str]) -> list[str]:
        """Take back texts by their exact names, and return those."""
        taken = list(names)
        with self.run("remove", taken):
            for name in taken:
                self.ledger.remove(name)
        return taken

    def items(self) -> Items:
        """Bring the fold up to date with texts and decisions and return it; what has not changed costs nothing."""
        decisions = load_decisions(self.decisions)
        fingerprint = digest(fold_fingerprint(), decisions.digest)
        if self.ledger.is_touched(fingerprint):
            renew(self.ledger, Rules(load_schema(), Known(load_seeds()), fingerprint, decisions))
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
        where, id_ = target or self.target, self.ledger.workspace
        self.items()
        known = None if full or take_over else self.ledger.loads().get(load_key(where, database))
        with open_store(where, workspace=id_, database=database) as store:
            watched = Watched(store, on_progress or (lambda what, done, total: None))
            with self.ledger.snapshot() as items:
                report = sync(
                    items, watched, workspace=id_, take_over=take_over, since=known, on_found=watched.expect
                )
                now = loaded(items, store)
            self.ledger.note_load(load_key(where, database), now)
        return report

    def status(self, target: str | None = None, *, database: str | None = None) -> list[dict[str, Any]]:
        """Return what is in the workspace; see :func:`kg.status.status`."""
        decided, stored = load_decisions(self.decisions), self._stored_hash(target, database)
        return status(self.ledger, self.items(), decided, stored)

    def idle_decisions(self) -> list[Decision]:
        """Return the decisions that speak of nothing any more."""
        return idle_decisions(self.ledger, load_decisions(self.decisions))

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


def _sources(
    paths: Iterable[str], report: AddReport, workspace: Workspace, known: dict[str, str | None]
) -> Iterator[Source]:
    def note(error: ReadError) -> None:
        report.errors.append(error)
        workspace.ledger.add_issue(error.path, "unreadable", str(error))

    return read_all(paths, note, without=workspace.folder, **known)
