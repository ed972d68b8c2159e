"""A text under repair: edits are applied to the string, and the way back to the original is kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kg.clean.offsets import OffsetMap, clip, one_by_one
from kg.model import Repair, Segment


class Edit(NamedTuple):
    """``text[start:end]``, never empty, is to read ``after``."""

    start: int
    end: int
    after: str
    kind: str


class Draft:
    """The string as it stands after the repairs so far, and where its characters came from."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw
        self.repairs: list[Repair] = []
        self._segments: tuple[Segment, ...] = (Segment(0, len(raw), 0, len(raw)),) if raw else ()

    def offsets(self) -> OffsetMap:
        """Return the map between the string as it stands and the original."""
        return OffsetMap(self._segments)

    def apply(self, edits: Iterable[Edit]) -> None:
        """Make the edits; they must be in order and must not overlap."""
        made = list(edits)
        if not made:
            return
        self._record(made)
        if any(len(e.after) != e.end - e.start for e in made):
            self._segments = self._resegmented(made)
        self.text = _edited(self.text, made)

    def _record(self, edits: list[Edit]) -> None:
        offsets = self.offsets()
        for edit in edits:
            start, end = offsets.to_raw(edit.start, edit.end)
            self.repairs.append(Repair(edit.kind, start, end, self.raw[start:end], edit.after))

    def _resegmented(self, edits: list[Edit]) -> tuple[Segment, ...]:
        """Edits that keep the length leave all in place; of the others the run as a whole corresponds."""
        segments: list[Segment] = []
        here = 0
        for edit in edits:
            if len(edit.after) == edit.end - edit.start:
                continue
            self._keep(segments, here, edit.start)
            if edit.after:
                _append(segments, len(edit.after), *self.offsets().to_raw(edit.start, edit.end))
            here = edit.end
        self._keep(segments, here, len(self.text))
        return tuple(segments)

    def _keep(self, segments: list[Segment], start: int, end: int) -> None:
        for part in clip(self._segments, start, end):
            _append(segments, part.end - part.start, part.raw_start, part.raw_end)


def _edited(text: str, edits: list[Edit]) -> str:
    pieces: list[str] = []
    here = 0
    for edit in edits:
        pieces += (text[here : edit.start], edit.after)
        here = edit.end
    return "".join((*pieces, text[here:]))


def _append(segments: list[Segment], length: int, raw_start: int, raw_end: int) -> None:
    """Add a segment of ``length`` cleaned characters, or lengthen the last one where it goes on one by one."""
    start = segments[-1].end if segments else 0
    new = Segment(start, start + length, raw_start, raw_end)
    if segments and segments[-1].raw_end == raw_start and one_by_one(segments[-1]) and one_by_one(new):
        last = segments.pop()
        new = Segment(last.start, new.end, last.raw_start, raw_end)
    segments.append(new)
