"""A mechanism under a short name is the one mechanism of its jurisdiction that bears the name as another form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.resolve.evidence import Evidences, Seen


def mechanism_joins(found: Evidences) -> Iterator[tuple[str, str]]:
    """Yield the pairs to join: the short-named one and the only other that is also so called."""
    mechanisms = found.of("Mechanism")
    called: dict[str, set[str]] = defaultdict(set)
    for id_, seen in mechanisms.items():
        for alias in seen.aliases:
            called[alias].add(id_)
    for id_, seen in sorted(mechanisms.items()):
        owners = set().union(*(called[name] for name in seen.names)) - {id_}
        fits = [
            o
            for o in owners
            if _one_jurisdiction(seen, mechanisms[o]) and frozenset((id_, o)) not in found.succeeds
        ]
        if len(fits) == 1:
            yield id_, fits[0]


def _one_jurisdiction(one: Seen, other: Seen) -> bool:
    """Both tell the same place, or neither tells any; and no level speaks against it."""
    places = one.props.get("jurisdiction", set()), other.props.get("jurisdiction", set())
    levels = one.props.get("level", set()), other.props.get("level", set())
    same_place = bool(places[0] & places[1]) or not (places[0] or places[1])
    return same_place and (not all(levels) or bool(levels[0] & levels[1]))
