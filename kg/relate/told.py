"""Which meeting a verb is said of."""

from __future__ import annotations

import re

from kg.link.linked import Item
from kg.relate.scene import Scene

# A text that tells of so many meetings is of none: only one of the paragraph is meant.
MANY = 3


def meeting_of(scene: Scene, verb: re.Match[str]) -> str:
    """Return the meeting that a verb is said of: its object, one before it in the sentence, else the one told of."""
    here = [i for i in scene.outer if i.type == "Meeting" and not _is_topic(scene, i)]
    reach = 40 if "召开" in verb.group() else 12
    behind = next((i.id for i in here if 0 <= i.start - verb.end() <= reach), "")
    before = [i.id for i in here if i.end <= verb.start()]
    section = scene.linked.context.section_at(verb.start())
    told = [id_ for position, id_ in scene.linked.told if section <= position < verb.start()]
    if len(set(told)) >= MANY:
        line = scene.linked.text.rfind("\n", 0, verb.start())
        told = [id_ for position, id_ in scene.linked.told if max(line, section) <= position < verb.start()]
    return behind or (before[-1] if before else "") or (told[-1] if told else "")


def _is_topic(scene: Scene, meeting: Item) -> bool:
    """会议精神, 在会议上的讲话: what another meeting said, not where this is told."""
    return bool(
        re.match(
            "以来|议定|确定的|精神|部署要求|决策部署|上的", scene.linked.text[meeting.end : meeting.end + 4]
        )
    )
