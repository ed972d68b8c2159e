"""Where programs are carried out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.link.article import place_body
from kg.link.context import resolve_area
from kg.link.linked import Item
from kg.relate.scene import BODY_TYPES, Claim, Scene
from kg.tag.names import is_ref

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
NATIONWIDE = re.compile("全国|国家")


def begun_at(scene: Scene) -> Iterator[Claim]:
    """某活动今天在上海启动."""
    for program in (i for i in scene.outer if i.type == "Program"):
        at = BEGUN_AT.match(scene.linked.text, program.end)
        inside = [i for i in scene.items if at and i.type == "Place" and i.start == at.start("place")]
        short = _county(scene, at["place"], program.start) if at and not inside else ""
        for place in [i.id for i in inside[:1]] or [short]:
            if place:
                yield scene.claim(program.id, "LOCATED_IN", place, "program_place")


def acted_in(scene: Scene) -> Iterator[Claim]:
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
    return run if run and is_where(scene, run[0]) else []


def _chosen(scene: Scene, verb: int) -> list[Item]:
    """选择北京、天津等11个城市,…开展某试点: the areas that the sentence says are chosen."""
    word = CHOSEN.search(scene.linked.text, scene.start, verb)
    run = [i for i in scene.outer if i.type == "Place" and word and word.end() <= i.start and i.end <= verb]
    listed = [a for a, b in pairwise(run) if AREAS_GO_ON.fullmatch(scene.linked.text, a.end, b.start)]
    return [*listed, run[len(listed)]] if listed and run[: len(listed)] == listed else []


def is_where(scene: Scene, place: Item) -> bool:
    """Say whether the place is told as where something is done, not as who does it."""
    return scene.linked.text[place.start - 1 : place.start] in ("在", "赴", "于")


def done_at(scene: Scene, verb: int, program: Item, runners: list[Item]) -> Iterator[Claim]:
    """肥东县实施某工程; 某市检察院开展某行动: done in the area that does it, or whose body does it."""
    areas = [
        i for i in scene.outer if i.type == "Place" and scene.clause_start(verb) <= i.start and i.end <= verb
    ]
    told = _told_where(scene, areas, verb) or _chosen(scene, verb)
    places = [i.id for i in told or areas if told or not is_where(scene, i)]
    whole = WHOLE_AREA.search(scene.linked.text, scene.start, verb)
    row = resolve_area(whole["area"], "", verb, scene.linked.context, scene.lexicon) if whole else None
    if row and not places:
        places = [scene.linked.add(place_body(row))]
    bodies = [scene.linked.entities[r.id] for r in runners[:1]] if not places else []
    places += [scene.linked.add(place_body(b.place)) for b in bodies if b.place]
    for place in places[: max(1, len(areas))]:
        yield scene.claim(program.id, "LOCATED_IN", place, "program_place")
