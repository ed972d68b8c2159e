"""What a run is doing, on stderr, while it takes more than a moment; silent where nobody watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn


@contextmanager
def counting(what: str) -> Iterator[Callable[[str], None]]:
    """Show how many items are done and the name of the last one; give what to call with each name."""
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with _display(*columns) as progress:
        task = progress.add_task(what)
        done = 0

        def step(name: str) -> None:
            nonlocal done
            done += 1
            progress.update(task, description=f"{what} {done} · {name[-60:]}")

        yield step


@contextmanager
def measuring(what: str) -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar with rate and time left; give what to call with the work at hand, and how much of how much is done."""
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with _display(*columns, TimeRemainingColumn()) as progress:
        task = progress.add_task(what, total=None)
        stage, began = what, time.monotonic()

        def step(now: str, done: int, total: int) -> None:
            nonlocal stage, began
            if now != stage or done == 0:
                stage, began = now, time.monotonic()
                progress.reset(task)
            rate = done / max(time.monotonic() - began, 0.001)
            text = f"{now} {done:,} of {total:,} · {rate:,.0f}/s"
            progress.update(task, description=text, completed=done, total=total)

        yield step


def _display(*columns: ProgressColumn) -> Progress:
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    return Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty())
