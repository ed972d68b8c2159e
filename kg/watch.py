"""Folders that are looked at again and again: what has changed in them and stands still since."""

from __future__ import annotations

import glob
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import NamedTuple, NoReturn

from kg.errors import KgError
from kg.read import SIDECARS, expand, is_gone

# Sizes and times of a file and of its sidecars: where one of them moves the file is read again.
Shot = tuple[tuple[int, int, int], ...]
# Of the time of a watcher at most one part in so many goes into looking.
SPARE = 5


class Changes(NamedTuple):
    """What happened since the last time, as far as it stands still.

    Attributes:
        present: Files that are new or changed.
        gone: Files that were there.
        away: Paths that were given and are not there; what lies under them does not count as gone.
    """

    present: list[str]
    gone: list[str]
    away: list[str]


class Watcher:
    """Looks at files and folders, and remembers what it saw.

    Args:
        paths: Files, folders and globs.
        without: Folders whose files are no texts: the workspace, and a graph.
        prune: Whether the files under a path that is itself not there any more count as gone.
    """

    def __init__(self, paths: Sequence[str], *, without: Iterable[Path] = (), prune: bool = False) -> None:
        self._paths = paths
        self._without = [folder.resolve() for folder in without]
        self._roots = () if prune else sorted({_root(path) for path in paths})
        self._known: dict[str, Shot] = {}
        self._last: dict[str, Shot] = {}
        self._away: list[str] = []

    def look(self) -> Changes:
        """Return what differs from what was last dealt with, and is as it was at the last look."""
        now = self._shots()
        moved = [
            path for path in sorted(now.keys() | self._known.keys()) if now.get(path) != self._known.get(path)
        ]
        still = [path for path in moved if now.get(path) == self._last.get(path)]
        self._last = now
        away = [root for root in self._roots if not os.path.lexists(root)]
        gone = [path for path in still if path not in now and is_gone(path) and not _is_under(path, away)]
        return Changes(
            [path for path in still if path in now], gone, [r for r in away if r not in self._away]
        )

    def done(self, changes: Changes) -> None:
        """Remember that the changes were dealt with."""
        self._known |= {path: self._last[path] for path in changes.present}
        for path in changes.gone:
            del self._known[path]
        self._away = [root for root in self._roots if not os.path.lexists(root)]

    def _shots(self) -> dict[str, Shot]:
        shots: dict[str, Shot] = {}
        folders: dict[str, frozenset[str]] = {}
        for path in expand(self._paths):
            folder, name = os.path.split(path)
            if folder not in folders:
                folders[folder] = self._names_in(folder)
            files = [name, *_sidecars(name)]
            shot = tuple(_shot(os.path.join(folder, file)) for file in files if file in folders[folder])  # noqa: PTH118
            if shot:
                shots[path] = shot
        return shots

    def _names_in(self, folder: str) -> frozenset[str]:
        """What is in a folder; nothing where it is none of ours to look at."""
        place = Path(folder).resolve()
        if any(each == place or each in place.parents for each in self._without):
            return frozenset()
        try:
            return frozenset(each.name for each in place.iterdir())
        except OSError:
            return frozenset()


def keep_watching(
    watcher: Watcher,
    interval: float,
    read: Callable[[Changes, bool], bool],
    load: Callable[[], object],
    on_error: Callable[[KgError], None],
) -> NoReturn:
    """Read and load whenever something has changed, until the process is interrupted.

    Args:
        watcher: What is looked at.
        interval: Seconds for which a file must stand still.
        read: Takes the changes, and whether they are the first; says whether the graph may be another now.
        load: Called when it may.
        on_error: Takes what failed, once; it is tried again. What fails the first time is raised.

    Raises:
        KgError: The first reading or loading failed.
    """
    first, loaded, said = True, False, ""
    rounds = _rounds(watcher, interval)
    next(rounds)
    for changes in rounds:
        try:
            if first or any(changes):
                loaded = not read(changes, first) and loaded
                watcher.done(changes)
            if not loaded:
                load()
            first, loaded, said = False, True, ""
        except KgError as error:
            if first:
                raise
            if str(error) != said:
                on_error(error)
            said = str(error)
    raise AssertionError("the rounds have no end")


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let Ctrl-C and a request to terminate end the work alike, as a keyboard interrupt, also where a shell had that ignored."""
    before = {
        each: signal.signal(each, signal.default_int_handler) for each in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _rounds(watcher: Watcher, interval: float) -> Iterator[Changes]:
    while True:
        began = time.monotonic()
        changes = watcher.look()
        took = time.monotonic() - began
        yield changes
        time.sleep(max(interval, SPARE * took))


def _shot(path: str) -> tuple[int, int, int]:
    try:
        stat = os.stat(path)  # noqa: PTH116 - many files, often
    except OSError:
        return (-1, -1, -1)
    return (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)


def _sidecars(name: str) -> list[str]:
    """The names that a sidecar of the file may have."""
    return [stem + suffix for stem in {name, PurePath(name).stem} for suffix in SIDECARS]


def _root(path: str) -> str:
    """The path itself; of a glob, the folder before its first sign."""
    place = Path(path)
    while glob.has_magic(str(place)) and not os.path.lexists(place):
        place = place.parent
    return str(place)


def _is_under(path: str, roots: Iterable[str]) -> bool:
    file = Path(os.path.abspath(path))  # noqa: PTH100 - links are not followed
    return any(root == file or root in file.parents for root in map(Path, map(os.path.abspath, roots)))
