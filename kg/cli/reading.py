"""Commands that fill the ledger and the graph: build, add, extract, load, remove, status."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Unpack

import click

from kg.cli.bulk import BulkOptions, bulk_options, hinting, load_in_bulk
from kg.cli.failing import say
from kg.cli.language import Bilingual
from kg.cli.options import DATABASE, FOLDER, FORMAT, NER, STORE, TAKE_OVER, WORKERS
from kg.cli.progress import counting, measuring
from kg.cli.rows import show
from kg.errors import KgError

PATHS = click.argument("paths", nargs=-1, required=True)
DATE = click.option(
    "--date", help="ISO date of publication, where the texts tell none. | 发布日期(文本未写明时)。"
)
PUBLISHER = click.option("--publisher", help="Publisher, where the texts tell none. | 发布者(文本未写明时)。")
URL = click.option("--url", help="Address of the text. | 网址。")


@click.command(cls=Bilingual)
@PATHS
@FOLDER
@STORE
@DATABASE
@TAKE_OVER
@WORKERS
@NER
def build(
    paths: tuple[str, ...],
    folder: str,
    store: str | None,
    database: str | None,
    take_over: bool,
    workers: int,
    ner: str | None,
) -> None:
    """Read files, load the graph, and say what is in it.

    Example: kg build seeds/documents

    | 读入文件、建图并报告内容。

    示例: kg build seeds/documents
    """
    failed = _add(paths, folder, workers, {"ner": ner})
    say(_load(folder, store, database, take_over))
    sys.exit(1 if failed else 0)


@click.command(cls=Bilingual)
@PATHS
@FOLDER
@DATE
@PUBLISHER
@URL
@WORKERS
@NER
def add(
    paths: tuple[str, ...],
    folder: str,
    date: str | None,
    publisher: str | None,
    url: str | None,
    workers: int,
    ner: str | None,
) -> None:
    """Read files, folders, globs, or - into the ledger.

    Example: kg add seeds/documents --publisher 民政部

    | 把文件、目录、通配符或标准输入(-)读入账本。

    示例: kg add seeds/documents --publisher 民政部
    """
    known = {"date": date, "publisher": publisher, "url": url}
    failed = _add(paths, folder, workers, {**known, "ner": ner})
    sys.exit(1 if failed else 0)


@click.command(cls=Bilingual)
@PATHS
@NER
def extract(paths: tuple[str, ...], ner: str | None) -> None:
    """Print entities and statements as JSON Lines; no ledger is kept.

    Example: kg extract seeds/documents/01-children-conference-2016.txt

    | 抽取实体与论断,以 JSON Lines 打印,不存账本。

    示例: kg extract seeds/documents/01-children-conference-2016.txt
    """
    from kg.evaluate import records
    from kg.pipeline import extract as extract_source
    from kg.pipeline import load_pipeline
    from kg.workspace import read_all

    nlp = load_pipeline(ner=ner)
    errors: list[KgError] = []
    for source in read_all(paths, errors.append):
        for record in records(extract_source(source, nlp)):
            click.echo(json.dumps(record, ensure_ascii=False))
    for error in errors:
        say(f"Error: {error}")
    sys.exit(1 if errors else 0)


@click.command(cls=Bilingual)
@FOLDER
@STORE
@DATABASE
@TAKE_OVER
@click.option(
    "--full",
    is_flag=True,
    help="Compare everything, whatever is known of the store. | 不依赖已知状态,全部比对。",
)
@bulk_options
def load(
    folder: str,
    store: str | None,
    database: str | None,
    take_over: bool,
    full: bool,
    **bulk: Unpack[BulkOptions],
) -> None:
    """Make the graph equal to the ledger by the fewest writes.

    Example: kg load

    | 以最少的写入使图与账本一致。

    示例: kg load
    """
    if bulk["bulk"]:
        load_in_bulk(folder, database, bulk)
    else:
        _load(folder, store, database, take_over, full)


@click.command(cls=Bilingual)
@click.argument("names", nargs=-1, required=True)
@FOLDER
def remove(names: tuple[str, ...], folder: str) -> None:
    """Take back files, folders, or sources by id; load then updates the graph.

    Example: kg remove seeds/documents/15-news.jsonl

    | 收回文件、目录或来源(按标识);之后用 load 更新图。

    示例: kg remove seeds/documents/15-news.jsonl
    """
    from kg.workspace import Workspace

    with Workspace(Path(folder), create=False) as workspace:
        found = {name: workspace.remove(name) for name in names}
    for name, gone in found.items():
        say("\n".join(f"{each}: taken back" for each in gone) or f"{name}: nothing was known of it")
    sys.exit(0 if all(found.values()) else 1)


@click.command(cls=Bilingual)
@FOLDER
@STORE
@DATABASE
@FORMAT
def status(folder: str, store: str | None, database: str | None, format_: str | None) -> None:
    """Show counts, the hash of ledger and graph, texts without a date, and all that could not be used.

    Example: kg status

    | 显示计数、账本与图的哈希、无日期的文本,以及未能使用的一切。

    示例: kg status
    """
    from kg.workspace import Workspace

    with Workspace(Path(folder), create=False) as workspace:
        show(workspace.status(store, database=database), format_)


def _add(paths: Iterable[str], folder: str, workers: int, told: dict[str, str | None]) -> bool:
    from kg.workspace import Workspace

    with Workspace(Path(folder)) as workspace, counting("reading") as step:
        report = workspace.add(paths, workers=workers, on_read=step, **told)
    for error in report.errors:
        say(f"Error: {error}")
    say(f"texts: {len(report.read)} read, {len(report.unchanged)} unchanged, {len(report.errors)} failed")
    return bool(report.errors)


def _load(folder: str, store: str | None, database: str | None, take_over: bool, full: bool = False) -> str:
    """Load and say what was written; return what is in the graph."""
    from kg.workspace import Workspace, summary

    with Workspace(Path(folder), create=False) as workspace, measuring("folding") as step:
        report = workspace.load(
            store, database=database, take_over=take_over, full=full, on_progress=hinting(step, store)
        )
        contents = summary(workspace.items())
    say(
        f"nodes: {report.nodes_written} written, {report.nodes_deleted} deleted; "
        f"relationships: {report.edges_written} written, {report.edges_deleted} deleted"
    )
    return contents


COMMANDS = (build, add, extract, load, remove, status)
