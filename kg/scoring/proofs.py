"""The words behind entities and facts: those that a statement was made from, or that the gold quotes."""

from __future__ import annotations

from typing import NamedTuple

from kg.scoring.names import Named
from kg.scoring.reading import ENDS, Item, Reading


class Proof(NamedTuple):
    """Words of the text; ``rule`` is empty and ``confidence`` None where the gold quotes them."""

    words: str
    rule: str = ""
    confidence: float | None = None


def proofs(reading: Reading) -> dict[Item, Proof]:
    """Return the words behind every fact, and behind every entity that is an end of one or brings its own evidence.

    What the gold tells is proved by its own quotation, all else by the surest statement.
    """
    found: dict[Item, Proof] = {}
    types = {entity["name"]: entity["type"] for entity in reading.gold["entities"]}
    for fact, record in reading.gold_facts(keyed=True):
        ends = (Named(types.get(name, ""), name) for name in (fact.subject, fact.object))
        for item in (fact, *ends):
            found.setdefault(item, Proof(record.get("evidence", "")))
    for claim in sorted(reading.claims, key=lambda claim: -claim.get("confidence", 0)):
        words = (claim.get("evidence") or {}).get("text", "")
        proof = Proof(words, claim.get("rule", ""), claim.get("confidence"))
        ends = (reading.entity(claim[end]) for end in ENDS if claim[end] in reading.entities)
        for item in (reading.fact(claim, keyed=True), *ends):
            found.setdefault(item, proof)
    for id_, entity in reading.entities.items():
        found.setdefault(reading.entity(id_), Proof((entity.get("evidence") or {}).get("text", "")))
    return found
