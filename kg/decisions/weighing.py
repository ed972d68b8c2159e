"""What all decisions say together: which ids are one, which are two, and whether two rows contradict each other."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.decisions.rows import Decision


class Pairs:
    """The decisions on two entities, closed over chains: what is the same as the same is the same."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.same: dict[str, list[tuple[str, Decision]]] = defaultdict(list)
        self.different: list[Decision] = []
        self.unsure: dict[frozenset[str], Decision] = {}
        for decision in decisions:
            if decision.what == "same":
                self.same[decision.left].append((decision.right, decision))
                self.same[decision.right].append((decision.left, decision))
            elif decision.what == "different":
                self.different.append(decision)
            else:
                self.unsure.setdefault(frozenset((decision.left, decision.right)), decision)
        self.heads = self._heads()
        self._apart = {self._ends(d.left, d.right): d for d in reversed(self.different)}

    def between(self, left: str, right: str) -> str:
        """Return what is decided of two ids: same, different, unsure, or nothing."""
        ends = self._ends(left, right)
        if left == right or len(ends) == 1:
            return "same"
        if ends in self._apart:
            return "different"
        return "unsure" if frozenset((left, right)) in self.unsure else ""

    def apart(self, left: str, right: str) -> Decision | None:
        """Return the decision that keeps two ids apart, if there is one."""
        return self._apart.get(self._ends(left, right))

    def chain(self, starts: Iterable[str], goals: Iterable[str]) -> list[Decision]:
        """Return the shortest chain of decisions from any of the ids to any of the others; empty where there is none."""
        return chain(self.same, starts, goals)

    def _ends(self, left: str, right: str) -> frozenset[str]:
        return frozenset((self.heads.get(left, left), self.heads.get(right, right)))

    def _heads(self) -> dict[str, str]:
        """Id → the first id of those that are the same."""
        heads: dict[str, str] = {}
        for start in sorted(self.same):
            waiting = [] if start in heads else [start]
            while waiting:
                id_ = waiting.pop()
                if id_ not in heads:
                    heads[id_] = start
                    waiting += [other for other, _ in self.same[id_]]
        return heads


def chain(
    links: Mapping[str, Sequence[tuple[str, Decision]]], starts: Iterable[str], goals: Iterable[str]
) -> list[Decision]:
    """Return the decisions on the shortest way along the links; empty where there is none."""
    wanted = set(goals)
    came: dict[str, tuple[str, Decision] | None] = dict.fromkeys(sorted(starts))
    waiting = deque(came)
    while waiting:
        id_ = waiting.popleft()
        if id_ in wanted:
            return list(_back(id_, came))[::-1]
        for other, decision in links.get(id_, ()):
            if other not in came:
                came[other] = (id_, decision)
                waiting.append(other)
    return []


def _back(id_: str, came: Mapping[str, tuple[str, Decision] | None]) -> Iterator[Decision]:
    while step := came[id_]:
        id_, decision = step
        yield decision


def contradictions(pairs: Pairs, claims: Sequence[Decision]) -> Iterator[str]:
    """Yield each contradiction as a sentence that names the rows."""
    for decision in pairs.different:
        if pairs.heads.get(decision.left, "") == pairs.heads.get(decision.right, decision.right):
            rows = pairs.chain([decision.left], [decision.right])
            yield f"{decision} – contradicts {'; '.join(map(str, rows))}"
    by_fact: dict[tuple[str, ...], list[Decision]] = defaultdict(list)
    for claim in claims:
        facts = by_fact[claim.left, claim.predicate, claim.right]
        for other in facts:
            if {claim.what, other.what} == {"wrong", "right"} and overlap(claim, other):
                yield f"{claim} – contradicts {other}"
        facts.append(claim)


def overlap(one: Decision, other: Decision) -> bool:
    """Say whether two decisions on one fact speak of one claim: what is empty stands for any."""
    return all(a == b or not (a and b) for a, b in zip(one.matter, other.matter, strict=True))
