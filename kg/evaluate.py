"""How well texts are read: extractions against gold annotations, by precision, recall and F1."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.model import Extraction
from kg.scoring import Record, Tally, TextScore, score

NUMBER = re.compile(r"[_-]")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts with the three figures made of them."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of what was said that is right."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Share of what should be said that was."""
        return self.right / (self.right + self.missed) if self.right else 0.0

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
        return sum((Score.of(text.entities) for text in self.texts), Score())

    @property
    def facts(self) -> Score:
        """Facts of all texts."""
        return sum((Score.of(text.facts) for text in self.texts), Score())

    @property
    def facts_by_key(self) -> Score:
        """Facts of all texts, with title or role compared too."""
        return sum((Score.of(text.facts_by_key) for text in self.texts), Score())

    @property
    def merges(self) -> int:
        """Wrong merges in all texts."""
        return sum(len(text.merges) for text in self.texts)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield a row for entities and facts of every text, and for all together."""
        for text in self.texts:
            yield _row(text.name, "entities", Score.of(text.entities), len(text.merges))
            yield _row(text.name, "facts", Score.of(text.facts), len(text.merges))
        yield _row("ALL", "entities", self.entities, self.merges)
        yield _row("ALL", "facts", self.facts, self.merges)
        yield _row("ALL", "facts with role or title", self.facts_by_key, self.merges)

    def errors(self) -> Iterator[str]:
        """Yield every fault, a line each."""
        for text in self.texts:
            for what, tally in (("entity", text.entities), ("fact", text.facts_by_key)):
                yield from (
                    f"{text.name}: missing {what}: {' '.join(x).strip()}" for x in sorted(tally.missed)
                )
                yield from (f"{text.name}: wrong {what}: {' '.join(x).strip()}" for x in sorted(tally.wrong))
            yield from (f"{text.name}: wrong merge: {merge}" for merge in text.merges)


def records(extraction: Extraction) -> Iterator[dict[str, Any]]:
    """Yield entities, then statements, as the plain records that ``kg extract`` prints."""
    for kind, items in (("entity", extraction.entities), ("statement", extraction.statements)):
        yield from ({"kind": kind, **asdict(item)} for item in items)


def evaluate_texts(gold: Path, paths: Iterable[str], ner: str | None = None) -> Report:
    """Extract from texts and score them.

    Args:
        gold: Folder of ``NNN.json``.
        paths: Texts whose names begin with ``NNN``, up to a ``_``, a ``-`` or the ending; those without gold are left out.
        ner: A model that proposes names beside the rules; see :func:`kg.pipeline.load_pipeline`.

    Raises:
        ReadError: No text has a gold file, or one cannot be read.
    """
    from kg.pipeline import extract, load_pipeline
    from kg.read import expand, read

    named = {NUMBER.split(Path(path).stem)[0]: path for path in expand(paths)}
    scored = {name: path for name, path in sorted(named.items()) if (gold / f"{name}.json").is_file()}
    if not scored:
        raise ReadError(f"{gold}: none of its gold files belongs to a text that was given")
    nlp = load_pipeline(ner=ner)
    said = {n: [r for s in read(p) for r in records(extract(s, nlp))] for n, p in scored.items()}
    return Report(tuple(score(n, load_gold(gold / f"{n}.json"), said[n]) for n in scored))


def load_gold(path: Path) -> Record:
    """Read a gold file.

    Raises:
        ReadError: It is no JSON object with ``entities`` and ``facts``.
    """
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
        return {"entities": gold["entities"], "facts": gold["facts"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReadError(f"{path}: is no gold file with entities and facts ({error})") from error


def _row(text: str, what: str, score: Score, merges: int) -> dict[str, Any]:
    return {
        "text": text,
        "what": what,
        "precision": round(score.precision, 3),
        "recall": round(score.recall, 3),
        "f1": round(score.f1, 3),
        "right": score.right,
        "wrong": score.wrong,
        "missed": score.missed,
        "merges": merges,
    }
