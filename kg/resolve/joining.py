"""Pairs to join → which id stands for each: groups of pairs, save where a written decision keeps two apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kg.resolve.evidence import Judgement, telling

Pair = tuple[str, str]


class Decided:
    """Written decisions: pairs that are one, and pairs that are not; ids of two types are never one."""

    def __init__(self, judgements: Sequence[Judgement]) -> None:
        self.ids = {id_ for j in judgements for id_ in (j.left, j.right)}
        self.same = [(j.left, j.right) for j in judgements if j.same and _type(j.left) == _type(j.right)]
        self.apart = {frozenset((j.left, j.right)) for j in judgements if not j.same}


def union(
    written: Iterable[Pair],
    joins: Iterable[Pair],
    apart: Collection[frozenset[str]],
    untold: Collection[str] = (),
) -> dict[str, str]:
    """Join the pairs, what is written first, save those that would put two things told apart into one.

    Args:
        written: Pairs that written decisions say are one.
        joins: Pairs that rules would join.
        apart: Pairs that written decisions say are two.
        untold: Ids that no text tells any more; they stand for no other.

    Returns:
        id → the id that stands for it, for every id that another one stands for.
    """
    groups: dict[str, set[str]] = {}
    for pair in (*_sorted(written), *_sorted(joins)):
        left, right = (groups.get(id_, {id_}) for id_ in pair)
        if left is right or any(frozenset((a, b)) in apart for a in left for b in right):
            continue
        groups.update(dict.fromkeys(left | right, left | right))
    heads = {id_: _head(group, untold) for id_, group in groups.items()}
    return {id_: head for id_, head in sorted(heads.items()) if id_ != head}


def _sorted(pairs: Iterable[Pair]) -> list[Pair]:
    return sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})


def _head(group: set[str], untold: Collection[str]) -> str:
    """The id that stands for a group: one that is told, the one that tells most, then the first by code points."""
    return min(group, key=lambda id_: (id_ in untold, -telling(id_), id_))


def _type(id_: str) -> str:
    return id_.split("/", 1)[0]
