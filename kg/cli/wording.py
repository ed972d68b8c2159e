"""The command that takes a question in plain words: ask."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.failing import say
from kg.cli.language import Bilingual
from kg.cli.questions import query

if TYPE_CHECKING:
    from kg.ask import Asked, Fit

# As for a name that may mean several entities.
IN_DOUBT = 2
# Answered as `kg query` answers, with its options.
SHARED = ("told", "folder", "store", "database", "format_")


@click.command(cls=Bilingual)
@click.argument("question", nargs=-1, required=True)
@click.option(
    "--cypher",
    "shown",
    is_flag=True,
    help="Show the Cypher and its parameters instead of the answer. | 只显示 Cypher 及其参数,不作回答。",
)
def ask(question: tuple[str, ...], shown: bool, **given: Any) -> None:  # noqa: ANN401 - as query takes them
    """Answer a question in Chinese or English by the canned query that it asks for; nothing leaves this machine.

    Example: kg ask 'Which agencies lead the most mechanisms?'

    | 用预置查询回答中文或英文提出的问题;不联网,不用模型。

    示例: kg ask '民政部牵头哪些联席会议?'
    """
    from kg.ask import Verdict, told

    context = click.get_current_context()
    asked = _asked(" ".join(question), given["folder"])
    for line in told(asked):
        say(line)
    if asked.verdict is not Verdict.ANSWER:
        _say_near(asked, given["folder"])
        context.exit(IN_DOUBT)
    fit = asked.readings[0]
    if shown:
        _show_cypher(fit, given["folder"])
        return
    values = tuple(f"{name}={value}" for name, value in fit.values.items())
    context.invoke(query, name=fit.query.name, values=values, **given)


ask.params.extend(option for option in query.params if option.name in SHARED)


def _asked(question: str, folder: str) -> Asked:
    from kg.ask import ask as read
    from kg.ask import lookups
    from kg.ledger import Ledger
    from kg.query import load_queries

    with Ledger.open(Path(folder), create=False) as ledger:
        return read(question, load_queries(), *lookups(ledger))


def _say_near(asked: Asked, folder: str) -> None:
    """Tell names that are like those which are not here."""
    from kg.ledger import Ledger
    from kg.lookup import near

    with Ledger.open(Path(folder), create=False) as ledger:
        alike = {name: found for name in asked.names if (found := near(ledger, "", name))}
    for name, found in alike.items():
        say(
            f"与“{name}”相近的名称: {'、'.join(found)}"
            if asked.language == "zh"
            else f"Names like “{name}”: {', '.join(found)}"
        )


def _show_cypher(fit: Fit, folder: str) -> None:
    """Print what would be run: the parameters in comments, then the query without its header."""
    from kg.ledger import Ledger
    from kg.lookup import known
    from kg.query import bind

    with Ledger.open(Path(folder), create=False) as ledger:
        params = bind(fit.query, fit.values, lambda type_, text: known(ledger, type_, text))
    for name, value in params.items():
        click.echo(f"// ${name} = {value!r}")
    lines = fit.query.text.splitlines()
    click.echo("\n".join(line for line in lines if not line.startswith("//")))


COMMANDS = (ask,)
