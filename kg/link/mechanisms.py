"""Coordination bodies of an article: full names, and 联席会议 or 领导小组 for the last that it closes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.link.bodies import Body
from kg.link.context import resolve_area
from kg.link.linked import Item, Linked
from kg.link.naming import LEVELS
from kg.link.references import antecedent
from kg.model import Value
from kg.tag.lexicon import Lexicon
from kg.tag.names import Name, is_part, is_ref

LONG = 9
# 撤销某联席会议: not the one that takes over, however near their names.
GOES = re.compile("(?:撤销|取消|原)$")
# 召开2019年某委员会第一次会议: the year is the session's.
YEAR = re.compile("^(?:19|20)[0-9]{2}年(?:度)?(?!.*(?:运动会|奥运会|博览会|普查))")
ALIAS_OF = "alias_of"
CALLED = re.compile(r"(?:制度)?\((?:以下|下)?简?称(?:为)?[“\"]?(?P<word>[^()“”\"]{2,8})[”\"]?\)")
RELATIVE = re.compile(r"^(?:我|本|全)?(?:自治区|省|市|区|县|州|旗)(?!际|级|属|直|域|块|政)")
NATIONAL = re.compile(r"^(?:国务院|中央|全国|国家)|部际")


@dataclass
class _Told:
    """What the article has named so far: mechanisms, the last one last, and the words it calls one by."""

    known: list[Body] = field(default_factory=list)
    called: dict[str, Body] = field(default_factory=dict)
    closed: dict[str, list[Name]] = field(default_factory=dict)

    def closed_by(self, word: str, full: Sequence[Name]) -> list[Name]:
        """The full names that end with the word; sought once, since a text says such a word again and again."""
        if word not in self.closed:
            self.closed[word] = [n for n in full if n.text.removesuffix("制度").endswith(word)]
        return self.closed[word]


def link_mechanisms(linked: Linked, names: Sequence[Name], lexicon: Lexicon) -> None:
    """Give every mechanism its id; a bare closing word means the last one it can close."""
    told = _Told()
    full = [name for name in names if not is_ref(name)]
    for name in names:
        if ALIAS_OF in dict(name.attrs):
            _alias(linked, name)
        elif is_part(name):
            _part(linked, name, told.known)
        else:
            _whole(linked, name, full, told, lexicon)


def _alias(linked: Linked, name: Name) -> None:
    """A short name that the text gives to the mechanism at the offset it holds."""
    at = int(dict(name.attrs)[ALIAS_OF])
    item = next((i for i in linked.between(at, name.start, "Mechanism") if i.start == at), None)
    if item:
        linked.entities[item.id].aliases.add(name.text)
        linked.place(name, item.id)


def _whole(linked: Linked, name: Name, full: Sequence[Name], told: _Told, lexicon: Lexicon) -> None:
    body = told.called.get(name.text)
    if body is None and not is_ref(name):
        body = _mechanism(linked, name, lexicon)
    if body is None:
        body = antecedent(name.text, told.known) or _ahead(
            linked, name, told.closed_by(name.text, full), lexicon
        )
    if body is None:
        linked.open.append(name)
        return
    body.aliases |= {name.text, name.text.removesuffix("制度")} - {body.name}
    linked.place(name, linked.add(body))
    word = CALLED.match(linked.text, name.end)
    if word:
        told.called[word["word"]] = body
    # What only goes as another comes is not what 领导小组 means afterwards.
    if not linked.is_former(Item(name, body.id)):
        told.known = [b for b in told.known if b.id != body.id] + [body]


def _part(linked: Linked, name: Name, known: Sequence[Body]) -> None:
    """A part bears the name of its mechanism in front of its own."""
    if not known:
        return
    whole = known[-1]
    props = {k: v for k, v in whole.props.items() if k in ("level", "jurisdiction")} | {
        "kind": "working_group"
    }
    text = whole.name + name.text
    linked.place(name, linked.add(Body(f"Mechanism/{text}", "Mechanism", text, {name.text}, props)))


def _mechanism(linked: Linked, name: Name, lexicon: Lexicon) -> Body | None:
    """A mechanism under its own name; a relative area in front is replaced by the place."""
    text = name.text.removesuffix("制度") if name.text.endswith("联席会议制度") else name.text
    text = YEAR.sub("", text)
    relative = RELATIVE.match(text)
    place = linked.context.place_at(name.start)
    if relative:
        place = resolve_area(relative.group(), "", name.start, linked.context, lexicon)
        text = (place.name if place else relative.group()) + text[relative.end() :]
    own = next((i.id for i in linked.items if i.start == name.start and i.type == "Place"), "")
    if not relative and not own and place and not NATIONAL.search(text):
        text = place.name + text
    short, text = text, _in_full(text, lexicon)
    kind = dict(name.attrs).get("kind", "")
    props: dict[str, Value] = {"kind": kind} if kind else {}
    if NATIONAL.search(text):
        props["level"] = "central"
    elif place:
        props |= {
            "level": LEVELS.get(place.level, "county"),
            "jurisdiction": f"Place/{place.code or place.name}",
        }
    longer = _told_in_full(linked, text)
    if (
        longer
        and not linked.is_former(Item(name, ""))
        and not GOES.search(linked.text, max(0, name.start - 3), name.start)
    ):
        return longer
    aliases = {short, name.text, name.text[relative.end() :] if relative else ""} - {text, ""}
    body = Body(f"Mechanism/{text}", "Mechanism", text, aliases, props)
    return linked.entities.get(body.id) or body


def _told_in_full(linked: Linked, text: str) -> Body | None:
    """The mechanism of the article whose name ends with all of a long text: a heading leaves the first words out."""
    known = (b for b in linked.entities.values() if b.type == "Mechanism" and b.name != text)
    return next((b for b in known if b.name.endswith(text)), None) if len(text) >= LONG else None


def _in_full(text: str, lexicon: Lexicon) -> str:
    """长江防总 is 长江防汛抗旱总指挥部."""
    forms: dict[str, str] = lexicon.frames["events"]["mechanisms"]["short_forms"]
    short = next((s for s in forms if text.endswith(s)), "")
    return text.removesuffix(short) + forms[short] if short else text


def _ahead(linked: Linked, name: Name, closed: Sequence[Name], lexicon: Lexicon) -> Body | None:
    """A reference before the full name: the first later one that it closes."""
    first = next((n for n in closed if n.start > name.start), None)
    return _mechanism(linked, first, lexicon) if first else None
