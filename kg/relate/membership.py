"""Who sits in a mechanism: member lists, leads, who takes part beside them, and how many units a text says there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.link.linked import Item
from kg.relate.closed import is_made_up, is_whole
from kg.relate.scene import BODY_TYPES, Claim, Scene
from kg.tag.events import chinese_number
from kg.tag.matching import HAN, compiled
from kg.tag.names import is_part, is_ref

# Between two members: a mark, a bracket, a group of people (负责人), up to two names that nothing knows.
UNKNOWN = rf"(?:(?!单位|牵头|负责|组长|办公室(?![、和])|召集人)[{HAN}]){{2,14}}(?:\([^()]{{0,200}}\))?"
NEXT = re.compile(
    rf"(?:[{HAN}]{{1,8}}?(?:分局|中心|站|所|队|院|公司))?\s{{0,8}}(?:\([^()]{{0,200}}\))?(?:(?:主要|分管|有关|相关)?(?:负责人|负责同志|领导))?(?:等)?(?:部门|单位)?\s{{0,8}}(?:[、,和与及]|以及|会同|联合|\s)\s{{0,60}}+(?:{UNKNOWN}[、和与及]\s{{0,60}}+){{0,2}}"
)
# Behind the last member that is known: a bracket, and one more name that nothing knows.
LAST = re.compile(rf"(?:\([^()]{{0,200}}\))?(?:[、和与及]{UNKNOWN})?")
MADE_UP = re.compile("[,、](?:由|会同)?[^。;]{2,200}?(?=组成)")
BESIDE = re.compile("[,、和与及]|等|有关|相关|负责同志|负责人|部门|单位|共同|会同|由")
# Letters beside the names of a list that may be a name which nothing knows.
LOOSE = 8
FOUNDS = re.compile("(?:(?:成立|组建|设立|建立)(?:了)?|(?:合并|更名|调整|整合|改|升格)为)$")
OF_WHICH = re.compile("的?")


def membership(scene: Scene) -> Iterator[Claim]:
    """MEMBER_OF from member lists and from clauses that name a lead."""
    if not scene.linked.names_mechanisms or not scene.types & {*BODY_TYPES, "Mechanism"}:
        return
    yield from _leads(scene)
    yield from _labelled_leads(scene)
    yield from _parts(scene)
    yield from _listed_as(scene)
    yield from _led(scene)
    yield from _made_up(scene)
    yield from _left(scene)
    _stated(scene)
    for match in scene.search(scene.frames["mechanisms"]["members"]):
        run = list_behind(scene, match.end())
        end = _end(scene, match, run)
        mechanism = _named_behind(scene, end) or mechanism_here(scene, match.start())
        if len(run) > 1 and mechanism and end:
            _count(scene, mechanism)
            yield from _spread(scene, run, mechanism, complete=is_whole(scene, match, run, mechanism))


def mechanism_here(scene: Scene, position: int) -> str:
    """Return the mechanism that a clause is about: a part whose paragraph this is, one of the sentence, the one told of."""
    near = scene.linked.mechanism_near(position)
    inside = [i for i in scene.items if i.type == "Mechanism" and not is_part(i.name)]
    founded = [
        i for i in inside if i.end <= position and FOUNDS.search(scene.linked.text, scene.start, i.start)
    ]
    if near in scene.linked.parts or not inside:
        return near
    text = scene.linked.text
    segment = max(text.rfind(";", scene.start, position), text.rfind(":", scene.start, position), scene.start)
    own = [i for i in inside if segment <= i.start and i.end <= position]
    return (founded or own or inside)[0].id


def list_behind(scene: Scene, position: int) -> list[Item]:
    """Return the bodies of the list that begins at the position."""
    first = scene.after(position, *BODY_TYPES, gap=3)
    if not first:
        return []
    run = [first]
    for item in (i for i in scene.outer if i.type in BODY_TYPES and i.start >= first.end):
        if NEXT.fullmatch(scene.linked.text, run[-1].end, item.start):
            run.append(item)
    return run


def list_before(scene: Scene, position: int) -> list[Item]:
    """Return the bodies of the list that ends at the position, in text order."""
    run: list[Item] = []
    for item in reversed([i for i in scene.outer if i.type in BODY_TYPES and i.end <= position]):
        edge = run[0].start if run else position
        between = scene.linked.text[item.end : edge]
        goes_on = NEXT.fullmatch(between) if run else LAST.fullmatch(between)
        if between.strip() and not goes_on:
            break
        run.insert(0, item)
    return run


def _spread(
    scene: Scene, run: list[Item], mechanism: str, role: str = "member", *, complete: bool = False
) -> Iterator[Claim]:
    whole = 1 if complete else ""
    for position, item in enumerate(run, 1):
        yield scene.claim(
            item.id, "MEMBER_OF", mechanism, "member_list", role=role, position=position, complete=whole
        )


def _end(scene: Scene, match: re.Match[str], run: list[Item]) -> int:
    """Where the list is closed; 0 where it is not: one that 由 opens must be closed by 组成 or 参加."""
    if not run:
        return 0
    if not match.group().startswith("由"):
        return run[-1].end
    tails = scene.frames["mechanisms"]["members_tail"]
    tail = compiled(
        rf"(?:[、和与及]{UNKNOWN}){{0,3}}?(?:[、和与及]?{UNKNOWN}?)?\s{{0,60}}+(?:为成员)?(?:{tails})"
    )
    closed = tail.match(scene.linked.text, run[-1].end)
    return closed.end() if closed else 0


def _named_behind(scene: Scene, position: int) -> str:
    """由…组成的某工作组: the mechanism that the list stands before."""
    of = OF_WHICH.match(scene.linked.text, position) if position else None
    behind = scene.after(of.end(), "Mechanism", gap=1) if of else None
    return behind.id if behind else ""


def _leads(scene: Scene) -> Iterator[Claim]:
    for match in scene.search(scene.frames["mechanisms"]["lead"]):
        mechanism = mechanism_here(scene, match.start())
        named = any(i.type == "Mechanism" for i in scene.items) or mechanism in scene.linked.parts
        if not mechanism or not named:
            continue
        for lead in [i for i in scene.outer if i.type in BODY_TYPES and _is_beside(scene, i, match.start())]:
            yield scene.claim(lead.id, "MEMBER_OF", mechanism, "member_lead", role="lead")


def _is_beside(scene: Scene, item: Item, verb: int) -> bool:
    """A lead stands right before the word that says so: X牵头, X为牵头单位."""
    return item.end <= verb and bool(
        re.fullmatch(r"(?:作为|为|负责|等)?", scene.linked.text[item.end : verb])
    )


def _labelled_leads(scene: Scene) -> Iterator[Claim]:
    """牵头单位:甲、乙."""
    for match in scene.search(scene.frames["mechanisms"]["lead_label"]):
        mechanism = mechanism_here(scene, match.start())
        if mechanism:
            yield from _spread(scene, list_behind(scene, match.end()), mechanism, "lead")


def _parts(scene: Scene) -> Iterator[Claim]:
    """In the paragraphs of parts: 甲、乙牵头,丙、丁参加; 由甲、乙负责."""
    if not scene.linked.parts:
        return
    starts = [i.end for i in scene.items if i.type == "Mechanism" and is_part(i.name)] or [scene.start]
    for start, end in pairwise([*starts, scene.end]):
        mechanism = scene.linked.mechanism_near(start + 1)
        if mechanism in scene.linked.parts:
            yield from _part(scene, start, end, mechanism)


def _part(scene: Scene, start: int, end: int, mechanism: str) -> Iterator[Claim]:
    frames = scene.frames["mechanisms"]
    lead = next(scene.search(frames["lead"], start, end), None)
    if lead:
        yield from _spread(scene, list_before(scene, lead.start()), mechanism, "lead")
        for match in scene.search(frames["beside"], lead.end(), end):
            yield from _spread(scene, _since(scene, lead.end(), match.start()), mechanism)
        return
    for match in scene.search(frames["charged"], start, end):
        yield from _spread(scene, list_before(scene, match.start()), mechanism, "")
    for match in scene.search(frames["beside"], start, end):
        yield from _spread(scene, list_before(scene, match.start()), mechanism)


def _since(scene: Scene, start: int, end: int) -> list[Item]:
    return [i for i in scene.outer if i.type in BODY_TYPES and start <= i.start and i.end <= end]


def _listed_as(scene: Scene) -> Iterator[Claim]:
    """甲、乙主要负责人为成员; 甲、乙等27个成员单位: the words behind a list that make it one of members."""
    for match in scene.search(scene.frames["mechanisms"]["listed_as"], over="Mechanism"):
        run = list_before(scene, match.start())
        inside = [i.id for i in scene.linked.between(*match.span(), "Mechanism")]
        mechanism = next(iter(inside), "") or _named_behind(scene, match.end())
        mechanism = mechanism or _session_of(scene) or mechanism_here(scene, match.start())
        if mechanism:
            yield from _spread(scene, run, mechanism)
    if "Meeting" in scene.types:
        return
    for match in scene.search(scene.frames["mechanisms"]["taking_part"]):
        founded = [
            i
            for i in scene.outer
            if i.type == "Mechanism" and FOUNDS.search(scene.linked.text, scene.start, i.start)
        ]
        if founded and founded[-1].end <= match.start():
            yield from _spread(scene, list_before(scene, match.start()), founded[-1].id)


def _session_of(scene: Scene) -> str:
    """The mechanism whose session the text tells of: its members are meant where no other is named in the sentence."""
    near = scene.linked.between(scene.linked.text.rfind("\n", 0, scene.start) + 1, scene.end, "Mechanism")
    if any(not is_ref(i.name) for i in near):
        return ""
    entities = scene.linked.entities
    told = [entities[id_].name for _, id_ in scene.linked.told]
    return next(
        (i for i, b in entities.items() if b.type == "Mechanism" and any(t.startswith(b.name) for t in told)),
        "",
    )


def _left(scene: Scene) -> Iterator[Claim]:
    """甲、乙不再作为某机制成员单位."""
    for match in scene.search(scene.frames["mechanisms"]["left"], over="Mechanism"):
        named = scene.after(match.start(), "Mechanism", gap=len("不再作为"))
        mechanism = named.id if named else mechanism_here(scene, match.start())
        for body in list_before(scene, match.start()) if mechanism else ():
            yield scene.claim(body.id, "MEMBER_OF", mechanism, "member_clause", role="member", status="ended")


def _led(scene: Scene) -> Iterator[Claim]:
    """由甲牵头,乙、丙等部门参与的某工作组: the lead and those beside it, told before the mechanism."""
    frames = scene.frames["mechanisms"]
    lead = next(scene.search(frames["lead"]), None)
    beside = next(scene.search(frames["beside"], lead.end()), None) if lead else None
    mechanism = _named_behind(scene, beside.end()) if beside else ""
    if lead and beside and mechanism:
        yield from _spread(scene, list_before(scene, lead.start()), mechanism, "lead")
        yield from _spread(scene, _since(scene, lead.end(), beside.start()), mechanism)


def _made_up(scene: Scene) -> Iterator[Claim]:
    """由甲牵头,乙、丙有关负责同志组成: those between the lead and the word that closes the list."""
    lead = next(scene.search(scene.frames["mechanisms"]["lead"]), None)
    closed = MADE_UP.match(scene.linked.text, lead.end()) if lead else None
    mechanism = mechanism_here(scene, lead.start()) if lead and closed else ""
    run = _since(scene, lead.end(), closed.end()) if lead and closed and mechanism else []
    if run and lead and closed and _is_list(scene, run, lead.end(), closed.end()):
        leads = list_before(scene, lead.start())
        opener = leads[0].start - 1 if leads and scene.linked.text[leads[0].start - 1] == "由" else 0
        first = closed.start() + 1
        whole = opener and is_made_up(scene, opener, first, run, mechanism, beside=len(leads))
        yield from _spread(scene, run, mechanism, complete=bool(whole))


def _is_list(scene: Scene, run: list[Item], start: int, end: int) -> bool:
    """Whether nothing stands beside the names but marks and the words of a list."""
    edges = [start, *(e for i in run for e in (i.start, i.end)), end]
    beside = "".join(scene.linked.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b)
    return len(BESIDE.sub("", beside)) <= LOOSE


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
