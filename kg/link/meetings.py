"""Meetings of an article: names with their dates, and 会议 for the one that the article tells of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.link.bodies import Body
from kg.link.linked import Item, Linked
from kg.link.references import sentence_of
from kg.model import Value
from kg.tag.names import Name, is_ref

CONVENED = re.compile(r"(?<!关于)(?:召开|举行|举办|主办|出席|参加|主持|承办|套开|续开)(?:了)?$")
HOLDS = re.compile(r"(?:召开|举行)(?:了)?$")
# 全市安全生产工作会议 in a text of 扬州市 is 扬州市安全生产工作会议.
# Behind the first of several hosts: the others, a day, a place, then the verb.
LISTED = re.compile(
    r"(?:[、和与及][^、,;:。]{2,20}){1,9}?(?:[0-9]{1,2}日)?(?:[上下]午)?(?:在[^,。]{1,8})?"
    r"(?:联合|共同)?(?:组织)?(?:召开|举行)(?:了)?"
)
WHOLE_AREA = re.compile("^[全我][省市区县州]")
SESSION = re.compile(r"第[一二三四五六七八九十0-9]+次(?:全体)?(?:会议|会)|全体会议")
NUMBERED = re.compile("第[一二三四五六七八九十百0-9]+次")
HELD = re.compile(r"^[^。,;]{0,16}?(?:召开|举行|开幕|举办|开班|闭幕)|^上[,,]")


# 在某会上的讲话精神: another meeting, of which this text does not tell.
MENTIONED = re.compile(
    "以来|(?:议定|确定|部署|提出)(?:的)?(?:事项|任务|工作)|(?:上)?的?(?:重要)?(?:讲话)?精神|上的(?:重要)?讲话|(?:部署)?要求"
)


def link_meetings(linked: Linked, names: Sequence[Name]) -> None:
    """Give every meeting its id; 会议 and a bare closing word mean the meeting the article tells of."""
    named = [n for n in names if not is_ref(n)]
    bodies = {n.start: b for n, b in zip(named, _meetings(linked, named), strict=True)}
    main: Body | None = None
    for name in names:
        body = _session(linked, name) or _numbered(linked, name) or bodies.get(name.start)
        if body and name.start in bodies:
            bodies[name.start] = body
        body = body or _unnamed(linked, name, list(bodies.values()))
        body = body or _meant(linked, name, named, bodies, main)
        if body is None:
            linked.open.append(name)
            continue
        if MENTIONED.match(linked.text, name.end):
            linked.add(body)
            linked.place(name, body.id)
            continue
        if _is_convened(linked.text, name) or (name.start not in bodies and body is main):
            linked.told.append((name.start, body.id))
        if name.start not in bodies or main is None or _is_convened(linked.text, name):
            main = body
        linked.add(body)
        linked.place(name, body.id)


def _session(linked: Linked, name: Name) -> Body | None:
    """联席会议第一次会议, 市政府第12次常务会议: a session named by a word for its mechanism or body."""
    inner = [
        i
        for i in linked.between(name.start, name.end, "Mechanism", "Agency")
        if i.start == name.start and i.end < name.end
    ]
    if not inner:
        return None
    whole = linked.entities[inner[0].id].name
    shortened = whole.endswith(inner[0].name.text) and whole != inner[0].name.text
    if not (is_ref(name) or inner[0].type == "Agency" or shortened):
        return None
    text = whole + linked.text[inner[0].end : name.end].replace("\n", "")
    return _meeting(text, [name], _date_of(linked, [name]))


def _numbered(linked: Linked, name: Name) -> Body | None:
    """国务院召开第三次廉政工作会议: a number alone in front counts the meetings of the one that holds it."""
    start, _ = sentence_of(linked, name.start)
    if is_ref(name) or not NUMBERED.match(name.text) or not HOLDS.search(linked.text[start : name.start]):
        return None
    host = _host(linked, start, name.start, ("Meeting", "Mechanism", "Agency"))
    text = f"{linked.entities[host.id].name}{name.text}" if host else ""
    return _meeting(text, [name], _date_of(linked, [name])) if host else None


def _unnamed(linked: Linked, name: Name, known: Sequence[Body]) -> Body | None:
    """A meeting without a name of its own has that of the body that holds it.

    中央政治局8月23日召开会议; 某联席会议在北京召开第一次全体会议.
    """
    if name.text != "会议" and any(b.name.endswith(name.text) for b in known):
        return None
    types = ("Agency",) if name.text == "会议" else ("Meeting", "Mechanism", "Agency")
    start, _ = sentence_of(linked, name.start)
    if not HOLDS.search(linked.text[start : name.start]):
        return None
    host = _host(linked, start, name.start, types)
    return (
        _meeting(f"{linked.entities[host.id].name}{name.text}", [name], _date_of(linked, [name]))
        if host
        else None
    )


def _host(linked: Linked, start: int, end: int, types: tuple[str, ...]) -> Item | None:
    """The first of those who hold it: it begins the clause, and only more of them stand between two marks."""
    clause = max(start, linked.text.rfind(",", start, end) + 1)
    hosts = [i for i in linked.between(clause, end, *types) if i.start == clause]
    if not hosts:
        listed = linked.between(start, end, *types)
        runs = [i for i in listed if LISTED.fullmatch(linked.text, i.end, end)]
        hosts = runs[:1]
    return max(hosts, key=lambda i: i.end, default=None)


def _meant(
    linked: Linked, name: Name, named: Sequence[Name], bodies: dict[int, Body], main: Body | None
) -> Body | None:
    """What a bare closing word means: a meeting whose name it closes, before or behind; else the one told of."""
    if name.text != "会议":
        before = [bodies[n.start] for n in named if n.start < name.start]
        behind = [bodies[n.start] for n in named if n.start > name.start]
        closed = next((b for b in [*reversed(before), *behind] if b.name.endswith(name.text)), None)
        if closed:
            return closed
    return main or next(
        (bodies[n.start] for n in named if n.start > name.start and _is_convened(linked.text, n)), None
    )


def _meetings(linked: Linked, names: Sequence[Name]) -> list[Body]:
    """One body a meeting: a name that begins or ends a longer one of the article is that meeting's."""
    texts = sorted({n.text for n in names}, key=len, reverse=True)
    place = linked.context.place.name if linked.context.place else ""
    longest: dict[str, str] = {}
    for text in texts:
        whole = [
            t
            for t in dict.fromkeys(longest.values())
            if _is_form(text, t) or _is_form(WHOLE_AREA.sub(place, text), t)
        ]
        longest[text] = whole[0] if len(whole) == 1 else text
    dates = {t: _date_of(linked, [n for n in names if longest[n.text] == t]) for t in set(longest.values())}
    bodies = {t: _meeting(t, [n for n in names if longest[n.text] == t], dates[t]) for t in dates}
    return [bodies[longest[n.text]] for n in names]


def _is_form(short: str, long: str) -> bool:
    return short == long or (len(short) > 5 and (long.startswith(short) or long.endswith(short)))


def _meeting(text: str, names: Sequence[Name], date: tuple[str, str]) -> Body:
    attrs = dict(names[0].attrs)
    props: dict[str, Value] = {"kind": attrs.get("kind") or "other"}
    iso, until = date
    props |= {k: v for k, v in (("date", iso), ("endDate", until)) if v}
    if attrs.get("ordinal"):
        props["ordinal"] = int(attrs["ordinal"])
    key = f"Meeting/{text}@{iso}" if iso else f"Meeting/{text}"
    return Body(key, "Meeting", text, {n.text for n in names} - {text}, props)


def _date_of(linked: Linked, names: Sequence[Name]) -> tuple[str, str]:
    """The date told in the sentence of one of its names, the most precise and nearest in front first."""
    best = ("", "")
    for name in names:
        if linked.text.startswith("精神", name.end):
            continue
        start, end = sentence_of(linked, name.start)
        inside = [
            d
            for d in linked.dates
            if (start <= d.start and d.end <= name.start)
            or (name.end <= d.start < end and d.start - name.end < 12)
        ]
        for date in sorted(inside, key=lambda d: (-len(d.iso), abs(name.start - d.end))):
            if len(date.iso) > len(best[0]):
                best = (date.iso, date.until)
    return best


def _is_convened(text: str, name: Name) -> bool:
    return bool(
        CONVENED.search(text[max(0, name.start - 8) : name.start])
        or HELD.match(text[name.end : name.end + 24])
    )
