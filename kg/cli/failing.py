"""How a run ends when it cannot go on: a sentence on stderr and an exit code, never a traceback."""

from __future__ import annotations

import os
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from kg.errors import KgError

# What shells expect of a command that Ctrl-C ended.
INTERRUPTED = 130
# What an engine may take beyond its time to notice that this is over.
GRACE_SECONDS = 5.0


def run_guarded(work: Callable[[], Any], context: click.Context) -> Any:  # noqa: ANN401 - what click's commands return
    """Do the work; the project's errors, Ctrl-C, and a reader that closed its pipe, end it."""
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _warn
            return work()
    except KgError as error:
        say(f"Error: {error}")
        context.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        say("Stopped: what was done is kept; the same command goes on from there.")
        context.exit(INTERRUPTED)
    except BrokenPipeError:
        # The interpreter flushes stdout once more at its end: that must not fail.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - stays open till the end
        context.exit(0)


def _warn(message: Warning | str, *place: object, **_: object) -> None:
    say(f"Warning: {message}")


def say(text: str) -> None:
    """Print a message for people, beside the data."""
    click.echo(text, err=True)


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
    say("Error: the query was given up: it ran too long, and the engine did not end it")
    # Anything softer would wait for the engine.
    os._exit(1)
