"""How bodies and places are named: the full form of a short tail, the place in front, the system that a tail shows."""

from __future__ import annotations

import re
from functools import cache

from kg.seeds import PlaceRow
from kg.tag.lexicon import Lexicon
from kg.tag.party_bodies import PARTIES

LEVELS = {"province": "province", "city": "city", "zone": "county", "county": "county", "town": "town"}
GOVERNMENT = re.compile(r"^(?:人民)?政府|^府(?=办)")
AUTONOMOUS = re.compile("自治[州县旗]$")


def canonical_tail(tail: str, lexicon: Lexicon) -> str:
    """Return the full form of a local body's own part (发改委 → 发展和改革委员会, 府办 → 人民政府办公室)."""
    if GOVERNMENT.match(tail):
        rest = GOVERNMENT.sub("", tail, count=1)
        rest = re.sub(r"办$", "办公室", rest)
        return "人民政府" + (lexicon.stems.get(rest, rest) if rest else "")
    if tail in lexicon.stems:
        return lexicon.stems[tail]
    match = re.fullmatch(r"(.{1,80}?)(委员会|委|厅|局|办公室|办|分局|总队|部)", tail)
    if match and match.group(1) in lexicon.stems:
        return lexicon.stems[match.group(1)] + _rank(match.group(2))
    if match and match.group(1) in lexicon.frames["bodies"]["stems"]:
        return match.group(1) + _rank(match.group(2))
    return re.sub(r"(?<=[^公])办$", "办公室", tail) if len(tail) > 2 else tail


def _rank(rank: str) -> str:
    return {"委": "委员会", "办": "办公室"}.get(rank, rank)


def full_name(place: PlaceRow, lexicon: Lexicon) -> str:
    """Return the place's name, with its parent's in front where several places bear it (南京市鼓楼区)."""
    named = lexicon.place_names.get(place.name, ())
    codes = {p.code for p in named if p.name == place.name and not p.valid_to}
    above = lexicon.ancestors(place)
    return above[0].name + place.name if len(codes) > 1 and above else place.name


def short_forms(place: PlaceRow) -> set[str]:
    """Return the shorter names of a place: 怒江傈僳族自治州 is 怒江, and 怒江州."""
    if not place.short or place.short == place.name:
        return set()
    rank = place.name[-1] if AUTONOMOUS.search(place.name) else ""
    return {place.short, place.short + rank}


def join(area: str, tail: str) -> str:
    """Return the area's words with the body's own part behind.

    The Youth League and the democratic parties stand in front (共青团贵州省委).
    """
    if tail.startswith(PARTIES):
        party = next(p for p in PARTIES if tail.startswith(p))
        return f"{party}{area}{tail.removeprefix(party)}"
    return f"共青团{area[:-1]}{area[-1]}委" if tail == "团委" and area[-1:] in "省市县区州" else area + tail


@cache
def system_of(tail: str) -> str:
    """Return the system that a local body's own part belongs to."""
    tests = (
        ("party", rf"^(?:党?委|党工委|党群|{'|'.join(PARTIES)})"),
        ("discipline", r"^纪|^监察"),
        ("congress", r"^人大|^人民代表"),
        ("cppcc", r"^政协|^政治协商"),
        ("court", r"法院|^高院|^中院"),
        ("procuratorate", r"检察院"),
        ("mass", r"工会|妇|残联|残疾人联合会|科协|工商联|文联|侨联|红十字|关工委|团委|关心下一代|青年"),
        ("military", r"军区|军分区|武警|警备"),
    )
    found = next((system for system, pattern in tests if re.search(pattern, tail)), "government")
    return "supervision" if found == "discipline" else found
