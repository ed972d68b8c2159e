"""What holds between rows: keys are unique, and every key that a row names exists."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.seeds.reading import Reading
from kg.seeds.rows import AgencyRow, PlaceRow, Row


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


def with_keys(
    rows: list[tuple[str, Row]],
    columns: tuple[str, ...],
    agencies: Mapping[str, tuple[str, AgencyRow]],
    reading: Reading,
) -> list[tuple[str, Row]]:
    """Return the rows with the bodies in those columns as keys of the table of bodies.

    A key may be written with its type (``Agency/民政部``); a body that the table does not have is a fault.
    """
    found = []
    for where, row in rows:
        keys = {column: _key(getattr(row, column), agencies) for column in columns}
        reading.faults += [
            f"{where}: {column} {key} is not in agencies.csv"
            for column, key in keys.items()
            if key and key not in agencies and not _is_open(column, key)
        ]
        found.append((where, row._replace(**keys)))
    return found


def _key(body: str, agencies: Mapping[str, tuple[str, AgencyRow]]) -> str:
    kind, _, key = body.partition("/")
    return key if key in agencies and agencies[key][1].type == kind else body


def _is_open(column: str, key: str) -> bool:
    """Say whether the parent is a mechanism: its office is known, while itself it comes from texts."""
    return column == "parent" and key.startswith("Mechanism/")


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
