"""Joins made anew where a change touches them: by mechanism, and by the name of officials and meetings.

Whether two ids are one depends on those of the same name alone, so what is kept of all others stays right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.ledger import Kept
from kg.model import Statement
from kg.resolve.evidence import Evidences, Judgement, gather
from kg.resolve.joining import Decided, Pair, union
from kg.resolve.mechanisms import mechanism_joins
from kg.resolve.meetings import meeting_joins
from kg.resolve.officials import official_joins

MECHANISM = "Mechanism/"


def renew_joins(kept: Kept, judgements: Sequence[Judgement] = ()) -> None:
    """Bring the kept id map to what :func:`kg.resolve.resolve` would say of all live rows.

    Mechanisms come first, since meetings and officials are told apart by the mechanism they belong to.
    """
    rejoining = _Rejoining(kept, Decided(judgements))
    changed = rejoining.known()
    for id_ in kept.mechanisms_in_doubt():
        changed |= kept.set_pairs(id_, _mechanism_pairs(kept, id_))
    rejoining.join(id_ for id_ in changed if id_.startswith(MECHANISM))
    changed = {id_ for id_ in changed if not id_.startswith(MECHANISM)}
    for name in kept.blocks_in_doubt():
        changed |= kept.set_pairs(name, _named_pairs(kept, name))
    rejoining.join(changed)


class _Rejoining:
    def __init__(self, kept: Kept, decided: Decided) -> None:
        self._kept = kept
        self._decided = decided
        self._same: dict[str, list[Pair]] = defaultdict(list)
        for pair in decided.same:
            for end in pair:
                self._same[end].append(pair)

    def known(self) -> set[str]:
        """Return what is joined anew whatever the rules say: all of it where decisions may have come or gone.

        A decided id stands for others while texts tell it, so those that texts touch are among them.
        """
        if self._kept.whole:
            return self._kept.all_paired() | set(self._same)
        return set(self._kept.touched_ids(self._same))

    def join(self, ids: Iterable[str]) -> None:
        """Join the groups that these ids belong to."""
        done: set[str] = set()
        for id_ in sorted(ids):
            if id_ not in done:
                group, written, pairs = self._group(id_)
                untold = {id_ for id_ in group if id_ in self._same and not self._kept.is_told(id_)}
                self._kept.set_joined(group, union(written, pairs, self._decided.apart, untold))
                done |= group

    def _group(self, start: str) -> tuple[set[str], set[Pair], set[Pair]]:
        """All that is tied to an id, one to the next, with the pairs that decisions and rules tie."""
        group, written, pairs, waiting = {start}, set[Pair](), set[Pair](), [start]
        while waiting:
            id_ = waiting.pop()
            written.update(same := self._same.get(id_, []))
            pairs.update(ruled := self._kept.paired(id_))
            new = {end for pair in (*same, *ruled) for end in pair} - group
            group |= new
            waiting += new
        return group, written, pairs


def _mechanism_pairs(kept: Kept, id_: str) -> list[Pair]:
    """What this one is joined into: the others are seen as far as it needs them."""
    others = kept.called(id_)
    claims = [*kept.out_of(("SUCCEEDS",), [id_]), *kept.into("SUCCEEDS", [id_])]
    found = gather(kept.told(others), claims)
    return [pair for pair in mechanism_joins(found) if pair[0] == id_]


def _named_pairs(kept: Kept, name: str) -> list[Pair]:
    ids = kept.block(name)
    if len(ids) < 2:
        return []
    official = name.startswith("Official/")
    claims = [*kept.out_of(("HAS_ROLE_IN", "SESSION_OF"), ids)]
    claims += [] if official else kept.into("ORGANIZED", ids)
    found = gather(kept.told(ids), claims)
    mechanisms = _mechanisms(kept, claims)
    if not official:
        return list(meeting_joins(found, mechanisms))
    _tie(found, kept, {id_.split("@", 1)[1] for id_ in ids if "@" in id_})
    return list(official_joins(found, mechanisms))


def _mechanisms(kept: Kept, claims: Iterable[Statement]) -> Mapping[str, str]:
    return {claim.object: kept.canonical(claim.object) for claim in claims}


def _tie(found: Evidences, kept: Kept, bodies: Collection[str]) -> None:
    """Tell which of the bodies follow one another, and which is part of which."""
    for one, predicate, other in kept.ties(bodies):
        ends = (f"Agency/{one}", f"Agency/{other}")
        if predicate == "SUCCEEDS":
            found.succeeds.add(frozenset(ends))
        else:
            found.parts.add(ends)
