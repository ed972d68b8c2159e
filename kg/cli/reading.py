"""Commands that fill the ledger and the graph: build, add, extract, load, status."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Unpack

import click

from kg.cli.bulk import BulkOptions, bulk_options, load_in_bulk
from kg.cli.changing import log, remove
from kg.cli.failing import say_error
from kg.cli.language import Bilingual
from kg.cli.options import DATABASE, DECISIONS, FOLDER, FORMAT, NER, STORE, TAKE_OVER, decisions_given
from kg.cli.rows import show
from kg.cli.taking import TAKING, Given, Task, load_graph, take
from kg.errors import KgError

PATHS = click.argument("paths", nargs=-1)


@click.command(cls=Bilingual)
@PATHS
@TAKING
def build(paths: tuple[str, ...], **given: Unpack[Given]) -> None:
    """Read files, load the graph, and say what is in it.

    Example: kg build seeds/documents

    | 读入文件、建图并报告内容。

    示例: kg build seeds/documents
    """
    sys.exit(take(Task("build", paths, loads=True), given))


@click.command(cls=Bilingual)
@PATHS
@TAKING
def add(paths: tuple[str, ...], **given: Unpack[Given]) -> None:
    """Read files, folders, globs, or - into the ledger; a store is loaded with --watch only.

    Example: kg add seeds/documents --publisher 民政部

    | 把文件、目录、通配符或标准输入(-)读入账本;仅 --watch 时载入图库。

    示例: kg add seeds/documents --publisher 民政部
    """
    sys.exit(take(Task("add", paths, loads=False), given))


@click.command(cls=Bilingual)
@click.argument("paths", nargs=-1, required=True)
@NER
def extract(paths: tuple[str, ...], ner: str | None) -> None:
    """Print entities and statements as JSON Lines; no ledger is kept.

    Example: kg extract seeds/documents/01-children-conference-2016.txt

    | 抽取实体与论断,以 JSON Lines 打印,不存账本。

    示例: kg extract seeds/documents/01-children-conference-2016.txt
    """
    from kg.evaluate import records
    from kg.intake import read_all
    from kg.pipeline import extract as extract_source
    from kg.pipeline import load_pipeline

    nlp = load_pipeline(ner=ner)
    errors: list[KgError] = []
    for source in read_all(paths, errors.append):
        for record in records(extract_source(source, nlp)):
            click.echo(json.dumps(record, ensure_ascii=False))
    for error in errors:
        say_error(error)
    sys.exit(1 if errors else 0)


@click.command(cls=Bilingual)
@FOLDER
@DECISIONS
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
        return
    from kg.workspace import Workspace

    with Workspace(Path(folder), create=False, decisions=decisions_given()) as workspace:
        load_graph(workspace, store, database, take_over, full)


@click.command(cls=Bilingual)
@FOLDER
@DECISIONS
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

    with Workspace(Path(folder), create=False, decisions=decisions_given()) as workspace:
        show(workspace.status(store, database=database), format_)


COMMANDS = (build, add, extract, load, remove, log, status)
