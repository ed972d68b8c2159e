"""What the cells of each table must be like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

DATE = (re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"), "ISO date")
CODE = (re.compile(r"[1-9]\d{5}"), "code of six digits")
VERIFIED = frozenset({"yes", "no"})
LEVELS = frozenset({"", "central", "province", "city", "county", "town", "village"})
SYSTEMS = frozenset(
    (
        "",
        "party",
        "government",
        "congress",
        "cppcc",
        "court",
        "procuratorate",
        "supervision",
        "military",
        "mass",
    )
)


@dataclass(frozen=True, slots=True)
class Table:
    """What the cells of one table must be like: filled, of a list, or of a form."""

    file: str
    filled: tuple[str, ...]
    listed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    formed: Mapping[str, tuple[re.Pattern[str], str]] = field(default_factory=dict)


AGENCIES = Table(
    "agencies.csv",
    filled=("type", "id", "name", "source"),
    listed={
        "type": frozenset({"Agency", "Mechanism", "Organization"}),
        "level": LEVELS,
        "system": SYSTEMS,
        "verified": VERIFIED,
    },
    formed={"founded": DATE, "dissolved": DATE},
)
NAMES = Table(
    "names.csv",
    filled=("name", "id"),
    listed={
        "kind": frozenset({"full", "short", "abbreviation", "former", "english"}),
        "context": frozenset({"", "bare"}),
    },
    formed={"valid_from": DATE, "valid_to": DATE},
)
SUCCESSIONS = Table(
    "succession.csv",
    filled=("new", "old", "source"),
    listed={"kind": frozenset({"renamed", "merged", "split", "enlarged"}), "verified": VERIFIED},
    formed={"date": DATE},
)
PLACES = Table(
    "places.csv",
    filled=("name",),
    listed={"level": frozenset({"province", "city", "county", "town", "zone"}), "verified": VERIFIED},
    formed={"code": CODE, "parent": CODE, "valid_from": DATE, "valid_to": DATE},
)
STEMS = Table("stems.csv", filled=("short", "full"))
