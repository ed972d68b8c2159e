"""Mechanisms that come and go: who sets one up, and which takes over from which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, product

from kg.link.linked import Item
from kg.relate.membership import list_before, list_behind
from kg.relate.papers import issuers
from kg.relate.scene import BODY_TYPES, Claim, Scene
from kg.tag.matching import compiled
from kg.tag.names import is_part, is_ref

FOUNDED_BEFORE = re.compile("(?:组建|成立|设立)$")
LIST = re.compile("[、,和与及]|以及")
# 由甲牵头,会同乙、丙: whom the others join.
TOGETHER = re.compile("(?:牵头|,){0,4}(?:会同|联合)(?:有关部门)?$")
FOUNDED = re.compile(
    "(?:等)?(?:[0-9一二三四五六七八九十]{1,3}(?:个|家)?)?(?:有关)?(?:部门|单位)?[,共同联合]*"
)
# 不再保留甲、乙,|组建丙.
KEPT = re.compile("(?:不再保留|撤销)(?:原)?$")
DECIDES = re.compile("(?:决定|明确|提出|要求|规定)?")


def lineage(scene: Scene) -> Iterator[Claim]:
    """ESTABLISHES and SUCCEEDS of one sentence, and members that make a body up."""
    for kind in scene.types & {"Mechanism", "Agency"}:
        yield from _renewed(scene, kind)
        yield from _replaced(scene, kind)
    if "Mechanism" not in scene.types:
        return
    yield from _established(scene)
    yield from _founded_with(scene)
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


def _renewed(scene: Scene, kind: str) -> Iterator[Claim]:
    """将甲、乙整合,组建丙; 甲、乙分别改为丙、丁; 甲的职责划入丙; 不再保留甲、乙,组建丙."""
    frames = scene.frames["mechanisms"]
    for verb in scene.search(frames["renew"]):
        old = _run_before(scene, verb.start(), kind)
        if verb.group().startswith((",组建", ",成立", ",设立")) and not KEPT.search(
            scene.linked.text, scene.start, old[0].start if old else scene.start
        ):
            continue
        new = _run_behind(scene, verb.end(), kind)
        each = len(old) == len(new) and "分别" in verb.group()
        for before, after in zip(old, new, strict=True) if each else product(old, new[:1]):
            yield scene.claim(after.id, "SUCCEEDS", before.id, "succeeds")


def _replaced(scene: Scene, kind: str) -> Iterator[Claim]:
    """组建甲,挂某牌子,不再保留乙、丙: what is no longer kept goes into what the clause before founds."""
    text = scene.linked.text
    for verb in scene.search("不再保留(?:原)?"):
        clause = max(text.rfind(mark, scene.start, verb.start()) for mark in ";。:")
        founded = [
            i
            for i in _named(scene, kind)
            if max(clause, scene.start) <= i.start
            and i.end <= verb.start()
            and FOUNDED_BEFORE.search(text, 0, i.start)
        ]
        for old in _run_behind(scene, verb.end(), kind) if founded else ():
            yield scene.claim(founded[-1].id, "SUCCEEDS", old.id, "succeeds")


def _run_before(scene: Scene, position: int, kind: str) -> list[Item]:
    run: list[Item] = []
    for item in reversed(_named(scene, kind)):
        between = scene.linked.text[item.end : run[0].start if run else position]
        if item.end <= position and (LIST.fullmatch(between) if run else not between):
            run.insert(0, item)
        elif run:
            break
    return run


def _run_behind(scene: Scene, position: int, kind: str) -> list[Item]:
    run: list[Item] = []
    for item in (i for i in _named(scene, kind) if i.start >= position):
        between = scene.linked.text[run[-1].end if run else position : item.start]
        if not (LIST.fullmatch(between) if run else len(between) <= 1):
            break
        run.append(item)
    return run


def _named(scene: Scene, kind: str) -> list[Item]:
    return [i for i in scene.outer if i.type == kind and not is_ref(i.name)]


def _founded_with(scene: Scene) -> Iterator[Claim]:
    """甲会同乙、丙等部门,建立了某机制: those who found it together sit in it, the first leads."""
    text = scene.linked.text
    for verb in scene.search(scene.frames["mechanisms"]["establish"]):
        target = _set_up(scene, verb)
        if not target or is_ref(target.name):
            continue
        bodies = [i for i in scene.outer if i.type in BODY_TYPES and i.end <= verb.start()]
        joins = [(i, m) for i in bodies if (m := TOGETHER.search(text, scene.start, i.start))]
        first = list_before(scene, joins[0][1].start()) if joins else []
        run = list_behind(scene, joins[0][0].start) if joins else []
        if first and run and FOUNDED.fullmatch(text, run[-1].end, verb.start()):
            for position, item in enumerate([*first, *run]):
                role = "lead" if item in first else "member"
                yield scene.claim(
                    item.id, "MEMBER_OF", target.id, "member_clause", role=role, position=position + 1
                )


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
