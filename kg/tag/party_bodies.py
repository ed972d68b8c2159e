"""Bodies whose system stands before the area (中共江西省委, 团省委), and 两办: two offices at the same words."""

from __future__ import annotations

import re

from kg.tag.areas import Area, best_place, find_relative
from kg.tag.lexicon import Lexicon
from kg.tag.names import Name

# The democratic parties; their committees in an area are no organs of the Party's (民盟四川省委, 四川省委).
PARTIES = ("民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟")
TWO_OFFICES = re.compile(
    r"(?P<rest>党?委[、和](?:[省市区县州]|自治区)?(?:人民)?政府)?(?P<bare>)两办(?=名义|印|联合|发|下|出|转|共)"
)


def two_offices(text: str, areas: list[Area], lexicon: Lexicon) -> list[Name]:
    """省委、省政府两办, 市两办: the offices of an area's party committee and of its government, both at these words."""
    if "两办" not in text:
        return []
    ends = {a.end: a for a in [*areas, *find_relative(text, lexicon)]}
    names = []
    for match in TWO_OFFICES.finditer(text):
        area = ends.get(match.start("rest")) or ends.get(match.start("bare"))
        if area:
            names += [
                _office(text, area, match.end(), tail, lexicon) for tail in ("委办公厅", "人民政府办公厅")
            ]
    return names


def _office(text: str, area: Area, end: int, tail: str, lexicon: Lexicon) -> Name:
    """The office; only a province's is called 办公厅."""
    place = best_place(area.places, None, lexicon)
    provincial = place.level == "province" if place else area.text in ("省", "自治区")
    own = tail if provincial else tail.replace("办公厅", "办公室")
    code = lexicon.place_key(place) if place else ""
    return Name(
        area.start, end, "Agency", text[area.start : end], "two_offices", area=area.text, place=code, tail=own
    )


def prefixed(text: str, areas: list[Area], lexicon: Lexicon) -> list[Name]:
    """中共江西省委…, 共青团贵州省委, 团省委: the system's word stands before the area."""
    names = []
    by_start = {a.start: a for a in areas}
    for match in re.finditer(
        rf"(?=[中共团民农致九台])(?:{'|'.join(PARTIES)}|中共|共青团|(?:(?<![\u4e00-\u9fff])|(?<=[由和与及经对向为是同合、]))团)",
        text,
    ):
        area = by_start.get(match.end())
        if area is None and match.end() < len(text) and text[match.end()] in "省市区县州":
            area = Area(match.end(), match.end() + 1, text[match.end()], ())
        if area:
            names += _prefixed_at(text, match, area, lexicon)
    return names


def _prefixed_at(text: str, head: re.Match[str], area: Area, lexicon: Lexicon) -> list[Name]:
    tail = lexicon.tail.match(text, area.end)
    if not tail or not tail.group().startswith("委"):
        return []
    place = best_place(area.places, None, lexicon)
    code = lexicon.place_key(place) if place else ""
    own = "团委" if head.group() in ("共青团", "团") else tail.group()
    if head.group() in PARTIES:
        own = head.group() + re.sub("^委员会", "委", own)
    end = area.end + 1 if own == "团委" else tail.end()
    if own == "团委" and text.startswith("委员会", area.end):
        end = area.end + 3
    surface = text[head.start() : end]
    return [
        Name(head.start(), end, "Agency", surface, "local_prefixed", area=area.text, place=code, tail=own)
    ]
