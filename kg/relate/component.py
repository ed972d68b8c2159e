"""The ``kg_relate`` component: linked names of a Doc → claims, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.link.linked import Linked
from kg.relate.campaigns import campaigns
from kg.relate.letters import headed, heading_document, signed
from kg.relate.lineage import lineage
from kg.relate.meetings import meetings
from kg.relate.membership import membership
from kg.relate.papers import papers
from kg.relate.posts import posts
from kg.relate.programs import programs
from kg.relate.scene import Claim, Scene
from kg.relate.structure import structure
from kg.tag.lexicon import Lexicon

FRAMES = (posts, membership, meetings, papers, lineage, programs, structure)
HEAD = 400
# What a claim tells of its list: how far down it stands, and whether the list leaves nobody out.
PLACE = ("position", "complete")


class Relater:
    """Reads ``doc.user_data["kg_linked"]``, writes ``["kg_claims"]``: a tuple of :class:`Claim`, by offset."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Read the claims of every sentence of the Doc."""
        linked: Linked = doc.user_data["kg_linked"]
        doc.user_data["kg_claims"] = tuple(best(self.claims(linked)))
        return doc

    def claims(self, linked: Linked) -> Iterator[Claim]:
        """Yield every claim of an article, unsorted, perhaps twice."""
        frames = self.lexicon.frames["relations"]
        scenes = [Scene(linked, s, e, frames, self.lexicon) for s, e in linked.sentences]
        # Every claim names at least one end in its sentence.
        for scene in (s for s in scenes if s.items):
            for frame in FRAMES:
                yield from frame(scene)
        if scenes:
            heading = heading_document(linked, self.lexicon, HEAD)
            broken = heading and not any(s.start <= heading.start and heading.end <= s.end for s in scenes)
            if heading and broken:
                yield from papers(Scene(linked, heading.start, heading.end, frames, self.lexicon))
            yield from headed(linked, scenes[0], heading)
            yield from signed(linked, scenes[-1], heading)
            yield from campaigns(linked, scenes, heading)


def best(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims in order, one a fact and sentence: the most trusted."""
    chosen: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        if claim.subject == claim.object:
            continue
        key = (
            claim.start,
            claim.end,
            claim.subject,
            claim.predicate,
            claim.object,
            str(claim.attrs.get("role", "")),
            str(claim.attrs.get("title", "")),
            claim.status,
        )
        known = chosen.get(key)
        if known:
            better = (claim.confidence, claim.rule) > (known.confidence, known.rule)
            claim = _with_place(claim, known) if better else _with_place(known, claim)
        chosen[key] = claim
    return sorted(_leads_once(list(chosen.values())), key=_order)


def _leads_once(claims: list[Claim]) -> list[Claim]:
    """A lead that a member list names again is no second membership; what the list tells of it is told of the lead."""
    leads = {(c.subject, c.object) for c in claims if c.attrs.get("role") == "lead" and _seats(c)}
    again = [c for c in claims if c.attrs.get("role") == "member" and (c.subject, c.object) in leads]
    listed: dict[tuple[str, str], Claim] = {}
    for claim in again:
        if claim.status == "asserted":
            pair = (claim.subject, claim.object)
            listed[pair] = _with_place(listed[pair], claim) if pair in listed else claim
    kept = (c for c in claims if c.attrs.get("role") != "member" or (c.subject, c.object) not in leads)
    return [_as_listed(c, listed) for c in kept]


def _seats(claim: Claim) -> bool:
    return claim.predicate == "MEMBER_OF"


def _as_listed(claim: Claim, listed: Mapping[tuple[str, str], Claim]) -> Claim:
    """A lead with its place in the list of members that names it."""
    member = listed.get((claim.subject, claim.object))
    lead = _seats(claim) and claim.attrs.get("role") == "lead" and claim.status == "asserted"
    return _with_place(claim, member) if lead and member else claim


def _with_place(claim: Claim, other: Claim) -> Claim:
    """The claim with what the other tells of its place in a list, where it tells nothing of that itself."""
    missing = {k: other.attrs[k] for k in PLACE if k in other.attrs and k not in claim.attrs}
    return replace(claim, attrs={**claim.attrs, **missing}) if missing else claim


def _order(claim: Claim) -> tuple[int, int, str, str, str, str]:
    return (
        claim.start,
        claim.end,
        claim.predicate,
        claim.subject,
        claim.object,
        str(sorted(claim.attrs.items())),
    )


@Language.factory("kg_relate")
def make_relate(nlp: Language, name: str) -> Relater:
    """Make the component; it shares the tokenizer's lexicon."""
    return Relater(nlp.tokenizer.lexicon)  # type: ignore[union-attr]
