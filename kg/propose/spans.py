"""What every named-entity model gives: spans of a sentence with one of three labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.tag.matching import HAN

LABELS = {
    **dict.fromkeys(("PER", "PERSON", "nr"), "PER"),
    **dict.fromkeys(("ORG", "nt"), "ORG"),
    **dict.fromkeys(("LOC", "GPE", "FAC", "ns"), "LOC"),
}
BLANK = re.compile(r"\s+")
WHOLE = re.compile(f"[{HAN}]{{2,}}")


@dataclass(frozen=True, slots=True)
class Span:
    """One name as a model sees it: offsets in code points, half-open; ``label`` is PER, ORG or LOC."""

    start: int
    end: int
    label: str


class Reader(Protocol):
    """A named-entity model: the same sentences always give the same spans."""

    def __call__(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return the spans of each text, in text order, without overlaps."""


def tidy(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return the spans without blanks at their ends; a person ends at a blank behind a whole name, others have none.

    Column layouts put 王明 and his office beside each other; a model takes both for one name.
    """
    kept = []
    for span in spans:
        piece = text[span.start : span.end]
        start = span.start + len(piece) - len(piece.lstrip())
        end = span.end - len(piece) + len(piece.rstrip())
        if span.label == "PER":
            end = _person_end(text, start, end)
        if start < end and (span.label == "PER" or not BLANK.search(text, start, end)):
            kept.append(Span(start, end, span.label))
    return kept


def whole_bodies(spans: Sequence[Span]) -> list[Span]:
    """Return the spans with every place joined to the organization right behind it (山东省|民政厅)."""
    joined: list[Span] = []
    for span in spans:
        while joined and span.label == "ORG" and joined[-1].label == "LOC" and joined[-1].end == span.start:
            span = Span(joined.pop().start, span.end, "ORG")
        joined.append(span)
    return joined


def _person_end(text: str, start: int, end: int) -> int:
    for blank in BLANK.finditer(text, start, end):
        if WHOLE.fullmatch(text, start, blank.start()):
            return blank.start()
    return end
