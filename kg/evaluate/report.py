"""Precision, recall and F1 of texts: in all, by type of entity and by predicate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kg.scoring import Tally, TextScore

TYPE, PREDICATE = 0, 1
MACRO = "mean over predicates"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts with the three figures made of them."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def n(self) -> int:
        """How many the gold demands."""
        return self.right + self.missed

    @property
    def precision(self) -> float:
        """Share of what was said that is right."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Share of what should be said that was."""
        return self.right / self.n if self.right else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @classmethod
    def of(cls, tally: Tally) -> Score:
        """Count a tally."""
        return cls(len(tally.right), len(tally.wrong), len(tally.missed))


@dataclass(frozen=True, slots=True)
class Report:
    """All texts."""

    texts: tuple[TextScore, ...]

    @property
    def entities(self) -> Score:
        """Entities of all texts."""
        return _total(text.entities for text in self.texts)

    @property
    def facts(self) -> Score:
        """Facts of all texts."""
        return _total(text.facts for text in self.texts)

    @property
    def facts_by_key(self) -> Score:
        """Facts of all texts, with title or role compared too."""
        return _total(text.facts_by_key for text in self.texts)

    @property
    def by_type(self) -> dict[str, Score]:
        """Entities of all texts, by type."""
        return _by((text.entities for text in self.texts), TYPE)

    @property
    def by_predicate(self) -> dict[str, Score]:
        """Facts of all texts, by predicate."""
        return _by((text.facts for text in self.texts), PREDICATE)

    @property
    def merges(self) -> int:
        """Wrong merges in all texts."""
        return sum(len(text.merges) for text in self.texts)

    def rows(self, *, by_text: bool = False) -> Iterator[dict[str, Any]]:
        """Yield a row for each type and predicate, then the mean over predicates, then details, then the totals.

        Args:
            by_text: Whether rows for entities and facts of every text come first.
        """
        for text in self.texts if by_text else ():
            yield _row(text.name, "entities", Score.of(text.entities), len(text.merges))
            yield _row(text.name, "facts", Score.of(text.facts), len(text.merges))
        merged = [merge.type for text in self.texts for merge in text.merges]
        yield from (_row("ALL", type_, each, merged.count(type_)) for type_, each in self.by_type.items())
        yield from (_row("ALL", predicate, each) for predicate, each in self.by_predicate.items())
        yield self._macro()
        yield _row("ALL", "dates", _total(text.dates for text in self.texts))
        yield _row("ALL", "ordinals", _total(text.ordinals for text in self.texts))
        yield self._splits()
        yield _row("ALL", "entities", self.entities, self.merges)
        yield _row("ALL", "facts", self.facts, self.merges)
        yield _row("ALL", "facts with role or title", self.facts_by_key, self.merges)

    def _splits(self) -> dict[str, Any]:
        """The row of gold entities that were found: right as one predicted entity, wrong as several."""
        whole = _total(text.splits for text in self.texts)
        return _row("ALL", "splits", whole) | {"n": whole.right + whole.wrong, "recall": None, "f1": None}

    def _macro(self) -> dict[str, Any]:
        """The row in which every predicate of the gold weighs the same; ``n`` is the number of predicates."""
        told = [each for each in self.by_predicate.values() if each.n]
        means = {
            name: round(sum(getattr(each, name) for each in told) / max(len(told), 1), 3)
            for name in ("precision", "recall", "f1")
        }
        return _row("ALL", MACRO, Score()) | means | {"n": len(told)} | dict.fromkeys(Score.__slots__)


def _total(tallies: Iterable[Tally]) -> Score:
    return sum(map(Score.of, tallies), Score())


def _by(tallies: Iterable[Tally], part: int) -> dict[str, Score]:
    """Count by one part of the items, sorted by it."""
    counts: dict[str, Score] = {}
    for tally in tallies:
        for items, one in (
            (tally.right, Score(right=1)),
            (tally.wrong, Score(wrong=1)),
            (tally.missed, Score(missed=1)),
        ):
            for item in items:
                counts[item[part]] = counts.get(item[part], Score()) + one
    return dict(sorted(counts.items()))


def _row(text: str, what: str, score: Score, merges: int | None = None) -> dict[str, Any]:
    return {
        "text": text,
        "what": what,
        "n": score.n,
        "precision": round(score.precision, 3),
        "recall": round(score.recall, 3),
        "f1": round(score.f1, 3),
        "right": score.right,
        "wrong": score.wrong,
        "missed": score.missed,
        "merges": merges,
    }
