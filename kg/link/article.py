"""Names of one article → entities: references resolved, forms of one thing joined, ids given. Nothing crosses an article's end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.link.bodies import Body, link_body
from kg.link.context import Context, resolve_area
from kg.link.dates import find_dates
from kg.link.documents import link_documents
from kg.link.groups import link_addressed, link_groups, link_that
from kg.link.linked import Linked
from kg.link.mechanisms import link_mechanisms
from kg.link.meetings import link_meetings
from kg.link.naming import short_forms
from kg.link.own import link_own
from kg.link.programs import link_programs
from kg.model import Value
from kg.seeds import PlaceRow
from kg.tag.lexicon import Lexicon
from kg.tag.names import Name, is_part

LIST_GAP = re.compile(r"\s*[、,和与及]\s*|以及|\s+|联合|会同|协同")


def link_article(
    text: str,
    names: Sequence[Name],
    context: Context,
    lexicon: Lexicon,
    sentences: tuple[tuple[int, int], ...],
) -> Linked:
    """Return the article with every name linked that can be."""
    linked = Linked(text, context, sentences=sentences)
    linked.dates = find_dates(text, context.year, context.date)
    link_groups(linked, _bodies(linked, names, lexicon))
    link_that(linked)
    link_addressed(linked)
    _places(linked, names, lexicon)
    link_mechanisms(linked, [n for n in names if n.type == "Mechanism"], lexicon)
    _offices(linked, [n for n in names if n.rule == "office"], lexicon)
    link_meetings(linked, [n for n in names if n.type == "Meeting"])
    link_programs(linked, [n for n in names if n.type == "Program"])
    link_documents(linked, [n for n in names if n.type == "Document"])
    _officials(linked, [n for n in names if n.type == "Official"], lexicon)
    link_own(linked)
    return linked


def post_body(linked: Linked, body: Name, lexicon: Lexicon) -> str:
    """Return the id of the body of a post, linking it now where the text only implies it; empty if open."""
    item = linked.body_at(body.start)
    if item and item.end == body.end:
        return item.id
    if body.rule == "office":
        return _office_named(linked, body)
    chain = link_body(body, linked.context, lexicon)
    return linked.add(chain[-1]) if chain else ""


def _office_named(linked: Linked, body: Name) -> str:
    """The office of the mechanism whose name ends inside the office's; empty where no such mechanism is known."""
    inside = [i for i in linked.between(body.start, body.end, "Mechanism") if not is_part(i.name)]
    mechanism = inside[-1].id if inside else ""
    return linked.add(office_of(linked.entities[mechanism])) if mechanism else ""


def office_of(mechanism: Body) -> Body:
    """Return the office of a mechanism."""
    full = mechanism.name + "办公室"
    forms = {a + "办公室" for a in mechanism.aliases if a.endswith(mechanism.name[-2:])}
    return Body(f"Agency/{full}", "Agency", full, forms - {full}, dict(_level(mechanism)))


def _bodies(linked: Linked, names: Sequence[Name], lexicon: Lexicon) -> list[list[Name]]:
    """Place every body that can be linked; return the lists that they stand in."""
    bodies = [n for n in names if n.type in ("Agency", "Organization") and n.rule != "office"]
    runs = _lists(linked.text, bodies)
    listed = {n.start for run in runs if any(n.key and not n.bare for n in run) for n in run}
    local = {n.start for run in runs if any(n.area for n in run) for n in run}
    for name in bodies:
        acting = name.start in local or bool(lexicon.title.match(linked.text, name.end))
        chain = link_body(name, linked.context, lexicon, listed=name.start in listed, acting=acting)
        if not chain:
            linked.open += [] if name.bare else [name]
            continue
        ids = [linked.add(b) for b in chain]
        linked.place(name, ids[-1], tuple(ids[:-1]))
    return runs


def _lists(text: str, bodies: Sequence[Name]) -> list[list[Name]]:
    """Bodies grouped by the lists that they stand in."""
    runs: list[list[Name]] = []
    for name in bodies:
        if runs and LIST_GAP.fullmatch(text[runs[-1][-1].end : name.start]):
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


def _places(linked: Linked, names: Sequence[Name], lexicon: Lexicon) -> None:
    for name in names:
        place = (
            resolve_area(name.area, name.place, name.start, linked.context, lexicon)
            if name.type == "Place"
            else None
        )
        if place:
            linked.place(name, linked.add(place_body(place, name.text)))


def place_body(place: PlaceRow, surface: str = "") -> Body:
    """Return the entity of an administrative area."""
    props: dict[str, Value] = {"level": place.level}
    if place.code:
        props["code"] = place.code
    forms = {*short_forms(place), place.short, surface} - {"", place.name}
    return Body(f"Place/{place.code or place.name}", "Place", place.name, forms, props)


def _offices(linked: Linked, names: Sequence[Name], lexicon: Lexicon) -> None:
    """An office is named after its mechanism, as that was resolved."""
    for name in names:
        owner = next((i for i in linked.items if i.start == name.start and i.type == "Mechanism"), None)
        if owner:
            body = office_of(linked.entities[owner.id])
            body.aliases |= {name.text} - {body.name}
            linked.place(name, linked.add(body), (owner.id,))


def _level(mechanism: Body) -> dict[str, Value]:
    return {k: v for k, v in mechanism.props.items() if k in ("level", "jurisdiction")}


def _officials(linked: Linked, names: Sequence[Name], lexicon: Lexicon) -> None:
    """One name in one article is one person; the id holds the body of the first post told."""
    homes: dict[str, str] = {}
    for name in names:
        bodies = (post_body(linked, p.body, lexicon) for p in name.posts if p.body)
        home = homes.get(name.text) or next((b for b in bodies if b), "") or _beside(linked, name)
        homes[name.text] = home
    for name in names:
        home = homes[name.text].split("/", 1)[-1]
        key = f"Official/{name.text}@{home}" if home else f"Official/{name.text}"
        surface = linked.text[name.start : name.end]
        linked.place(name, linked.add(Body(key, "Official", name.text, {surface} - {name.text})))


def _beside(linked: Linked, name: Name) -> str:
    """The body in brackets behind a name of a member list."""
    start = dict(name.attrs).get("body")
    item = linked.body_at(int(start)) if start else None
    return item.id if item else ""
