"""The command for analysts who ask one question after the other: shell."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from kg.cli.failing import say
from kg.cli.holding import Held
from kg.cli.language import Bilingual, language_of, told
from kg.cli.options import DATABASE, FOLDER, STORE

if TYPE_CHECKING:
    from kg.cli.shell.talking import Talk

# What one question may take before it is ended; Ctrl-C ends it sooner.
SECONDS = 60.0


@click.command(cls=Bilingual)
@FOLDER
@STORE
@DATABASE
@click.pass_context
def shell(context: click.Context, folder: str, store: str | None, database: str | None) -> None:
    """Ask one question after the other: plain words, canned queries, or Cypher that only reads.

    The graph is opened once. Tab completes queries, parameters and names; Ctrl-C ends a question, Ctrl-D the shell; lines may come from
    a pipe.

    Example: kg shell

    | 交互式提问:日常语言、预置问题,或只读的 Cypher。

    图只打开一次。Tab 补全问题、参数与名称;Ctrl-C 中止当前问题,Ctrl-D 退出;也可由管道逐行输入。

    示例: kg shell
    """
    from kg.cli.shell.running import Runner, leave
    from kg.cli.shell.talking import Talk
    from kg.ledger import Ledger
    from kg.store import embedded_graph, open_store

    with Ledger.open(Path(folder), create=False) as ledger:
        target = store or embedded_graph(Path(folder))
        with open_store(
            target, workspace=ledger.workspace, database=database, read_only=True, seconds=SECONDS
        ) as graph:
            _settle(folder, store, database)
            group = cast("click.Group", context.find_root().command)
            runner = Runner(group, Held(folder, store, database, graph), language_of(context))
            code = _converse(Talk(runner, ledger), Path(folder))
            if runner.is_busy:
                # Closing the graph would wait for a question that nobody waits for any more.
                leave(code)
    sys.exit(code)


def _converse(talk: Talk, folder: Path) -> int:
    """Take lines from a person or a pipe to their end; return the exit code."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return talk.all(sys.stdin, until_stopped=True)
    from kg.cli.shell.prompting import lines

    say(
        told(
            "Ask in plain words, or: query, find, why, link, MATCH …; help lists more, Ctrl-D ends.",
            "可用日常语言提问,或用 query、find、why、link、MATCH …;help 列出全部,Ctrl-D 退出。",
        )
    )
    talk.all(lines(folder, talk.ledger))
    return 0


def _settle(folder: str, store: str | None, database: str | None) -> None:
    """Let every command of the shell speak of one workspace and one store."""
    for name, value in (("KG_DIR", folder), ("NEO4J_URI", store), ("NEO4J_DATABASE", database)):
        if value:
            os.environ[name] = value


COMMANDS = (shell,)
