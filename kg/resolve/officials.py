"""Officials of one name are one person where the texts tie the bodies they act for, and two everywhere else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from kg.resolve.evidence import Evidences, Seen


def official_joins(found: Evidences, mechanisms: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs to join among officials of one name.

    Args:
        found: What was seen.
        mechanisms: The id map of mechanisms.
    """
    officials = found.of("Official")
    by_name: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(officials):
        by_name[id_.split("@", 1)[0]].append(id_)
    tied = _Ties(found, officials, mechanisms)
    for bare, ids in by_name.items():
        placed = [id_ for id_ in ids if id_ != bare]
        pairs = list(tied.pairs(placed))
        yield from pairs
        if bare in officials:
            yield from _bare_join(bare, placed, pairs, officials)


def _bare_join(
    bare: str, placed: Sequence[str], pairs: Sequence[tuple[str, str]], officials: Mapping[str, Seen]
) -> Iterator[tuple[str, str]]:
    """The one without a body joins if all those of its name in its sources are one person."""
    near = {id_ for id_ in placed if officials[id_].sources & officials[bare].sources}
    persons = {frozenset(_person(id_, pairs)) for id_ in near}
    if len(persons) == 1:
        yield bare, min(near)


def _person(id_: str, pairs: Sequence[tuple[str, str]]) -> set[str]:
    group, size = {id_}, 0
    while size < len(group):
        size = len(group)
        group |= {end for pair in pairs if group & set(pair) for end in pair}
    return group


class _Ties:
    """Which two officials of one name, told with two bodies, the texts tie together."""

    def __init__(
        self, found: Evidences, officials: Mapping[str, Seen], mechanisms: Mapping[str, str]
    ) -> None:
        self._officials = officials
        self._mechanisms = mechanisms
        self._succeeds = {frozenset(map(_key, pair)) for pair in found.succeeds}
        self._parts = {(_key(part), _key(whole)) for part, whole in found.parts}

    def pairs(self, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the pairs that are one person."""
        bodies = {id_: id_.split("@", 1)[1] for id_ in ids}
        inner = Counter(
            whole for part in bodies.values() for whole in bodies.values() if (part, whole) in self._parts
        )
        for one, other in combinations(ids, 2):
            ends = (bodies[one], bodies[other])
            # A body with several inner ones in the group would tie strangers who sit in two of them.
            part = any(p in self._parts and inner[p[1]] == 1 for p in (ends, ends[::-1]))
            if part or frozenset(ends) in self._succeeds or self._share_mechanism(one, other):
                yield one, other

    def _share_mechanism(self, one: str, other: str) -> bool:
        """Both act in one mechanism, and no single text names both in it: a list names nobody twice."""
        mine, theirs = (
            {(self._mechanisms.get(m, m), source) for m, source in self._officials[id_].mechanisms}
            for id_ in (one, other)
        )
        return bool({m for m, _ in mine} & {m for m, _ in theirs}) and not mine & theirs


def _key(id_: str) -> str:
    return id_.split("/", 1)[-1]
