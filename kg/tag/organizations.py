"""Bodies that are neither state nor party organs: an area or 中国/全国 in front, a closing word behind."""

from __future__ import annotations

import re

from kg.tag.areas import Area, best_place, find_relative
from kg.tag.lexicon import Lexicon
from kg.tag.names import Found, Name

HEADS = re.compile(
    r"(?:西北|东北|华北|华东|华中|华南|西南)(?=[一-鿿]{2,10}(?:大学|学院|研究院|医院))|中国|中华|全国(?!性|各)|国际|世界|亚洲|联合国"
)


def find_organizations(found: Found, areas: list[Area], lexicon: Lexicon) -> list[Name]:
    """Return organizations with an area or a national word in front, in text order."""
    kinds = lexicon.frames["bodies"]["organizations"]
    names = []
    for start, head, area, place in _heads(found.text, areas, lexicon):
        match = lexicon.organization_body.match(found.text, head)
        if match and not _is_body(found, start, match.end()):
            kind = next(k for k, words in kinds.items() if re.search(f"(?:{words})$", match.group()))
            surface = found.text[start : match.end()]
            names.append(
                Name(
                    start,
                    match.end(),
                    "Organization",
                    surface,
                    "organization",
                    area=area,
                    place=place,
                    tail=match.group(),
                    attrs=(("kind", kind),),
                )
            )
    return _outermost([*names, *_branches(found, areas, lexicon)])


def _branches(found: Found, areas: list[Area], lexicon: Lexicon) -> list[Name]:
    """中国农业发展银行|黑龙江省|分行, 人行|合肥|中心支行, 武警|陇西|中队: a national body's branch, named with its place."""
    frames = lexicon.frames["bodies"]
    heads = re.compile(f"(?:{frames['branch_heads']})$")
    tail = re.compile(frames["branch_tails"])
    branches = []
    for area in [*areas, *_counties(found.text, tail, lexicon)]:
        known = found.ending_at(area.start, ("Agency", "Organization"))
        word = heads.search(found.text[max(0, area.start - 6) : area.start])
        start = known.start if known else area.start - len(word.group()) if word else None
        end = tail.match(found.text, area.end)
        if start is not None and end:
            text = found.text[start : end.end()]
            kind = known.type if known and known.type == "Agency" else "Organization"
            kind = "Agency" if word and word.group() not in frames["branch_companies"] else kind
            branches.append(
                Name(start, end.end(), kind, text, "branch", area=area.text, place=_place_key(area, lexicon))
            )
    return branches


def _counties(text: str, tail: re.Pattern[str], lexicon: Lexicon) -> list[Area]:
    """Counties told without their rank word, before the end of a branch's name (武警|陇西|中队)."""
    return [
        Area(s, e, word, tuple(lexicon.county_shorts[word]), short=True)
        for s, e, word in lexicon.county_short.find(text)
        if tail.match(text, e)
    ]


def _place_key(area: Area, lexicon: Lexicon) -> str:
    place = best_place(area.places, None, lexicon)
    return lexicon.place_key(place) if place else ""


def _heads(text: str, areas: list[Area], lexicon: Lexicon) -> list[tuple[int, int, str, str]]:
    heads = [(m.start(), m.end(), "", "") for m in HEADS.finditer(text)]
    taken = {a.end for a in areas}
    own = [a for a in find_relative(text, lexicon) if a.text[0] not in "全该" and a.end not in taken]
    for area in [*areas, *own]:
        place = best_place(area.places, None, lexicon)
        heads.append((area.start, area.end, area.text, lexicon.place_key(place) if place else ""))
    return sorted(heads)


def _is_body(found: Found, start: int, end: int) -> bool:
    return any(
        (n.start <= start and n.end >= end) or n.start == start
        for n in found.overlapping(start, start + 1)
        if n.type in ("Agency", "Organization")
    )


def _outermost(names: list[Name]) -> list[Name]:
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept
