"""State and party bodies: gazetteer hits, local bodies by grammar, lists that share a head or a tail, inner bureaus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.tag.areas import Area, best_place, find_relative
from kg.tag.body_lists import continued, shared_tail
from kg.tag.lexicon import Lexicon
from kg.tag.matching import HAN
from kg.tag.names import Name, keep_longest
from kg.tag.party_bodies import prefixed, two_offices

RITUAL = re.compile(
    r"党中央、国务院(?!(?:联合)?(?:印发|发布|出台|批准|下发|召开|公布|转发))|中共中央、国务院(?=的?(?:坚强领导|决策部署|高度重视|部署要求))|在党中央"
    # Organs of other countries' parties.
    r"|(?:越共|古共|越南共产党|古巴共产党|老挝人民革命党|朝鲜劳动党)(?:中央)?[一-鿿]{0,5}"
)
HAN_LEFT = re.compile(f"[{HAN}]")
TOWN = re.compile(rf"(?![各全本该其有])[{HAN}]{{2,4}}")
SHORT = 2
STATIONED = re.compile("纪检监察组|纪检组")
LONGEST_RELATIVE = 10
# A longer one is a name, not words, where it stands in a list or before what a body does.
TERM = re.compile("^第?[一二三四五六七八九十]{1,3}届")
LONGEST_LISTED = 16
LISTED = re.compile("[、,;。:()]|牵头|负责|主要|分管|局长|队长|主任")
LONGEST_NAME = 40


def find_bodies(text: str, areas: list[Area], lexicon: Lexicon) -> list[Name]:
    """Return the bodies of a text with these areas, in text order, without overlaps; inner bureaus are part of the name."""
    names = [*_central(text, lexicon), *_local(text, areas, lexicon), *shared_tail(text, areas, lexicon)]
    names += prefixed(text, areas, lexicon)
    names += [n for m in lexicon.town.finditer(text) if (n := _town(m, {a.end for a in areas}))]
    names += [
        Name(m.start(), m.end(), "Agency", m.group(), "open_zone") for m in lexicon.open_zone.finditer(text)
    ]
    starts = {a.start for a in areas}
    names = [_with_inner(n, text, starts, lexicon) for n in _with_line(keep_longest(names))]
    names = keep_longest([*names, *_stationed(names, text)])
    offices = two_offices(text, areas, lexicon)
    taken = [(o.start, o.end) for o in offices]
    names = [n for n in names if not any(s < n.end and n.start < e for s, e in taken)]
    # Before a bare name of the same words: in a local list it is the local body.
    return sorted(
        [*keep_longest([*continued(text, names, lexicon), *names]), *offices], key=lambda n: n.start
    )


def _stationed(names: list[Name], text: str) -> list[Name]:
    """中央纪委国家监委|驻某部|纪检监察组: a body of discipline, named with the one it is stationed in."""
    ends = {n.end: n for n in names}
    found = []
    for name in names:
        unit = STATIONED.match(text, name.end)
        if unit and text[name.start - 1 : name.start] == "驻":
            sender = ends.get(name.start - 1)
            start = sender.start if sender else name.start - 1
            found.append(
                replace(
                    name,
                    start=start,
                    end=unit.end(),
                    text=text[start : unit.end()],
                    rule="stationed",
                    inner=(),
                )
            )
    return found


def _central(text: str, lexicon: Lexicon) -> list[Name]:
    ritual = [(m.start(), m.end()) for m in RITUAL.finditer(text)]
    names = []
    for start, end, word in _unfused(text, lexicon):
        if any(s <= start < e for s, e in ritual) or (
            word.endswith("部") and text.startswith(("门", "际", "署", "队"), end)
        ):
            continue
        if len(word) <= SHORT and not _is_apart(text, start, lexicon):
            continue
        rows = lexicon.central_names[word]
        kind = lexicon.seeds.agencies[rows[0].id].type
        bare = all(r.context == "bare" for r in rows)
        names.append(Name(start, end, kind, word, "gazetteer", key=rows[0].id, bare=bare))
    return names


def _is_apart(text: str, start: int, lexicon: Lexicon) -> bool:
    """Whether what stands before lets a name of two characters begin here: 作协 is no part of 工作协调."""
    before = text[max(0, start - 4) : start]
    return not HAN_LEFT.match(before[-1:]) or before.endswith(
        tuple(lexicon.frames["bodies"]["relative_left"])
    )


def _unfused(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Yield the gazetteer's names; 联合国务院国资委 is a verb before 国务院国资委."""
    for start, end, word in lexicon.central.find(text):
        verb = next((v for v in lexicon.frames["bodies"]["fused_verbs"] if word.startswith(v)), "")
        begin = start + len(verb)
        longer = lexicon.central.find(text[begin : begin + LONGEST_NAME])[:1] if verb else []
        if longer and longer[0][0] == 0 and begin + longer[0][1] > end:
            yield begin, begin + longer[0][1], longer[0][2]
        else:
            yield start, end, word


def _local(text: str, areas: list[Area], lexicon: Lexicon) -> list[Name]:
    names = []
    taken = {a.end for a in areas}
    covered = [(a.start, a.end) for a in areas]
    starts = sorted(a.start for a in areas if not a.short)
    relative = [
        a for a in find_relative(text, lexicon) if not any(s < a.end and e > a.start for s, e in covered)
    ]
    shorts = _county_shorts(text, lexicon)
    for area in [*areas, *relative, *shorts]:
        name = _local_at(text, area, lexicon)
        if name and name.rule == "local_open" and any(area.end < s < name.end for s in starts):
            continue
        if name and not (area.is_relative and area.end in taken):
            names.append(name)
            names += _fused(name, text, lexicon)
    return names


def _fused(before: Name, text: str, lexicon: Lexicon) -> list[Name]:
    """南通市委|市政府: a body of the same area follows without a mark."""
    word = text[before.end : before.end + 1]
    if word not in ("省", "市", "区", "县", "州", "旗") or not before.tail.startswith("委"):
        return []
    name = _local_at(text, Area(before.end, before.end + 1, word, ()), lexicon)
    return (
        [replace(name, area=before.area, place=before.place)] if name and before.area.endswith(word) else []
    )


def _town(rank: re.Match[str], edges: set[int]) -> Name | None:
    """杜桥镇党委: a town is in no table; it is read behind an edge, and before a body's own part."""
    text, end = rank.string, rank.end()
    for start in range(max(0, rank.start() - 4), rank.start() - 1):
        town = text[start : rank.end("rank")]
        begins = start in edges or not HAN_LEFT.match(text[start - 1 : start]) or text[start - 1] in "和及与"
        if begins and TOWN.fullmatch(text, start, rank.start()):
            return Name(start, end, "Agency", text[start:end], "town", area=town, tail=rank["tail"])
    return None


def _county_shorts(text: str, lexicon: Lexicon) -> list[Area]:
    """平潭海关: a county without its rank word, before a tail that cannot be plain words."""
    found = []
    for start, end, word in lexicon.county_short.find(text):
        tail = lexicon.tail.match(text, end)
        if tail and tail.group() and tail.lastgroup in ("vertical", "known", "justice", "discipline"):
            found.append(Area(start, end, word, tuple(lexicon.county_shorts[word]), short=True))
    return found


def _local_at(text: str, area: Area, lexicon: Lexicon) -> Name | None:
    match = lexicon.tail.match(text, area.end)
    if not match or not match.group() or not _may_follow(area, match):
        return None
    # 市|长李延春委托: the head of the area, whatever follows.
    if match.lastgroup == "open" and match.group().startswith("长") and match.group().endswith("委"):
        return None
    # 市|十六届人大常委会: the term is not the body's.
    tail = TERM.sub("", match.group())
    place = best_place(area.places, None, lexicon)
    code = lexicon.place_key(place) if place else ""
    surface = text[area.start : match.end()]
    return Name(
        area.start,
        match.end(),
        "Agency",
        surface,
        f"local_{match.lastgroup}",
        area=area.text,
        place=code,
        tail=tail,
    )


def _may_follow(area: Area, match: re.Match[str]) -> bool:
    """A short or relative area takes an open tail only where it cannot be plain words."""
    if match.lastgroup != "open":
        return True
    longest = LONGEST_LISTED if LISTED.match(match.string, match.end()) else LONGEST_RELATIVE
    return not area.short and not (area.is_relative and len(match.group()) > longest)


def _with_line(names: list[Name]) -> list[Name]:
    """国家税务总局|玉林市税务局 is the local office of the line, named with its head."""
    ends = {n.end: n for n in names if n.key}
    heads = {
        n.start: ends[n.start]
        for n in names
        if n.area and n.start in ends and n.tail[:2] in ends[n.start].text
    }
    offices = [replace(n, start=heads[n.start].start) if n.start in heads else n for n in names]
    return [n for n in offices if n not in heads.values()]


def _with_inner(name: Name, text: str, areas: set[int], lexicon: Lexicon) -> Name:
    """Extend a body by the inner bureaus that follow it without a gap."""
    if name.type != "Agency" or name.rule == "shared_tail":
        return name
    while len(name.inner) < 3:
        match = lexicon.inner.match(text, name.end)
        if (
            not match
            or any(name.end <= a < match.end() for a in areas)
            or _begins_body(text, name.end, lexicon)
            or (lexicon.title.match(text, name.end) and not match.group().startswith("办公"))
        ):
            break
        name = replace(
            name, end=match.end(), text=name.text + match.group(), inner=(*name.inner, match.group())
        )
    return name


def _begins_body(text: str, position: int, lexicon: Lexicon) -> bool:
    """市场监管总局公安部关于…: what follows without a gap is a body of its own, not an inner bureau."""
    first = lexicon.central.find(text[position : position + LONGEST_NAME])[:1]
    rows = lexicon.central_names[first[0][2]] if first and first[0][0] == 0 else []
    return bool(rows) and not all(row.context == "bare" for row in rows)
