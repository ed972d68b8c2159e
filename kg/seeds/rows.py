"""The rows of the tables: every cell a string, empty where unknown; dates ISO, as precise as known."""

from __future__ import annotations

from typing import NamedTuple, TypeVar


class AgencyRow(NamedTuple):
    """One body. ``id`` is the key after ``Type/``, ``parent`` another body's, ``place`` a place's key."""

    type: str
    id: str
    name: str
    full_name: str
    level: str
    system: str
    parent: str
    place: str
    founded: str
    dissolved: str
    source: str
    verified: str
    note: str


class NameRow(NamedTuple):
    """Another form of a body's name, and when it was in use.

    ``context`` is ``bare`` where the form means this body only among central ones, else empty.
    """

    name: str
    id: str
    kind: str
    valid_from: str
    valid_to: str
    context: str


class SuccessionRow(NamedTuple):
    """The body ``new`` took over from the body ``old``."""

    new: str
    old: str
    date: str
    kind: str
    document: str
    source: str
    verified: str


class PlaceRow(NamedTuple):
    """A division under one of its names. One code may have several: the newest comes last."""

    code: str
    name: str
    short: str
    level: str
    parent: str
    valid_from: str
    valid_to: str
    verified: str
    note: str

    @property
    def key(self) -> str:
        """What identifies it: its code, or its name where it has none."""
        return self.code or self.name


class StemRow(NamedTuple):
    """A short form within names of bodies and what it stands for."""

    short: str
    full: str


Row = TypeVar("Row", AgencyRow, NameRow, SuccessionRow, PlaceRow, StemRow)
