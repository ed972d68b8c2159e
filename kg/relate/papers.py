"""Policy papers: who issued them, and what their titles say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.link.article import place_body
from kg.link.bodies import Body, link_body
from kg.link.linked import Item
from kg.relate.membership import list_before, list_behind
from kg.relate.scene import Claim, Scene
from kg.tag.areas import find_areas
from kg.tag.bodies import find_bodies
from kg.tag.events import chinese_number
from kg.tag.matching import compiled
from kg.tag.names import is_ref

TITLE_PROGRAM = re.compile(
    "关于(?:联合|在全[国省市区县]){0,4}(?:组织)?(?:开展|实施|启动)(?P<what>.{1,200})的(?:通知|通告|公告)"
)
# Somebody else is to do it.
ASKED = re.compile("为(?:成员|[一-鿿]{2,6}成员)|要求|督促|指导|责令|推动|敦促|委托")
OWNS = re.compile(
    "(?:报来的|报送的|报来|报送)?(?:等(?:[0-9一二三四五六七八九十]{1,3}(?:个|家)?)?(?:部门|单位|部委)?)?(?:关于|联合)?"
)
SHORTEST = 5
PLAN = re.compile("(?:实施|工作)?方案(?:\\([^()]{0,200}\\))?$")
TITLE_TAIL = re.compile("(?:制度)?的(?:通知|函|批复|复函|决定|意见|公告)$")
TITLE_HEAD = re.compile(r"^(?:关于|印发|转发)")


def papers(scene: Scene) -> Iterator[Claim]:
    """ISSUED of one sentence, and what the titles in it say."""
    yield from _issued(scene)
    for item in scene.outer:
        if item.type == "Document":
            yield from _title(scene, item)
    yield from _owned(scene)


def _issued(scene: Scene) -> Iterator[Claim]:
    for match in scene.search(scene.frames["documents"]["issue"]) if "Document" in scene.types else ():
        first = _paper(scene, match)
        if not first:
            continue
        acting = issuers(scene, match.start())
        act = "起草" if "起草" in match.group() else "印发"
        date = _date(scene, match.start())
        stated = compiled(scene.frames["documents"]["stated"]).search(
            scene.linked.text, scene.start, match.start()
        )
        for document in scene.list_from(first):
            if stated:
                scene.linked.entities[document.id].props["statedCount"] = int(chinese_number(stated["n"]))
            for position, issuer in enumerate(acting, 1):
                yield scene.claim(
                    issuer.id,
                    "ISSUED",
                    document.id,
                    "issued",
                    status=scene.status(match.start(), match.end()),
                    act=act,
                    position=position,
                    date=date,
                )


def _paper(scene: Scene, verb: re.Match[str]) -> Item | None:
    """The paper behind the verb; 转发甲、乙等单位《某意见》: those who made it stand between them."""
    first = scene.after(verb.end(), "Document", gap=8)
    if first or "转发" not in verb.group():
        return first
    makers = list_behind(scene, verb.end())
    return scene.after(makers[-1].end, "Document", gap=8) if makers else None


def _owned(scene: Scene) -> Iterator[Claim]:
    """国务院《某意见》, 省教育厅、省财政厅《某办法》: the bodies right before a title made it."""
    for document in (i for i in scene.outer if i.type == "Document" and i.name.rule == "marked"):
        run = list_before(scene, document.start) or _first_of(scene, document.start)
        beside = run and OWNS.fullmatch(scene.linked.text, run[-1].end, document.start)
        for position, body in enumerate(run if beside else (), 1):
            if body.type == "Agency":
                yield scene.claim(body.id, "ISSUED", document.id, "issued_owned", position=position)


def _first_of(scene: Scene, position: int) -> list[Item]:
    """民政部等16部门《…》: the one that is named."""
    bodies = [i for i in scene.outer if i.type == "Agency" and i.end <= position]
    return [b for b in bodies[-1:] if OWNS.fullmatch(scene.linked.text, b.end, position)]


def issuers(scene: Scene, verb: int) -> list[Item]:
    """Return the bodies before the verb in its clause; where the clause names none, those of the clause before it."""
    committees = [i for i in scene.outer if i.type == "Mechanism" and not is_ref(i.name)]
    acting = sorted([*scene.actors, *committees], key=lambda i: i.start)
    bodies = [i for i in acting if i.type != "Official" and i.end <= verb]
    bodies = [i for i in bodies if not ASKED.match(scene.linked.text, i.end)]
    own = [i for i in bodies if i.start >= scene.clause_start(verb)]
    return own or _previous_clause(scene, [i for i in bodies if i.type != "Mechanism"], verb)


def _previous_clause(scene: Scene, bodies: list[Item], verb: int) -> list[Item]:
    start = scene.clause_start(verb)
    head = scene.linked.text[start:verb]
    if start == scene.start or len(head) > 14:
        return []
    before = scene.clause_start(start - 1)
    return [i for i in bodies if i.start >= before]


def _date(scene: Scene, verb: int) -> str:
    inside = [d.iso for d in scene.linked.dates if scene.start <= d.start < verb]
    return inside[-1] if inside else ""


def _title(scene: Scene, item: Item) -> Iterator[Claim]:
    entity = scene.linked.entities[item.id]
    issuers = [scene.linked.add(b) for b in title_issuers(scene, entity.name)]
    for position, issuer in enumerate(issuers, 1):
        yield scene.claim(issuer, "ISSUED", item.id, "issued_title", position=position)
        place = scene.linked.entities[issuer].place
        if place:
            yield scene.claim(issuer, "LOCATED_IN", scene.linked.add(place_body(place)), "jurisdiction")
    yield from _title_parts(scene, entity.name)
    yield from _title_programs(scene, item, entity.name)
    yield from _plan(scene, item, entity.name)
    mechanism = title_mechanism(scene, item, entity.name)
    if mechanism:
        yield scene.claim(item.id, "ESTABLISHES", mechanism, "establishes_title")
        for issuer in issuers:
            yield scene.claim(issuer, "ESTABLISHES", mechanism, "establishes_title")


def _title_parts(scene: Scene, title: str) -> Iterator[Claim]:
    """教育部办公厅 民政部办公厅关于…: offices named in a title are part of their bodies."""
    for name in find_bodies(title, find_areas(title, scene.lexicon), scene.lexicon):
        chain = [b for b in link_body(name, scene.linked.context, scene.lexicon) if b.type == "Agency"]
        for outer, inner in pairwise(chain):
            if scene.linked.entities.get(inner.id):
                yield scene.claim(
                    inner.id, "PART_OF", scene.linked.add(outer), "inner_bureau", kind="internal"
                )


def _title_programs(scene: Scene, item: Item, title: str) -> Iterator[Claim]:
    """关于开展某专项行动的通知 sets the program up."""
    match = TITLE_PROGRAM.search(title)
    for body in scene.linked.entities.values() if match else ():
        forms = {body.name, *body.aliases} if body.type == "Program" else set()
        if match and any(len(f) > 5 and match["what"].startswith(f) for f in forms):
            yield scene.claim(item.id, "ESTABLISHES", body.id, "establishes_title")


def _plan(scene: Scene, item: Item, title: str) -> Iterator[Claim]:
    """The plan of a campaign, named after it, sets it up (某专项行动|方案)."""
    core = PLAN.sub("", title)
    programs = [b for b in scene.linked.entities.values() if b.type == "Program"] if core != title else []
    for body in programs:
        if any(len(f) > SHORTEST and core.endswith(f) for f in (body.name, *body.aliases)):
            yield scene.claim(item.id, "ESTABLISHES", body.id, "establishes_plan")


def title_issuers(scene: Scene, title: str) -> list[Body]:
    """Return the bodies that a title begins with, up to 关于 or 印发."""
    found: list[Body] = []
    position = 0
    if title.startswith(("《", "〈")):
        return found
    for name in find_bodies(title, find_areas(title, scene.lexicon), scene.lexicon):
        if name.start - position > 1 or name.type != "Agency":
            break
        chain = link_body(name, scene.linked.context, scene.lexicon)
        found += [scene.linked.entities.get(f"Mechanism/{b.name}", b) for b in chain[-1:]]
        position = name.end
    return found if TITLE_HEAD.match(title[position:].lstrip(" 、")) else []


def _is_titled(mechanism: Body, rest: str, bare: str) -> bool:
    """Whether a title's words are the mechanism's name, or its name without the area in front."""
    forms = [f for f in (mechanism.name, *mechanism.aliases) if len(f) > SHORTEST]
    return any(rest.startswith(f) or (len(bare) > SHORTEST + 2 and f.endswith(bare)) for f in forms)


def title_mechanism(scene: Scene, item: Item, title: str) -> str:
    """Return the id of the mechanism that a title sets up, or an empty string."""
    match = re.search(scene.frames["mechanisms"]["title_establish"], title)
    if not match or title.endswith("请示"):
        return ""
    rest = title[match.end() :]
    bare = TITLE_TAIL.sub("", rest)
    fits = [b for b in scene.linked.entities.values() if b.type == "Mechanism" and _is_titled(b, rest, bare)]
    return fits[0].id if fits else ""
