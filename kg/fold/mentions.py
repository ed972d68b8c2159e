"""Where an entity is named → one edge an entity and source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model import Edge, Mention, digest

TYPE = "MENTIONED_IN"


def fold_mentions(mentions: Iterable[Mention], ids: Mapping[str, str]) -> list[Edge]:
    """Return the edges from entities to the sources that name them: how often, and where first."""
    seen: dict[tuple[str, str], tuple[int, int]] = {}
    for mention in mentions:
        key = (ids.get(mention.entity, mention.entity), mention.source)
        count, start = seen.get(key, (0, mention.start))
        seen[key] = (count + 1, min(start, mention.start))
    return [_edge(entity, source, count, start) for (entity, source), (count, start) in seen.items()]


def _edge(entity: str, source: str, count: int, start: int) -> Edge:
    id_ = digest(entity, TYPE, source, "")
    return Edge(id_, TYPE, entity, source, {"id": id_, "count": count, "start": start})
