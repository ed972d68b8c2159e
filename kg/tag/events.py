"""Mechanisms, meetings and programs: a closing word, then the left edge that such a name never crosses."""

from __future__ import annotations

import re

from kg.tag.event_grammar import QUOTED, Grammar
from kg.tag.matching import HAN
from kg.tag.mechanism_parts import find_aliases, find_parts
from kg.tag.names import Found, Name

BREAK = re.compile(r"[。;:,!?\n()《》|…—]|(?<![一-龥])[一二三四五六七八九十][、是]|[一二三四五六七八九]是")
# 全区, 我市: such a word begins the name of a mechanism or program.
AREA_WORD = re.compile(r"[全我][省市区县](?!域|直|级)|(?<![次届])全国(?!性)")
# 和市…会议: the area word begins the second of two names.
OWN_WORD = re.compile("[省市区县州](?![场容域级直政民区际县内外])|全[国省市县区]")
# What local bodies a mechanism bears in front of its name.
OVER = ("政府", "人民政府", "委", "党委")
# Committees that are departments or organs: 市卫生健康委员会, 市人大常委会农村工作委员会.
OWN_COMMITTEES = ("local_mass", "local_known", "local_congress")
FOUNDING = re.compile("(?:成立|设立|建立|组建|调整)(?:了)?")
JOINED = re.compile("[、]|由|的|以及")
# A mark or the number of a section that the edge let in.
LEADING = re.compile(
    r"[、,]+|[0-9]{1,9}(?:\.[0-9]{1,9}){1,9}|[0-9]{1,2}[.、．](?![0-9])|附件[0-9]{0,2}[:.、]?|[0-9]{1,9}[座个项条处](?=[一-鿿])"
)
LONGEST = 60
# 市住建委|所属单位…汇报会: what belongs to a body is told with it.
BELONGS = re.compile("所属|直属|系统|机关")
# 《某公报》|评审会: right before the closing word a paper is what the meeting is about.
PAPER_LAST = re.compile("《[^《》\n]{1,40}》$")


def find_mechanisms(found: Found, grammar: Grammar) -> list[Name]:
    """Return mechanisms; a bare closing word (联席会议) carries ``ref``."""
    names = []
    for match in grammar.suffix.finditer(found.text):
        start = left_edge(found, match.start(), grammar)
        start = _founded(found, start, match.start())
        topic = found.text[start : match.start()]
        if match.group() == "委员会" and not _is_committee(found.text, start, match, topic, grammar):
            continue
        body = found.ending_at(match.end(), ("Agency",))
        if body and (body.key or body.rule in OWN_COMMITTEES):
            continue
        names += named(found.text, start, match, grammar)
    return [*names, *find_parts(found.text), *find_aliases(found.text, names)]


def left_edge(found: Found, position: int, grammar: Grammar) -> int:
    """Return where the name that closes at ``position`` begins."""
    floor = max(0, position - LONGEST)
    window = _mask(found.text[floor:position], grammar)
    edge = max((m.end() for p in (BREAK, grammar.left) for m in p.finditer(window)), default=0)
    edge = max(edge, _soft_edge(found, floor, window, grammar))
    if grammar.kind != "Meeting":
        edge = max(edge, max((m.start() for m in AREA_WORD.finditer(window)), default=0))
    return floor + max(edge, _after_body(found, floor, position, grammar.kind) - floor)


def _founded(found: Found, start: int, end: int) -> int:
    """成立佛山市加强…领导小组: behind such a verb the name begins at the area, whatever verbs it holds."""
    verb = next(FOUNDING.finditer(found.text, max(0, end - LONGEST), start), None)
    at = verb.end() if verb else start
    between = found.text[at:start]
    area = found.starting_at(at, ("Place",)) if at < start else None
    return at if area and not BREAK.search(between) and not JOINED.search(between) else start


def chinese_number(text: str) -> str:
    """Return the digits of a number up to 99 (二十三 → 23)."""
    if text.isdigit():
        return text
    digits = {c: i for i, c in enumerate("〇一二三四五六七八九")}
    tens, _, ones = text.partition("十") if "十" in text else ("", "", text)
    head = digits.get(tens, 1) * 10 if "十" in text else 0
    return str(head + digits.get(ones, 0))


def _mask(window: str, grammar: Grammar) -> str:
    if grammar.kind == "Meeting":
        window = PAPER_LAST.sub(lambda m: "囗" * len(m.group()), window)
    for pattern in (QUOTED, grammar.paper):
        window = pattern.sub(lambda m: "囗" * len(m.group()), window)
    return grammar.masked.sub(lambda m: "囗" * len(m.group()), window)


def _soft_edge(found: Found, floor: int, window: str, grammar: Grammar) -> int:
    """A soft separator is an edge where a name ends on its left."""
    edges = [0]
    for match in grammar.separator.finditer(window):
        before = found.text[: floor + match.start()]
        named = found.ending_at(len(before), ("Agency", "Organization", "Official"))
        if (
            (grammar.kind == "Program" and match.group() == "、")
            or named
            or before.endswith((*grammar.titles, "》"))
            or (grammar.kind == "Mechanism" and before.endswith(("会议", "推进会", "座谈会")))
            or (grammar.kind == "Meeting" and OWN_WORD.match(window, match.end()))
            or grammar.ended.search(before[-16:])
        ):
            edges.append(match.end())
    return max(edges)


def _after_body(found: Found, floor: int, position: int, kind: str) -> int:
    """A name never begins inside or before a body; it begins with one that it bears in front of its own."""
    edges = [
        n.start if _is_over(n, kind) or (kind == "Meeting" and BELONGS.match(found.text, n.end)) else n.end
        for n in found.overlapping(floor - 1, position + 1)
        if n.type in ("Agency", "Organization", "Official")
        and floor <= n.end <= position
        and not found.text.endswith("纪念", 0, n.start)
    ]
    return max(edges, default=floor)


def _is_over(body: Name, kind: str) -> bool:
    """Whether a name bears the body's in front (国务院…会议), a mechanism also a local one's (省政府…委员会)."""
    local = kind == "Mechanism" and body.area != "" and body.tail in OVER
    return local or body.text in ("国务院", "中央", "中共中央")


def named(text: str, start: int, match: re.Match[str], grammar: Grammar, **extra: str) -> list[Name]:
    """Return the name that begins at ``start`` and closes with the match; none where it is generic by what stands before."""
    if (
        text[max(0, start - 2) : start].endswith(("各", "各级", "各地"))
        or text[start : match.end()].count('"') % 2
    ):
        return []
    if text[start : match.end()].count("“") > text[start : match.end()].count("”"):
        start = text.rindex("“", start, match.end()) + 1
    mark = LEADING.match(text, start, match.start())
    start = mark.end() if mark else start
    surface = re.sub(r"\s+", "", text[start : match.end()])
    start += len(text[start : match.end()]) - len(text[start : match.end()].lstrip())
    attrs = {"kind": grammar.kind_of(match.group()), **extra}
    says_all = match.group() in grammar.frames.get("short_forms", {})
    if surface in grammar.frames["generic"] or (
        not says_all and _is_thin(text[start : match.start()], grammar)
    ):
        attrs["ref"] = "1"
    return [Name(start, match.end(), grammar.kind, surface, "suffix", attrs=tuple(sorted(attrs.items())))]


def _is_thin(topic: str, grammar: Grammar) -> bool:
    """A topic of less than a word or two names nothing: such a span refers to something named elsewhere."""
    han = re.sub(rf"[^{HAN}“]|^[全我本]?[省市区县]|^(?:全国|年)|^[一二两三四五六七八九十]+次", "", topic)
    shortest: int = grammar.frames["shortest_topic"]
    return len(han) < shortest or han in grammar.frames.get("empty_topics", ())


def _is_committee(text: str, start: int, match: re.Match[str], topic: str, grammar: Grammar) -> bool:
    """Whether a committee coordinates: by its topic, or because the text sets it up or tells its members."""
    frames = grammar.frames
    if topic.endswith(tuple(frames["committee_topics"])):
        return True
    set_up = re.search(frames["set_up"], text[max(0, start - 12) : start])
    return bool(set_up or re.match(frames["members_follow"], text[match.end() : match.end() + 8]))
