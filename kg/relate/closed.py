"""Whether a list of members is closed: it names everyone, so that a body which it leaves out sits there no longer.

In doubt a list is open: one that is closed wrongly ends memberships.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.link.linked import Item
from kg.relate.scene import BODY_TYPES, Scene
from kg.tag.events import chinese_number
from kg.tag.matching import compiled
from kg.tag.names import is_ref

BETWEEN_MARKS = re.compile("[,;。:\n]")


def is_whole(scene: Scene, opener: re.Match[str], run: Sequence[Item], mechanism: str) -> bool:
    """某机制由甲、乙组成; 成员单位:甲、乙.

    Args:
        scene: The sentence.
        opener: The words that open the list.
        run: Its members.
        mechanism: The id of what they sit in.
    """
    if opener.group().endswith("由"):
        return is_made_up(scene, opener.start(), opener.end(), run, mechanism)
    words = compiled(scene.frames["closed_lists"]["label"]).fullmatch(opener.group())
    end = compiled(scene.frames["closed_lists"]["label_end"]).match(scene.linked.text, run[-1].end)
    if not words or not end or not _is_headed(scene, opener.start(), mechanism):
        return False
    doubtful = words["open"] or end["etc"] or (end["broken"] is not None and _goes_on(scene, end.end()))
    return _names_all(scene, run, opener.end(), counted=bool(doubtful))


def is_made_up(
    scene: Scene, start: int, first: int, run: Sequence[Item], mechanism: str, beside: int = 0
) -> bool:
    """某机制由甲、乙组成; 由甲、乙组成的某机制.

    Args:
        scene: The sentence.
        start: Where the words that open the list begin: behind the mechanism.
        first: Where the first member begins.
        run: The members.
        mechanism: The id of what they sit in.
        beside: How many lead it whom the sentence names before the list.
    """
    tail = compiled(scene.frames["closed_lists"]["made_up"]).match(scene.linked.text, run[-1].end, scene.end)
    if not tail or not (_is_subject(scene, start, mechanism) or _is_behind(scene, tail.end(), mechanism)):
        return False
    return _names_all(scene, run, first, counted=bool(tail["etc"]), beside=beside)


def _names_all(scene: Scene, run: Sequence[Item], first: int, *, counted: bool, beside: int = 0) -> bool:
    """Whether the list is read without a gap, every number that the sentence states fits it, and it is so now.

    ``counted``: it is open (等) but for a number.
    """
    text, between = scene.linked.text, compiled(scene.frames["closed_lists"]["between"])
    whole = not text[first : run[0].start].strip() and all(
        between.fullmatch(text, a.end, b.start) for a, b in pairwise(run)
    )
    if not whole or len({i.id for i in run}) != len(run) or any(is_ref(i.name) for i in run):
        return False
    if compiled(scene.frames["closed_lists"]["doubt"]).search(text, scene.start, run[0].start):
        return False
    # 由甲牵头,乙等2个部门组成 leaves open whether the lead is counted.
    right = {len(run)} if counted else {len(run), len(run) + beside}
    numbers = set(_numbers(scene))
    return numbers <= right and len(numbers) <= 1 and bool(numbers or not counted)


def _numbers(scene: Scene) -> Iterator[int]:
    """How many members the sentence states, each time it does."""
    for match in scene.search(scene.frames["closed_lists"]["number"]):
        yield int(chinese_number(match["n"] or match["m"] or match["k"]))


def _is_subject(scene: Scene, position: int, mechanism: str) -> bool:
    """Whether the list is told of the mechanism that stands right before it, not of its office or a team."""
    before = [i for i in scene.outer if i.type == "Mechanism" and i.end <= position]
    between = compiled(scene.frames["closed_lists"]["subject"])
    return bool(
        before
        and before[-1].id == mechanism
        and between.fullmatch(scene.linked.text, before[-1].end, position)
    )


def _is_behind(scene: Scene, position: int, mechanism: str) -> bool:
    text = scene.linked.text
    return any(
        i.id == mechanism and text[position : i.start] == "的" for i in scene.outer if i.start >= position
    )


def _is_headed(scene: Scene, position: int, mechanism: str) -> bool:
    """Whether nothing narrows the label (新增成员单位): it begins its clause, or stands behind the mechanism."""
    if _is_subject(scene, position, mechanism):
        return True
    marks = BETWEEN_MARKS.finditer(scene.linked.text, scene.start, position)
    clause = max((m.end() for m in marks), default=scene.start)
    return bool(
        compiled(scene.frames["closed_lists"]["heading"]).fullmatch(scene.linked.text, clause, position)
    )


def _goes_on(scene: Scene, position: int) -> bool:
    """Whether the next line may go on with the list that no mark ends."""
    rest = compiled(scene.frames["closed_lists"]["next_line"])
    return not rest.match(scene.linked.text, position) or any(
        i.start < position + 2 for i in scene.linked.between(position, position + 40, *BODY_TYPES)
    )
