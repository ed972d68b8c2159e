"""``kg load --bulk``: the options, and what is said when it is done."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

import click

from kg.cli.failing import say
from kg.cli.language import told
from kg.cli.options import decisions_given
from kg.cli.progress import measuring

if TYPE_CHECKING:
    from kg.store.bulk import BulkReport
    from kg.store.watch import OnProgress


class BulkOptions(TypedDict):
    """What the command line says of a bulk load."""

    bulk: bool
    server_home: str | None
    admin: str | None
    overwrite: bool


OPTIONS = (
    click.option(
        "--bulk",
        is_flag=True,
        help="Load a stopped Neo4j server by files and its own importer, for graphs of half a million items and more; "
        "without --server-home write the files and print the command. "
        "| 用文件与 Neo4j 自带的导入工具载入已停止的服务器,适合五十万项以上的图;未给 --server-home 时只写文件并打印命令。",
    ),
    click.option(
        "--server-home",
        envvar="NEO4J_HOME",
        metavar="DIR",
        help="With --bulk: folder of the stopped server (or NEO4J_HOME). "
        "| 与 --bulk 连用:已停止的服务器目录(或环境变量 NEO4J_HOME)。",
    ),
    click.option(
        "--admin",
        envvar="KG_NEO4J_ADMIN",
        metavar="COMMAND",
        help="With --bulk: the command that is the server's neo4j-admin, where it is not bin/neo4j-admin "
        "(or KG_NEO4J_ADMIN). | 与 --bulk 连用:neo4j-admin 命令,若不是 bin/neo4j-admin(或环境变量 KG_NEO4J_ADMIN)。",
    ),
    click.option(
        "--overwrite",
        is_flag=True,
        help="With --bulk: replace the database that is there, with all that people added to it. "
        "| 与 --bulk 连用:替换已有数据库,连同人工添加的内容。",
    ),
)


def bulk_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a bulk load."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def load_in_bulk(folder: str, database: str | None, options: BulkOptions) -> None:
    """Load the graph of a workspace into a stopped server, or write the files and print the command."""
    from kg.store.bulk import bulk_load, find_server
    from kg.workspace import Workspace

    home = options["server_home"]
    server = find_server(Path(home), options["admin"]) if home else None
    with (
        Workspace(Path(folder), create=False, decisions=decisions_given()) as workspace,
        measuring("folding") as step,
    ):
        workspace.items()
        with workspace.ledger.snapshot() as items:
            report = bulk_load(
                items,
                Path(folder) / "bulk",
                workspace=workspace.ledger.workspace,
                server=server,
                database=database,
                overwrite=options["overwrite"],
                on_progress=step,
            )
    _tell(report)


def _tell(report: BulkReport) -> None:
    count = f"{report.files.items:,}"
    if report.imported:
        say(
            told(
                f"{count} nodes and relationships imported; start the server, then `kg load` creates the constraints "
                "and has nothing to write",
                f"已导入 {count} 个节点与关系;启动服务器后运行 kg load 建立约束,无须再写数据",
            )
        )
        return
    say(
        told(
            f"{count} nodes and relationships written; on the stopped server's machine, as its user, run:",
            f"已写出 {count} 个节点与关系;请在已停止的服务器所在机器上以其用户身份运行:",
        )
    )
    click.echo(f"cd {shlex.quote(str(report.files.folder.resolve()))} && {shlex.join(report.command)}")


def hinting(step: OnProgress, store: str | None) -> OnProgress:
    """Return a step that also says that there is a faster way, where it pays for what is to be written."""
    from kg.store import is_server
    from kg.store.bulk import PAYS

    def watch(now: str, done: int, total: int) -> None:
        if done == 0 and total >= PAYS and is_server(store or ""):
            say(
                told(
                    f"hint: from {PAYS:,} items on, `kg load --bulk` into a stopped server is faster",
                    f"提示:{PAYS:,} 项以上,用 kg load --bulk 载入已停止的服务器更快",
                )
            )
        step(now, done, total)

    return watch
