"""References of the genre by rule: 联席会议, 会议, 专项行动, 《意见》; short and long forms of one thing in one article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.link.bodies import LEVELS, Body
from kg.link.context import resolve_area
from kg.model import Value
from kg.tag.lexicon import Lexicon
from kg.tag.names import Name

if TYPE_CHECKING:
    from kg.link.article import Linked

RELATIVE = re.compile(r"^(?:我|本|全)?(?:自治区|省|市|区|县|州|旗)(?!际|级|属|直|域|块|政)")
CONVENED = re.compile(r"(?:召开|举行|举办|主办|出席|参加|主持|承办)(?:了)?$")
HELD = re.compile(r"^[^。,;]{0,16}?(?:召开|举行|开幕|举办)|^上[,,]")
NATIONAL = re.compile(r"^(?:国务院|中央|全国|国家)|部际")


def link_mechanisms(linked: Linked, names: Sequence[Name], lexicon: Lexicon) -> None:
    """Give every mechanism its id; a bare closing word means the last one it can close."""
    known: list[Body] = []
    for name in names:
        body = None if _is_ref(name) else _mechanism(linked, name, lexicon)
        if body is None:
            body = _antecedent(name.text, known) or _ahead(linked, name, names, lexicon)
        if body is None:
            linked.open.append(name)
            continue
        body.aliases |= {name.text, name.text.removesuffix("制度")} - {body.name}
        linked.add(body)
        known = [b for b in known if b.id != body.id] + [body]
        linked.place(name, body.id)


def link_meetings(linked: Linked, names: Sequence[Name]) -> None:
    """Give every meeting its id; 会议 and a bare closing word mean the meeting the article tells of."""
    named = [n for n in names if not _is_ref(n)]
    bodies = {n.start: b for n, b in zip(named, _meetings(linked, named), strict=True)}
    main: Body | None = None
    for name in names:
        body = bodies.get(name.start) or _meant(linked, name, named, bodies, main)
        if body is None:
            linked.open.append(name)
            continue
        if _is_convened(linked.text, name) or (name.start not in bodies and body is main):
            linked.told.append((name.start, body.id))
        if name.start not in bodies or main is None or _is_convened(linked.text, name):
            main = body
        linked.add(body)
        linked.place(name, body.id)


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


def link_programs(linked: Linked, names: Sequence[Name]) -> None:
    """Give every program its id; a year in front is not part of the name; 专项行动 means the last one that it closes."""
    known: list[Body] = []
    for name in names:
        text = re.sub(r"^(?:19|20)[0-9]{2}年(?:度)?", "", name.text)
        kind = dict(name.attrs).get("kind", "")
        body = _joined(text, known) if not _is_ref(name) else _antecedent(text, known)
        if body is None and (_is_ref(name) or not text):
            linked.open.append(name)
            continue
        body = body or Body(f"Program/{text}", "Program", text, set(), {"kind": kind} if kind else {})
        body.aliases |= {text, name.text} - {body.name}
        linked.add(body)
        known = [b for b in known if b.id != body.id] + [body]
        linked.place(name, body.id)


def link_documents(linked: Linked, names: Sequence[Name]) -> None:
    """Give every document its id; 关于… and 国务院关于… are one; a short title means what was so called, or the last it closes."""
    known: list[Body] = []
    for name in sorted(names, key=_is_ref):
        attrs = dict(name.attrs)
        body = _named_so(name, known) if _is_ref(name) else _same_title(name.text, known)
        if body is None and _is_ref(name):
            linked.open.append(name)
            continue
        body = body or Body(f"Document/{_key(name.text)}", "Document", name.text, set(), {})
        _longer_name(linked, body, name.text)
        body.props |= {k: v for k, v in attrs.items() if k in ("kind", "number", "status")}
        body.aliases |= {a for a in (name.text, attrs.get("number", ""), attrs.get("alias", "")) if a} - {
            body.name
        }
        linked.add(body)
        known = [b for b in known if b.id != body.id] + [body]
        linked.place(name, body.id)


def _is_ref(name: Name) -> bool:
    return ("ref", "1") in name.attrs


def _mechanism(linked: Linked, name: Name, lexicon: Lexicon) -> Body | None:
    """A mechanism under its own name; a relative area in front is replaced by the place."""
    text = name.text.removesuffix("制度") if name.text.endswith("联席会议制度") else name.text
    relative = RELATIVE.match(text)
    place = linked.context.place_at(name.start)
    if relative:
        place = resolve_area(relative.group(), "", name.start, linked.context, lexicon)
        text = (place.name if place else relative.group()) + text[relative.end() :]
    own = next((i.id for i in linked.items if i.start == name.start and i.type == "Place"), "")
    if not relative and not own and place and not NATIONAL.search(text):
        text = place.name + text
    kind = dict(name.attrs).get("kind", "")
    props: dict[str, Value] = {"kind": kind} if kind else {}
    if NATIONAL.search(text):
        props["level"] = "central"
    elif place:
        props |= {
            "level": LEVELS.get(place.level, "county"),
            "jurisdiction": f"Place/{place.code or place.name}",
        }
    aliases = {name.text, name.text[relative.end() :] if relative else ""} - {text, ""}
    body = Body(f"Mechanism/{text}", "Mechanism", text, aliases, props)
    return linked.entities.get(body.id) or body


def _antecedent(text: str, known: Sequence[Body]) -> Body | None:
    """The last thing named whose name or other form ends with the words."""
    tail = text.removesuffix("制度")
    return next(
        (b for b in reversed(known) if b.name.endswith(tail) or any(a.endswith(tail) for a in b.aliases)),
        None,
    )


def _ahead(linked: Linked, name: Name, names: Sequence[Name], lexicon: Lexicon) -> Body | None:
    """A reference before the full name: the first later one that it closes."""
    later = (
        n
        for n in names
        if n.start > name.start and not _is_ref(n) and n.text.removesuffix("制度").endswith(name.text)
    )
    first = next(later, None)
    return _mechanism(linked, first, lexicon) if first else None


def _meetings(linked: Linked, names: Sequence[Name]) -> list[Body]:
    """One body a meeting: a name that begins or ends a longer one of the article is that meeting's."""
    texts = sorted({n.text for n in names}, key=len, reverse=True)
    longest: dict[str, str] = {}
    for text in texts:
        whole = [t for t in dict.fromkeys(longest.values()) if _is_form(text, t)]
        longest[text] = whole[0] if len(whole) == 1 else text
    dates = {t: _date_of(linked, [n for n in names if longest[n.text] == t]) for t in set(longest.values())}
    bodies = {t: _meeting(t, [n for n in names if longest[n.text] == t], dates[t]) for t in dates}
    return [bodies[longest[n.text]] for n in names]


def _is_form(short: str, long: str) -> bool:
    return len(short) > 5 and (long.startswith(short) or long.endswith(short))


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


def sentence_of(linked: Linked, position: int) -> tuple[int, int]:
    """Return the sentence that holds the position; the whole text where none does."""
    return next(((s, e) for s, e in linked.sentences if s <= position < e), (0, len(linked.text)))


def _is_convened(text: str, name: Name) -> bool:
    return bool(
        CONVENED.search(text[max(0, name.start - 8) : name.start])
        or HELD.match(text[name.end : name.end + 24])
    )


def _joined(text: str, known: Sequence[Body]) -> Body | None:
    """A longer form of the same program named before (全国… and …), or itself."""
    return next(
        (
            b
            for b in reversed(known)
            if b.name == text
            or (len(text) > 6 and (b.name.endswith(text) or (text.endswith(b.name) and len(b.name) > 6)))
        ),
        None,
    )


def _key(title: str) -> str:
    return re.sub(r"[《》〈〉<>\s]", "", title)


def _core(title: str) -> str:
    return re.sub(r"^.{0,30}?(?=关于)", "", title)


def _same_title(title: str, known: Sequence[Body]) -> Body | None:
    about = "关于" in title
    return next(
        (
            b
            for b in known
            if b.name == title
            or (
                about
                and "关于" in b.name
                and _core(b.name) == _core(title)
                and (b.name.startswith("关于") or title.startswith("关于"))
            )
        ),
        None,
    )


def _longer_name(linked: Linked, body: Body, title: str) -> None:
    """The form with the issuer in front becomes the name; the id follows, as nothing refers to it yet but items."""
    if len(title) <= len(body.name) or _core(title) != _core(body.name):
        return
    old = body.id
    body.aliases.add(body.name)
    body.name, body.id = title, f"Document/{_key(title)}"
    linked.entities.pop(old, None)
    for item in linked.items:
        if item.id == old:
            item.id = body.id


def _named_so(name: Name, known: Sequence[Body]) -> Body | None:
    called = [b for b in known if name.text in b.aliases]
    return called[-1] if called else _antecedent(name.text, known)
