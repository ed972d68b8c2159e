"""The graph that a shell holds open for its commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.store import Store


@dataclass(frozen=True, slots=True)
class Held:
    """A graph that is open already, and what it was asked for as."""

    folder: str
    store: str | None
    database: str | None
    graph: Store


def held(folder: str, store: str | None, database: str | None) -> Store | None:
    """Return the graph that is held open, where it is the one that a command asks for."""
    context = click.get_current_context(silent=True)
    found = context.find_object(Held) if context else None
    fits = found and (found.folder, found.store, found.database) == (folder, store, database)
    return found.graph if found and fits else None
