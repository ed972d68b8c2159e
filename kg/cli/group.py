"""The group of all commands: its help, and how it ends where something is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from kg.cli.failing import run_guarded
from kg.cli.language import OPTION, Bilingual, language_of
from kg.cli.usage import worded


class BilingualGroup(Bilingual, click.Group):
    """The commands; the project's errors become a sentence and an exit code."""

    command_class = Bilingual

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the language first, so that ``--help`` before it is answered in it."""
        return super().parse_args(ctx, _language_first(args))

    def make_context(self, *arguments: Any, **extra: Any) -> click.Context:  # noqa: ANN401 - click's own signature
        """Read the options of the group; what is wrong with them is told as everywhere."""
        with worded():
            return super().make_context(*arguments, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run the command."""
        with worded():
            return run_guarded(lambda: super(BilingualGroup, self).invoke(ctx), ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands in the order of the line of work."""
        Bilingual.format_options(self, ctx, formatter)
        rows = [(name, self.commands[name].get_short_help_str()) for name in self.list_commands(ctx)]
        with formatter.section("命令" if language_of(ctx) == "zh" else "Commands"):
            formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names as they were added."""
        return list(self.commands)


def _language_first(args: Sequence[str]) -> list[str]:
    for position, arg in enumerate(args):
        width = 2 if arg == OPTION else 1
        if arg.startswith(OPTION):
            return [
                *args[position : position + width],
                *args[:position],
                *args[position + width :],
            ]
        if not arg.startswith("-"):
            break
    return list(args)
