"""What build and add do with their paths: read them, try them, or watch them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypedDict, TypeVar

import click

from kg.cli.bulk import hinting
from kg.cli.differing import show_difference
from kg.cli.failing import INTERRUPTED, error_line, say, sentence
from kg.cli.language import spoken, told
from kg.cli.options import (
    DATABASE,
    DATE,
    DECISIONS,
    DRY_RUN,
    FOLDER,
    FORMAT,
    INTERVAL,
    NER,
    PRUNE,
    PUBLISHER,
    STALE,
    STORE,
    TAKE_OVER,
    URL,
    WATCH,
    WORKERS,
    decisions_given,
)
from kg.cli.progress import counting, measuring
from kg.cli.telling import say_loaded, say_read

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.intake import AddReport
    from kg.workspace import Workspace

Command = TypeVar("Command", bound=Callable[..., None])
OPTIONS = (
    DATE,
    PUBLISHER,
    URL,
    FOLDER,
    DECISIONS,
    PRUNE,
    STALE,
    DRY_RUN,
    WATCH,
    INTERVAL,
    STORE,
    DATABASE,
    TAKE_OVER,
    WORKERS,
    NER,
    FORMAT,
)


class Given(TypedDict):
    """The options that build and add share."""

    date: str | None
    publisher: str | None
    url: str | None
    folder: str
    prune: bool
    stale: bool
    dry_run: bool
    watch: bool
    interval: float
    store: str | None
    database: str | None
    take_over: bool
    workers: int
    ner: str | None
    format_: str | None


class Task(NamedTuple):
    """What a command was asked for.

    Attributes:
        verb: Its name.
        loads: Whether the graph is loaded afterwards.
    """

    verb: str
    paths: tuple[str, ...]
    loads: bool


def TAKING(command: Command) -> Command:
    """Give a command the options that build and add share."""
    return reduce(lambda made, option: option(made), reversed(OPTIONS), command)


def take(task: Task, given: Given) -> int:
    """Do what was asked for, and return the exit code."""
    _check(task, given)
    if given["dry_run"]:
        return _try(task, given)
    return _watch(task, given) if given["watch"] else _read(task, given)


def load_graph(
    workspace: Workspace, store: str | None, database: str | None, take_over: bool, full: bool = False
) -> None:
    """Load the graph, and say what was written."""
    with measuring("folding") as step:
        watch = hinting(step, store)
        report = workspace.load(store, database=database, take_over=take_over, full=full, on_progress=watch)
    say_loaded(report, workspace.idle_decisions())


def _check(task: Task, given: Given) -> None:
    if not task.paths and not given["stale"]:
        raise click.UsageError(
            told("name the files or folders to read, or say --stale", "请指明要读的文件或目录,或用 --stale")
        )
    if given["watch"] and given["dry_run"]:
        raise click.UsageError("--dry-run ends at once: it cannot --watch")
    if given["watch"] and (not task.paths or "-" in task.paths):
        raise click.UsageError("--watch needs files or folders to watch")


def _read(task: Task, given: Given) -> int:
    from kg.status import summary
    from kg.workspace import Workspace

    with (
        Workspace(Path(given["folder"]), decisions=decisions_given()) as workspace,
        _run(workspace, task, given),
    ):
        report = _add(workspace, task, given, prune=given["prune"], stale=given["stale"])
        say_read(report)
        if task.loads:
            load_graph(workspace, given["store"], given["database"], given["take_over"])
            say(summary(workspace.items(), spoken()) or told("the graph is empty", "图是空的"))
    return 1 if report.errors else 0


def _try(task: Task, given: Given) -> int:
    from kg.workspace import Workspace

    with Workspace(Path(given["folder"]), trial=True, decisions=decisions_given()) as workspace:
        with show_difference(workspace, given["format_"]):
            report = _add(workspace, task, given, prune=given["prune"], stale=given["stale"])
        say_read(report, dry_run=True)
    return 1 if report.errors else 0


def _watch(task: Task, given: Given) -> int:
    from kg.read import name_of
    from kg.watch import Changes, Watcher, ended_by_signals, keep_watching
    from kg.workspace import Workspace

    folder, store = Path(given["folder"]), given["store"]

    def read(changes: Changes, first: bool) -> bool:
        for path in changes.away:
            say(
                told(
                    f"{path}: is not there; nothing under it is taken back without --prune",
                    f"{path}:不存在;不加 --prune 则其下的内容不收回",
                )
            )
        if not first and not changes.present and not changes.gone:
            return False
        with _run(workspace, task, given):
            gone = workspace.prune(task.paths).names if first and given["prune"] else []
            gone += workspace.take_back(
                n for path in changes.gone for n in workspace.ledger.names_of(name_of(path))
            )
            part = task._replace(paths=tuple(changes.present))
            report = _add(workspace, part, given, stale=first and given["stale"])
        report.taken_back[:0] = gone
        say_read(report)
        return True

    def load() -> None:
        load_graph(workspace, store, given["database"], given["take_over"])

    def on_error(error: KgError) -> None:
        message = sentence(error, spoken())
        say(error_line(told(f"{message}; it is tried again", f"{message};稍后重试"), spoken()))

    try:
        with ended_by_signals(), Workspace(folder, decisions=decisions_given()) as workspace:
            watcher = Watcher(task.paths, without=[folder, Path(store or folder)], prune=given["prune"])
            names = ", ".join(task.paths)
            say(told(f"watching {names}; Ctrl-C ends it", f"正在监视 {names};按 Ctrl-C 结束"))
            keep_watching(watcher, given["interval"], read, load, on_error)
    except KeyboardInterrupt:
        say(told("stopped: what was read is kept", "已停止:已读的内容保留"))
        return INTERRUPTED


def _add(
    workspace: Workspace, task: Task, given: Given, *, prune: bool = False, stale: bool = False
) -> AddReport:
    with counting("reading") as step:
        return workspace.add(
            task.paths,
            workers=given["workers"],
            on_read=step,
            ner=given["ner"],
            stale=stale,
            prune=prune,
            date=given["date"],
            publisher=given["publisher"],
            url=given["url"],
        )


def _run(workspace: Workspace, task: Task, given: Given) -> AbstractContextManager[None]:
    """A run in the log, under the words that tell what it does to the texts: addresses of stores are left out."""
    options = {"--prune": given["prune"], "--stale": given["stale"], "--watch": given["watch"]}
    chosen = [name for name, set_ in options.items() if set_]
    return workspace.run(task.verb, [*chosen, *task.paths])
