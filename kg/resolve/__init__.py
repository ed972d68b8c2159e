"""What only many texts together can tell: which ids of the texts' own mean one thing. A pure function, never similarity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.ledger.rows import Told
from kg.model import Statement
from kg.resolve.evidence import Evidences, Judgement, gather
from kg.resolve.mechanisms import mechanism_joins
from kg.resolve.meetings import meeting_joins
from kg.resolve.officials import official_joins

__all__ = ["Judgement", "resolve"]


def resolve(
    entities: Iterable[Told], statements: Iterable[Statement], judgements: Sequence[Judgement] = ()
) -> dict[str, str]:
    """Return id → canonical id for every id that is joined into another; all others stand for themselves.

    Mechanisms come first, since meetings and officials are told apart by the mechanism they belong to. The answer
    depends on the set of rows only, never on their order.

    Args:
        entities: Every live entity as every source tells of it.
        statements: The live statements, those of seed rows among them.
        judgements: Written decisions; they outweigh every rule. An id that no text tells any more ties those beside it.
    """
    seen = gather(entities, statements, {id_ for j in judgements for id_ in (j.left, j.right)})
    written = [(j.left, j.right) for j in judgements if j.same and _type(j.left) == _type(j.right)]
    apart = {frozenset((j.left, j.right)) for j in judgements if not j.same}
    ids = _union(written, [*mechanism_joins(seen)], apart, seen)
    joins = [*mechanism_joins(seen), *meeting_joins(seen, ids), *official_joins(seen, ids)]
    return _union(written, joins, apart, seen)


def _union(
    written: Sequence[tuple[str, str]],
    joins: Sequence[tuple[str, str]],
    apart: set[frozenset[str]],
    seen: Evidences,
) -> dict[str, str]:
    """Join the pairs, what is written first, save those that would put two things told apart into one."""
    groups: dict[str, set[str]] = {}
    for pair in (*_sorted(written), *_sorted(joins)):
        left, right = (groups.get(id_, {id_}) for id_ in pair)
        if left is right or any(frozenset((a, b)) in apart for a in left for b in right):
            continue
        groups.update(dict.fromkeys(left | right, left | right))
    heads = {id_: _head(group, seen) for id_, group in groups.items()}
    return {id_: head for id_, head in sorted(heads.items()) if id_ != head}


def _sorted(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})


def _head(group: set[str], seen: Evidences) -> str:
    """The id that stands for a group: one that is told, the one that tells most, then the first by code points."""
    return min(group, key=lambda id_: (id_ in seen.untold, -seen.telling(id_), id_))


def _type(id_: str) -> str:
    return id_.split("/", 1)[0]
