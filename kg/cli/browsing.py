"""The command that brings guide, style and saved queries to Neo4j Browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.failing import say, sentence
from kg.cli.language import Bilingual, language_of, told
from kg.cli.options import DATABASE, FOLDER, STORE
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.browse import File, KitServer, Names
    from kg.browse.params import Values

PORT = 8001


@click.command(cls=Bilingual)
@click.argument("path", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="Where the kit is served on this machine; 0 takes a free port. | 在本机提供服务的端口;0 为任一空闲端口。",
)
@FOLDER
@STORE
@DATABASE
@click.pass_context
def browser(
    context: click.Context, path: Path | None, port: int, folder: str, store: str | None, database: str | None
) -> None:
    """Serve a guide, a style and saved queries to Neo4j Browser until Ctrl-C, and say what to type there; or write them to a folder.

    Example: kg browser browser-kit

    | 为 Neo4j Browser 提供导览、样式和收藏的查询,直至 Ctrl-C,并告知在其中输入什么;或写入一个目录。

    示例: kg browser browser-kit
    """
    from kg.browse.kit import Names, write_kit

    names = Names.of(language_of(context))
    if path:
        written = write_kit(_kit(folder, ""), path)
        style, queries = path / names.style, path / "queries.zip"
        say(told(f"written: {len(written)} files in {path}", f"已写出 {len(written)} 个文件:{path}"))
        say(
            told(
                f"drop {style} and {queries} on Neo4j Browser; kg browser serves the guide",
                f"把 {style} 和 {queries} 拖到 Neo4j Browser 窗口;指南由 kg browser 提供",
            )
        )
        return
    with _listening(port) as server:
        server.serve(_kit(folder, server.url))
        _check_allowed(store, database)
        _tell(server.url, names)
        _wait(server)


@contextmanager
def _listening(port: int) -> Iterator[KitServer]:
    from kg.browse.server import KitServer

    try:
        server = KitServer(port)
    except OSError as error:
        raise click.UsageError(
            f"port {port} cannot be had ({error.strerror}): give another with --port"
        ) from error
    with server:
        yield server


def _wait(server: KitServer) -> None:
    try:
        server.wait()
    except KeyboardInterrupt:
        say(told("stopped", "已停止"))


def _kit(folder: str, base: str) -> dict[str, File]:
    """Make the files; a workspace, where there is one, knows what the examples' names mean."""
    from kg.browse.kit import make_kit
    from kg.ledger import Ledger
    from kg.query import load_queries
    from kg.schema import load_schema

    if not Path(folder).is_dir():
        return make_kit(load_queries(), load_schema(), _unknown, base)
    with Ledger.open(Path(folder), create=False) as ledger:
        from kg.lookup import meant

        @cache
        def known(types: str, text: str) -> str:
            ids = meant(ledger, types, text)
            return ids[0] if len(ids) == 1 else _unknown(types, text)

        values: Values = known
        return make_kit(load_queries(), load_schema(), values, base)


def _unknown(types: str, text: str) -> str:
    """The id that an entity of that name mostly has."""
    return f"{types.partition('|')[0]}/{text}"


def _tell(url: str, names: Names) -> None:
    say(told("Type in Neo4j Browser, one after the other:", "在 Neo4j Browser 中逐行输入:"))
    click.echo(f":style {url}/{names.style}")
    click.echo(f":play {url}/{names.html}")
    say(
        told(
            "In the later Browser, which comes with Neo4j 2025 and 5.26.28, upload the style under its settings instead, then type:",
            "在 Neo4j 2025 及 5.26.28 所带的新版 Browser 中,改为在设置里上传样式,再输入:",
        )
    )
    click.echo(f":guide {url}/{names.asciidoc}")
    saved = f"{url}/queries.zip"
    say(told(f"Saved queries to drop on the window: {saved}", f"可拖到窗口的已存查询:{saved}"))
    say(told("Ctrl-C ends it.", "按 Ctrl-C 结束。"))


def _check_allowed(store: str | None, database: str | None) -> None:
    """Say whether the server's Browser may load from this machine, and what to write where it may not."""
    from kg.browse.allowed import advice, allowed_hosts
    from kg.browse.server import HOST
    from kg.store import is_server, open_store

    if not store or not is_server(store):
        say(
            told(
                "With --store bolt://… it would be checked whether the server's Browser may load guides from here.",
                "加上 --store bolt://… 可检查该服务器的 Browser 是否允许从这里载入指南。",
            )
        )
        return
    try:
        with open_store(store, workspace="", database=database, read_only=True) as graph:
            found = allowed_hosts(graph)
    except KgError as error:
        say(
            told(
                f"Warning: not checked whether its Browser may load guides from here: {error}",
                f"提示:未能检查其 Browser 是否允许从这里载入指南:{sentence(error, 'zh')}",
            )
        )
        return
    for line in advice(found, HOST):
        say(line)


COMMANDS = (browser,)
