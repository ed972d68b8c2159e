"""How a run ends when it cannot go on: a sentence on stderr and an exit code, never a traceback."""

from __future__ import annotations

import os
import re
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from kg.cli.language import language_of, spoken, told
from kg.errors import KgError

# What shells expect of a command that Ctrl-C ended.
INTERRUPTED = 130
# What an engine may take beyond its time to notice that this is over.
GRACE_SECONDS = 5.0
# Controls of terminals, marks of direction, halves of surrogate pairs.
UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def run_guarded(work: Callable[[], Any], context: click.Context) -> Any:  # noqa: ANN401 - what click's commands return
    """Do the work; the project's errors, Ctrl-C, and a reader that closed its pipe, end it."""
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _warn
            return work()
    except KgError as error:
        say(error_line(sentence(error, language_of(context)), language_of(context)))
        context.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        say(
            told(
                "Stopped: what was done is kept; the same command goes on from there.",
                "已停止:已完成的部分保留,再运行同一命令即可继续。",
            )
        )
        context.exit(INTERRUPTED)
    except UnicodeEncodeError as error:
        # A name from the command line that is no UTF-8, or a terminal that cannot show what is asked for.
        piece = repr(error.object[error.start : error.end])
        message = told(
            f"{piece} cannot be written in {error.encoding}", f"{piece} 无法以 {error.encoding} 编码写出"
        )
        say(error_line(message, spoken()))
        context.exit(2)
    except BrokenPipeError:
        # The interpreter flushes stdout once more at its end: that must not fail.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - stays open till the end
        context.exit(0)


def sentence(error: KgError, language: str) -> str:
    """Return what an error says, in Chinese where that is spoken and the error knows it."""
    return error.zh if language == "zh" and error.zh else str(error)


def say_error(error: KgError) -> None:
    """Print one of several errors, in one line."""
    language = spoken()
    say(error_line(one_line(sentence(error, language)), language))


def error_line(text: str, language: str) -> str:
    """Return the line that tells an error."""
    return f"错误:{text}" if language == "zh" else f"Error: {text}"


def _warn(message: Warning | str, *place: object, **_: object) -> None:
    say(told(f"Warning: {message}", f"提示:{message}"))


def say(text: str) -> None:
    """Print a message for people, beside the data; what would turn or colour the line is written out."""
    click.echo(UNSHOWN.sub(lambda m: ascii(m[0])[1:-1], text), err=True)


def one_line(message: object) -> str:
    """Return a message, or a name in one, without line breaks."""
    return str(message).replace("\r", "\\r").replace("\n", "\\n")


@contextmanager
def ended_after(seconds: float) -> Iterator[None]:
    """End the process where the work takes longer and some more: within one expression no engine looks at its clock."""
    timer = threading.Timer(seconds + GRACE_SECONDS, _end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _end() -> None:
    english = "the query was given up: it ran too long, and the engine did not end it"
    say(error_line(told(english, "查询已放弃:用时过长,引擎没有自行结束"), spoken()))
    # Anything softer would wait for the engine.
    os._exit(1)
