"""What a change of the texts would do to the graph, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.cli.failing import say
from kg.cli.language import told
from kg.cli.rows import show

if TYPE_CHECKING:
    from kg.workspace import Workspace


@contextmanager
def show_difference(workspace: Workspace, format_: str | None) -> Iterator[None]:
    """Print how the graph differs afterwards: items on stdout, counts a type on stderr."""
    from kg.fold.difference import GONE, NEW, OTHER, counted, difference, outline

    before = outline(workspace.graph())
    yield
    steps = difference(before, outline(workspace.graph()))
    show((step._asdict() for step in steps), format_)
    for type_, counts in counted(steps).items():
        say(f"{type_}: " + ", ".join(f"{sign}{counts[sign]}" for sign in (NEW, GONE, OTHER)))
    if not steps:
        say(told("the graph would stay as it is", "图将保持不变"))
