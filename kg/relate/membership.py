"""Who sits in a mechanism: member lists, leads, and how many units a text says there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.link.linked import Item
from kg.relate.scene import BODY_TYPES, Claim, Scene
from kg.tag.events import chinese_number


def membership(scene: Scene) -> Iterator[Claim]:
    """MEMBER_OF from member lists and from clauses that name a lead."""
    yield from _leads(scene)
    _stated(scene)
    for match in scene.search(scene.frames["mechanisms"]["members"]):
        run = _list_behind(scene, match.end())
        mechanism = _mechanism(scene, match.start())
        if len(run) > 1 and mechanism and _closes(scene, match, run):
            _count(scene, mechanism)
            yield from _spread(scene, run, mechanism)


def _spread(scene: Scene, run: list[Item], mechanism: str) -> Iterator[Claim]:
    for position, item in enumerate(run, 1):
        yield scene.claim(item.id, "MEMBER_OF", mechanism, "member_list", role="member", position=position)


def _list_behind(scene: Scene, position: int) -> list[Item]:
    first = scene.after(position, *BODY_TYPES, gap=3)
    if not first:
        return []
    run = [first]
    for item in (i for i in scene.outer if i.type in BODY_TYPES and i.start >= first.end):
        between = scene.linked.text[run[-1].end : item.start]
        if re.fullmatch(r"\s*(?:\([^()]*\))?\s*(?:[、,和与及]|以及|\s)\s*", between):
            run.append(item)
    return run


def _closes(scene: Scene, match: re.Match[str], run: list[Item]) -> bool:
    """A list that 由 opens must be closed by 组成 or 参加."""
    if not match.group().startswith("由"):
        return True
    tail = re.compile(r"\s*(?:为成员)?" + f"(?:{scene.frames['mechanisms']['members_tail']})")
    return bool(tail.match(scene.linked.text, run[-1].end))


def _mechanism(scene: Scene, position: int) -> str:
    inside = [i for i in scene.items if i.type == "Mechanism"]
    return inside[0].id if inside else scene.linked.mechanism_near(position)


def _leads(scene: Scene) -> Iterator[Claim]:
    for match in scene.search(scene.frames["mechanisms"]["lead"]):
        mechanism = _mechanism(scene, match.start())
        if not mechanism or not any(i.type == "Mechanism" for i in scene.items):
            continue
        for lead in [i for i in scene.outer if i.type in BODY_TYPES and _is_beside(scene, i, match.start())]:
            yield scene.claim(lead.id, "MEMBER_OF", mechanism, "member_lead", role="lead")


def _is_beside(scene: Scene, item: Item, verb: int) -> bool:
    """A lead stands right before the word that says so: X牵头, X为牵头单位."""
    return item.end <= verb and bool(
        re.fullmatch(r"(?:作为|为|负责|等)?", scene.linked.text[item.end : verb])
    )


def _stated(scene: Scene) -> None:
    """成员单位由11个增加到35个: a number without a list, said of the mechanism before it."""
    for match in scene.search(scene.frames["mechanisms"]["stated"]):
        before = [i for i in scene.outer if i.type == "Mechanism" and i.end <= match.start()]
        if before:
            entity = scene.linked.entities[before[-1].id]
            entity.props["statedCount"] = int(chinese_number(match.group("n")))


def _count(scene: Scene, mechanism: str) -> None:
    """Keep the stated number of members on the mechanism."""
    match = next(scene.search(scene.frames["mechanisms"]["count"]), None)
    if match:
        scene.linked.entities[mechanism].props["statedCount"] = int(chinese_number(match.group("n")))
