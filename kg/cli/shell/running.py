"""Runs one command at a time beside the main thread, so that Ctrl-C gets the shell back whatever an engine does."""

from __future__ import annotations

import io
import os
import sys
import threading
from dataclasses import dataclass, field
from typing import Any, NoReturn

import click

from kg.cli.holding import Held
from kg.cli.language import OPTION

STOPPED = 130


class Screen(io.TextIOWrapper):
    """Collects what one command prints; to the command it is what the real stream is: a terminal, or none."""

    def __init__(self, real: Any) -> None:  # noqa: ANN401 - sys.stdout or what stands for it
        super().__init__(
            io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="", write_through=True
        )
        self._is_terminal = bool(real.isatty())

    def isatty(self) -> bool:
        """Say whether the real stream is a terminal."""
        return self._is_terminal

    def told(self) -> str:
        """Return what was printed."""
        self.flush()
        kept: io.BytesIO = self.buffer  # type: ignore[assignment]
        return kept.getvalue().decode("utf-8")


class Split:
    """A stream that leads each thread to its own screen, and all others to the real stream."""

    def __init__(self, real: Any) -> None:  # noqa: ANN401 - sys.stdout or what stands for it
        self._real = real
        self._own = threading.local()

    def lead(self, screen: Screen) -> None:
        """Lead what this thread prints to a screen."""
        self._own.screen = screen

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any attribute of a stream
        return getattr(getattr(self._own, "screen", self._real), name)


@dataclass
class Outcome:
    """What a command printed, and how it ended.

    Attributes:
        code: Its exit code.
        data: What went to stdout.
        said: What went to stderr.
    """

    code: int
    data: str = ""
    said: str = ""


@dataclass
class Runner:
    """Runs commands of a group on a graph that is held open.

    Attributes:
        group: All commands.
        held: The graph.
        language: Of what is said.
    """

    group: click.Group
    held: Held
    language: str
    _threads: list[threading.Thread] = field(default_factory=list)

    @property
    def is_busy(self) -> bool:
        """Whether a command that was given up still runs."""
        return any(thread.is_alive() for thread in self._threads)

    def run(self, words: list[str]) -> Outcome:
        """Run a command; Ctrl-C gives it up, and what it says later nobody hears."""
        streams = sys.stdout, sys.stderr
        screens = Screen(sys.stdout), Screen(sys.stderr)
        ended: list[int] = []
        split = _split_streams()

        def work() -> None:
            for stream, screen in zip(split, screens, strict=True):
                stream.lead(screen)
            ended.append(self._invoke(words))

        thread = threading.Thread(target=work, daemon=True)
        self._threads = [*(each for each in self._threads if each.is_alive()), thread]
        try:
            thread.start()
            thread.join()
        except KeyboardInterrupt:
            return Outcome(STOPPED)
        finally:
            if not self.is_busy:
                sys.stdout, sys.stderr = streams
        return Outcome(ended[0] if ended else 1, *(screen.told() for screen in screens))

    def _invoke(self, words: list[str]) -> int:
        try:
            code = self.group.main(
                [OPTION, self.language, *words], prog_name="kg", standalone_mode=False, obj=self.held
            )
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else 1
        return code if isinstance(code, int) else 0


def _split_streams() -> tuple[Split, Split]:
    """Put streams that tell threads apart in the place of the program's own, once."""
    if not isinstance(sys.stdout, Split):
        sys.stdout = Split(sys.stdout)
    if not isinstance(sys.stderr, Split):
        sys.stderr = Split(sys.stderr)
    return sys.stdout, sys.stderr


def leave(code: int) -> NoReturn:
    """End the process without waiting for a question that was given up."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
