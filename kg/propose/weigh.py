"""The ``kg_weigh`` component: claims are trusted more where rules and model agree on a name, less where only the model has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.link.linked import Item, Linked
from kg.propose.accept import AGREED, RULE
from kg.relate.scene import Claim

DIGITS = 4


class Weigher:
    """Reads ``doc.user_data["kg_linked"]`` and ``["kg_claims"]``, and writes the claims back with what agreement makes of them."""

    def __init__(self, proposals: Mapping[str, Any]) -> None:
        self.proposed = float(proposals["proposed"])
        self.agreed = float(proposals["agreed"])

    def __call__(self, doc: Doc) -> Doc:
        """Weigh every claim of the Doc; its names' rules are those of the recogniser or the model."""
        linked: Linked = doc.user_data["kg_linked"]
        items: dict[str, list[Item]] = defaultdict(list)
        for item in linked.items:
            items[item.id].append(item)
        claims: tuple[Claim, ...] = doc.user_data["kg_claims"]
        doc.user_data["kg_claims"] = tuple(self.weighed(claim, items) for claim in claims)
        return doc

    def weighed(self, claim: Claim, items: Mapping[str, Sequence[Item]]) -> Claim:
        """Return the claim, its confidence lowered if the model alone names an end, else raised if it names one too."""
        ends = [items.get(end, ()) for end in (claim.subject, claim.object)]
        if any(named and all(i.name.rule == RULE for i in named) for named in ends):
            confidence = claim.confidence * self.proposed
            return replace(claim, confidence=round(confidence, DIGITS), rule=f"{RULE}_{claim.rule}")
        if any(AGREED in i.name.attrs for named in ends for i in named if _beside(i, claim)):
            doubt = (1 - claim.confidence) * self.agreed
            return replace(claim, confidence=round(1 - doubt, DIGITS))
        return claim


def _beside(item: Item, claim: Claim) -> bool:
    return claim.start <= item.start and item.end <= claim.end


@Language.factory("kg_weigh")
def make_weigh(nlp: Language, name: str) -> Weigher:
    """Make the component; the weights stand in ``schema/frames/proposals.yml``."""
    return Weigher(nlp.tokenizer.lexicon.frames["proposals"])  # type: ignore[union-attr]
