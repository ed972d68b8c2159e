"""What names themselves show: inner bureaus, jurisdictions, programs of a section's place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.link.article import place_body
from kg.link.bodies import Body
from kg.link.linked import Item
from kg.relate.scene import BODY_TYPES, Claim, Scene

# A school or bank bears the name of a place, which tells no jurisdiction.
NAMED_AFTER = re.compile("(?:大学|学院|报社|日报)$")
# A program of the whole country, told of in a province's section.
NATIONAL = ("全国", "国家")
OFFICE_OF = re.compile(
    r"^(?P<owner>.+(?:管理委员会|人民政府|工作委员会|工会|常委会|党工委))(?:办公室|办公厅)$"
)


def structure(scene: Scene) -> Iterator[Claim]:
    """PART_OF and LOCATED_IN of the bodies named in the sentence, LOCATED_IN of its programs."""
    for item in scene.items:
        if item.type in BODY_TYPES:
            yield from _parts(scene, item)
            yield from _place(scene, item)
        elif item.type == "Program":
            yield from _section(scene, item)


def _parts(scene: Scene, item: Item) -> Iterator[Claim]:
    line = [*item.chain, item.id]
    for outer, inner in pairwise(line):
        if inner.startswith("Agency/") and outer.startswith("Agency/"):
            yield scene.claim(inner, "PART_OF", outer, "inner_bureau", kind="internal")
    entity = scene.linked.entities[item.id]
    match = OFFICE_OF.match(entity.name) if not item.chain else None
    if match:
        owner = match.group("owner")
        props = {k: v for k, v in entity.props.items() if k in ("level", "system", "jurisdiction")}
        forms = {
            a.removesuffix("办公室").removesuffix("办公厅")
            for a in entity.aliases
            if a.endswith(("办公室", "办公厅"))
        } - {owner}
        parent = scene.linked.add(Body(f"Agency/{owner}", "Agency", owner, forms, props))
        yield scene.claim(item.id, "PART_OF", parent, "inner_bureau", kind="office")


def _place(scene: Scene, item: Item) -> Iterator[Claim]:
    entity = scene.linked.entities[item.id]
    bodies = scene.lexicon.frames["bodies"]["places_that_are_bodies"]
    if entity.type == "Organization" and NAMED_AFTER.search(entity.name):
        return
    if entity.place and not item.chain and entity.place.name not in bodies:
        rule = "jurisdiction" if len(item.name.area) > 1 else "jurisdiction_relative"
        place = scene.linked.add(place_body(entity.place))
        yield scene.claim(item.id, "LOCATED_IN", place, rule)


def _section(scene: Scene, item: Item) -> Iterator[Claim]:
    sections = scene.linked.context.sections
    place = next((p for s, e, p in sections if s <= item.start < e), None)
    if place and not item.name.text.startswith(NATIONAL):
        yield scene.claim(item.id, "LOCATED_IN", scene.linked.add(place_body(place)), "section_place")
