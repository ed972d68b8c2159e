"""Commands about what changed: remove, log."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.differing import show_difference
from kg.cli.failing import say
from kg.cli.language import Bilingual, told
from kg.cli.options import DECISIONS, DRY_RUN, FOLDER, FORMAT, decisions_given
from kg.cli.rows import show
from kg.cli.telling import taken_back

if TYPE_CHECKING:
    from kg.ledger import Ledger
    from kg.ledger.log import Run
    from kg.workspace import Workspace

# Of the names that a run changed, as many stand in its row.
SHOWN = 5


@click.command(cls=Bilingual)
@click.argument("names", nargs=-1)
@click.option(
    "--where",
    "where",
    multiple=True,
    metavar="CONDITION",
    help="Only texts of which this is known, told again for several that must all hold: FIELD=VALUE with * and ?, or a "
    "date with <, <=, >, >=. Fields: id, name, title, publisher, date, url, media_type. An empty value means: not known. "
    "| 仅限满足条件的文本,可重复,须同时成立:字段=值(可用 * 与 ?),日期可用 <、<=、>、>=。"
    "字段:id、name、title、publisher、date、url、media_type;值为空表示未知。",
)
@DRY_RUN
@FOLDER
@DECISIONS
@FORMAT
def remove(
    names: tuple[str, ...], where: tuple[str, ...], dry_run: bool, folder: str, format_: str | None
) -> None:
    """Take back files, folders, sources by id, or by what is known of them: --where 'date<2016'; load then updates the graph.

    Example: kg remove seeds/documents/15-news.jsonl

    | 收回文件、目录或来源(按标识,或按 --where 'date<2016' 这样的条件);之后用 load 更新图。

    示例: kg remove seeds/documents/15-news.jsonl
    """
    from kg.workspace import Workspace

    if not names and not where:
        raise click.UsageError(
            told("name what to take back, or say --where", "请指明要收回什么,或用 --where 给出条件")
        )
    with Workspace(Path(folder), create=False, trial=dry_run, decisions=decisions_given()) as workspace:
        found = _found(workspace, names, where)
        meant = sorted({name for found_names in found.values() for name in found_names})
        words = [*names, *(f"--where {each}" for each in where)]
        with (
            workspace.run("remove", words),
            show_difference(workspace, format_) if dry_run else nullcontext(),
        ):
            workspace.take_back(meant)
    for name in meant:
        say(taken_back(name, dry_run=dry_run))
    for name in (name for name, found_names in found.items() if not found_names):
        say(
            told(
                f"{name}: nothing was known of it; names are as kg build was given them",
                f"{name}:没有它的记录;名称须与当初 kg build 时所给的一致",
            )
        )
    sys.exit(0 if all(found.values()) else 1)


@click.command(cls=Bilingual)
@click.argument("run", type=click.IntRange(1), required=False)
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    help="How many runs to show, the last ones first. | 显示最近多少次运行。",
)
@FOLDER
@FORMAT
def log(run: int | None, limit: int, folder: str, format_: str | None) -> None:
    """Show what each run added, changed and took back; with the number of a RUN, every name that it touched.

    Example: kg log --limit 5

    | 显示每次运行新增、改动、收回了什么;给出运行编号 RUN 则列出其涉及的每个名称。

    示例: kg log --limit 5
    """
    from kg.workspace import Workspace

    with Workspace(Path(folder), create=False) as workspace:
        ledger = workspace.ledger
        runs = {each.number: each for each in ledger.log.runs()}
        if run is None:
            show([_row(ledger, each) for each in list(runs.values())[:limit]], format_)
        elif run in runs:
            show((change._asdict() for change in ledger.log.changes(run)), format_)
        else:
            raise click.UsageError(f"there was no run {run}; kg log lists them")


def _found(workspace: Workspace, names: tuple[str, ...], where: tuple[str, ...]) -> dict[str, list[str]]:
    """What each argument means, narrowed by the conditions; under the conditions themselves where there are no others."""
    from kg.intake import known_as
    from kg.ledger.choice import chosen, condition

    found = {name: known_as(workspace.ledger, name) for name in names}
    if not where:
        return found
    texts = (text for text, _ in workspace.ledger.texts())
    fitting = chosen(texts, [condition(each) for each in where])
    among = set(fitting)
    narrowed = {name: [each for each in meant if each in among] for name, meant in found.items()}
    return narrowed or {" ".join(where): fitting}


def _row(ledger: Ledger, run: Run) -> dict[str, Any]:
    counts = ledger.log.counts(run.number)
    names = [change.name for change in ledger.log.changes(run.number)]
    more = [f"… and {len(names) - SHOWN} more"] if len(names) > SHOWN else []
    return {
        "run": run.number,
        "started": _local(run.started),
        "ended": _local(run.ended),
        "command": run.command,
        "state": run.state,
        **counts,
        "names": [*names[:SHOWN], *more],
    }


def _local(time: str) -> str:
    return datetime.fromisoformat(time).astimezone().isoformat(timespec="seconds") if time else ""
