"""What an article lends to the names in it: its date, its place, the places of its sections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.link.dates import year_of
from kg.seeds import PlaceRow
from kg.tag.areas import best_place, find_areas
from kg.tag.lexicon import Lexicon
from kg.tag.names import Name

HEAD = 160
LEVEL_OF_WORD = {
    "省": "province",
    "自治区": "province",
    "市": "city",
    "州": "city",
    "自治州": "city",
    "县": "county",
    "旗": "county",
    "镇": "town",
    "乡": "town",
}


@dataclass(frozen=True, slots=True)
class Context:
    """The article's date (ISO or empty), place and year, for each section ``(start, end, place)``, and all places named."""

    date: str
    place: PlaceRow | None
    sections: tuple[tuple[int, int, PlaceRow], ...] = ()
    year: int | None = None
    named: tuple[PlaceRow, ...] = ()

    def section_at(self, position: int) -> int:
        """Return where the section of the position begins; 0 outside of any."""
        return next((s for s, e, _ in self.sections if s <= position < e), 0)

    def place_at(self, position: int) -> PlaceRow | None:
        """Return the jurisdiction that a passage inherits."""
        return next((p for s, e, p in self.sections if s <= position < e), self.place)


def make_context(
    text: str,
    names: Sequence[Name],
    date: str,
    sections: Sequence[tuple[int, int, str]],
    lexicon: Lexicon,
    hint: str = "",
) -> Context:
    """Read the context off an article. ``sections`` are ``(start, end, heading)``; ``hint`` is its publisher."""
    places = []
    for start, end, heading in sections:
        areas = find_areas(heading, lexicon)
        place = (
            best_place(areas[0].places, None, lexicon)
            if areas and len(areas[0].text) >= len(heading.strip()) - 2
            else None
        )
        if place:
            places.append((start, end, place))
    year = year_of(date) or year_of(next(iter(re.findall(r"(?:19|20)[0-9]{2}(?=年)", hint)), None))
    named = tuple(lexicon.places[code] for code in sorted({n.place for n in names if n.place}))
    place = _main_place(text, names, lexicon, hint)
    return Context(date, _issuing_town(names, place, lexicon) or place, tuple(places), year, named)


def resolve_area(word: str, code: str, position: int, context: Context, lexicon: Lexicon) -> PlaceRow | None:
    """Return the place that an area's words mean here: by themselves, or through the article."""
    local = context.place_at(position)
    if code:
        place = lexicon.places[code]
        is_short = local is not None and place.name != word and local.name.startswith(word)
        return local if is_short else place
    areas = find_areas(word, lexicon)
    if areas:
        return best_place(areas[-1].places, local, lexicon)
    relative = word.lstrip("我本全")
    return _relative(relative, local, lexicon) or _only(relative, local, context.named, lexicon)


def _only(
    word: str, local: PlaceRow | None, named: tuple[PlaceRow, ...], lexicon: Lexicon
) -> PlaceRow | None:
    """市 in a text of a province that names one city is that city."""
    level = LEVEL_OF_WORD.get(word, "")
    fits = [p for p in named if p.level == level and (local is None or local in lexicon.ancestors(p))]
    return fits[0] if len(fits) == 1 else None


def _relative(word: str, local: PlaceRow | None, lexicon: Lexicon) -> PlaceRow | None:
    """省 in a text of 济宁市 is 山东省; 区 is the article's own district or zone, or its autonomous region."""
    if local is None:
        return None
    line = [local, *lexicon.ancestors(local)]
    if word == "区":
        own = next((p for p in line if p.name.endswith("区")), None)
        return own or local
    if word == "市":
        return next((p for p in line if p.name.endswith("市")), None)
    level = LEVEL_OF_WORD.get(word, "")
    return next((p for p in line if p.level == level), None)


def _told_in_full(names: Sequence[Name], lexicon: Lexicon) -> dict[str, str]:
    """A short word for an area (平潭) → the place of the text whose full name (平潭综合实验区) begins with it."""
    full = {n.area: n.place for n in names if n.place and n.area == lexicon.places[n.place].name}
    shorts = {n.area for n in names if n.area and n.area not in full}
    return {short: code for short in shorts for name, code in sorted(full.items()) if name.startswith(short)}


def _issuing_town(names: Sequence[Name], place: PlaceRow | None, lexicon: Lexicon) -> PlaceRow | None:
    """The town whose body the text names first: it issued it. Towns stand in no table, their county in front of them does."""
    first = min((n for n in names if n.type == "Agency"), key=lambda n: n.start, default=None)
    if first is None or first.rule != "town" or first.start > HEAD:
        return None
    starts = {n.start for n in names if n.rule == "town" and n.area == first.area}
    above = next(
        (lexicon.places[n.place] for n in names if n.place and n.type == "Place" and n.end in starts), place
    )
    if above is None:
        return None
    return PlaceRow(
        "", above.name + first.area, first.area, "town", above.key, "", "", "no", "named in the text"
    )


def _main_place(text: str, names: Sequence[Name], lexicon: Lexicon, hint: str) -> PlaceRow | None:
    """The area whose bodies act: those in the head count most, then the most frequent."""
    votes: Counter[str] = Counter()
    told = _told_in_full(names, lexicon)
    for name in names:
        if name.place and name.type in ("Agency", "Place"):
            weight = 6 if name.start < HEAD else 1
            votes[told.get(name.area, name.place)] += weight * (2 if name.type == "Agency" else 1)
    for area in find_areas(hint, lexicon):
        place = best_place(area.places, None, lexicon)
        if place:
            votes[lexicon.place_key(place)] += 12
    if not votes or (not any(not n.place and n.area for n in names) and len(votes) > 3):
        return None
    return lexicon.places[min(votes, key=lambda k: (-votes[k], k))]
