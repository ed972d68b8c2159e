"""Offices of mechanisms: which body hosts one, who heads it, and who are the deputies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.link.article import office_of
from kg.link.linked import Item
from kg.relate.scene import Claim, Scene

OFFICE_HEAD = re.compile(
    r"(?:兼任|担任|任|兼)(?:领导小组|委员会|联席会议|指挥部|工作专班|协调小组)?办公室(?P<title>(?:常务)?副?主任)"
    r"|办公室(?P<title2>(?:常务)?副?主任)(?:由|:)|办公室[^。]{0,40}?(?:兼任|担任)(?P<title3>主任)"
)
OFFICE_DEPUTY = re.compile(
    r"(?:兼任|担任|任)(?:办公室)?(?P<title>(?:常务|专职)?副主任)|(?P<title2>(?:常务|专职)?副主任)由(?=[^。;]{2,60}?(?P<end>(?:兼任|担任)))"
)


def offices(scene: Scene) -> Iterator[Claim]:
    """Every claim that a sentence makes on the office of the mechanism that it tells of."""
    if "办公室" not in scene.text and "挂靠" not in scene.text:
        return
    mechanism = scene.linked.mechanism_near(scene.end)
    if not mechanism:
        return
    body = scene.linked.entities[mechanism]
    pattern = re.compile(scene.frames["mechanisms"]["office"])
    for match in pattern.finditer(scene.linked.text, scene.start, scene.end):
        host = scene.after(match.end(), "Agency", gap=4)
        if host:
            yield scene.claim(host.id, "MEMBER_OF", mechanism, "office_host", role="office")
    head = OFFICE_HEAD.search(scene.linked.text, scene.start, scene.end)
    person = _head(scene, head) if head else None
    if head and person:
        office = scene.linked.add(office_of(body))
        title = head.group("title") or head.group("title2") or head.group("title3")
        yield scene.claim(person.id, "HOLDS_POST", office, "office_head", title=title)
        for deputy, post in _deputies(scene, head.end()):
            yield scene.claim(deputy.id, "HOLDS_POST", office, "office_head", title=post)


def _deputies(scene: Scene, position: int) -> Iterator[tuple[Item, str]]:
    """…兼任办公室主任,甲、乙任副主任: those named since, and their post."""
    for match in OFFICE_DEPUTY.finditer(scene.linked.text, position, scene.end):
        clause = max(position, scene.clause_start(match.start()))
        inside = (match.end(), match.start("end")) if match["end"] else (clause, match.start())
        for item in scene.linked.between(*inside, "Official"):
            yield item, match["title"] or match["title2"]
        position = match.end()


def _head(scene: Scene, match: re.Match[str]) -> Item | None:
    people = [i for i in scene.items if i.type == "Official"]
    if match.group("title2"):
        return next((p for p in people if p.start >= match.end()), None)
    end = match.end() if match.group("title3") else match.start()
    return next((p for p in reversed(people) if p.end <= end), None)
