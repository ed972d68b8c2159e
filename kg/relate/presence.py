"""Who chaired, spoke at and attended a meeting: verbs with their subjects, and the labels of speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.link.linked import Item
from kg.relate.membership import NEXT
from kg.relate.scene import Claim, Scene
from kg.relate.told import meeting_of
from kg.tag.matching import HAN

# What ought to be done was not done at the meeting.
MODAL = re.compile(r"(?:办公室)?(?:要|应|将|可|须|需)")
HOST = re.compile(r"主持人?:\s{0,60}$")
LINE_HEAD = re.compile(r"(?:^|\n)\s{0,60}$")
LINE_END = re.compile(r"[::]?[^\S\n]{0,60}+(?:\n|$)")
# Characters before a name that tell whether it heads its line.
BEFORE = 160
# What was heard was said by others than the subject.
# The last of a list, which nothing knows.
UNKNOWN = re.compile(rf"[、和与及][{HAN}]{{2,12}}(?:等|分别|先后|依次)?")
# 出席会议的还有: those who came are told behind.
WHO_CAME = re.compile("[^。;:,]{0,12}?的(?:嘉宾|领导|同志|单位)?(?:还)?(?:有|包括|是)[::]?")
# 分别就…作了发言: what they spoke of stands before the verb.
SPOKE_OF = re.compile(
    "(?:等[^,。;]{0,8})?(?:也|还)?(?:分别|先后|依次|都)?(?:在会上)?(?:就|围绕|结合|针对)[^。;]{2,80}"
)
# 会见出席某会的代表: who receives them is not said to be there.
RECEIVES = re.compile("(?:会见|接见|看望|欢迎|邀请)$")
# 应甲和乙邀请: they are the hosts of a visit.
INVITED = re.compile("[^,。;]{0,30}邀请")
SCHOLARLY = re.compile("(?:研究院|研究所|大学|学院|研究中心|证券|智库)$")
PRESS = re.compile("接受[^,。]{0,16}采访|对[^,。]{0,12}记者|告诉[^,。]{0,10}记者")
# 受市长甲委托, 根据院长甲的提请: another speaks.
ATTRIBUTE = re.compile("的(?:全体|各位)?(?:委员|代表|人员|同志|专家)")
SENDS = re.compile("的?(?:委托|提请|提名)")
HEARD = "听取|听了|传达|学习|贯彻|领学"
NOT_ATTENDING = "拟向|推荐|根据|按照|贯彻|落实|领导下|指导下|要求,|部署下|支持下|委托"


def attended(scene: Scene) -> Iterator[Claim]:
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
        if meeting and role == "attendee" and WHO_CAME.match(scene.linked.text, match.end()):
            subjects = [i for i in scene.actors if i.start >= match.end()]
            own = subjects
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
    found += [(m, "speaker") for m in scene.search(frames["speak"], over_refs=True)]
    found += [(m, "stress") for m in scene.search(frames["stress"])]
    found += [(m, "attendee") for m in scene.search(frames["attend"])]
    ordered = sorted(found, key=lambda v: (v[0].start(), -v[0].end()))
    return [(m, "speaker" if r == "stress" else r) for m, r in ordered if _counts(scene, m, r, ordered)]


def _counts(scene: Scene, match: re.Match[str], role: str, verbs: list[tuple[re.Match[str], str]]) -> bool:
    """出席会议并讲话 says that somebody spoke; 强调 counts for persons only."""
    if role == "attendee":
        if next(scene.search("牵头", scene.start, match.start()), None):
            return False
        if RECEIVES.search(scene.linked.text, scene.start, match.start()):
            return False
        if _is_attribute(scene, match):
            return False
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
        return bool(before and before[-1].type == "Official" and not _comments(scene, before[-1], match))
    return True


def _is_attribute(scene: Scene, verb: re.Match[str]) -> bool:
    """参加某会议的全体委员: it tells who somebody is, not who is there now."""
    meeting = scene.after(verb.end(), "Meeting", gap=2)
    return bool(meeting and ATTRIBUTE.match(scene.linked.text, meeting.end))


def _comments(scene: Scene, item: Item, verb: re.Match[str]) -> bool:
    """Whether somebody speaks to the press, or as a scholar, of what a meeting decided."""
    bodies = [p.body for p in item.name.posts if p.body]
    scholar = any(b.type == "Organization" and SCHOLARLY.search(b.text) for b in bodies)
    return scholar or bool(PRESS.search(scene.linked.text, item.end, min(scene.end, verb.end() + 16)))


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
    clause = scene.clause_start(item.start)
    if scene.linked.text.startswith("应", clause) and INVITED.match(scene.linked.text, item.end):
        return False
    doubt = next(scene.search(NOT_ATTENDING, scene.clause_start(item.start), item.start), None)
    text = scene.linked.text
    return doubt is None and not MODAL.match(text, item.end) and not SENDS.match(text, item.end)


def _is_present(scene: Scene, items: list[Item], number: int, match: re.Match[str]) -> bool:
    """A body speaks or attends through its people (的负责同志, 等5个单位), in a list of such, or right before the verb."""
    item = items[number]
    behind = items[number + 1].start if number + 1 < len(items) else match.start()
    gap = scene.linked.text[item.end : behind]
    if re.search(scene.frames["meetings"]["people"], gap):
        return True
    if item.name.rule == "shared_tail":
        # 江西、湖北五省(区)|水利厅: the words of the body stand behind the last area.
        return number + 1 == len(items) or _is_present(scene, items, number + 1, match)
    if number + 1 < len(items) and (not gap.strip() or NEXT.fullmatch(gap) or gap == "以及来自"):
        return _is_present(scene, items, number + 1, match)
    return number + 1 == len(items) and (
        bool(SPOKE_OF.fullmatch(gap)) or ((len(gap) <= 4 or bool(UNKNOWN.fullmatch(gap))) and "的" not in gap)
    )


def labels(scene: Scene) -> Iterator[Claim]:
    """At a press conference a line that is nothing but posts and a name is the label of a speaker."""
    linked = scene.linked
    press = [id_ for _, id_ in linked.told if linked.entities[id_].props.get("kind") == "press"]
    for item in scene.items if press else []:
        if item.type == "Official" and item.name.posts and _stands_alone(linked.text, item):
            role = "chair" if HOST.search(_before(linked.text, _first(item))) else "speaker"
            yield scene.claim(item.id, "ATTENDED", press[-1], "attended", role=role)
        elif item.type == "Official" and _answers(linked.text, item):
            yield scene.claim(item.id, "ATTENDED", press[-1], "attended", role="speaker")


def _answers(text: str, item: Item) -> bool:
    """甲: …, at the head of a line."""
    return text[item.end : item.end + 1] == ":" and bool(LINE_HEAD.search(_before(text, item.start)))


def _first(item: Item) -> int:
    return min(post.body.start if post.body else post.start for post in item.name.posts)


def _stands_alone(text: str, item: Item) -> bool:
    before = HOST.sub("", _before(text, _first(item)))
    return bool(LINE_HEAD.search(before) and LINE_END.match(text, item.end))


def _before(text: str, position: int) -> str:
    """What stands before the position: more than the patterns take, so that a cut is never a head."""
    return text[max(0, position - BEFORE) : position]
