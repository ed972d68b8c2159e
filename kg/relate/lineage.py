"""Mechanisms that come and go: who sets one up, and which takes over from which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.link.linked import Item
from kg.relate.papers import issuers
from kg.relate.scene import Claim, Scene
from kg.tag.matching import compiled
from kg.tag.names import is_part, is_ref

DECIDES = re.compile("(?:决定|明确|提出|要求|规定)?")


def lineage(scene: Scene) -> Iterator[Claim]:
    """ESTABLISHES and SUCCEEDS of one sentence, and members that make a body up."""
    if "Mechanism" not in scene.types:
        return
    yield from _established(scene)
    yield from _dissolved(scene)
    yield from _succeeded(scene)
    yield from _gone(scene)
    yield from _taken_over(scene)


def _established(scene: Scene) -> Iterator[Claim]:
    for match in scene.search(scene.frames["mechanisms"]["establish"]):
        target = _set_up(scene, match)
        if not target or is_ref(target.name):
            continue
        bodies = [i for i in issuers(scene, match.start()) if i.type == "Agency"]
        bodies += [i for i in _consenting(scene, match.start()) if i not in bodies]
        status = scene.status(match.start(), match.end())
        text = scene.linked.text
        bodies += [
            i for i in scene.outer if i.type == "Document" and DECIDES.fullmatch(text, i.end, match.start())
        ]
        made_up = _made_up(scene, bodies, match)
        for position, body in enumerate(bodies if made_up else (), 1):
            yield scene.claim(
                body.id, "MEMBER_OF", target.id, "member_clause", role="member", position=position
            )
        for body in (b for b in bodies if not made_up and not _only_leads(scene, b)):
            yield scene.claim(body.id, "ESTABLISHES", target.id, "establishes", status=status)


def _dissolved(scene: Scene) -> Iterator[Claim]:
    """市政府决定撤销某领导小组: what it set up has ended."""
    for match in scene.search(scene.frames["mechanisms"]["dissolve"]):
        target = scene.after(match.end(), "Mechanism", gap=3)
        for body in issuers(scene, match.start()) if target and not is_ref(target.name) else ():
            if body.type == "Agency" and target:
                yield scene.claim(body.id, "ESTABLISHES", target.id, "establishes", status="ended")


def _consenting(scene: Scene, verb: int) -> list[Item]:
    """经国务院同意,…建立: who gave its consent set it up, too."""
    consent = compiled(rf"(?:{scene.frames['mechanisms']['consent']})")
    agencies = [i for i in scene.actors if i.type == "Agency" and i.end <= verb]
    return [i for i in agencies if consent.match(scene.linked.text, i.end)]


def _set_up(scene: Scene, verb: re.Match[str]) -> Item | None:
    """The mechanism behind the verb, also behind 由…组成的; in 设立的某小组 nobody is said to have set it up."""
    text = scene.linked.text
    if text.startswith("的", verb.end()):
        return None
    clause = compiled(scene.frames["mechanisms"]["made_of"])
    behind = next(
        (m for m in clause.finditer(text, verb.end() - verb.group().endswith("由"), scene.end)), None
    )
    if behind and behind.start() <= verb.end():
        ends = [m.end() for m in compiled("的").finditer(text, behind.start(), scene.end)]
        return next((i for i in scene.outer if i.type == "Mechanism" and i.start in ends), None)
    return scene.after(verb.end(), "Mechanism", gap=3)


def _made_up(scene: Scene, bodies: list[Item], verb: re.Match[str]) -> bool:
    """由甲、乙、丙组建某专班: they are its members."""
    text = scene.linked.text
    return "组建" in verb.group() and len(bodies) > 1 and text[: bodies[0].start].endswith("由")


def _only_leads(scene: Scene, body: Item) -> bool:
    """由某部牵头建立: it leads; who set it up is another."""
    text = scene.linked.text
    return text.startswith(("牵头", "为牵头"), body.end) and text[: body.start].endswith("由")


def _succeeded(scene: Scene) -> Iterator[Claim]:
    mechanisms = [i for i in scene.outer if i.type == "Mechanism" and not is_ref(i.name)]
    for old, new in pairwise(mechanisms):
        between = scene.linked.text[scene.start : new.start]
        renamed = re.search(
            r"(?:更名|调整|改|升格|改组|整合|合并)为?$|(?:基础上)?,?(?:建立|成立|组建|设立)$", between
        )
        began = re.search(r"(?:调整|撤销|整合|将|在)原?$", scene.linked.text[scene.start : old.start])
        if old.id != new.id and renamed and (began or "为" in renamed.group()):
            yield scene.claim(new.id, "SUCCEEDS", old.id, "succeeds")


def _gone(scene: Scene) -> Iterator[Claim]:
    """建立甲,原乙同时撤销; 建立甲,取代乙: the old one is told behind the new one, which the text tells of."""
    frames, text = scene.frames["mechanisms"], scene.linked.text
    for old in (i for i in scene.outer if i.type == "Mechanism" and not is_ref(i.name)):
        before = text[max(scene.start, old.start - 30) : old.start]
        goes = compiled(frames["goes"]).match(text[old.end : old.end + 40])
        replaced = re.search(rf"{frames['replaces']}[^。;]{{0,20}}$", before)
        new = [
            i
            for i in scene.linked.between(0, old.start, "Mechanism")
            if i.id != old.id and not is_part(i.name)
        ]
        if new and (goes or replaced):
            yield scene.claim(new[-1].id, "SUCCEEDS", old.id, "succeeds")


def _taken_over(scene: Scene) -> Iterator[Claim]:
    """撤销原来的甲,职能并入乙; 设立乙,由后者接替前者: the one that goes is named before the one that comes."""
    frames = scene.frames["mechanisms"]
    over = next(scene.search(frames["takes_over"]), None)
    named = {i.id: i for i in reversed(scene.outer) if i.type == "Mechanism" and not is_ref(i.name)}
    pair = sorted(named.values(), key=lambda i: i.start)
    if not over or len(pair) != 2:
        return
    text = scene.linked.text
    old, new = sorted(pair, key=lambda i: not compiled(frames["goes"]).match(text[i.end : i.end + 40]))
    between = scene.linked.text[max(scene.start, old.start - 12) : new.start]
    if re.search(rf"{frames['dissolved']}|调整", between):
        yield scene.claim(new.id, "SUCCEEDS", old.id, "succeeds")
