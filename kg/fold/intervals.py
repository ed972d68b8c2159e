"""When something was so: what was seen and ended on which dates → from/to pairs. Dates are ISO, as precise as told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import NamedTuple


class Kind(IntEnum):
    """What a text tells of a date, in the order in which one date's tellings are read."""

    SEEN = 0
    DURING = 1
    ENDED = 2


class Event(NamedTuple):
    """A fact was seen on a date, held during it (a year's campaign), or ended on it. The date may be empty."""

    date: str
    kind: Kind


def intervals(events: Iterable[Event]) -> list[str]:
    """Return ``from/to`` pairs in order of time; an end that no text tells is empty, and a pair of two such is left out."""
    found: list[tuple[str, str]] = []
    opened: str | None = None
    for event in sorted(set(events)):
        if event.kind is Kind.SEEN:
            opened = opened or event.date
        elif event.kind is Kind.DURING:
            found += [(event.date, event.date)] if opened is None else []
        elif opened is not None or not found:
            found.append((opened or "", event.date))
            opened = None
    if opened is not None:
        found.append((opened, ""))
    return [f"{start}/{end}" for start, end in found if start or end]


def is_ended(events: Iterable[Event]) -> bool:
    """Say whether the last that is told is an end."""
    return max(events).kind is Kind.ENDED


def missing_from(subject: str, lists: Mapping[str, set[str]], events: Iterable[Event]) -> list[Event]:
    """Return an end for every complete list that leaves out a subject seen before it.

    Only a list that names everyone can end a membership by silence, and only one that is surely later: a year
    does not come after a day in it.

    Args:
        subject: The member.
        lists: Date of each complete list → ids of those it names.
        events: What is told of the membership.
    """
    seen = [event.date for event in events if event.kind is Kind.SEEN and event.date]
    left_out = [date for date, members in lists.items() if subject not in members]
    return [
        Event(date, Kind.ENDED) for date in left_out if any(d < date and not date.startswith(d) for d in seen)
    ]
