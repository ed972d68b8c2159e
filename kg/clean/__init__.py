"""Source → Text: the damage of the genre repaired, and an exact map back to the original characters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import cycle, islice

from kg.clean.blanks import plain_blanks, trim_lines
from kg.clean.chrome import drop_captions, drop_chrome
from kg.clean.draft import Draft, Edit
from kg.clean.glosses import drop_glosses
from kg.clean.lines import join_lines
from kg.clean.marks import drop_bars, drop_marks
from kg.clean.offsets import OffsetMap
from kg.clean.shifted import unshift
from kg.clean.tags import drop_hidden, drop_tags, read_references, unwrap_paragraphs
from kg.clean.traditional import simplify
from kg.clean.width import fold_full_stops, fold_number_brackets, fold_width
from kg.model import Repair, Source

__all__ = ["OffsetMap", "Text", "clean", "clean_text"]

PASSES: tuple[Callable[[str], Iterable[Edit]], ...] = (
    plain_blanks, drop_hidden, unwrap_paragraphs, drop_tags, read_references, fold_width, drop_marks, drop_bars,
    drop_glosses, unshift, simplify, fold_number_brackets, fold_full_stops,
    trim_lines, drop_chrome, drop_captions, trim_lines, join_lines,
)  # fmt: skip
# A real text is done after two or three; tags nested in tags on purpose must not take the machine for hours.
MOST_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Text:
    """A source as the later stages read it.

    Attributes:
        clean: The cleaned string; cleaning it again changes nothing.
        offsets: Maps spans of ``clean`` to spans of ``source.raw`` and back.
        repairs: Every change, in the order of its place in ``source.raw``.
    """

    source: Source
    clean: str
    offsets: OffsetMap
    repairs: tuple[Repair, ...]


def clean(source: Source) -> Text:
    """Return the cleaned text of a source."""
    draft = clean_text(source.raw)
    repairs = sorted(draft.repairs, key=lambda r: (r.start, r.end))
    return Text(source, draft.text, draft.offsets(), tuple(repairs))


def clean_text(raw: str) -> Draft:
    """Repair a string until no repair finds anything more to do."""
    draft = Draft(raw)
    quiet = 0
    for step in islice(cycle(PASSES), MOST_ROUNDS * len(PASSES)):
        before = draft.text
        draft.apply(step(before))
        quiet = quiet + 1 if draft.text == before else 0
        if quiet == len(PASSES):
            break
    return draft
