"""What an article lends to the names in it: its date, its place, the places of its sections."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from kg.link.dates import year_of
from kg.seeds import PlaceRow
from kg.tag.areas import best_place, find_areas
from kg.tag.lexicon import Lexicon
from kg.tag.names import Name

HEAD = 160
# Marks and numbers that a heading may hold beside its areas.
MARKS = 3
# 某局2003年工作总结: the year that a report is of, printed in the next.
REPORT_YEAR = re.compile(
    r"[^\n]{0,30}((?:19|20)[0-9]{2})年(?:度)?[^\n]{0,20}(?:工作总结|总结|工作报告|工作情况|工作回顾)"
)
# Short words for a zone, and how its name ends.
ZONES = {"高新区": "高新技术产业开发区", "经开区": "经济技术开发区"}
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
    """What an article lends to its names.

    Attributes:
        date: ISO date, or empty.
        place: The area whose text this is.
        sections: ``(start, end, place)`` of each section.
        year: The article's year.
        named: All places named.
        areas: ``(start, place)`` of every area named, in order.
        paragraphs: Where the paragraphs begin, in order.
    """

    date: str
    place: PlaceRow | None
    sections: tuple[tuple[int, int, PlaceRow], ...] = ()
    year: int | None = None
    named: tuple[PlaceRow, ...] = ()
    areas: tuple[tuple[int, PlaceRow], ...] = ()
    paragraphs: tuple[int, ...] = (0,)

    def section_at(self, position: int) -> int:
        """Return where the section of the position begins; 0 outside of any."""
        section = self._section(position)
        return section[0] if section else 0

    def place_at(self, position: int) -> PlaceRow | None:
        """Return the jurisdiction that a passage inherits."""
        section = self._section(position)
        return section[2] if section else self.place

    def _section(self, position: int) -> tuple[int, int, PlaceRow] | None:
        number = bisect_right(self.sections, position, key=itemgetter(0)) - 1
        return self.sections[number] if number >= 0 and position < self.sections[number][1] else None


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
        place = _heading_place(heading, lexicon)
        if place:
            places.append((start, end, place))
    report = REPORT_YEAR.match(text.lstrip())
    year = (
        (int(report[1]) if report else None)
        or year_of(date)
        or year_of(next(iter(re.findall(r"(?:19|20)[0-9]{2}(?=年)", hint)), None))
    )
    named = tuple(lexicon.places[code] for code in sorted({n.place for n in names if n.place}))
    place = _main_place(text, names, lexicon, hint)
    areas = tuple((n.start, lexicon.places[n.place]) for n in sorted(names, key=lambda n: n.start) if n.place)
    paragraphs = (0, *(m.end() for m in re.finditer("\n", text)))
    town = _issuing_town(names, place, lexicon)
    return Context(date, town or place, tuple(places), year, named, areas, paragraphs)


def _heading_place(heading: str, lexicon: Lexicon) -> PlaceRow | None:
    """The place of a heading that names an area and little else (【湖北襄阳】, 三、贵州省)."""
    areas = find_areas(heading, lexicon)
    named = sum(len(a.text) for a in areas)
    if not areas or named < len(heading.strip()) - MARKS:
        return None
    first = best_place(areas[0].places, None, lexicon)
    return best_place(areas[-1].places, first, lexicon)


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
    if word.startswith("该"):
        return _nearest(word[1:], position, context, lexicon)
    relative = word.lstrip("我本全")
    own = None if _is_broader(local, relative) else _relative(relative, local, lexicon)
    found = own or _nearest(relative, position, context, lexicon) or _relative(relative, local, lexicon)
    return found or _only(relative, local, context.named, lexicon)


def _is_broader(local: PlaceRow | None, word: str) -> bool:
    """Whether a district is spoken of in a text of a province or city, whose own level has other words."""
    return word == "区" and local is not None and not local.name.endswith("区")


def _nearest(word: str, position: int, context: Context, lexicon: Lexicon) -> PlaceRow | None:
    """The last area named before in the paragraph that the word can mean (某市某区建立…,由区教育局牵头)."""
    start = max(p for p in context.paragraphs if p <= position)
    before = [place for at, place in context.areas if start <= at < position]
    lines = [[place, *lexicon.ancestors(place)] for place in reversed(before)]
    found = next((p for line in lines for p in line if _is_called(p, word)), None)
    above = lexicon.ancestors(found) if found else []
    return next((p for p in before if p in above and _is_called(p, word)), found)


def _is_called(place: PlaceRow, word: str) -> bool:
    if word == "区":
        return place.level in ("county", "zone") and place.name.endswith("区")
    return place.level == LEVEL_OF_WORD.get(word) or (word == "市" and place.name.endswith("市"))


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
    if len(word) > 1 and word.endswith("区") and word != "自治区":
        return next((p for p in line if p.level == "zone" and p.name.endswith(ZONES.get(word, word))), None)
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


def _is_central(names: Sequence[Name]) -> bool:
    """Whether a central body, and no local one, stands in the head of a text without relative names: it is of no area."""
    head = [n for n in names if n.type == "Agency" and n.start < HEAD]
    return bool(head) and not any(n.area for n in head) and not any(n.area and not n.place for n in names)


def _count_relative(votes: Counter[str], names: Sequence[Name], lexicon: Lexicon) -> None:
    """A text that says 区委, 区长 is more likely one of a district: each such word counts for the areas it can mean."""
    words = Counter(n.area.lstrip("我本全") for n in names if n.area and not n.place)
    fits = {k: _fitting(words, lexicon.places[k], lexicon) for k in votes}
    most = [k for k in votes if fits[k] == max(fits.values(), default=0)]
    ranked = sorted(votes[k] for k in most)
    # A report on several cities is of none of them.
    if len(ranked) == 1 or (ranked and ranked[-1] > 2 * ranked[-2]):
        votes.update(fits)


def _fitting(words: Counter[str], place: PlaceRow, lexicon: Lexicon) -> int:
    """How many of the relative words the place, or one above it, can be meant by."""
    line = [place, *lexicon.ancestors(place)]
    return sum(n for word, n in words.items() if any(_is_called(p, word) for p in line))


def _main_place(text: str, names: Sequence[Name], lexicon: Lexicon, hint: str) -> PlaceRow | None:
    """The area whose bodies act: those in the head count most, then the most frequent."""
    if not hint and _is_central(names):
        return None
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
    _count_relative(votes, names, lexicon)
    return lexicon.places[min(votes, key=lambda k: (-votes[k], k))]
