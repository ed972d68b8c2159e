"""Who holds a meeting or a campaign, told beside its name: 某会由甲主办,乙承办; 由甲主办、乙承办的某活动; 主办方是甲."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.link.linked import Item
from kg.relate.membership import list_before, list_behind
from kg.relate.scene import Claim, Scene

BY = re.compile("(?:[^。;,由]{0,24}(?:启动|举行|举办|召开|开幕|拉开帷幕|开展))?,?(?:系|是|活动|该活动)?由")
HOSTED = re.compile(
    "(?:等)?(?:[0-9一二三四五六七八九十]{1,3}(?:个|家)?)?(?:部门|单位)?(?:共同|联合){0,4}(?:开展|实施|主办|承办|协办|举办|召开|组织|发起|提供支持|支持)[、,和]?"
)
HOST_LABEL = "(?:主办|承办|协办)(?:方|单位)(?:是|为|有|包括|:)"
# 主办、|承办的某活动: the last verb stands before 的, each other one before a mark.
LAST_VERB = re.compile(
    "(?:等(?:单位|部门)?)?(?:共同|联合)?(?:主办|承办|协办|举办|发起|组织|开展|实施)的[^,。;]{0,12}$"
)
VERB_BEFORE = re.compile("(?:等(?:单位|部门)?)?(?:共同|联合)?(?:主办|承办|协办|发起|提供支持)[、,]$")
# 甲联合乙、丙主办: those behind the word take part.
JOINED = re.compile("(?:联合|会同|协同)$")
FIRST = ("主办", "发起", "举办", "组织", "召开", "开展", "实施")


def hosts(scene: Scene) -> Iterator[Claim]:
    """ORGANIZED of a meeting, RUNS of a program: by those who are told to hold it."""
    for event in (i for i in scene.outer if i.type in ("Meeting", "Program")):
        groups = _behind(scene, event) or _before(scene, event)
        for verb, run in groups:
            joined = next(
                (h.start for h in run[1:] if JOINED.search(scene.linked.text, scene.start, h.start)),
                scene.end,
            )
            for host in run:
                yield _claim(scene, event, host, verb if host.start < joined else "")
    yield from _labelled(scene)


def _claim(scene: Scene, event: Item, host: Item, verb: str) -> Claim:
    if event.type == "Meeting":
        return scene.claim(host.id, "ORGANIZED", event.id, "held")
    role = "lead" if any(word in verb for word in FIRST) else "participant"
    return scene.claim(host.id, "RUNS", event.id, "runs", role=role)


def _behind(scene: Scene, event: Item) -> list[tuple[str, list[Item]]]:
    """某会由甲主办、乙承办."""
    text = scene.linked.text
    groups: list[tuple[str, list[Item]]] = []
    by = BY.match(text, event.end)
    run = list_behind(scene, by.end()) if by else []
    while run and (done := HOSTED.match(text, run[-1].end)):
        groups.append((done.group(), run))
        run = list_behind(scene, done.end())
    return groups


def _before(scene: Scene, event: Item) -> list[tuple[str, list[Item]]]:
    """由甲主办、乙承办的某活动."""
    groups: list[tuple[str, list[Item]]] = []
    verb = LAST_VERB.search(scene.linked.text, scene.start, event.start)
    while verb and (run := list_before(scene, verb.start())):
        groups.insert(0, (verb.group(), run))
        verb = VERB_BEFORE.search(scene.linked.text, scene.start, run[0].start)
    return groups


def _labelled(scene: Scene) -> Iterator[Claim]:
    """主办方是甲、乙,承办单位为丙: of the meeting that the text tells of."""
    told = [id_ for position, id_ in scene.linked.told if position <= scene.end]
    for match in scene.search(HOST_LABEL) if told else ():
        for host in list_behind(scene, match.end()):
            yield scene.claim(host.id, "ORGANIZED", told[-1], "held")
