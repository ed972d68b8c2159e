"""Help in two languages: every text is written ``English | 中文``, and one half is shown."""

from __future__ import annotations

import os

import click

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


def spoken() -> str:
    """Return the language of the command at work, else the environment's."""
    context = click.get_current_context(silent=True)
    return language_of(context) if context else environment_language()


def told(english: str, chinese: str) -> str:
    """Return a message in the language that is spoken."""
    return chinese if spoken() == "zh" else english


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

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; what is wrong with them is told as this command's."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

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
