"""Pairs of near names: whether ``kg link`` tells them apart, joins them, and ties the part to the whole and the new to the old."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import ReadError

if TYPE_CHECKING:
    from kg.tag.lexicon import Lexicon

COLUMNS = ("name_a", "within_a", "on_a", "name_b", "within_b", "on_b", "relation")
RELATIONS = ("different", "same", "part_of", "succeeds")


class Asked(NamedTuple):
    """A name with the place and the date at which it is asked for; both may be empty."""

    name: str
    within: str
    on: str


@dataclass(frozen=True, slots=True)
class Trap:
    """Two names, how they must stand to each other, and how they do: a relation, or ``open`` where a name stays open."""

    a: Asked
    b: Asked
    expected: str
    found: str

    def __str__(self) -> str:
        return "\t".join((*self.a, *self.b, self.expected, self.found))


def spring(path: Path) -> list[Trap]:
    """Ask for every pair of a tab-separated file.

    Args:
        path: Columns ``name_a within_a on_a name_b within_b on_b relation``; relation is ``different``, ``same``,
            ``part_of`` or ``succeeds``: how a stands to b.

    Raises:
        ReadError: The file has other columns or relations.
    """
    from kg.seeds import load_seeds
    from kg.tag.lexicon import Lexicon, load_frames

    lexicon = Lexicon(load_seeds(), load_frames())
    return [Trap(a, b, expected, relation(a, b, lexicon)) for a, b, expected in _pairs(path)]


def trap_rows(traps: Sequence[Trap]) -> Iterator[dict[str, Any]]:
    """Yield a row for each relation, then one for all; ``merged`` counts names that wrongly became one."""
    for what in (*RELATIONS, "ALL"):
        own = [trap for trap in traps if what in (trap.expected, "ALL")]
        right = sum(trap.found == trap.expected for trap in own)
        merged = sum(trap.found == "same" != trap.expected for trap in own)
        share = round(right / len(own), 3) if own else None
        yield {"relation": what, "n": len(own), "right": right, "share": share, "merged": merged}


def relation(a: Asked, b: Asked, lexicon: Lexicon) -> str:
    """Return how ``a`` stands to ``b``: a part of its part is its part, a successor's successor its successor."""
    from kg.link.api import link

    one, other = (link(x.name, lexicon, within=x.within, on=x.on) for x in (a, b))
    if one is None or other is None:
        return "open"
    if one["id"] == other["id"]:
        return "same"
    if other["id"] in _above(one, a, lexicon):
        return "part_of"
    return "succeeds" if other["id"] in _before(one["succeeds"], lexicon) else "different"


def _above(body: dict[str, Any], asked: Asked, lexicon: Lexicon) -> set[str]:
    """Ids of all wholes that a body is part of."""
    from kg.link.api import link

    found = set[str]()
    whole = body["partOf"]
    while whole and whole not in found:
        found.add(whole)
        above = link(whole.split("/", 1)[1], lexicon, within=asked.within, on=asked.on)
        whole = above["partOf"] if above else None
    return found


def _before(old: Iterable[str], lexicon: Lexicon) -> set[str]:
    """Ids of all bodies that came before, as far back as the seeds tell."""
    found, edge = set[str](), set(old)
    while edge:
        found |= edge
        keys = {id_.split("/", 1)[1] for id_ in edge}
        edge = {f"Agency/{s.old}" for s in lexicon.seeds.successions if s.new in keys} - found
    return found


def _pairs(path: Path) -> Iterator[tuple[Asked, Asked, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: cannot be read ({error})") from error
    for number, row in enumerate(rows, start=2):
        values = [row.get(column) for column in COLUMNS]
        if row.get("relation") not in RELATIONS or None in values:
            raise ReadError(
                f"{path}:{number}: needs the columns {', '.join(COLUMNS)} and a relation of {RELATIONS}"
            )
        name_a, within_a, on_a, name_b, within_b, on_b, expected = map(str, values)
        yield Asked(name_a, within_a, on_a), Asked(name_b, within_b, on_b), expected
