"""Meetings: where the name of one begins, sessions with their number, and two names that 暨 makes one."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.tag.event_grammar import Grammar
from kg.tag.events import LONGEST, chinese_number, left_edge, named
from kg.tag.names import Found, Name, Places

ORDINAL = re.compile(r"第([一二三四五六七八九十百0-9]+)次")
# Verbs of study at the head of a clause; 传达 and the like in front make them a predicate.
OPENING = re.compile(r"(?:^|[。;:,!?\n])((?:深入)?(?:学习|宣传|贯彻|落实)+)$")
# 全省落实…会议: the name begins with whose meeting it is.
WHOLE_OPENING = re.compile(
    r"((?:全[国省市区县州旗]|全系统)(?:深入)?(?:学习|宣传|贯彻|落实|推进|加强|开展|深化)+)$"
)
# 召开全国…会议: behind such a word, or at the head of a clause, whose meeting it is begins the name whatever it holds.
WHOLE = re.compile(
    r"(?:^|(?<=[。;:,!?\n\s日午晚天])|(?<=召开|举行|举办|主持|出席|参加|收看|收听|列席|组织|承办)|(?<=[开加]了))"
    r"(?:全[国省市区县州旗]|全自治区|我[省市区县州旗])(?!域|直|级|性)"
)
# 召开学习…汇报会: right behind the verb begins the name, verbs of study and all.
CONVENED = re.compile(r"(?<=召开|举行|举办)了?(?=[一-鿿“])")
# What such a name never holds.
NOT_WITHIN = re.compile(r"召开|召集|办公室|举行|举办|主持|出席|参加|精神|了|[,。;:!?()\n]")
# Nor one that is not introduced by whose meeting it is.
OPEN_WITHIN = re.compile("[的由并、]|为|就|以|一次")
YEAR = re.compile(r"(?:(?:19|20)[0-9]{2}年(?:度)?)?(?:第[一二三四五六七八九十0-9]+次)?(?:\(扩大\))?")
# 学习贯彻…精神中央宣讲团动员会: what is studied stands before the rest of the name.
STUDY = re.compile(r"(?:^|[。;:,!?\n])((?:深入)?学习(?:宣传)?贯彻[^,。;:、\n]{2,30}?精神)$")
# 市政府第12次常务会议, 全国政协十四届三次会议: right behind a body such words make the meeting its own.
SESSION_OF = re.compile(
    r"第?[一二三四五六七八九十百0-9]{1,4}[届次]|(?:19|20)[0-9]{2}年(?:度)?第|常务会议|常委会议|党组会议|主席会议|委员长会议"
)
# 十四届|全国人大常委会|第二十一次会议.
TERM = re.compile("第?[一二三四五六七八九十]{1,3}届$")
CONFERENCE = re.compile(
    r"(?:召开|举行)(?:了)?(?P<name>(?:(?:19|20)[0-9]{2}年(?:度)?)?(?:(?![的由和与])[一-鿿]){6,30}?联席会议)(?=[,。;\n]|$)"
)
REFERENCE = re.compile(r"会\n?议(?!室|精神|纪要|议程|通知|制度)|(?:开班|开幕|闭幕|结业)[式会]")


def find_meetings(found: Found, grammar: Grammar) -> list[Name]:
    """Return meetings; 会议, 推进会 without a topic carry ``ref``."""
    names = []
    for match in grammar.suffix.finditer(found.text):
        start = _begin(found, match, grammar)
        ordinal = ORDINAL.search(match.group())
        extra = {"ordinal": chinese_number(ordinal.group(1))} if ordinal else {}
        names += named(found.text, start, match, grammar, **extra)
    names = _joined(found.text, [*names, *_conferences(found.text)])
    taken = Places([*names, *(n for n in found.names if n.type == "Mechanism")])
    for match in REFERENCE.finditer(found.text):
        if taken.overlapping(match.start(), match.start() + 1):
            continue
        names.append(
            Name(
                *match.span(), "Meeting", match.group().replace("\n", ""), "reference", attrs=(("ref", "1"),)
            )
        )
    return names


def _conferences(text: str) -> list[Name]:
    """召开2021年某联席会议: what is convened is a meeting, by whose name the conference goes."""
    attrs = (("kind", "plenary"),)
    return [
        Name(*m.span("name"), "Meeting", m["name"], "convened", attrs=attrs)
        for m in CONFERENCE.finditer(text)
    ]


def _begin(found: Found, match: re.Match[str], grammar: Grammar) -> int:
    """Where the name begins that the match closes: at its mechanism, at whose meeting it is, or at the usual edge."""
    edge = left_edge(found, match.start(), grammar)
    body = found.ending_at(edge, ("Agency",))
    if body and SESSION_OF.match(found.text, edge):
        term = TERM.search(found.text, max(0, body.start - 6), body.start)
        return term.start() if term else body.start
    of = _mechanism_before(found, match)
    if of is not None and of < edge:
        return of
    whole = _whole(found, match.start(), edge, grammar)
    return whole if whole is not None else _with_verb(found.text, edge, match.end())


def _mechanism_before(found: Found, match: re.Match[str]) -> int | None:
    """Where the mechanism begins that a session is of (某工作协调机制|2023年第二次会议)."""
    near = [
        n
        for n in found.overlapping(match.start() - 17, match.end() + 1)
        if n.type == "Mechanism" and match.start() - 16 <= n.end <= match.end() and n.start < match.start()
    ]
    fits = [n.start for n in near if YEAR.fullmatch(found.text, n.end, max(n.end, match.start()))]
    return min(fits, default=None)


def _whole(found: Found, position: int, edge: int, grammar: Grammar) -> int | None:
    """Where the name begins, before the usual edge, at 全国… or right behind 召开, with nothing between that ends a name."""
    floor = max(0, position - LONGEST)
    starts = [m.start() for m in WHOLE.finditer(found.text, floor, position)]
    starts += [
        m.end()
        for m in CONVENED.finditer(found.text, floor, position)
        if not OPEN_WITHIN.search(found.text, m.end(), position)
    ]
    fits = (s for s in sorted(starts) if s < edge and _is_one_name(found, s, position))
    return next((s for s in fits if not grammar.suffix.search(found.text, s, position)), None)


def _is_one_name(found: Found, start: int, end: int) -> bool:
    """Whether nothing stands between the offsets that a meeting's name never holds."""
    types = ("Agency", "Organization", "Official")
    held = any(
        n.type in types and n.start < end and start < n.end and n.start != start
        for n in found.overlapping(start, end)
    )
    return not held and not NOT_WITHIN.search(found.text, start, end)


def _joined(text: str, names: list[Name]) -> list[Name]:
    """第十一次会议暨某某电视电话会议 is one meeting."""
    whole: list[Name] = []
    for name in names:
        if whole and text[whole[-1].end : name.start] == "暨":
            before = whole.pop()
            name = replace(
                before, end=name.end, text=text[before.start : name.end], attrs=before.attrs or name.attrs
            )
        whole.append(name)
    return whole


def _with_verb(text: str, begin: int, end: int) -> int:
    """学习贯彻…会议召开: verbs that open the clause belong to the meeting's name, but not in 学习贯彻…会议精神."""
    is_object = re.match("精神|要求|部署|决策", text[end : end + 2])
    window = text[max(0, begin - 12) : begin]
    match = None if is_object else OPENING.search(window) or WHOLE_OPENING.search(window)
    if not is_object and text.endswith("精神", 0, begin):
        match = STUDY.search(text, max(0, begin - LONGEST), begin)
    return begin - len(match.group(1)) if match else begin
