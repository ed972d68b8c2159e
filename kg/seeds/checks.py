"""What holds between rows: keys are unique, and every key that a row names exists."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.seeds.reading import Reading
from kg.seeds.rows import AgencyRow, NameRow, PlaceRow, Row, SuccessionRow


def by_key(
    rows: list[tuple[str, Row]], key: Callable[[Row], str], reading: Reading
) -> dict[str, tuple[str, Row]]:
    """Return the rows by key: twice in one file is a fault, in a later file it replaces the earlier."""
    found: dict[str, tuple[str, Row]] = {}
    for where, row in rows:
        before = found.get(key(row))
        if before and before[0].rpartition(":")[0] == where.rpartition(":")[0]:
            reading.faults.append(f"{where}: {key(row)} stands already at {before[0]}")
        found[key(row)] = (where, row)
    return found


def check_bodies(
    agencies: Mapping[str, tuple[str, AgencyRow]],
    names: list[tuple[str, NameRow]],
    successions: list[tuple[str, SuccessionRow]],
    reading: Reading,
) -> None:
    """Note every parent, name and succession whose body is not in the table of bodies."""
    used = [(where, "parent", row.parent) for where, row in agencies.values() if row.parent]
    used += [(where, "id", row.id) for where, row in names]
    used += [(where, end, getattr(row, end)) for where, row in successions for end in ("new", "old")]
    reading.faults += [
        f"{where}: {column} {key} is not in agencies.csv"
        for where, column, key in used
        if key not in agencies
    ]


def check_places(
    agencies: Mapping[str, tuple[str, AgencyRow]],
    places: Mapping[str, tuple[str, PlaceRow]],
    reading: Reading,
) -> None:
    """Note every place that a body or a place names and the table of places does not have."""
    keys = {row.key for _, row in places.values()}
    used = [(where, "place", row.place) for where, row in agencies.values() if row.place]
    used += [(where, "parent", row.parent) for where, row in places.values() if row.parent]
    reading.faults += [
        f"{where}: {column} {key} is not in places.csv" for where, column, key in used if key not in keys
    ]
