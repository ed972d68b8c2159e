"""Joins lines that a column broke inside a sentence or a word; headings, lists, signatures stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kg.clean.draft import Edit
from kg.read.tables import any_of, table

LINE = re.compile(r"[^\n]+")
PAUSE = re.compile("[,;。!?]")
STOP = re.compile("[。;!?]")
TAIL = 12
LATIN = re.compile("[A-Za-z]{2}")
COUNTED = re.compile("[一二三四五六七八九十]{1,2}(?:是|要)")
PAIRS = (("(", ")"), ("《", "》"), ("“", "”"), ("〔", "〕"))
LONG = 38
COLUMN = (18, 60)
COLUMN_SHARE = 0.4
COLUMN_LINES = 8
# No paragraph is longer: what goes on behind so much is looked at by itself.
LONGEST_PARAGRAPH = 5000


@dataclass(frozen=True, slots=True)
class Shape:
    """The patterns that tell lines apart."""

    closed: re.Pattern[str]
    headed: re.Pattern[str]
    opener: re.Pattern[str]
    begins: re.Pattern[str]
    roster: re.Pattern[str]
    title_head: re.Pattern[str]
    title_tail: re.Pattern[str]
    words: frozenset[str]


def join_lines(text: str) -> Iterator[Edit]:
    """Take out the line breaks that stand inside a sentence."""
    lines = list(LINE.finditer(text))
    width = column_width([m[0] for m in lines])
    sofar = lines[0][0] if lines else ""
    for before, after in pairwise(lines):
        gap = after.start() - before.end()
        if _continues(sofar, before[0], after[0], width if gap == 1 else 0):
            yield Edit(before.end(), after.start(), _glue(sofar, after[0]), "break")
            sofar += after[0]
        else:
            sofar = after[0]


def column_width(lines: list[str]) -> int:
    """Return the width in characters that the text was set in, or 0 where no common width shows."""
    if len(lines) < COLUMN_LINES:
        return 0
    counts = Counter(len(line) for line in lines)
    low, high = COLUMN
    near = {w: sum(counts[n] for n in range(w - 2, w + 1)) for w in range(low, high) if counts[w]}
    width = max(near, key=lambda w: (near[w], w), default=0)
    longer = sum(n for w, n in counts.items() if w > width)
    fits = width and near[width] >= COLUMN_SHARE * len(lines) and longer <= len(lines) / 20
    return width if fits else 0


def _continues(sofar: str, before: str, after: str, width: int) -> bool:
    shape = _shape()
    if len(sofar) > LONGEST_PARAGRAPH:
        return False
    if shape.closed.search(sofar[-TAIL:]) or shape.opener.match(after):
        return False
    if _is_broken_title(sofar, after, shape):
        return True
    if shape.roster.fullmatch(sofar) or shape.roster.fullmatch(after):
        return False
    if width and len(before) >= width - 1:
        return True
    if before[-1] + after[0] in shape.words and PAUSE.search(before) and PAUSE.search(after):
        return True
    return _breaks_off(sofar, shape) and bool(PAUSE.search(after)) and not shape.begins.match(after)


def _is_broken_title(sofar: str, after: str, shape: Shape) -> bool:
    whole = shape.title_tail.fullmatch(sofar)
    return not whole and bool(shape.title_head.fullmatch(sofar) and shape.title_tail.fullmatch(after))


def _breaks_off(line: str, shape: Shape) -> bool:
    """Whether the line is running text without its end: a heading has no pause, a short line may sign."""
    if line[-1] in ",、(《“":
        return True
    if not PAUSE.search(line) or shape.headed.match(STOP.split(line)[-1]):
        return False
    return len(line) >= LONG or bool(STOP.search(line) or COUNTED.match(line)) or _open(line)


def _open(line: str) -> bool:
    return any(line.count(a) > line.count(b) for a, b in PAIRS)


def _glue(before: str, after: str) -> str:
    return " " if LATIN.fullmatch(before[-1] + after[0]) else ""


@lru_cache(maxsize=1)
def _shape() -> Shape:
    data = table("lines")
    names = ("closed", "headed", "opener", "begins", "roster", "title_head", "title_tail")
    patterns = {n: re.compile(d if isinstance(d := data[n], str) else any_of(d)) for n in names}
    return Shape(**patterns, words=frozenset(data["words"]))
