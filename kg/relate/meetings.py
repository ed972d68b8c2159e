"""Meeting news: who convened, chaired, spoke, attended; what was adopted; where; which mechanism's session it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.link.article import place_body
from kg.link.bodies import Body
from kg.link.context import resolve_area
from kg.link.linked import Item
from kg.relate.hosts import hosts
from kg.relate.presence import MODAL, attended, labels
from kg.relate.scene import BODY_TYPES, Claim, Scene
from kg.relate.told import meeting_of
from kg.tag.events import chinese_number
from kg.tag.matching import compiled

OWN_AREA = re.compile(r"我(?P<area>[省市区县州旗])(?:在[^,。]{2,20})?(?:召开|举行|举办)")

# 在区行政中心召开.
OWN_PLACE = re.compile(
    "(?:我|本)?(?P<area>自治区|[省市区县州旗])"
    "(?=政府|委|行政|机关|会议|民政|应急|人民|党校|广电|融媒|文化|工人|大礼堂|大剧院)"
)


def meetings(scene: Scene) -> Iterator[Claim]:
    """Every claim that a sentence of meeting news makes."""
    if "Meeting" in scene.types:
        yield from _sessions(scene)
        yield from _convened(scene)
        yield from _places(scene)
    yield from hosts(scene)
    if scene.actors and (scene.linked.told or "Meeting" in scene.types):
        yield from attended(scene)
    if "Document" in scene.types:
        yield from _adopted(scene)
    if scene.types & {"Meeting", "Program"}:
        yield from _about(scene)
    yield from labels(scene)


def _sessions(scene: Scene) -> Iterator[Claim]:
    for meeting in (i for i in scene.outer if i.type == "Meeting"):
        inner = [
            i
            for i in scene.items
            if i.type == "Mechanism" and meeting.start <= i.start and i.end <= meeting.end
        ]
        mentioned = scene.linked.text.startswith("精神", meeting.end)
        if inner and inner[0].start - meeting.start < 3 and inner[0].id != meeting.id and not mentioned:
            yield _session(scene, meeting, inner[0])


def _session(scene: Scene, meeting: Item, mechanism: Item) -> Claim:
    ordinal = scene.linked.entities[meeting.id].props.get("ordinal")
    told = ordinal if isinstance(ordinal, int) else ""
    return scene.claim(meeting.id, "SESSION_OF", mechanism.id, "session", ordinal=told)


def _convened(scene: Scene) -> Iterator[Claim]:
    for match in scene.search(scene.frames["meetings"]["convene"]):
        meeting = scene.after(match.end(), "Meeting", gap=8)
        chaired = "主持" in match.group()
        if not meeting or (chaired and not _is_host(scene, match.start())):
            continue
        hosts = [i for i in scene.actors if i.type in BODY_TYPES and i.end <= match.start()]
        hosts += [i for i in scene.outer if i.type == "Mechanism" and i.end <= match.start()]
        hosts = [i for i in hosts if not _is_aside(scene.linked.text, i)]
        yield from _area_held(scene, match, meeting)
        start = _subject_start(scene, match.start(), hosts)
        date = str(scene.linked.entities[meeting.id].props.get("date", ""))
        stated = compiled(scene.frames["documents"]["stated"]).search(
            scene.linked.text, scene.start, match.start()
        )
        if stated:
            scene.linked.entities[meeting.id].props["statedCount"] = int(chinese_number(stated["n"]))
        yield from _session_held(scene, meeting, hosts)
        for position, host in enumerate((h for h in hosts if h.start >= start), 1):
            yield scene.claim(
                host.id,
                "ORGANIZED",
                meeting.id,
                "held",
                status=scene.status(match.start(), match.end()),
                date=date,
                position=position,
            )


def _is_host(scene: Scene, verb: int) -> bool:
    """水利部主持召开: a body that chairs holds it; a person does not."""
    before = [i for i in scene.outer if i.end <= verb and i.type in (*BODY_TYPES, "Official")]
    return bool(before) and before[-1].type != "Official" and before[-1].end == verb


def _is_aside(text: str, body: Item) -> bool:
    """在某部召开 is where; 联席会议成员单位召开 are its members."""
    return text[body.start - 1 : body.start] == "在" or text.startswith("成员单位", body.end)


def _session_held(scene: Scene, meeting: Item, hosts: list[Item]) -> Iterator[Claim]:
    """某联席会议召开第一次全体会议: named after the mechanism that holds it, it is its session."""
    entities = scene.linked.entities
    for host in hosts:
        if host.type == "Mechanism" and entities[meeting.id].name.startswith(entities[host.id].name):
            yield _session(scene, meeting, host)


def _area_held(scene: Scene, verb: re.Match[str], meeting: Item) -> Iterator[Claim]:
    """福建省召开…会议: an area that holds a meeting is its place."""
    area = next((i for i in scene.outer if i.type == "Place" and i.end == verb.start()), None)
    before = scene.linked.text[max(0, area.start - 1) : area.start] if area else ""
    if area and before not in ("在", "赴"):
        yield scene.claim(meeting.id, "LOCATED_IN", area.id, "meeting_place")


def _subject_start(scene: Scene, verb: int, hosts: list[Item]) -> int:
    """A list of subjects goes on over commas only where nothing but names stands between."""
    start = scene.clause_start(verb)
    for host in reversed(hosts):
        if host.end == start - 1 and host.end < start:
            start = scene.clause_start(host.start)
    return start


def _adopted(scene: Scene) -> Iterator[Claim]:
    for match in scene.search(scene.frames["meetings"]["adopt"]):
        first = scene.after(match.end(), "Document", gap=6)
        meeting = meeting_of(scene, match)
        if first and meeting:
            for document in scene.list_from(first):
                yield scene.claim(
                    meeting,
                    "ADOPTED",
                    document.id,
                    "adopted",
                    status=scene.status(match.start(), match.end()),
                )


def _about(scene: Scene) -> Iterator[Claim]:
    for meeting in (i for i in scene.outer if i.type == "Meeting"):
        inner = [
            i
            for i in scene.items
            if i.type == "Program" and meeting.start <= i.start and i.end <= meeting.end
        ]
        for program in inner[:1]:
            yield scene.claim(meeting.id, "ABOUT", program.id, "about_name")
        if not inner:
            yield from _topic(scene, meeting)
    for match in scene.search(scene.frames["meetings"]["about"]):
        yield from _deployed(scene, match)
    if "Program" in scene.types:
        yield from _said(scene)


def _said(scene: Scene) -> Iterator[Claim]:
    """会议要求, 甲强调…开展某行动: what is asked for at the meeting that the text tells of."""
    frames = scene.frames
    said = next(
        scene.search(f"{frames['meetings']['stress']}|{frames['meetings']['speak']}|会议(?:议定|确定|决定)"),
        None,
    )
    told = meeting_of(scene, said) if said else ""
    if not said or not told or any(i.type == "Meeting" and i.end > said.start() for i in scene.outer):
        return
    verbs = f"{frames['programs']['run']}|{frames['programs']['duty']}|{frames['meetings']['heard']}"
    for verb in scene.search(verbs, said.start()):
        first = scene.after(verb.end(), "Program", gap=6)
        for program in scene.list_from(first) if first else ():
            yield scene.claim(told, "ABOUT", program.id, "about_said")


def _deployed(scene: Scene, verb: re.Match[str]) -> Iterator[Claim]:
    """通报了…专项行动, said of a meeting or by somebody at it; what ought to be done is left out."""
    program = scene.after(verb.end(), "Program", gap=4)
    told = meeting_of(scene, verb)
    tells = any(i.type in ("Meeting", "Official") and i.end <= verb.start() for i in scene.outer)
    clause = scene.linked.text[scene.clause_start(verb.start()) : verb.start()]
    if program and told and tells and not MODAL.search(clause):
        yield scene.claim(told, "ABOUT", program.id, "about_verb")


def _topic(scene: Scene, meeting: Item) -> Iterator[Claim]:
    """全国…工作动员部署会 is about …工作."""
    entity = scene.linked.entities[meeting.id]
    match = re.match(scene.frames["meetings"]["topic"], entity.name)
    if (
        match
        and any(id_ == meeting.id for _, id_ in scene.linked.told)
        and meeting.name.text == entity.name
        and not any(m in entity.name for m in ("联席会议", "领导小组", "委员会"))
    ):
        topic = match.group("topic")
        program = scene.linked.add(
            Body(f"Program/{topic}", "Program", topic, {topic.removesuffix("工作")}, {"kind": "work"})
        )
        yield scene.claim(meeting.id, "ABOUT", program, "about_topic")


def _own_area(scene: Scene, meetings_here: list[Item]) -> Iterator[Claim]:
    """我县召开…会议: the article's own area is where."""
    match = OWN_AREA.search(scene.linked.text, scene.start, scene.end)
    behind = [m for m in meetings_here if match and m.start >= match.end()]
    place = (
        resolve_area(match["area"], "", match.start(), scene.linked.context, scene.lexicon) if match else None
    )
    if behind and place:
        yield scene.claim(behind[0].id, "LOCATED_IN", scene.linked.add(place_body(place)), "meeting_place")


def _places(scene: Scene) -> Iterator[Claim]:
    meetings_here = [i for i in scene.outer if i.type == "Meeting"]
    yield from _own_area(scene, meetings_here)
    pattern = re.compile(scene.frames["meetings"]["place"])
    for match in pattern.finditer(scene.linked.text, scene.start, scene.end):
        place = next(
            (
                i.id
                for i in scene.items
                if i.type == "Place" and match.start("place") <= i.start < match.end("place")
            ),
            "",
        )
        own = OWN_PLACE.match(match["place"]) if not place else None
        if own:
            row = resolve_area(own["area"], "", match.start("place"), scene.linked.context, scene.lexicon)
            place = scene.linked.add(place_body(row)) if row else ""
        if match.group("place").startswith("京"):
            capital = scene.lexicon.place_names["北京市"][0]
            place = scene.linked.add(place_body(capital))
        before = [m.id for m in meetings_here if m.end <= match.start()]
        behind = [m.id for m in meetings_here if m.start >= match.end()]
        if place and (before or behind):
            yield scene.claim(before[-1] if before else behind[0], "LOCATED_IN", place, "meeting_place")
