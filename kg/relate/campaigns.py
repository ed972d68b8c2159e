"""Programs that a letter as a whole tells of: who starts them, who has a part in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.link.linked import Item, Linked
from kg.relate.letters import issuers_of
from kg.relate.membership import list_before
from kg.relate.programs import NEXT_PART, PREAMBLE, object_of
from kg.relate.scene import BODY_TYPES, Claim, Scene
from kg.tag.matching import compiled
from kg.tag.names import is_ref

DECIDED = re.compile("(?:决定|定于|拟定于|拟于|研究,|同意,|会商,|协商,)[^。;]{0,60}$")
# What may stand before the verb of a sentence without a subject.
NUMBER = re.compile(r"[一二三四五六七八九十0-9()、.\s]*(?:[一-鿿]{2,8}[。:]\s*)?")
# An office that issues for its government.
OFFICE = re.compile("(?:办公室|办公厅)$")
# The heading under which a plan says who does what.
SHARES = re.compile(
    r"(?:职责|任务|工作|部门|责任)?(?:分工|职责)\s*[:。\n]|【谁来管】|(?:重点任务|工作任务|主要任务|整治重点|工作重点|整治内容)\s*[:。\n]"
)
LONGEST_SHARES = 1500


def campaigns(linked: Linked, scenes: list[Scene], heading: Item | None) -> Iterator[Claim]:
    """RUNS by those who issue a letter that starts a program, and by those to whom it gives a part in it."""
    issuers = issuers_of(linked, heading, scenes[0]) if heading and scenes else []
    if heading and issuers:
        yield from _titled(linked, scenes[0], heading, issuers)
        yield from _founded(scenes, heading, issuers)
        yield from _decided(linked, scenes, issuers)
        yield from _shares(linked, scenes, heading)


def _titled(linked: Linked, scene: Scene, heading: Item, issuers: list[str]) -> Iterator[Claim]:
    """关于联合开展某行动的通知: the title says that those who issue it start it."""
    program = _started(linked, scene, heading)
    if program and not any(OFFICE.search(i) for i in issuers[:1]):
        yield from _by_issuers(scene, issuers, program)


def _started(linked: Linked, scene: Scene, heading: Item) -> Item | None:
    verb = compiled(scene.frames["programs"]["titled"]).search(linked.text, heading.start, heading.end)
    inside = linked.between(verb.end(), heading.end, "Program") if verb else []
    return next((i for i in inside if verb and i.start - verb.end() <= 12), None)


def _founded(scenes: list[Scene], heading: Item, issuers: list[str]) -> Iterator[Claim]:
    """成立某领导小组, at the head of a sentence of a letter: the letter does it, and who issues it."""
    for scene in (s for s in scenes if s.start > heading.end):
        verb = next(scene.search(scene.frames["mechanisms"]["establish"]), None)
        target = scene.after(verb.end(), "Mechanism", gap=3) if verb else None
        if (
            not verb
            or not target
            or is_ref(target.name)
            or not NUMBER.fullmatch(scene.text[: verb.start() - scene.start])
        ):
            continue
        for founder in (heading.id, *issuers[:1]):
            yield scene.claim(founder, "ESTABLISHES", target.id, "establishes_letter")


def _decided(linked: Linked, scenes: list[Scene], issuers: list[str]) -> Iterator[Claim]:
    """Nobody is named to do it: 决定在全市开展某行动."""
    for scene in scenes:
        for verb in scene.search(scene.frames["programs"]["run"]):
            program = object_of(scene, verb)
            decided = DECIDED.search(linked.text, scene.start, verb.start()) if program else None
            if program and decided and not _acts(scene, verb.start()):
                yield from _by_issuers(scene, issuers, program)


def _acts(scene: Scene, verb: int) -> bool:
    """Whether a body acts before the verb: one in a clause of purpose or ground (为深入实施某部印发的) does not."""
    bodies = [i for i in scene.outer if i.end <= verb and i.type in BODY_TYPES]
    return any(not PREAMBLE.match(scene.linked.text, scene.clause_start(i.start)) for i in bodies)


def _by_issuers(scene: Scene, issuers: list[str], program: Item) -> Iterator[Claim]:
    for position, issuer in enumerate(issuers):
        role = "participant" if position else "lead"
        yield scene.claim(issuer, "RUNS", program.id, "runs_issuer", role=role)


def _shares(linked: Linked, scenes: list[Scene], heading: Item) -> Iterator[Claim]:
    """Under 职责分工: 由甲负责,乙、丙配合: a part in the one program that the letter is about."""
    programs = list(dict.fromkeys(i.id for i in linked.between(heading.start, heading.end, "Program")))
    if len(programs) != 1:
        return
    for scene in (s for s in scenes if s.start > heading.end):
        if scene.types & {"Mechanism", "Meeting", "Program"} or not _is_share(linked, scene.start):
            continue
        for word in scene.search(scene.frames["programs"]["share"]):
            for item in list_before(scene, word.start()):
                yield scene.claim(item.id, "RUNS", programs[0], "runs_share", role="participant")


def _is_share(linked: Linked, position: int) -> bool:
    headings = [
        m.end() for m in SHARES.finditer(linked.text, max(0, position - LONGEST_SHARES), position + 12)
    ]
    return bool(headings) and not NEXT_PART.search(linked.text, headings[-1], position)
