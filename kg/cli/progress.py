"""What a run is doing, on stderr, while it takes more than a moment; silent where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def counting(what: str) -> Iterator[Callable[[str], None]]:
    """Show how many items are done and the name of the last one; give what to call with each name."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(what)
        done = 0

        def step(name: str) -> None:
            nonlocal done
            done += 1
            progress.update(task, description=f"{what} {done} · {name[-60:]}")

        yield step
