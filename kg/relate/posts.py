"""Posts and roles of officials: title strings, member lists, heads and hosts of offices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.link.article import place_body, post_body
from kg.link.linked import Item
from kg.model import Status
from kg.relate.offices import offices
from kg.relate.scene import Claim, Scene
from kg.tag.appointments import DISMISSED
from kg.tag.names import Post
from kg.tag.posts import MECHANISM_ROLE

# Roles that such mechanisms do not have: a group within them is meant.
NOT_ROLES = (
    ("组长", "指挥部"),
    ("组长", "联席会议"),
    ("组长", "委员会"),
    ("召集人", "指挥部"),
    ("指挥", "领导小组"),
)
OF_RANK = re.compile("([局厅部院署行])长$")
ROLE = "(?P<role>(?:第一|常务副|执行副|执行|常务|总|副总|副)?(?:组长|召集人|指挥长|指挥|政委|班长|主任委员|主任|成员|委员|秘书长))"
OF = "(?:[一-鿿“”]{0,40}?(?:领导小组|工作专班|专班|联席会议|委员会|协调小组|指挥部|工作组))?"
ROLE_BEHIND = re.compile(
    f"(?:\\([^()\n]{{2,40}}\\))?(?:同志)?(?:分别)?(?:任|担任|兼任|为){OF}{ROLE}(?P<of>的)?"
)
ROLE_ENDED = re.compile(
    f"(?:\\([^()\n]{{2,40}}\\))?(?:同志)?(?:因[^,。;]{{2,12}})?,?不再(?:担任|兼任)[^,。;]{{0,24}}?{ROLE}"
)
ROLE_OF = re.compile(f"(?:任|担任|兼任){ROLE}的")
# Between two people of one list: a mark, perhaps an entry whose name nothing knows.
LIST = re.compile(
    r"\s{0,60}+(?:\([^()]{0,200}\))?(?:同志)?\s{0,60}+(?:(?:[、,;和与及]|以及)\s{0,60}+(?:[一-鿿]{6,30}[、,])?)?\s{0,60}+"
)
ROLE_BEFORE = re.compile(
    f"{ROLE}(?:[0-9一二三四五六七八九十两]{{1,4}}[名人位])?,?(?P<how>由|有|为|包括|分别是|分别为)$"
)
INSTEAD = re.compile("(?:接替|替换|接任)$")
GIVEN = re.compile("(?:同志)?(?:担任|兼任)")
LONGEST_MECHANISM = 80


def posts(scene: Scene) -> Iterator[Claim]:
    """HOLDS_POST and HAS_ROLE_IN from the posts that stand beside names."""
    for item in scene.items:
        if item.type == "Official":
            for post in item.name.posts:
                yield from _post(scene, item, post)
            yield from _roster_role(scene, item)
    if "Official" in scene.types and scene.linked.names_mechanisms:
        yield from _named_roles(scene)
        yield from _ended_roles(scene)
    yield from offices(scene)


def _post(scene: Scene, item: Item, post: Post) -> Iterator[Claim]:
    start, end = _extent(scene, item, post)
    mechanism = _mechanism_before(scene, post)
    former = scene.linked.text[max(0, start_of(post) - 1) : post.start]
    status: Status = (
        "ended" if item.name.rule == DISMISSED or "原" in (former[:1], former[-1:]) else "asserted"
    )
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
    elif not post.body and MECHANISM_ROLE.search(post.title):
        part = scene.linked.mechanism_near(post.start)
        if part and part in scene.linked.parts:
            yield scene.claim(
                item.id, "HAS_ROLE_IN", part, "role_title", start=start, end=end, role=post.title
            )
    elif not post.body and scene.linked.own and _is_of(scene, post.title):
        yield scene.claim(
            item.id,
            "HOLDS_POST",
            scene.linked.own,
            "post_implied",
            start=start,
            end=end,
            status=status,
            title=post.title,
        )
    elif post.body and post.body.type != "Mechanism":
        body = post_body(scene.linked, post.body, scene.lexicon)
        rule = "post" if post.body.rule != "title_area" else "post_implied"
        if body:
            yield scene.claim(
                item.id, "HOLDS_POST", body, rule, start=start, end=end, status=status, title=post.title
            )
            yield from _implied_place(scene, post, body)


def _implied_place(scene: Scene, post: Post, body: str) -> Iterator[Claim]:
    """东安县副县长: the county's government is named by its head alone."""
    place = scene.linked.entities[body].place
    if post.body and post.body.rule == "title_area" and place:
        yield scene.claim(body, "LOCATED_IN", scene.linked.add(place_body(place)), "jurisdiction")


def start_of(post: Post) -> int:
    """Where a post begins: at the body told right before its title, else at the title."""
    return post.body.start if post.body and 0 <= post.start - post.body.end <= 1 else post.start


def _is_of(scene: Scene, title: str) -> bool:
    """Whether a title told without a body is one of the body whose text this is (局长 of a 局)."""
    rank = OF_RANK.search(title)
    return bool(rank) and scene.linked.entities[scene.linked.own].name.endswith(rank[1] if rank else "")


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
    linked = scene.linked
    mechanism = linked.mechanism_of_list(int(roster)) if roster else linked.mechanism_near(item.start)
    near = linked.mechanism_near(item.start)
    mechanism = near if near in linked.parts else mechanism
    if mechanism:
        yield scene.claim(item.id, "HAS_ROLE_IN", mechanism, "roster_role", role=item.name.role)
        beside = dict(item.name.attrs).get("body")
        body = scene.linked.body_at(int(beside)) if beside else None
        if body and not scene.lexicon.title.match(scene.linked.text, body.end):
            yield scene.claim(body.id, "MEMBER_OF", mechanism, "member_clause", role="member")


def _named_roles(scene: Scene) -> Iterator[Claim]:
    """由某局局长甲任组长,乙、丙任副组长; 组长由甲担任: a role that the sentence gives beside names."""
    people = [i for i in scene.outer if i.type == "Official"]
    for number, item in enumerate(people):
        text = scene.linked.text
        before = _role_before(scene, item)
        behind = ROLE_BEHIND.match(text, item.end)
        if before and not _is_office_head(text, before):
            given = _given(scene, people[number:], before["how"])
            yield from _role(scene, given, before["role"], scene.linked.mechanism_near(item.start))
        elif behind and not _is_office_head(text, behind):
            mechanism = _mechanism_of(scene, item, behind)
            if number and INSTEAD.search(text, scene.start, item.start):
                yield from _role(scene, people[number - 1 : number], behind["role"], mechanism)
                continue
            together = _together(scene, people[: number + 1])
            yield from _role(scene, together, behind["role"], mechanism)


def _ended_roles(scene: Scene) -> Iterator[Claim]:
    """甲、乙同志不再担任某领导小组副组长、成员职务."""
    people = [i for i in scene.outer if i.type == "Official"]
    for number, item in enumerate(people):
        ended = ROLE_ENDED.match(scene.linked.text, item.end)
        mechanism = scene.linked.mechanism_near(ended.end()) if ended else ""
        if ended and mechanism:
            for person in _together(scene, people[: number + 1]):
                yield scene.claim(
                    person.id, "HAS_ROLE_IN", mechanism, "role_title", role=ended["role"], status="ended"
                )


def _role_before(scene: Scene, item: Item) -> re.Match[str] | None:
    start = _posts_start(item)
    match = ROLE_BEFORE.search(scene.linked.text, scene.start, start)
    return match if match and match.end() == start else None


def _given(scene: Scene, people: list[Item], how: str) -> list[Item]:
    """The people of the list: 召集人由甲、乙担任, nobody where it does not end so; 成员有甲、乙."""
    run: list[Item] = []
    for item in people:
        if run and not LIST.fullmatch(scene.linked.text, run[-1].end, _posts_start(item)):
            break
        run.append(item)
    closed = how != "由" or GIVEN.match(scene.linked.text, run[-1].end) if run else False
    return run if closed else []


def _posts_start(item: Item) -> int:
    """Where the person is told from: the posts before the name, unless they stand before another's."""
    if item.name.rule == "name_list":
        return item.start
    own = [p.body.start if p.body and p.body.end == p.start else p.start for p in item.name.posts]
    return min([item.start, *own])


def _is_office_head(text: str, role: re.Match[str]) -> bool:
    """…设在某局,由甲兼任主任: head of the office; 主任 is a committee's where nothing speaks of its office."""
    before = text[max(0, role.start() - 60) : role.start()]
    return role["role"].endswith("主任") and "办公室" in before.rsplit("。", 1)[-1]


def _together(scene: Scene, people: list[Item]) -> list[Item]:
    """The people of one list, the last one given; between them stand only marks and posts."""
    run = people[-1:]
    for item in reversed(people[:-1]):
        if not LIST.fullmatch(scene.linked.text, item.end, _posts_start(run[0])):
            break
        run.insert(0, item)
    return run


def _mechanism_of(scene: Scene, item: Item, role: re.Match[str]) -> str:
    """The mechanism told of; in 甲任组长、乙任副组长的某领导小组 the one behind."""
    of = ROLE_OF.search(scene.linked.text, role.start(), scene.clause_end(role.end()))
    behind = scene.after(of.end(), "Mechanism", gap=12) if of else None
    if of and not behind:
        return ""
    return behind.id if behind else scene.linked.mechanism_near(item.start)


def _role(scene: Scene, people: list[Item], role: str, mechanism: str) -> Iterator[Claim]:
    told = scene.linked.entities[mechanism].name if mechanism else ""
    for item in people if told and not any(r in role and told.endswith(e) for r, e in NOT_ROLES) else ():
        status = scene.status(item.start, item.end)
        yield scene.claim(item.id, "HAS_ROLE_IN", mechanism, "role_title", role=role, status=status)
