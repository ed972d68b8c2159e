"""The command line: data on stdout, everything else on stderr.

A command parses and prints; what it does is one call into the package, imported when it runs, so that ``--help`` is quick.
"""

from __future__ import annotations

import click

from kg import __version__
from kg.cli import (
    asking,
    browsing,
    checking,
    evaluating,
    giving,
    reading,
    reviewing,
    shell,
    training,
    wording,
)
from kg.cli.group import BilingualGroup
from kg.cli.language import LANGUAGES, OPTION

__all__ = ["main"]


@click.group(cls=BilingualGroup)
@click.version_option(__version__, help="Show the version. | 显示版本。")
@click.option(
    OPTION,
    "language",
    type=click.Choice(LANGUAGES),
    is_eager=True,
    help="Language of the help; LANG decides by default. | 帮助的语言;默认由 LANG 决定。",
)
def main(language: str | None) -> None:
    """Coordination knowledge graphs from Chinese government texts.

    Example: kg build seeds/documents

    | 从政府文本构建部门协调知识图谱。

    示例: kg build seeds/documents
    """


for module in (reading, asking, wording, shell, reviewing, giving, browsing, checking, evaluating, training):
    for command in module.COMMANDS:
        main.add_command(command)
