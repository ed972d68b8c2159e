"""Posts and roles of officials: title strings, member lists, heads and hosts of offices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.link.article import post_body
from kg.link.linked import Item
from kg.model import Status
from kg.relate.scene import Claim, Scene
from kg.tag.appointments import DISMISSED
from kg.tag.names import Post

OFFICE_HEAD = re.compile(
    r"(?:兼任|担任|任)(?:领导小组|委员会|联席会议)?办公室(?P<title>(?:常务)?副?主任)|办公室(?P<title2>(?:常务)?副?主任)由"
)

ROLE = "(?P<role>(?:第一|常务副|执行|总|副总|副)?(?:组长|召集人|指挥长|指挥|班长))"
ROLE_BEHIND = re.compile(f"(?:同志)?(?:任|担任|兼任){ROLE}(?!的)")
ROLE_BEFORE = re.compile(f"{ROLE}由$")
GIVEN = re.compile("(?:同志)?(?:担任|兼任)")
LONGEST_MECHANISM = 80
OFFICE_DEPUTY = re.compile(r"(?:兼任|担任|任)(?:办公室)?(?P<title>(?:常务|专职)?副主任)")


def posts(scene: Scene) -> Iterator[Claim]:
    """HOLDS_POST and HAS_ROLE_IN from the posts that stand beside names."""
    for item in scene.items:
        if item.type == "Official":
            for post in item.name.posts:
                yield from _post(scene, item, post)
            yield from _roster_role(scene, item)
            yield from _named_role(scene, item)
    yield from _office(scene)


def _post(scene: Scene, item: Item, post: Post) -> Iterator[Claim]:
    start, end = _extent(scene, item, post)
    mechanism = _mechanism_before(scene, post)
    status: Status = "ended" if item.name.rule == DISMISSED else "asserted"
    roles = scene.lexicon.frames["titles"]["roles"]
    if mechanism and post.title in roles:
        yield scene.claim(
            item.id,
            "HAS_ROLE_IN",
            mechanism,
            "role_title",
            start=start,
            end=end,
            status=status,
            role=post.title,
        )
    elif post.body and post.body.type != "Mechanism":
        body = post_body(scene.linked, post.body, scene.lexicon)
        rule = "post" if post.body.rule != "title_area" else "post_implied"
        if body:
            yield scene.claim(
                item.id, "HOLDS_POST", body, rule, start=start, end=end, status=status, title=post.title
            )


def _extent(scene: Scene, item: Item, post: Post) -> tuple[int, int]:
    """The sentence, widened where the posts of a list stand on the next line."""
    return min(scene.start, post.start, item.start), max(scene.end, post.end)


def _mechanism_before(scene: Scene, post: Post) -> str:
    start = max(0, post.start - LONGEST_MECHANISM)
    fits = [i for i in scene.linked.between(start, post.start, "Mechanism") if i.end == post.start]
    return fits[0].id if fits else ""


def _roster_role(scene: Scene, item: Item) -> Iterator[Claim]:
    if not item.name.role:
        return
    roster = dict(item.name.attrs).get("roster")
    mechanism = scene.linked.mechanism_near(int(roster) if roster else item.start)
    if mechanism:
        yield scene.claim(item.id, "HAS_ROLE_IN", mechanism, "roster_role", role=item.name.role)
        beside = dict(item.name.attrs).get("body")
        body = scene.linked.body_at(int(beside)) if beside else None
        if body:
            yield scene.claim(body.id, "MEMBER_OF", mechanism, "member_clause", role="member")


def _named_role(scene: Scene, item: Item) -> Iterator[Claim]:
    """由某局局长甲任组长; 组长由甲担任: a role that the sentence gives beside the name."""
    text = scene.linked.text
    starts = [p.body.start if p.body else p.start for p in item.name.posts]
    behind = ROLE_BEHIND.match(text, item.end)
    before = ROLE_BEFORE.search(text[scene.start : min([item.start, *starts])])
    given = behind or (before if before and GIVEN.match(text, item.end) else None)
    mechanism = scene.linked.mechanism_near(item.start) if given else ""
    if given and mechanism:
        role = given["role"]
        yield scene.claim(
            item.id,
            "HAS_ROLE_IN",
            mechanism,
            "role_title",
            role=role,
            status=scene.status(item.start, item.end),
        )


def _office(scene: Scene) -> Iterator[Claim]:
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
    person = _office_head(scene, head) if head else None
    if head and person:
        office = scene.linked.add(type(body)(f"Agency/{body.name}办公室", "Agency", f"{body.name}办公室"))
        title = head.group("title") or head.group("title2")
        yield scene.claim(person.id, "HOLDS_POST", office, "office_head", title=title)
        for deputy, post in _office_deputies(scene, head.end()):
            yield scene.claim(deputy.id, "HOLDS_POST", office, "office_head", title=post)


def _office_deputies(scene: Scene, position: int) -> Iterator[tuple[Item, str]]:
    """…兼任办公室主任,甲、乙任副主任: those named since, and their post."""
    for match in OFFICE_DEPUTY.finditer(scene.linked.text, position, scene.end):
        for item in scene.linked.between(position, match.start(), "Official"):
            yield item, match.group("title")
        position = match.end()


def _office_head(scene: Scene, match: re.Match[str]) -> Item | None:
    people = [i for i in scene.items if i.type == "Official"]
    if match.group("title2"):
        return next((p for p in people if p.start >= match.end()), None)
    return next((p for p in reversed(people) if p.end <= match.start()), None)
