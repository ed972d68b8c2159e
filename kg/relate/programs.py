"""Who runs a program, and who has a part in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.link.linked import Item
from kg.relate.membership import list_before, list_behind
from kg.relate.program_places import acted_in, begun_at, done_at, is_where
from kg.relate.scene import BODY_TYPES, Claim, Scene
from kg.tag.matching import compiled
from kg.tag.names import is_ref

# What stands under these is no subject of the clauses that follow.
NOT_ACTING = "以|为|根据|按照|贯彻|落实|遵照|依据|为了|在|向|对"
# Clauses of purpose and of ground; who stands in them does not act.
PREAMBLE = re.compile(
    r"\s{0,60}+(?:为|根据|按照|依据|贯彻|落实|遵照|按|鉴于|近年|针对)|[^,。;]{0,80}?(?:制发|印发|下发|联合发布|发布|颁布|转发)的"
)
# What a mechanism has to do stands under such a word, up to the next numbered part.
DUTY = re.compile(r"(?:职能|职责|任务)\s{0,60}[:。\n]")
NEXT_PART = re.compile(r"\n\s{0,60}+(?:[一二三四五六七八九十]{1,2}、|[(][一二三四五六七八九十]{1,2}[)])")
LONGEST_DUTY = 800
# 会同甲开展某行动, at the head of a clause: whom they join is left out.
JOINS = re.compile(r"(?:^|[,。;:\s])(?:会同|联合|与)$")
NOT_YET = re.compile("要求|按照|根据|建议|拟|各地|各县|各区|各单位|各部门")
# A body so near the head of a sentence is its subject.
SUBJECT_WITHIN = 6
LEADS = re.compile("牵头")
# Behind these stand those who take part, not who leads.
HELPED = re.compile("(?:会同|联手|联合|配合|协同|组织|指导|合作)$")
# Between the verb and the program: 以…为主题的, 为期半年的.
THEME = re.compile("(?:以[^,。;]{2,60}?为(?:主题|重点|主线|主要内容|抓手)的|为期[^,。;]{1,10}的)")


def programs(scene: Scene) -> Iterator[Claim]:
    """RUNS: bodies before a verb of doing, a program behind it; and where it is done."""
    if "Program" not in scene.types:
        return
    yield from _done_by(scene)
    yield from begun_at(scene)
    yield from acted_in(scene)
    yield from _charged(scene)
    for match in scene.search(scene.frames["programs"]["run"]):
        program = object_of(scene, match)
        if program:
            runners = _runners(scene, match.start())
            yield from _run(scene, match, program, runners)
            yield from done_at(scene, match.start(), program, runners)
            yield from _shared(scene, program)


def _run(scene: Scene, verb: re.Match[str], program: Item, runners: list[Item]) -> Iterator[Claim]:
    status = scene.status(verb.start(), verb.end())
    helpers = _helpers(scene, runners)
    for run_program in scene.list_from(program):
        for runner in runners:
            role = "participant" if runner in helpers else "lead"
            yield scene.claim(runner.id, "RUNS", run_program.id, "runs", role=role, status=status)
    if not runners:
        yield from _duty(scene, verb.start(), program)
    if not runners or (runners == helpers and _joins(scene, runners[0])):
        yield from _own(scene, verb.start(), program)
    elif helpers or len(runners) == 1:
        yield from _helped_behind(scene, program)


def _joins(scene: Scene, first: Item) -> bool:
    return bool(JOINS.search(scene.linked.text, scene.start, first.start))


def object_of(scene: Scene, verb: re.Match[str]) -> Item | None:
    """Return the program that the verb of doing is said of, or None."""
    text = scene.linked.text
    theme = THEME.match(text, verb.end())
    end = theme.end() if theme else verb.end()
    program = scene.after(end, "Program", gap=6)
    return program if program and "," not in text[end : program.start] else None


def _helped_behind(scene: Scene, program: Item) -> Iterator[Claim]:
    """甲牵头实施某行动,乙、丙予以配合."""
    run = list_behind(scene, program.end + 1) if scene.linked.text.startswith(",", program.end) else []
    if run and compiled(scene.frames["mechanisms"]["beside"]).match(scene.linked.text, run[-1].end):
        for item in run:
            yield scene.claim(item.id, "RUNS", program.id, "runs", role="participant")


def _own(scene: Scene, verb: int, program: Item) -> Iterator[Claim]:
    """启动某行动, in a report that speaks of 我局: whose report it is does it."""
    places = any(i.type == "Place" and i.end <= verb for i in scene.outer)
    mechanism = any(i.type == "Mechanism" and i.end <= verb for i in scene.outer)
    wanted = NOT_YET.search(scene.linked.text, scene.start, verb)
    if scene.linked.own and not places and not mechanism and not wanted:
        yield scene.claim(scene.linked.own, "RUNS", program.id, "runs_own", role="lead")


def _charged(scene: Scene) -> Iterator[Claim]:
    """主要职责: 协调推进某行动."""
    for match in scene.search(scene.frames["programs"]["duty"]):
        first = object_of(scene, match)
        for program in scene.list_from(first) if first else ():
            yield from _duty(scene, match.start(), program)


def _duty(scene: Scene, verb: int, program: Item) -> Iterator[Claim]:
    """主要职责: 组织实施某行动: what a mechanism is set up to do is told without naming it."""
    text = scene.linked.text
    heading = [m.end() for m in DUTY.finditer(text, max(0, verb - LONGEST_DUTY), verb)]
    named = any(
        i.type in BODY_TYPES
        and i.start - scene.start < SUBJECT_WITHIN
        and scene.linked.text[i.start - 1] not in "在经受"
        for i in scene.outer
    )
    mechanism = scene.linked.mechanism_near(verb) if heading and not named else ""
    if mechanism and not NEXT_PART.search(text, heading[-1], verb):
        yield scene.claim(mechanism, "RUNS", program.id, "runs_duty", role="lead")


def _helpers(scene: Scene, runners: list[Item]) -> list[Item]:
    """Those who take part: behind 会同 and the like, or beside one of whom 牵头 is said; else all do it together."""
    text = scene.linked.text
    for number, runner in enumerate(runners):
        if number and LEADS.search(text, runners[number - 1].end, runner.start):
            return runners[number:]
        if HELPED.search(text, scene.start, runner.start):
            return runners[number:]
    return []


def _done_by(scene: Scene) -> Iterator[Claim]:
    """某行动由甲会同乙、丙开展: the program stands before those who do it."""
    frames = scene.frames["programs"]
    for program in (i for i in scene.outer if i.type == "Program"):
        by = compiled(frames["by"]).match(scene.linked.text, program.end)
        run = list_behind(scene, by.end()) if by else []
        if run and LEADS.match(scene.linked.text, run[-1].end):
            yield from _shared(scene, program)
        elif run and compiled(rf"[^。;,]{{0,12}}?{frames['done']}").match(scene.linked.text, run[-1].end):
            for position, item in enumerate(run):
                yield scene.claim(
                    item.id, "RUNS", program.id, "runs", role="participant" if position else "lead"
                )


def _shared(scene: Scene, program: Item) -> Iterator[Claim]:
    """开展某行动,由甲牵头,乙、丙参与: who does it is told behind it."""
    frames = scene.frames["mechanisms"]
    lead = next(scene.search(r"(?:为)?牵头(?:单位|部门)?(?!:)", program.end), None)
    told = scene.linked.text[program.end : lead.start()] if lead else ""
    other = any(
        i.type == "Mechanism" and i.start >= program.end and lead and i.end <= lead.start()
        for i in scene.outer
    )
    by = compiled(scene.frames["programs"]["by"]).match(scene.linked.text, program.end)
    within = lead and scene.clause_start(lead.start()) < program.end and not by
    if not lead or ";" in told or other or within:
        return
    for item in list_before(scene, lead.start()):
        yield scene.claim(item.id, "RUNS", program.id, "runs_lead", role="lead")
    beside = next(scene.search(frames["beside"], lead.end()), None)
    for item in scene.outer if beside else ():
        if item.type in BODY_TYPES and lead.end() <= item.start and beside and item.end <= beside.start():
            yield scene.claim(item.id, "RUNS", program.id, "runs", role="participant")


def _runners(scene: Scene, verb: int) -> list[Item]:
    """The bodies of the verb's clause; where it names nobody, those of the last clause before it that names some.

    由甲牵头,会同乙、丙开展: the lead stands a clause before those beside it.
    """
    offices = [i for i in scene.outer if i.type == "Mechanism" and not is_ref(i.name)]
    acting = sorted([*(i for i in scene.actors if i.type in BODY_TYPES), *offices], key=lambda i: i.start)
    bodies = [i for i in acting if i.end <= verb and not scene.linked.text.endswith("作为", 0, i.start)]
    start = scene.clause_start(verb)
    own = [i for i in bodies if i.start >= start]
    if own and start > scene.start:
        before = scene.clause_start(start - 1)
        leads = [i for i in bodies if before <= i.start < start and LEADS.match(scene.linked.text, i.end)]
        return leads + own
    if (
        own
        or not bodies
        or any(
            i.type == "Place" and i.start >= start and i.end <= verb and not is_where(scene, i)
            for i in scene.outer
        )
    ):
        return own
    before = scene.clause_start(bodies[-1].start)
    doubt = next(scene.search(NOT_ACTING, before, bodies[-1].start), None) or PREAMBLE.match(
        scene.linked.text, before
    )
    far = re.search("[;:]|要求|督促|强调|指出|提出|号召", scene.linked.text[bodies[-1].end : verb])
    return [] if doubt or far else [i for i in bodies if i.start >= before]
