"""What a page prints around its text: menus, print bars, counters, days of posting; captions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.clean.draft import Edit
from kg.read.tables import any_of, table

LONGEST_LINE = 120
LONGEST_CAPTION = 60
LEAST_TOKENS = 3


def drop_chrome(text: str) -> Iterator[Edit]:
    """Drop the lines, and the rows of tokens inside a line, that belong to the page."""
    for start, line in _lines(text):
        if len(line) <= LONGEST_LINE and _line_pattern("lines").fullmatch(line):
            yield Edit(start, start + len(line), "", "chrome")
        else:
            yield from _rows(start, line)


def drop_captions(text: str) -> Iterator[Edit]:
    """Drop the captions of photographs."""
    for start, line in _lines(text):
        if len(line) <= LONGEST_CAPTION and _line_pattern("captions").fullmatch(line):
            yield Edit(start, start + len(line), "", "caption")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not empty, with their places."""
    start = 0
    for line in text.split("\n"):
        if line:
            yield start, line
        start += len(line) + 1


def _rows(start: int, line: str) -> Iterator[Edit]:
    token, row = _tokens()
    for m in row.finditer(line):
        kinds = [t.lastgroup for t in token.finditer(m[0])]
        whole = m.end() - m.start() == len(line)
        alone = kinds == ["fellow"]
        if not alone and (whole or "date" in kinds or len(kinds) >= LEAST_TOKENS):
            yield Edit(start + m.start(), start + m.end(), "" if whole else "\n", "chrome")


@lru_cache(maxsize=2)
def _line_pattern(name: str) -> re.Pattern[str]:
    return re.compile(any_of(table("chrome")[name]))


@lru_cache(maxsize=1)
def _tokens() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One token; and a row of them, that begins and ends at a blank or at an end of the line."""
    data = table("chrome")
    kinds = (("date", "dates"), ("fellow", "fellows"), ("token", "tokens"))
    named = "|".join(f"(?P<{group}>{any_of(data[name])})" for group, name in kinds)
    plain = rf"[【\[]?(?:{any_of([p for _, name in kinds for p in data[name]])})[】\]]?"
    # Possessive: a row that does not end well is given up, not tried again in parts.
    row = rf"(?<![^\s|]){plain}(?:[ \t|]{{0,60}}+{plain}){{0,60}}+(?![^\s|])"
    return re.compile(named), re.compile(row)
