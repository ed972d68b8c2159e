"""Policy papers and what they set up: who issued them, what they establish, which mechanism takes over from which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.link.bodies import Body, link_body
from kg.link.linked import Item, Linked
from kg.relate.membership import list_before
from kg.relate.scene import Claim, Scene
from kg.tag.areas import find_areas
from kg.tag.bodies import find_bodies
from kg.tag.lexicon import Lexicon, compiled
from kg.tag.names import is_part, is_ref

# Bodies alone on the last lines, a date under them; behind it only remarks in brackets and lines of distribution.
SIGNATURE = re.compile(
    r"(?:(?<=\n)|(?<=。)|(?<=\s))(?P<who>[^\n。]{3,60}(?:\n[^\n。]{3,40}){0,5})[\n\s]+"
    r"(?:(?:19|20)[0-9]{2}|[〇○零一二三四五六七八九O]{4})年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日"
    r"[^\n]{0,40}(?:\s*\([^()\n]{2,20}\))*(?:\s*-->)?(?:\n\s*(?:抄送|分送|附件|联系人|联系电话)[^\n]*){0,5}\s*$"
)
LONGEST_TAIL = 1500
DECIDES = re.compile("(?:决定|明确|提出|要求|规定)?")
TITLE_PROGRAM = re.compile(
    "关于(?:联合|在全[国省市区县])*(?:组织)?(?:开展|实施|启动)(?P<what>.+)的(?:通知|通告|公告)"
)
# Somebody else is to do it.
ASKED = re.compile("要求|督促|指导|责令|推动|敦促|委托")
TITLE_HEAD = re.compile(r"^(?:关于|印发|转发)")


def papers(scene: Scene) -> Iterator[Claim]:
    """ISSUED, ESTABLISHES and SUCCEEDS of one sentence."""
    yield from _issued(scene)
    for item in scene.outer:
        if item.type == "Document":
            yield from _title(scene, item)
    yield from _owned(scene)
    yield from _established(scene)
    yield from _succeeded(scene)
    yield from _gone(scene)
    yield from _taken_over(scene)


def signed(linked: Linked, scene: Scene, heading: Item | None) -> Iterator[Claim]:
    """ISSUED from the signature: bodies alone on the last lines, before the date, of a letter headed by its title."""
    tail = SIGNATURE.search(linked.text, max(0, len(linked.text) - LONGEST_TAIL))
    if not tail or heading is None:
        return
    for position, item in enumerate(linked.between(tail.start("who"), tail.end("who"), "Agency"), 1):
        date = next((d.iso for d in linked.dates if d.start >= tail.end("who")), "")
        yield scene.claim(
            item.id,
            "ISSUED",
            heading.id,
            "issued_signed",
            start=item.start,
            end=item.end,
            date=date,
            position=position,
        )


def headed(linked: Linked, scene: Scene, heading: Item | None) -> Iterator[Claim]:
    """ISSUED by the bodies that alone stand on the lines above the title of a letter."""
    run: list[Item] = []
    for item in reversed(linked.between(0, heading.start, "Agency")) if heading else ():
        edge = run[0].start if run else heading.start if heading else 0
        if linked.text[item.end : edge].strip(" \n\t\u3000、"):
            break
        run.insert(0, item)
    for position, item in enumerate(run, 1):
        if heading:
            yield scene.claim(
                item.id,
                "ISSUED",
                heading.id,
                "issued_title",
                start=item.start,
                end=heading.end,
                position=position,
            )
            mechanism = _title_mechanism(scene, heading, linked.entities[heading.id].name)
            if mechanism:
                yield scene.claim(
                    item.id, "ESTABLISHES", mechanism, "establishes_title", start=item.start, end=heading.end
                )


def _issued(scene: Scene) -> Iterator[Claim]:
    for match in scene.search(scene.frames["documents"]["issue"]) if "Document" in scene.types else ():
        first = scene.after(match.end(), "Document", gap=8)
        if not first:
            continue
        issuers = _issuers(scene, match.start())
        act = "起草" if "起草" in match.group() else "印发"
        date = _date(scene, match.start())
        for document in scene.list_from(first):
            for position, issuer in enumerate(issuers, 1):
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


def _owned(scene: Scene) -> Iterator[Claim]:
    """国务院《某意见》, 省教育厅、省财政厅《某办法》: the bodies right before a title made it."""
    for document in (i for i in scene.outer if i.type == "Document" and i.name.rule == "marked"):
        run = list_before(scene, document.start)
        beside = run and run[-1].end == document.start
        for position, body in enumerate(run if beside else (), 1):
            if body.type == "Agency":
                yield scene.claim(body.id, "ISSUED", document.id, "issued_owned", position=position)


def _issuers(scene: Scene, verb: int) -> list[Item]:
    """The bodies before the verb in its clause; where the clause names none, those of the clause before it."""
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
    yield from _title_programs(scene, item, entity.name)
    mechanism = _title_mechanism(scene, item, entity.name)
    if mechanism:
        yield scene.claim(item.id, "ESTABLISHES", mechanism, "establishes_title")
        for issuer in issuers:
            yield scene.claim(issuer, "ESTABLISHES", mechanism, "establishes_title")


def _title_programs(scene: Scene, item: Item, title: str) -> Iterator[Claim]:
    """关于开展某专项行动的通知 sets the program up."""
    match = TITLE_PROGRAM.search(title)
    for body in scene.linked.entities.values() if match else ():
        forms = {body.name, *body.aliases} if body.type == "Program" else set()
        if match and any(len(f) > 5 and match["what"].startswith(f) for f in forms):
            yield scene.claim(item.id, "ESTABLISHES", body.id, "establishes_title")


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
        found += chain[-1:]
        position = name.end
    return found if TITLE_HEAD.match(title[position:].lstrip(" 、")) else []


def _title_mechanism(scene: Scene, item: Item, title: str) -> str:
    match = re.search(scene.frames["mechanisms"]["title_establish"], title)
    if not match or title.endswith("请示"):
        return ""
    rest = title[match.end() :]
    fits = [
        b
        for b in scene.linked.entities.values()
        if b.type == "Mechanism"
        and any(rest.startswith(form) for form in (b.name, *b.aliases) if len(form) > 5)
    ]
    return fits[0].id if fits else ""


def _established(scene: Scene) -> Iterator[Claim]:
    for match in scene.search(scene.frames["mechanisms"]["establish"]):
        target = _set_up(scene, match)
        if not target or is_ref(target.name):
            continue
        bodies = [i for i in _issuers(scene, match.start()) if i.type == "Agency"]
        bodies += [i for i in _consenting(scene, match.start()) if i not in bodies]
        status = scene.status(match.start(), match.end())
        text = scene.linked.text
        bodies += [
            i for i in scene.outer if i.type == "Document" and DECIDES.fullmatch(text, i.end, match.start())
        ]
        made_up = _made_up(scene, bodies, match)
        for position, body in enumerate(bodies if made_up else (), 1):
            yield scene.claim(
                body.id, "MEMBER_OF", target.id, "member_clause", role="member", position=position
            )
        for body in (b for b in bodies if not made_up and not _only_leads(scene, b)):
            yield scene.claim(body.id, "ESTABLISHES", target.id, "establishes", status=status)


def _consenting(scene: Scene, verb: int) -> list[Item]:
    """经国务院同意,…建立: who gave its consent set it up, too."""
    consent = compiled(rf"(?:{scene.frames['mechanisms']['consent']})")
    agencies = [i for i in scene.actors if i.type == "Agency" and i.end <= verb]
    return [i for i in agencies if consent.match(scene.linked.text, i.end)]


def _set_up(scene: Scene, verb: re.Match[str]) -> Item | None:
    """The mechanism behind the verb, also behind 由…组成的; in 设立的某小组 nobody is said to have set it up."""
    text = scene.linked.text
    if text.startswith("的", verb.end()):
        return None
    clause = compiled(scene.frames["mechanisms"]["made_of"])
    behind = next(
        (m for m in clause.finditer(text, verb.end() - verb.group().endswith("由"), scene.end)), None
    )
    if behind and behind.start() <= verb.end():
        ends = [m.end() for m in compiled("的").finditer(text, behind.start(), scene.end)]
        return next((i for i in scene.outer if i.type == "Mechanism" and i.start in ends), None)
    return scene.after(verb.end(), "Mechanism", gap=3)


def _made_up(scene: Scene, bodies: list[Item], verb: re.Match[str]) -> bool:
    """由甲、乙、丙组建某专班: they are its members."""
    text = scene.linked.text
    return "组建" in verb.group() and len(bodies) > 1 and text[: bodies[0].start].endswith("由")


def _only_leads(scene: Scene, body: Item) -> bool:
    """由某部牵头建立: it leads; who set it up is another."""
    text = scene.linked.text
    return text.startswith(("牵头", "为牵头"), body.end) and text[: body.start].endswith("由")


def _succeeded(scene: Scene) -> Iterator[Claim]:
    mechanisms = [i for i in scene.outer if i.type == "Mechanism" and not is_ref(i.name)]
    for old, new in pairwise(mechanisms):
        between = scene.linked.text[scene.start : new.start]
        renamed = re.search(
            r"(?:更名|调整|改|升格|改组|整合|合并)为?$|(?:基础上)?,?(?:建立|成立|组建|设立)$", between
        )
        began = re.search(r"(?:调整|撤销|整合|将|在)$", scene.linked.text[scene.start : old.start])
        if old.id != new.id and renamed and (began or "为" in renamed.group()):
            yield scene.claim(new.id, "SUCCEEDS", old.id, "succeeds")


def _gone(scene: Scene) -> Iterator[Claim]:
    """建立甲,原乙同时撤销; 建立甲,取代乙: the old one is told behind the new one, which the text tells of."""
    frames, text = scene.frames["mechanisms"], scene.linked.text
    for old in (i for i in scene.outer if i.type == "Mechanism" and not is_ref(i.name)):
        before = text[max(scene.start, old.start - 30) : old.start]
        goes = compiled(frames["goes"]).match(text[old.end : old.end + 40])
        replaced = re.search(rf"{frames['replaces']}[^。;]{{0,20}}$", before)
        new = [
            i
            for i in scene.linked.between(0, old.start, "Mechanism")
            if i.id != old.id and not is_part(i.name)
        ]
        if new and (goes or replaced):
            yield scene.claim(new[-1].id, "SUCCEEDS", old.id, "succeeds")


def _taken_over(scene: Scene) -> Iterator[Claim]:
    """撤销原来的甲,职能并入乙; 设立乙,由后者接替前者: the one that goes is named before the one that comes."""
    frames = scene.frames["mechanisms"]
    over = next(scene.search(frames["takes_over"]), None)
    named = {i.id: i for i in reversed(scene.outer) if i.type == "Mechanism" and not is_ref(i.name)}
    pair = sorted(named.values(), key=lambda i: i.start)
    if not over or len(pair) != 2:
        return
    text = scene.linked.text
    old, new = sorted(pair, key=lambda i: not compiled(frames["goes"]).match(text[i.end : i.end + 40]))
    between = scene.linked.text[max(scene.start, old.start - 12) : new.start]
    if re.search(rf"{frames['dissolved']}|调整", between):
        yield scene.claim(new.id, "SUCCEEDS", old.id, "succeeds")


def heading_document(linked: Linked, lexicon: Lexicon, end: int) -> Item | None:
    """Return the document whose title is the article's heading, or None."""
    return next(
        (
            i
            for i in linked.items
            if i.type == "Document" and i.start < end and i.name.rule in ("unmarked", "heading")
        ),
        None,
    )
