"""Lists of bodies that share a head or a tail: 浙江、安徽等省民政厅; 省环保厅、国土资源厅."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.tag.areas import Area, best_place
from kg.tag.lexicon import Lexicon
from kg.tag.matching import HAN
from kg.tag.names import Name

LIST_MARK = re.compile(
    r"(?:\([^()\n]{1,20}\))?\s{0,60}+[、和与及]\s{0,60}+|以及|联合|会同|协同|(?:,挂[^,。;]{2,14}牌子)?,不再保留(?:原)?"
)
# 浙江、安徽、山东、宁夏等省(区)民政厅: places, then perhaps 等, a count, a class word, then one tail for all.
SHARED_MIDDLE = re.compile(
    r"(?:等)?(?:[0-9一二三四五六七八九十两]+(?:个)?)?(?:省\((?:自治区|区)(?:、(?:直辖市|市))?\)|省\(市\)|市县|省市|省区|省份|省|市|区|县|地|盟市|州|个省)?(?:的)?"
)
# 自治区党委、政府.
GOVERNMENT = re.compile("(?:人民)?政府(?:办公厅|办公室)?(?![一-鿿]{0,2}(?:部门|系统|主导|购买|网))")
# 自治区高级人民法院、人民检察院; 省财政厅、纪委监委: courts and discipline in a list of one area's bodies.
JUSTICE = re.compile(
    "(?:(?:高级|中级)?人民法院|人民检察院|纪委监委|纪委|监委)(?=[、,。;组参联共负为牵等与和及]|主要|分管|有关)"
)
LISTED = re.compile(
    rf"(?:(?![的为与及由对等])[{HAN}]){{1,13}}?(?:厅|局|委|(?<![主承协举])办|委员会|办公室|分局|支队|大队)(?=[、,。;]|和|及|等|主要|分管|有关|负责|为成员|共)"
)
DEPARTMENTS = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2,8}?)部门")


def shared_tail(text: str, areas: list[Area], lexicon: Lexicon) -> list[Name]:
    """Spread a list of areas over the one tail behind it; each name stands on its own area's words."""
    names: list[Name] = []
    run: list[Area] = []
    for area in areas:
        if run and not (
            text[run[-1].end : area.start] in ("、", "和", "与", ",", "及", "以及") and _alike(run[-1], area)
        ):
            run = []
        run.append(area)
        tail = _tail_behind(text, area, lexicon) if len(run) > 1 else None
        if tail:
            names += [_spread(a, tail, lexicon) for a in run[:-1]]
            names.append(replace(_spread(run[-1], tail, lexicon), end=run[-1].end))
            run = []
    return names


def _alike(first: Area, second: Area) -> bool:
    """Areas of one level share a tail; 某高新区、某市财政局 are two names."""
    levels = {p.level for p in first.places} & {p.level for p in second.places}
    return bool(levels) or (first.text[-1] == second.text[-1] == "市")


def _tail_behind(text: str, area: Area, lexicon: Lexicon) -> str | None:
    middle = SHARED_MIDDLE.match(text, area.end)
    position = middle.end() if middle else area.end
    for start in dict.fromkeys((position, area.end)):
        match = lexicon.tail.match(text, start)
        if (
            match
            and match.group()
            and match.lastgroup in ("known", "mass", "justice", "offices", "government")
        ):
            return match.group()
        department = DEPARTMENTS.match(text, start)
        if department and department.group("stem") in lexicon.frames["bodies"]["stems"]:
            return department.group("stem") + "部门"
    return None


def _spread(area: Area, tail: str, lexicon: Lexicon) -> Name:
    place = best_place(area.places, None, lexicon)
    code = lexicon.place_key(place) if place else ""
    if tail.endswith("部门"):
        rank = "厅" if place and place.level == "province" and not place.name.endswith("市") else "局"
        tail = tail[:-2] + rank
    full = place.name if place else area.text
    return Name(
        area.start, area.end, "Agency", full + tail, "shared_tail", area=area.text, place=code, tail=tail
    )


def continued(text: str, names: list[Name], lexicon: Lexicon) -> list[Name]:
    """省环保厅、国土资源厅; 区社会事业局副局长、关工委副主任: a body without an area takes that of the one before it."""
    found: list[Name] = []
    starts = {n.start for n in names if not n.bare}
    for name in names:
        while name and name.area:
            start = _over_titles(text, name.end, lexicon)
            match = (
                _tail_at(text, start, lexicon, name.tail.endswith("委"))
                if start and start not in starts
                else None
            )
            if not start or not match or not _same_rank(name.tail, match.group()):
                break
            tail = _sub_area(name.tail) + party_tail(name.tail, match.group(), lexicon)
            name = Name(
                start,
                match.end(),
                "Agency",
                match.group(),
                "continued",
                area=name.area,
                place=name.place,
                tail=tail,
            )
            found.append(name)
    return found


def party_tail(before: str, tail: str, lexicon: Lexicon) -> str:
    """Return the tail of a department, under the party committee of the body before where it is one of the party's.

    区委常委、宣传部部长 is head of the 区委宣传部.
    """
    head = next((h for h in ("党委", "委") if before.startswith(h)), "")
    return head + tail if head and re.fullmatch(lexicon.frames["bodies"]["party_departments"], tail) else tail


def _sub_area(tail: str) -> str:
    """The quarter that the body before belongs to (澳前片区|党工委), for the one that goes on."""
    match = re.match(rf"[{HAN}]{{2,6}}?(?:片区|街道|园区|开发区|新区)", tail)
    return match.group() if match else ""


def _over_titles(text: str, position: int, lexicon: Lexicon) -> int | None:
    """Return where the next part of a list begins, titles and separators skipped; None where the list ends."""
    start = None
    while True:
        title = lexicon.title.match(text, position)
        gap = LIST_MARK.match(text, title.end() if title else position)
        if not gap:
            return start
        start = position = gap.end()


def _tail_at(text: str, start: int, lexicon: Lexicon, party: bool) -> re.Match[str] | None:
    """A well-known tail, or an open one that a title follows."""
    known = (
        lexicon.bare_tail.match(text, start)
        or JUSTICE.match(text, start)
        or (GOVERNMENT.match(text, start) if party else None)
    )
    title = lexicon.title.match(text, start)
    if known or title:
        return known if not title or (known and known.end() >= title.end()) else None
    open_ = lexicon.tail.match(text, start)
    if open_ and open_.lastgroup == "open" and lexicon.title.match(text, open_.end()):
        return open_
    # In the middle of a list whatever closes like a department is one.
    return LISTED.match(text, start) if LIST_MARK.match(text, start - 1) else None


def _same_rank(first: str, second: str) -> bool:
    return not (first.endswith("厅") and second.endswith("局")) and bool(re.match(f"[{HAN}]", second))
