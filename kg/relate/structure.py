"""What names themselves show: inner bureaus, jurisdictions, programs of a section's place; who runs a program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.link.article import place_body
from kg.link.bodies import Body
from kg.link.context import resolve_area
from kg.link.linked import Item
from kg.relate.membership import list_before, list_behind
from kg.relate.scene import BODY_TYPES, Claim, Scene
from kg.tag.matching import compiled
from kg.tag.names import is_ref

# What stands under these is no subject of the clauses that follow.
NOT_ACTING = "以|为|根据|按照|贯彻|落实|遵照|依据|为了|在|向|对"
# Clauses of purpose and of ground; who stands in them does not act.
PREAMBLE = re.compile(
    r"\s*(?:为|根据|按照|依据|贯彻|落实|遵照|按|鉴于|近年|针对)|[^,。;]{0,80}?(?:制发|印发|下发|联合发布|发布|颁布|转发)的"
)
# What a mechanism has to do stands under such a word, up to the next numbered part.
DUTY = re.compile(r"(?:职能|职责|任务)\s*[:。\n]")
NEXT_PART = re.compile(r"\n\s*(?:[一二三四五六七八九十]{1,2}、|[(][一二三四五六七八九十]{1,2}[)])")
LONGEST_DUTY = 800
# A body so near the head of a sentence is its subject.
SUBJECT_WITHIN = 6
# 在全市范围内集中开展.
WHOLE_AREA = re.compile("在[我全](?P<area>自治区|[省市县区州])(?:范围内|范围)?[^,。;在]{0,12}$")
BEGUN_AT = re.compile(
    "[^,。;在]{0,12}?在(?P<place>[^,。;在]{1,14}?)(?:市)?(?:正式|全面)?(?:启动|举行|举办|开展|实施|推行|推广|拉开)"
)
AREAS_END = re.compile(
    r"(?:等?(?:[0-9一二三四五六七八九十]+)?个?(?:省|市|县|区|城市|地|省份|地区|省市)*)?(?:先行|率先|联合|集中|组织|同步)*"
)
CHOSEN = re.compile(
    "(?:选择|确定|遴选|选取|选定|在)(?=[^,。;]{2,80}?(?:个|等)[^,。;]{0,14}(?:省|市|县|区|城市|地区|省份))"
)
AREAS_GO_ON = re.compile("[、和与及]")
# A school or bank bears the name of a place, which tells no jurisdiction.
NAMED_AFTER = re.compile("(?:大学|学院|报社|日报)$")
NATIONWIDE = re.compile("全国|国家")
LEADS = re.compile("牵头")
# Behind these stand those who take part, not who leads.
HELPED = re.compile("(?:会同|联手|联合|配合|协同|组织|指导|合作)$")
# Between the verb and the program: 以…为主题的, 为期半年的.
THEME = re.compile("(?:以[^,。;]{2,60}?为(?:主题|重点|主线|主要内容|抓手)的|为期[^,。;]{1,10}的)")
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


def programs(scene: Scene) -> Iterator[Claim]:
    """RUNS: bodies before a verb of doing, a program behind it; and where it is done."""
    if "Program" not in scene.types:
        return
    yield from _done_by(scene)
    yield from _begun_at(scene)
    yield from _acted_in(scene)
    yield from _charged(scene)
    for match in scene.search(scene.frames["programs"]["run"]):
        program = object_of(scene, match)
        if not program:
            continue
        status = scene.status(match.start(), match.end())
        runners = _runners(scene, match.start())
        helpers = _helpers(scene, runners)
        for run_program in scene.list_from(program):
            for runner in runners:
                role = "participant" if runner in helpers else "lead"
                yield scene.claim(runner.id, "RUNS", run_program.id, "runs", role=role, status=status)
        if not runners:
            yield from _duty(scene, match.start(), program)
        elif helpers or len(runners) == 1:
            yield from _helped_behind(scene, program)
        yield from _done_at(scene, match.start(), program, runners)
        yield from _shared(scene, program)


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


def _begun_at(scene: Scene) -> Iterator[Claim]:
    """某活动今天在上海启动."""
    for program in (i for i in scene.outer if i.type == "Program"):
        at = BEGUN_AT.match(scene.linked.text, program.end)
        inside = [i for i in scene.items if at and i.type == "Place" and i.start == at.start("place")]
        short = _county(scene, at["place"], program.start) if at and not inside else ""
        for place in [i.id for i in inside[:1]] or [short]:
            if place:
                yield scene.claim(program.id, "LOCATED_IN", place, "program_place")


def _acted_in(scene: Scene) -> Iterator[Claim]:
    """浙江省人社厅将“某”应用接入…: in a sentence about one area only, what its body or the area itself is said to have."""
    places = {p for i in scene.outer if (p := _place_of(scene, i))}
    first = next((i for i in scene.outer if _place_of(scene, i)), None)
    if first is None or len(places) != 1 or first.start - scene.start > 6:
        return
    for program in (i for i in scene.outer if i.type == "Program" and i.start > first.end):
        if not is_ref(program.name) and not NATIONWIDE.search(program.name.text):
            yield scene.claim(program.id, "LOCATED_IN", places.copy().pop(), "program_place")


def _place_of(scene: Scene, item: Item) -> str:
    if item.type == "Place":
        return item.id
    row = scene.linked.entities[item.id].place if item.type in BODY_TYPES else None
    return scene.linked.add(place_body(row)) if row else ""


def _county(scene: Scene, word: str, position: int) -> str:
    """在于都实施: the short name of a county of the article's own area."""
    own = scene.linked.context.place_at(position)
    rows = [r for r in scene.lexicon.county_shorts.get(word, ()) if own and own in scene.lexicon.ancestors(r)]
    return scene.linked.add(place_body(rows[0])) if len(rows) == 1 else ""


def _told_where(scene: Scene, areas: list[Item], verb: int) -> list[Item]:
    """在北京、福建等5省开展: the list of areas right before the verb."""
    run: list[Item] = []
    edge = verb
    for area in reversed(areas):
        if not (AREAS_END if not run else AREAS_GO_ON).fullmatch(scene.linked.text, area.end, edge):
            break
        run.insert(0, area)
        edge = area.start
    return run if run and _is_where(scene, run[0]) else []


def _chosen(scene: Scene, verb: int) -> list[Item]:
    """选择北京、天津等11个城市,…开展某试点: the areas that the sentence says are chosen."""
    word = CHOSEN.search(scene.linked.text, scene.start, verb)
    run = [i for i in scene.outer if i.type == "Place" and word and word.end() <= i.start and i.end <= verb]
    listed = [a for a, b in pairwise(run) if AREAS_GO_ON.fullmatch(scene.linked.text, a.end, b.start)]
    return [*listed, run[len(listed)]] if listed and run[: len(listed)] == listed else []


def _is_where(scene: Scene, place: Item) -> bool:
    return scene.linked.text[place.start - 1 : place.start] in ("在", "赴", "于")


def _done_at(scene: Scene, verb: int, program: Item, runners: list[Item]) -> Iterator[Claim]:
    """肥东县实施某工程; 某市检察院开展某行动: done in the area that does it, or whose body does it."""
    areas = [
        i for i in scene.outer if i.type == "Place" and scene.clause_start(verb) <= i.start and i.end <= verb
    ]
    told = _told_where(scene, areas, verb) or _chosen(scene, verb)
    places = [i.id for i in told or areas if told or not _is_where(scene, i)]
    whole = WHOLE_AREA.search(scene.linked.text, scene.start, verb)
    row = resolve_area(whole["area"], "", verb, scene.linked.context, scene.lexicon) if whole else None
    if row and not places:
        places = [scene.linked.add(place_body(row))]
    bodies = [scene.linked.entities[r.id] for r in runners[:1]] if not places else []
    places += [scene.linked.add(place_body(b.place)) for b in bodies if b.place]
    for place in places[: max(1, len(areas))]:
        yield scene.claim(program.id, "LOCATED_IN", place, "program_place")


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
            i.type == "Place" and i.start >= start and i.end <= verb and not _is_where(scene, i)
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
    if place:
        yield scene.claim(item.id, "LOCATED_IN", scene.linked.add(place_body(place)), "section_place")
