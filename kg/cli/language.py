"""Help in two languages: every text is written ``English | 中文``, and one half is shown."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import click

from kg.cli.failing import run_guarded

SEPARATOR = " | "
LANGUAGES = ("zh", "en")
OPTION = "--lang"


def environment_language() -> str:
    """Return ``zh`` where the environment speaks Chinese, else ``en``; the first variable that is set decides."""
    told = next((v for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(name))), "")
    return "zh" if told.startswith("zh") else "en"


def language_of(context: click.Context) -> str:
    """Return the language that the command line was given, else the environment's."""
    return str(context.find_root().params.get("language") or environment_language())


def half(text: str | None, language: str) -> str:
    """Return one language's part of a text; all of it where it has one part only."""
    parts = (text or "").split(SEPARATOR)
    return parts[-1].strip() if language == "zh" else parts[0].strip()


class Bilingual(click.Command):
    """A command whose help and options show one language."""

    def get_short_help_str(self, limit: int = 60) -> str:
        """Return the first line in the language of the context that asks."""
        context = click.get_current_context(silent=True)
        text = half(self.help, language_of(context) if context else "en")
        return text.splitlines()[0] if text else ""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the paragraphs as they stand, indented."""
        formatter.write_paragraph()
        with formatter.indentation():
            for line in half(self.help, language_of(ctx)).splitlines():
                formatter.write_text(line.strip())

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        rows = [row for p in self.get_params(ctx) if (row := p.get_help_record(ctx))]
        language = language_of(ctx)
        with formatter.section("选项" if language == "zh" else "Options"):
            formatter.write_dl([(name, half(text, language)) for name, text in rows])


class BilingualGroup(Bilingual, click.Group):
    """The commands; the project's errors become a sentence and an exit code."""

    command_class = Bilingual

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the language first, so that ``--help`` before it is answered in it."""
        return super().parse_args(ctx, _language_first(args))

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run the command."""
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
