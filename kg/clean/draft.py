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
        self._segments = [Segment(0, len(raw), 0, len(raw))] if raw else []

    def offsets(self) -> OffsetMap:
        """Return the map between the string as it stands and the original."""
        return OffsetMap(tuple(self._segments))

    def apply(self, edits: Iterable[Edit]) -> None:
        """Make the edits; they must be in order and must not overlap."""
        old, here = self.text, 0
        pieces: list[str] = []
        segments: list[Segment] = []
        for edit in edits:
            self._keep(segments, here, edit.start)
            pieces += (old[here : edit.start], edit.after)
            self._change(segments, edit)
            here = edit.end
        if not pieces:
            return
        self._keep(segments, here, len(old))
        self.text = "".join((*pieces, old[here:]))
        self._segments = segments

    def _keep(self, segments: list[Segment], start: int, end: int) -> None:
        for part in clip(self._segments, start, end):
            _append(segments, part.end - part.start, part.raw_start, part.raw_end)

    def _change(self, segments: list[Segment], edit: Edit) -> None:
        parts = list(clip(self._segments, edit.start, edit.end))
        start, end = parts[0].raw_start, max(p.raw_end for p in parts)
        self.repairs.append(Repair(edit.kind, start, end, self.raw[start:end], edit.after))
        if len(edit.after) == edit.end - edit.start:
            self._keep(segments, edit.start, edit.end)
        elif edit.after:
            _append(segments, len(edit.after), start, end)


def _append(segments: list[Segment], length: int, raw_start: int, raw_end: int) -> None:
    """Add a segment of ``length`` cleaned characters, or lengthen the last one where it goes on character by character."""
    start = segments[-1].end if segments else 0
    new = Segment(start, start + length, raw_start, raw_end)
    if segments and segments[-1].raw_end == raw_start and one_by_one(segments[-1]) and one_by_one(new):
        last = segments.pop()
        new = Segment(last.start, new.end, last.raw_start, raw_end)
    segments.append(new)
