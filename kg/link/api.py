"""One name, asked for by itself: which body it means, within a place and on a date."""

from __future__ import annotations

from typing import Any

from kg.link.bodies import Body, link_body
from kg.link.context import Context
from kg.seeds import PlaceRow
from kg.tag.areas import best_place, find_areas
from kg.tag.bodies import find_bodies
from kg.tag.event_grammar import grammars
from kg.tag.events import find_mechanisms
from kg.tag.lexicon import Lexicon
from kg.tag.names import Found, Name, is_ref


def link(name: str, lexicon: Lexicon, *, within: str = "", on: str = "") -> dict[str, Any] | None:
    """Return what the name means, or None where it stays open.

    Args:
        name: A body's name as written.
        lexicon: The compiled seeds.
        within: The place whose text the name stands in; decides relative and bare names.
        on: ISO date; empty means today's body.
    """
    place = _place(within, lexicon)
    if within and place is None:
        return None
    found = [
        n
        for n in find_bodies(name, find_areas(name, lexicon), lexicon)
        if n.start == 0 and n.end == len(name)
    ]
    chain = (
        link_body(found[0] if found else _bare(name, lexicon), Context(on, place), lexicon)
        if found or place
        else []
    )
    return _answer(chain, lexicon) if chain else _mechanism(name, lexicon)


def _mechanism(name: str, lexicon: Lexicon) -> dict[str, Any] | None:
    """A coordination body is known by its own name only."""
    found = find_mechanisms(Found(name), grammars(lexicon)["Mechanism"])
    whole = next((m for m in found if (m.start, m.end) == (0, len(name)) and not is_ref(m)), None)
    if whole is None:
        return None
    body = Body(
        f"Mechanism/{name.removesuffix('制度')}", "Mechanism", name.removesuffix("制度"), reason="grammar"
    )
    return _answer([body], lexicon)


def _place(within: str, lexicon: Lexicon) -> PlaceRow | None:
    areas = find_areas(within, lexicon)
    return best_place(areas[-1].places, None, lexicon) if areas else None


def _bare(name: str, lexicon: Lexicon) -> Name:
    """A name without its area, in a text of the place."""
    return Name(0, len(name), "Agency", name, "bare", area="区" if name.startswith("区") else "", tail=name)


def _parent(body: Body) -> str | None:
    return (body.parent if "/" in body.parent else f"Agency/{body.parent}") if body.parent else None


def _answer(chain: list[Body], lexicon: Lexicon) -> dict[str, Any]:
    body = chain[-1]
    key = body.id.split("/", 1)[1]
    parent = chain[-2].id if len(chain) > 1 else _parent(body)
    return {
        "id": body.id,
        "name": body.name,
        "type": body.type,
        "level": body.props.get("level"),
        "system": body.props.get("system"),
        "place": f"Place/{body.place.code or body.place.name}" if body.place else None,
        "validFrom": body.props.get("validFrom"),
        "validTo": body.props.get("validTo"),
        "partOf": parent,
        "succeeds": sorted(f"Agency/{s.old}" for s in lexicon.seeds.successions if s.new == key),
        "reason": body.reason,
    }
