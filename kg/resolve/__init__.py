"""What only many texts together can tell: which ids of the texts' own mean one thing. A pure function, never similarity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.ledger.rows import Told
from kg.model import Statement
from kg.resolve.evidence import Judgement, gather, telling
from kg.resolve.joining import Decided, union
from kg.resolve.mechanisms import mechanism_joins
from kg.resolve.meetings import meeting_joins
from kg.resolve.officials import official_joins
from kg.resolve.renewing import renew_joins

__all__ = ["Judgement", "renew_joins", "resolve", "telling"]


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
    decided = Decided(judgements)
    seen = gather(entities, statements, decided.ids)
    ids = union(decided.same, mechanism_joins(seen), decided.apart, seen.untold)
    joins = [*mechanism_joins(seen), *meeting_joins(seen, ids), *official_joins(seen, ids)]
    return union(decided.same, joins, decided.apart, seen.untold)
