"""What is in doubt: one question each, about two entities or about one claim."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from kg.decisions import Decision, claim_key, sentence_key
from kg.model import Statement
from kg.review.contradictions import contradictions
from kg.review.material import Material, Quote
from kg.review.pairs import named_alike, near
from kg.review.vocabulary import vocabulary

KINDS = ("name", "official", "near", "confidence", "count", "contradiction")

# So many claims are shown beside the one that they contradict.
BESIDE = 3


class Doubt(NamedTuple):
    """One question.

    Attributes:
        kind: One of ``KINDS``.
        about: What makes it doubtful, for people.
        left: As in a decision, like all up to ``sentence``.
        quotes: Sentences to look at side by side.
        claims: The claim, and those that it contradicts.
    """

    kind: str
    about: str
    left: str
    predicate: str
    key: str
    right: str
    source: str
    sentence: str
    quotes: tuple[Quote, ...]
    claims: tuple[Statement, ...] = ()

    @property
    def answers(self) -> tuple[str, ...]:
        """What can be decided of it."""
        return ("wrong", "right", "unsure") if self.predicate else ("same", "different", "unsure")

    def decided(self, what: str, who: str, why: str, place: str) -> Decision:
        """Return the decision, made today."""
        return Decision(what, *self[2:8], who, date.today().isoformat(), why, place)


def doubts(
    material: Material, kinds: Iterable[str] = KINDS, below: float | None = None
) -> Generator[Doubt, None, None]:
    """Yield what is in doubt and not decided, kind by kind, each in a fixed order; a sentence that is reprinted is asked once.

    Args:
        material: What to look at.
        kinds: Those to look for, of ``KINDS``.
        below: Confidence below which a claim is in doubt; that of the vocabulary by default.
    """
    asked: set[tuple[str, ...]] = set()
    for doubt in _doubts(material, set(kinds), below):
        if (matter := (doubt.kind, *doubt[2:8])) not in asked:
            asked.add(matter)
            yield doubt


def _doubts(material: Material, wanted: set[str], below: float | None) -> Iterator[Doubt]:
    if wanted & {"name", "official"}:
        yield from (doubt for doubt in _alike(material) if doubt.kind in wanted)
    if "near" in wanted:
        yield from _near(material)
    if "confidence" in wanted:
        yield from _unsure(material, vocabulary().low_confidence if below is None else below)
    if "count" in wanted:
        yield from _counts(material)
    if "contradiction" in wanted:
        yield from _contradictory(material)


def is_open(material: Material, doubt: Doubt) -> bool:
    """Say whether what was decided since leaves the doubt as it was."""
    if not doubt.predicate:
        nodes = material.graph.nodes
        return not material.between(nodes[doubt.left], nodes[doubt.right])
    own, *others = [material.decisions.of_claim(claim) for claim in doubt.claims] or [None]
    return own is None and not (others and all(other and other.what == "wrong" for other in others))


def _alike(material: Material) -> Iterator[Doubt]:
    for form, left, right in named_alike(material):
        kind = "official" if left.startswith("Official/") else "name"
        yield _pair(material, kind, f"both are called {form}", left, right)


def _near(material: Material) -> Iterator[Doubt]:
    for left, right in near(material):
        yield _pair(material, "near", "one character differs", left, right)


def _pair(material: Material, kind: str, about: str, left: str, right: str) -> Doubt:
    return Doubt(kind, about, left, "", "", right, "", "", (material.named(left), material.named(right)))


def _unsure(material: Material, below: float) -> Iterator[Doubt]:
    for statement in material.statements():
        low = statement.confidence < below and statement.status in ("asserted", "ended")
        if low and material.decisions.of_claim(statement) is None:
            about = f"confidence {statement.confidence:.2f}, rule {statement.rule}"
            yield _claim(material, "confidence", about, statement)


def _contradictory(material: Material) -> Iterator[Doubt]:
    """Each claim once, beside those that it contradicts."""
    asked: dict[str, tuple[str, Statement, list[Statement]]] = {}
    for found in contradictions(material):
        sides = [(found.first, found.second)]
        # Nobody doubts what the later list says of those it names.
        sides += [(found.second, found.first)] if found.kind != "left_out" else []
        for claim, other in sides:
            asked.setdefault(claim.id, (found.about, claim, []))[2].append(other)
    for about, claim, others in asked.values():
        if material.decisions.of_claim(claim) is None:
            yield _claim(material, "contradiction", about, claim, *others[:BESIDE])


def _claim(material: Material, kind: str, about: str, statement: Statement, *beside: Statement) -> Doubt:
    """A doubt of what a sentence says, in whatever text: its text may change around it, and others reprint it."""
    return Doubt(
        kind,
        about,
        statement.subject,
        statement.predicate,
        claim_key(statement, material.schema),
        statement.object,
        "",
        sentence_key(statement.evidence.text),
        tuple(map(material.quote, (statement, *beside))),
        (statement, *beside),
    )


def _counts(material: Material) -> Iterator[Doubt]:
    """Numbers that a text states where it names others; one that names none has no list to look at."""
    counted = vocabulary().counted
    stated = [
        (source, entity)
        for source, entity in material.decisions.told(material.ledger.entities())
        if entity.type in counted and entity.props.get("statedCount") is not None
    ]
    named = _named(material, {(source, material.canonical(entity.id)) for source, entity in stated})
    for source, entity in stated:
        number, claims = entity.props["statedCount"], named.get((source, material.canonical(entity.id)), [])
        there = len({material.canonical(claim.subject) for claim in claims})
        decided = material.decisions.of_value(entity.id, "statedCount", number, source)
        if there not in (0, number) and decided is None:
            quotes = (material.stated(str(number), claims),)
            about = f"{number} stated, {there} named in the same text"
            yield Doubt("count", about, entity.id, "statedCount", "", str(number), source, "", quotes)


def _named(material: Material, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[Statement]]:
    """What each text claims of those that count for what it states the number of; offices are no members."""
    counted = vocabulary().counted
    found: dict[tuple[str, str], list[Statement]] = {}
    for claim in material.statements():
        about = claim.evidence.source, material.canonical(claim.object)
        counts = claim.predicate == counted.get(about[1].split("/", 1)[0]) and claim.status == "asserted"
        if counts and about in wanted and claim.attrs.get("role") != "office":
            found.setdefault(about, []).append(claim)
    return found
