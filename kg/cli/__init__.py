"""The command line: data on stdout, everything else on stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click

from kg import __version__
from kg.errors import KgError

FOLDER = click.option(
    "--dir", "folder", envvar="KG_DIR", default=".kg", help="Workspace folder 工作区 (KG_DIR)."
)
STORE = click.option(
    "--store", envvar="NEO4J_URI", help="Folder of an embedded graph; the workspace's own by default."
)


class Commands(click.Group):
    """Turns the project's errors into a sentence and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run the command."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - stdout must stay open
            ctx.exit(0)


@click.group(cls=Commands)
@click.version_option(__version__)
def main() -> None:
    """Coordination knowledge graphs from Chinese government texts. 政府协调知识图谱。"""


@main.command()
@click.argument("paths", nargs=-1, required=True)
@FOLDER
@STORE
def build(paths: tuple[str, ...], folder: str, store: str | None) -> None:
    """Read files, then load the graph. 读入并建图。

    Example: kg build seeds/documents
    """
    from kg.cli.work import add_files, load_graph

    failed = add_files(paths, folder)
    load_graph(folder, store)
    sys.exit(1 if failed else 0)


@main.command()
@click.argument("paths", nargs=-1, required=True)
@FOLDER
def add(paths: tuple[str, ...], folder: str) -> None:
    """Read files into the ledger. 读入文本。

    Example: kg add seeds/documents
    """
    from kg.cli.work import add_files

    sys.exit(1 if add_files(paths, folder) else 0)


@main.command()
@FOLDER
@STORE
def load(folder: str, store: str | None) -> None:
    """Make the store equal to the ledger. 写入图库。

    Example: kg load
    """
    from kg.cli.work import load_graph

    load_graph(folder, store)


@main.command()
@click.argument("paths", nargs=-1, required=True)
def extract(paths: tuple[str, ...]) -> None:
    """Print entities and statements as JSON Lines, without a ledger. 抽取并打印。

    Example: kg extract seeds/documents/01-children-conference-2016.txt
    """
    from kg.cli.work import extract_lines

    for line in extract_lines(paths):
        click.echo(line)


@main.command()
@click.argument("names", nargs=-1, required=True)
@FOLDER
def remove(names: tuple[str, ...], folder: str) -> None:
    """Take back files or sources by name or id. 收回文本。

    Example: kg remove seeds/documents/15-news.jsonl
    """
    from kg.cli.work import remove_names

    remove_names(names, folder)


@main.command()
@FOLDER
def status(folder: str) -> None:
    """Show counts, the graph's hash, and what could not be used. 状态与问题。

    Example: kg status
    """
    from kg.cli.work import status_of

    click.echo(json.dumps(status_of(folder), ensure_ascii=False, indent=1))


@main.command()
@click.argument("name")
@click.option("--within", default="", help="Place whose text the name stands in 所在地区.")
@click.option("--on", default="", help="ISO date 日期.")
def link(name: str, within: str, on: str) -> None:
    """Say which body a name means, there and then. 名称归一。

    Example: kg link 省住建厅 --within 广东省
    """
    from kg.cli.work import link_name

    click.echo(json.dumps(link_name(name, within, on), ensure_ascii=False))


@main.command()
@click.argument("name")
@FOLDER
def find(name: str, folder: str) -> None:
    """Find entities by name or part of it. 查找。

    Example: kg find 民政部
    """
    from kg.cli.work import find_entities

    show(find_entities(name, folder))


@main.command()
@click.argument("first")
@click.argument("second")
@FOLDER
def why(first: str, second: str, folder: str) -> None:
    """Show every sentence that ties two entities. 依据原句。

    Example: kg why 民政部 农村留守儿童关爱保护工作部际联席会议
    """
    from kg.cli.work import sentences_between

    show(sentences_between(first, second, folder))


@main.command()
@click.argument("name", required=False)
@click.argument("values", nargs=-1)
@click.option("--list", "listed", is_flag=True, help="List the questions 列出问题.")
@FOLDER
@STORE
def query(name: str | None, values: tuple[str, ...], listed: bool, folder: str, store: str | None) -> None:
    """Answer a canned question. 提问。

    Example: kg query members_of_mechanism mechanism=农村留守儿童关爱保护工作部际联席会议
    """
    from kg.cli.work import list_queries, run_query

    show(list_queries() if listed or not name else run_query(name, values, folder, store))


@main.command()
@click.argument("text")
@FOLDER
@STORE
def cypher(text: str, folder: str, store: str | None) -> None:
    """Run read-only Cypher. 只读 Cypher。

    Example: kg cypher "MATCH (n:Mechanism) RETURN n.name AS name ORDER BY name"
    """
    from kg.cli.work import run_cypher

    show(run_cypher(text, folder, store))


@main.command()
def check() -> None:
    """Check schema, seeds, frames and queries. 检查数据。

    Example: kg check
    """
    from kg.cli.work import check_data

    click.echo(check_data(), err=True)


def show(rows: Iterable[Mapping[str, Any]]) -> None:
    """Print rows: a table on a terminal, JSON Lines elsewhere."""
    rows = list(rows)
    if not sys.stdout.isatty():
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*(rows[0] if rows else ()))
    for row in rows:
        table.add_row(*("" if v is None else str(v) for v in row.values()))
    Console().print(table)
