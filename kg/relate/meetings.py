"""Meeting news: who convened, chaired, spoke, attended; what was adopted; where; which mechanism's session it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.link.article import place_body
from kg.link.bodies import Body
from kg.link.linked import Item
from kg.relate.scene import BODY_TYPES, Claim, Scene

# What ought to be done was not done at the meeting.
MODAL = re.compile(r"(?:办公室)?(?:要|应|将|可|须|需)")
# What was heard was said by others than the subject.
HEARD = "听取|听了|传达|学习|贯彻|领学"
NOT_ATTENDING = "根据|按照|贯彻|落实|领导下|指导下|要求,|部署下|支持下|委托"


def meetings(scene: Scene) -> Iterator[Claim]:
    """Every claim that a sentence of meeting news makes."""
    yield from _sessions(scene)
    yield from _convened(scene)
    yield from _attended(scene)
    yield from _adopted(scene)
    yield from _about(scene)
    yield from _places(scene)
    yield from _labels(scene)


def meeting_of(scene: Scene, verb: re.Match[str]) -> str:
    """Return the meeting that a verb is said of: its object, one before it in the sentence, else the one told of."""
    here = [i for i in scene.outer if i.type == "Meeting" and not _is_topic(scene, i)]
    reach = 40 if "召开" in verb.group() else 12
    behind = next((i.id for i in here if 0 <= i.start - verb.end() <= reach), "")
    before = [i.id for i in here if i.end <= verb.start()]
    section = scene.linked.context.section_at(verb.start())
    told = [id_ for position, id_ in scene.linked.told if section <= position < verb.start()]
    return behind or (before[-1] if before else "") or (told[-1] if told else "")


def _labels(scene: Scene) -> Iterator[Claim]:
    """At a press conference a line that is nothing but posts and a name is the label of a speaker."""
    linked = scene.linked
    press = [id_ for _, id_ in linked.told if linked.entities[id_].props.get("kind") == "press"]
    for item in scene.items if press else []:
        if item.type == "Official" and item.name.posts and _stands_alone(linked.text, item):
            yield scene.claim(item.id, "ATTENDED", press[-1], "attended", role="speaker")


def _stands_alone(text: str, item: Item) -> bool:
    start = min(post.body.start if post.body else post.start for post in item.name.posts)
    before, behind = text[:start], text[item.end :]
    return bool(re.search(r"(?:^|\n)\s*$", before) and re.match(r"[::]?\s*(?:\n|$)", behind))


def _is_topic(scene: Scene, meeting: Item) -> bool:
    """会议精神, 在会议上的讲话: what another meeting said, not where this is told."""
    return bool(re.match("精神|部署要求|决策部署|上的", scene.linked.text[meeting.end : meeting.end + 4]))


def _sessions(scene: Scene) -> Iterator[Claim]:
    for meeting in (i for i in scene.outer if i.type == "Meeting"):
        entity = scene.linked.entities[meeting.id]
        inner = [
            i
            for i in scene.items
            if i.type == "Mechanism" and meeting.start <= i.start and i.end <= meeting.end
        ]
        if inner and inner[0].start - meeting.start < 3 and inner[0].id != meeting.id:
            ordinal = entity.props.get("ordinal", "")
            yield scene.claim(
                meeting.id,
                "SESSION_OF",
                inner[0].id,
                "session",
                ordinal=ordinal if isinstance(ordinal, int) else "",
            )


def _convened(scene: Scene) -> Iterator[Claim]:
    for match in scene.search(scene.frames["meetings"]["convene"]):
        meeting = scene.after(match.end(), "Meeting", gap=8)
        if not meeting or "主持" in match.group():
            continue
        hosts = [i for i in scene.actors if i.type in BODY_TYPES and i.end <= match.start()]
        hosts += [i for i in scene.outer if i.type == "Mechanism" and i.end <= match.start()]
        yield from _area_held(scene, match, meeting)
        start = _subject_start(scene, match.start(), hosts)
        date = str(scene.linked.entities[meeting.id].props.get("date", ""))
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


def _session_held(scene: Scene, meeting: Item, hosts: list[Item]) -> Iterator[Claim]:
    """某联席会议召开第一次全体会议: named after the mechanism that holds it, it is its session."""
    entity = scene.linked.entities[meeting.id]
    ordinal = entity.props.get("ordinal", "")
    for host in hosts:
        if host.type == "Mechanism" and entity.name.startswith(scene.linked.entities[host.id].name):
            yield scene.claim(
                meeting.id,
                "SESSION_OF",
                host.id,
                "session",
                ordinal=ordinal if isinstance(ordinal, int) else "",
            )


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


def _attended(scene: Scene) -> Iterator[Claim]:
    """Walk the verbs in order; a verb without a subject of its own takes the one before it."""
    subjects: list[Item] = []
    done: set[tuple[str, str, str]] = set()
    last = scene.start
    for match, role in _verbs(scene):
        meeting = meeting_of(scene, match)
        own = _taking_part(
            scene, [i for i in scene.actors if last <= i.start and i.end <= match.start()], match, role
        )
        subjects = own or ([] if role == "attendee" and done else subjects)
        last = match.end()
        for item in subjects if meeting else []:
            if (
                not {(item.id, role, meeting), (item.id, "speaker" if role == "attendee" else role, meeting)}
                & done
            ):
                done.add((item.id, role, meeting))
                yield scene.claim(
                    item.id, "ATTENDED", meeting, "attended" if own else "attended_carried", role=role
                )


def _verbs(scene: Scene) -> list[tuple[re.Match[str], str]]:
    frames = scene.frames["meetings"]
    found = [(m, "chair") for m in scene.search(frames["chair"])]
    found += [(m, "speaker") for m in scene.search(frames["speak"])]
    found += [(m, "stress") for m in scene.search(frames["stress"])]
    found += [(m, "attendee") for m in scene.search(frames["attend"])]
    ordered = sorted(found, key=lambda v: (v[0].start(), -v[0].end()))
    return [(m, "speaker" if r == "stress" else r) for m, r in ordered if _counts(scene, m, r, ordered)]


def _counts(scene: Scene, match: re.Match[str], role: str, verbs: list[tuple[re.Match[str], str]]) -> bool:
    """出席会议并讲话 says that somebody spoke; 强调 counts for persons only."""
    if role == "attendee":
        behind = scene.linked.text[match.end() : scene.end]
        return not re.match(
            r"[^。;]{0,60}?(?:并(?:且)?(?:作|做|讲|致|发|结合|在会上|对)|时(?:强调|指出|要求)|,?并(?:讲话|发言|致辞))",
            behind,
        )
    heard = scene.search(HEARD, scene.clause_start(match.start()), match.start())
    if role == "speaker" and next(heard, None):
        return False
    if role == "stress":
        before = [i for i in scene.actors if i.end <= match.start()]
        return bool(before and before[-1].type == "Official")
    return True


def _taking_part(scene: Scene, items: list[Item], match: re.Match[str], role: str) -> list[Item]:
    """Keep officials, and bodies whose people are said to take part; a chair is a person."""
    kept = [i for i in items if _may_act(scene, i)]
    officials = [i for i in kept if i.type == "Official"]
    if role == "chair" or (officials and kept[-1].type == "Official"):
        return officials
    return [
        i
        for n, i in enumerate(items)
        if i in kept and (i.type == "Official" or _is_present(scene, items, n, match))
    ]


def _may_act(scene: Scene, item: Item) -> bool:
    doubt = next(scene.search(NOT_ATTENDING, scene.clause_start(item.start), item.start), None)
    return doubt is None and not MODAL.match(scene.linked.text, item.end)


def _is_present(scene: Scene, items: list[Item], number: int, match: re.Match[str]) -> bool:
    """A body speaks or attends through its people (的负责同志, 等5个单位), in a list of such, or right before the verb."""
    item = items[number]
    behind = items[number + 1].start if number + 1 < len(items) else match.start()
    gap = scene.linked.text[item.end : behind]
    if re.search(scene.frames["meetings"]["people"], gap):
        return True
    if number + 1 < len(items) and re.fullmatch(r"\s*(?:[、,和与及]|以及|以及来自)?\s*", gap):
        return _is_present(scene, items, number + 1, match)
    return number + 1 == len(items) and len(gap) <= 4 and "的" not in gap


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
        and meeting.name.text == entity.name
        and not any(m in entity.name for m in ("联席会议", "领导小组", "委员会"))
    ):
        topic = match.group("topic")
        program = scene.linked.add(
            Body(f"Program/{topic}", "Program", topic, {topic.removesuffix("工作")}, {"kind": "work"})
        )
        yield scene.claim(meeting.id, "ABOUT", program, "about_topic")


def _places(scene: Scene) -> Iterator[Claim]:
    meetings_here = [i for i in scene.outer if i.type == "Meeting"]
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
        if match.group("place").startswith("京"):
            capital = scene.lexicon.place_names["北京市"][0]
            place = scene.linked.add(place_body(capital))
        before = [m.id for m in meetings_here if m.end <= match.start()]
        behind = [m.id for m in meetings_here if m.start >= match.end()]
        if place and (before or behind):
            yield scene.claim(before[-1] if before else behind[0], "LOCATED_IN", place, "meeting_place")
