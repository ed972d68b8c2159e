"""Where each cleaned character came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from kg.model import Segment

_START = attrgetter("start")
_RAW_START = attrgetter("raw_start")
_RAW_END = attrgetter("raw_end")


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """The segments of one text: they cover ``clean`` without gaps, and rise in ``raw``."""

    segments: tuple[Segment, ...]

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw span of the cleaned span ``[start, end)``; an empty span gives an empty one.

        Raw characters that were dropped inside the span are in it, those at its edges are not.
        """
        if start >= end:
            place = self._gap(start)
            return place, place
        first = self._place(start)
        last = first if end == start + 1 else self._place(end - 1)
        return first[0], last[1]

    def to_clean(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the cleaned characters that came from ``raw[start:end]``; it may be empty."""
        i = bisect_right(self.segments, start, key=_RAW_END)
        j = bisect_left(self.segments, end, key=_RAW_START) - 1
        first = self._clean_start(i, start)
        return first, max(first, self._clean_end(j, end))

    def _clean_start(self, i: int, raw: int) -> int:
        if i == len(self.segments):
            return self.segments[-1].end if self.segments else 0
        segment = self.segments[i]
        return segment.start + (max(0, raw - segment.raw_start) if one_by_one(segment) else 0)

    def _clean_end(self, j: int, raw: int) -> int:
        if j < 0:
            return 0
        segment = self.segments[j]
        return segment.end - (max(0, segment.raw_end - raw) if one_by_one(segment) else 0)

    def _place(self, clean: int) -> tuple[int, int]:
        """The raw span of one cleaned character."""
        segment = self.segments[bisect_right(self.segments, clean, key=_START) - 1]
        if not one_by_one(segment):
            return segment.raw_start, segment.raw_end
        raw = segment.raw_start + clean - segment.start
        return raw, raw + 1

    def _gap(self, clean: int) -> int:
        """The raw place before one cleaned character, or behind the last."""
        if self.segments and clean < self.segments[-1].end:
            return self._place(clean)[0]
        return self.segments[-1].raw_end if self.segments else 0


def one_by_one(segment: Segment) -> bool:
    """Return whether the characters of the segment correspond one by one."""
    return segment.end - segment.start == segment.raw_end - segment.raw_start


def clip(segments: tuple[Segment, ...], start: int, end: int) -> Iterator[Segment]:
    """Yield the parts of the segments that make up ``clean[start:end]``, in order."""
    i = bisect_right(segments, start, key=_START) - 1
    while start < end:
        segment = segments[i]
        stop = min(end, segment.end)
        if one_by_one(segment):
            shift = segment.raw_start - segment.start
            yield Segment(start, stop, start + shift, stop + shift)
        else:
            yield Segment(start, stop, segment.raw_start, segment.raw_end)
        start, i = stop, i + 1
