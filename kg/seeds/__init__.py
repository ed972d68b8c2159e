"""What is known beforehand: the tables and word lists under ``seeds/``, as typed rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import assets
from kg.errors import SeedError
from kg.seeds.checks import by_key, check_places, with_keys
from kg.seeds.reading import Reading, read_table, read_words
from kg.seeds.rows import AgencyRow, NameRow, PlaceRow, Row, StemRow, SuccessionRow
from kg.seeds.tables import AGENCIES, NAMES, PLACES, STEMS, SUCCESSIONS

__all__ = ["AgencyRow", "NameRow", "PlaceRow", "Seeds", "StemRow", "SuccessionRow", "load_seeds"]


@dataclass(frozen=True, slots=True)
class Seeds:
    """All that is known beforehand.

    Attributes:
        agencies: Rows by key, in the order of the table.
        words: Lines of each word list, by its file's stem.
    """

    agencies: Mapping[str, AgencyRow]
    names: tuple[NameRow, ...]
    successions: tuple[SuccessionRow, ...]
    places: tuple[PlaceRow, ...]
    stems: tuple[StemRow, ...]
    words: Mapping[str, tuple[str, ...]]


def load_seeds(root: Path | None = None, extra: Path | None = None) -> Seeds:
    """Read and check every table and word list.

    Args:
        root: Folder that holds ``seeds/``; the shipped one by default.
        extra: Folder with tables of the same names, whose rows are added: an agency or a place that is
            known already is replaced.

    Raises:
        SeedError: Rows are wrong; the message has one line a fault.
    """
    folders = {"seeds": (root or assets.root()) / "seeds"}
    reading = Reading(folders | ({str(extra): extra} if extra else {}))
    agencies = by_key(read_table(AGENCIES, AgencyRow, reading), lambda row: row.id, reading)
    places = by_key(read_table(PLACES, PlaceRow, reading), lambda row: f"{row.code} {row.name}", reading)
    bodies = with_keys(list(agencies.values()), ("parent",), agencies, reading)
    names = with_keys(read_table(NAMES, NameRow, reading), ("id",), agencies, reading)
    successions = with_keys(
        read_table(SUCCESSIONS, SuccessionRow, reading), ("new", "old"), agencies, reading
    )
    stems = read_table(STEMS, StemRow, reading)
    words = read_words(reading)
    check_places(agencies, places, reading)
    if reading.faults:
        raise SeedError("\n".join(reading.faults))
    return Seeds(
        agencies={row.id: row for _, row in bodies},
        names=_unique(names),
        successions=_unique(successions),
        places=_unique(list(places.values())),
        stems=_unique(stems),
        words=words,
    )


def _unique(rows: list[tuple[str, Row]]) -> tuple[Row, ...]:
    return tuple(dict.fromkeys(row for _, row in rows))
