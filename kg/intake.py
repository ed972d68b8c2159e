"""Files ↔ ledger: what older rules read, what a file no longer says, what is gone from disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from kg.errors import ReadError
from kg.ledger import Ledger, source_fingerprint
from kg.model import Source
from kg.read import STDIN, expand, files_of, gone_under, is_gone, name_of, plain_path, read


@dataclass(slots=True)
class AddReport:
    """What an addition did: names read, left as they were, taken back, and what could not be read."""

    read: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    errors: list[ReadError] = field(default_factory=list)
    taken_back: list[str] = field(default_factory=list)


class Gone(NamedTuple):
    """What is gone from disk.

    Attributes:
        names: Of texts, and of files that could not be read.
        paths: Those of the paths that are there no more and meant some of the names: nothing is left to read of them.
    """

    names: list[str]
    paths: list[str]


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
        # Not Path.resolve, which fails on links that lead to themselves.
        if without and without.resolve() in Path(os.path.realpath(path)).parents:
            continue
        note = partial(_note, path, on_error)
        try:
            yield from read(path, on_error=note, **known)
        except ReadError as error:
            note(error)


def _note(path: str, on_error: Callable[[ReadError], None], error: ReadError) -> None:
    error.path = name_of(path)
    on_error(error)


def with_told(ledger: Ledger, source: Source, known: Mapping[str, str | None]) -> Source:
    """Return the source with what options told of its bytes before, where they tell nothing else now."""
    before = ledger.told(source)
    return replace(source, **{name: value for name, value in before.items() if not known.get(name)})


def stale_sources(ledger: Ledger, run: str) -> Iterator[Source]:
    """Yield the texts that other code, rows, rules, models or options read than those of this run.

    A text comes from its file where that still holds the same bytes, so that a better reader of its format counts too;
    otherwise from the ledger. What was told of it beside its bytes stays.
    """
    file = lru_cache(maxsize=1)(_on_disk)
    old = [known for known, kept in ledger.texts() if kept != source_fingerprint(run, known)]
    for known in old:
        kept = ledger.text(known.name)
        files = (path for path in files_of(known.name) if Path(path).is_file())
        fresh = next((found for path in files if (found := file(path).get(known.id))), None)
        if kept:
            yield _as_kept(fresh, kept) if fresh else kept


def superseded(ledger: Ledger, files: Iterable[str], report: AddReport) -> list[str]:
    """Return the names under which files said something before, and say nothing now that they were read again.

    A record that cannot be read is still there, and so is what it said.
    """
    told = {*report.read, *report.unchanged}
    errors = [str(error) for error in report.errors]
    return [
        name
        for file in files
        for name in _left(ledger.names_of(name_of(file)), told)
        if (name == name_of(file) or is_gone(name))
        and not any(error.startswith(f"{name}: ") for error in errors)
    ]


def gone(ledger: Ledger, paths: Sequence[str]) -> Gone:
    """Return what lies under the paths and is gone from disk; a file that is there and cannot be read is not gone."""
    folders = ledger.log.folders()
    known = {name for name, _ in ledger.names()} | set(ledger.failures())
    names = gone_under(((name, folders.get(name, "")) for name in sorted(known)), paths)
    away = [path for path in paths if path != STDIN and not os.path.lexists(path)]
    return Gone(
        names,
        [path for path in away if gone_under(((name, folders.get(name, "")) for name in names), [path])],
    )


def known_as(ledger: Ledger, name_or_id: str) -> list[str]:
    """Return the names that a file, a folder, a jsonl file or the id of a source stands for, however spelt; sorted."""
    known = [*ledger.names(), *((name, "") for name in ledger.failures())]
    typed, plain = name_of(name_or_id), name_of(plain_path(name_or_id))
    inside = (f"{plain}:", f"{plain}/")
    meant = {name for name, id_ in known if {typed, plain} & {name, id_} or name.startswith(inside)}
    return sorted(meant | (_here(ledger, {name for name, _ in known}) if plain == os.curdir else set()))


def _here(ledger: Ledger, names: Iterable[str]) -> set[str]:
    """Those of the names that lie in the current folder, wherever they were added from."""
    folders, here = ledger.log.folders(), str(Path.cwd() / "_")[:-1]
    files = ((name, os.path.normpath(Path.cwd() / folders.get(name, "") / name)) for name in names)
    return {name for name, file in files if file.startswith(here) and not f"{name}:".startswith(f"{STDIN}:")}


def _left(names: list[str], told: set[str]) -> list[str]:
    """The names that were not told, where at least one was: a file that gave nothing supersedes nothing."""
    left = [name for name in names if name not in told]
    return left if len(left) < len(names) else []


def _on_disk(path: str) -> dict[str, Source]:
    """What a file holds now, by id; nothing where it cannot be read."""
    try:
        return {source.id: source for source in read(path, on_error=lambda _: None)}
    except ReadError:
        return {}


def _as_kept(fresh: Source, kept: Source) -> Source:
    return replace(
        fresh,
        name=kept.name,
        title=kept.title or fresh.title,
        publisher=kept.publisher or fresh.publisher,
        date=kept.date or fresh.date,
        url=kept.url or fresh.url,
    )
