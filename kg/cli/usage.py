"""What a wrong command line is answered: what is wrong, how the command is written, an example, and where there is more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import click

from kg.cli.failing import error_line, say
from kg.cli.language import half, language_of

EXAMPLE = re.compile(r"^[ \t]*(?:Example|示例): (.+)$", re.MULTILINE)
# The library's own sentences, in Chinese.
PHRASES = (
    (" is not one of ", " 不是以下之一:"),
    (" is not in the range ", " 不在此范围:"),
    (" is not a valid integer", " 不是整数"),
    (" is not a valid float", " 不是数字"),
    (" does not exist", " 不存在"),
    (" is a directory", " 是目录"),
    (" requires an argument", " 之后要有一个值"),
    ("Got unexpected extra argument", "多出了参数"),
    ("Option ", "选项 "),
    ("File ", "文件 "),
    ("Path ", "路径 "),
)
KINDS = {"argument": "参数", "option": "选项"}


class Answer(click.UsageError):
    """A usage error that is told in the language of the command line, with an example that can be typed."""

    def show(self, file: object = None) -> None:
        """Print it."""
        say(self.message)


@contextmanager
def worded() -> Iterator[None]:
    """Tell usage errors of the work in the project's words."""
    try:
        yield
    except (click.exceptions.NoArgsIsHelpError, Answer):
        raise
    except click.UsageError as error:
        raise Answer("\n".join(_lines(error)), error.ctx) from error


def _lines(error: click.UsageError) -> Iterator[str]:
    context = error.ctx or click.get_current_context(silent=True)
    language = language_of(context) if context else "en"
    zh = language == "zh"
    yield error_line(_chinese(error) if zh else error.format_message(), language)
    if context is None:
        return
    usage = " ".join([context.command_path, *context.command.collect_usage_pieces(context)])
    yield f"用法:{usage}" if zh else f"Usage: {usage}"
    if found := EXAMPLE.search(half(context.command.help, language)):
        yield f"示例:{found[1]}" if zh else f"Example: {found[1]}"
    yield f"更多:{context.command_path} --help" if zh else f"More: {context.command_path} --help"


def _chinese(error: click.UsageError) -> str:
    hint = _hint(error)
    match error:
        case click.exceptions.NoSuchCommand():
            return f"没有命令 {error.command_name}{_near(error.possibilities)}"
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}{_near(error.possibilities)}"
        case click.MissingParameter():
            return f"缺少{KINDS.get(error.param.param_type_name if error.param else '', '')} {hint}"
        case click.BadParameter():
            return f"{hint} 的值不对:{_phrased(error.message)}"
    return _phrased(error.message)


def _hint(error: click.UsageError) -> str:
    """How the option or argument in question is written."""
    if not isinstance(error, click.BadParameter) or error.param is None or error.ctx is None:
        return ""
    return error.param.get_error_hint(error.ctx).strip("'")


def _near(possibilities: list[str] | None) -> str:
    return f";是否想写 {'、'.join(possibilities)}?" if possibilities else ""


def _phrased(message: str) -> str:
    for english, chinese in PHRASES:
        message = message.replace(english, chinese)
    return message.rstrip(".")
