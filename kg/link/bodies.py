"""Which body a name means: gazetteer by date, local bodies by place and canonical tail, inner bureaus by their parent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.link.context import Context, resolve_area
from kg.link.naming import LEVELS, canonical_tail, full_name, join, short_forms, system_of
from kg.model import Value
from kg.seeds import NameRow, PlaceRow
from kg.tag.lexicon import Lexicon
from kg.tag.names import Name
from kg.tag.posts import BARE_BODY

KEEP_SHORT_AREA = "local_vertical"


@dataclass(slots=True)
class Body:
    """A body as linked: id, canonical name, other forms, properties; ``parent`` and ``place`` for the facts that follow."""

    id: str
    type: str
    name: str
    aliases: set[str] = field(default_factory=set)
    props: dict[str, Value] = field(default_factory=dict)
    parent: str = ""
    place: PlaceRow | None = None
    reason: str = ""


def link_body(
    name: Name, context: Context, lexicon: Lexicon, *, listed: bool = False, acting: bool = True
) -> list[Body]:
    """Return the body a name means and, before it, those it is an inner part of; empty where the name stays open.

    Args:
        name: An agency or organization of the recogniser.
        context: The article's date and place.
        lexicon: The compiled seeds.
        listed: Whether the name stands in one list with central bodies.
        acting: Whether a bare name (妇联) in a local text stands for one body: it has a title behind it or stands in
            one list with local bodies.
    """
    if name.rule == "open_zone":
        return [Body(f"Agency/{name.text}", "Agency", name.text, reason="grammar")]
    if name.rule == "branch":
        return [_branch(name, context, lexicon)]
    if name.rule == "stationed":
        return [
            Body(
                f"Agency/{name.text}", "Agency", name.text, set(), {"system": "supervision"}, reason="grammar"
            )
        ]
    base = _central(name, context, lexicon, listed, acting) if name.key else _local(name, context, lexicon)
    if base is None:
        return []
    chain = [base]
    for tail in name.inner:
        chain.append(_inner(chain[-1], tail, lexicon))
    parent = central_body(base.parent, lexicon) if base.parent in lexicon.seeds.agencies else None
    if parent and not name.inner and name.text.startswith((parent.name, *sorted(parent.aliases))):
        chain.insert(0, parent)
    return chain


def central_body(key: str, lexicon: Lexicon) -> Body:
    """Return a body of the gazetteer by its key."""
    row = lexicon.seeds.agencies[key]
    forms = set(lexicon.forms.get(key, ())) - {row.name}
    props: dict[str, Value] = {}
    if row.type == "Agency":
        pairs = (
            ("level", row.level),
            ("system", row.system),
            ("validFrom", row.founded),
            ("validTo", row.dissolved),
        )
        props = {k: v for k, v in pairs if v}
    return Body(f"{row.type}/{key}", row.type, row.name, forms, props, parent=row.parent, reason="gazetteer")


def _central(name: Name, context: Context, lexicon: Lexicon, listed: bool, acting: bool) -> Body | None:
    surface = name.text
    for tail in reversed(name.inner):
        surface = surface.removesuffix(tail)
    rows = lexicon.central_names.get(surface) or [NameRow(surface, name.key, "name", "", "", "")]
    local = context.place_at(name.start)
    if name.bare and not listed and local is not None:
        return _as_local(name, surface, local, lexicon) if acting else None
    row = valid_row(rows, context.date, lexicon)
    body = central_body(row.id, lexicon)
    body.aliases.add(surface)
    return body


def valid_row(rows: list[NameRow], date: str, lexicon: Lexicon) -> NameRow:
    """Return the row whose name and body lived on the date; the latest one where no date is known."""
    fits = [r for r in rows if _lives(r, date, lexicon)] if date else []
    return max(
        fits or rows, key=lambda r: (lexicon.seeds.agencies[r.id].dissolved == "", r.valid_from or "", r.id)
    )


def _lives(row: NameRow, date: str, lexicon: Lexicon) -> bool:
    agency = lexicon.seeds.agencies[row.id]
    spans = ((row.valid_from, row.valid_to), (agency.founded, agency.dissolved))
    return all((not s or s <= date) and (not e or date[: len(e)] <= e) for s, e in spans)


def _as_local(name: Name, surface: str, place: PlaceRow, lexicon: Lexicon) -> Body | None:
    match = lexicon.bare_tail.fullmatch(surface)
    return _local_body(place, surface, "", name, lexicon) if match else None


def _local(name: Name, context: Context, lexicon: Lexicon) -> Body | None:
    if name.rule == "town":
        return _town(name, context, lexicon)
    place = resolve_area(name.area, name.place, name.start, context, lexicon) if name.area else None
    if name.rule == BARE_BODY:
        return _listed(name, place or (context.place_at(name.start) if name.tail else None), lexicon)
    if name.type == "Organization":
        return _organization(name, place)
    if name.rule == "office":
        return Body(f"Agency/{name.text}", "Agency", name.text, reason="office of a mechanism")
    if place is None:
        return None
    return _local_body(place, name.tail, name.area, name, lexicon)


def _listed(name: Name, place: PlaceRow | None, lexicon: Lexicon) -> Body:
    """A body that only a member list shows: of the list's own place, unless it names another."""
    if place is not None and place.short and name.tail.startswith(place.short):
        place = None
    if place is None or name.type == "Organization":
        text = (place.name if place and name.area else "") + (name.tail if name.area else name.text)
        return Body(
            f"{name.type}/{text}",
            name.type,
            text,
            {name.text} - {text},
            place=place if name.area else None,
            reason="grammar",
        )
    return _local_body(place, name.tail, name.area, name, lexicon)


def _branch(name: Name, context: Context, lexicon: Lexicon) -> Body:
    place = resolve_area(name.area, name.place, name.start, context, lexicon)
    return Body(
        f"{name.type}/{name.text}", name.type, name.text, place=place, reason="branch of a national body"
    )


def _town(name: Name, context: Context, lexicon: Lexicon) -> Body | None:
    """A town's body, under the article's own county or city: towns of one name are many."""
    place = context.place_at(name.start)
    if place is None:
        return None
    tail = "人民政府" if name.tail == "政府" else name.tail
    if place.level == "town" and place.short == name.area:
        return _local_body(place, tail, name.area, name, lexicon)
    above = lexicon.ancestors(place)[0] if place.level == "town" else place
    own = name.area + tail
    key = full_name(above, lexicon) + own
    props: dict[str, Value] = {"level": "town", "system": system_of(tail)}
    return Body(f"Agency/{key}", "Agency", key, {own, name.area + name.tail} - {key}, props, reason="grammar")


def _local_body(place: PlaceRow, tail: str, area: str, name: Name, lexicon: Lexicon) -> Body:
    head = area if name.rule == KEEP_SHORT_AREA and area else full_name(place, lexicon)
    own = canonical_tail(tail, lexicon)
    own = own.replace("人民政府", "政府") if place.name.endswith("特别行政区") else own
    own = "高级人民法院" if own == "人民法院" and place.level == "province" else own
    key = join(head, own)
    forms = {
        join(place.name, tail),
        f"{area}{tail}" if len(area) > 1 else "",
        name.text if len(area) > 1 and not name.inner else "",
    }
    forms |= {join(short, tail) for short in short_forms(place)}
    props: dict[str, Value] = {
        "level": LEVELS.get(place.level, "county"),
        "system": system_of(tail),
        "jurisdiction": f"Place/{place.code or place.name}",
    }
    above = (join(head, own) for own in ("人民政府", "委", "党委"))
    parent = next((a for a in above if key.startswith(a) and key != a), "")
    parent = "" if re.search("委员会?$", key) else parent
    forms -= {"", key}
    return Body(f"Agency/{key}", "Agency", key, forms, props, parent=parent, place=place, reason="grammar")


def _organization(name: Name, place: PlaceRow | None) -> Body:
    """An organization keeps its name as written; the form with the place in full is another of its forms."""
    kind = dict(name.attrs).get("kind", "other")
    full = {place.name + name.tail} if place and name.area else set()
    # 县慈善总会 is named with its county.
    own = next(iter(full)) if full and not name.place else name.text
    return Body(
        f"Organization/{own}",
        "Organization",
        own,
        (full | {name.text}) - {own},
        {"kind": kind},
        place=place,
        reason="grammar",
    )


def _inner(parent: Body, tail: str, lexicon: Lexicon) -> Body:
    key = parent.id.split("/", 1)[1] + tail
    if key in lexicon.seeds.agencies:
        return central_body(key, lexicon)
    props: dict[str, Value] = {
        k: v for k, v in parent.props.items() if k in ("level", "system", "jurisdiction")
    }
    # A Chinese tail goes with no English name.
    forms = {a + tail for a in parent.aliases if not a.isascii()} | ({tail} if len(tail) > 3 else set())
    return Body(
        f"Agency/{key}",
        "Agency",
        parent.name + tail,
        forms - {parent.name + tail},
        props,
        parent=parent.id.split("/", 1)[1],
        place=parent.place,
        reason="inner bureau",
    )
