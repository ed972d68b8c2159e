"""What a page prints around its text: menus, print bars, counters, dates of posting; captions of photographs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.clean.draft import Edit
from kg.clean.tables import any_of, table

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
    tokens = [m for m in _token().finditer(line)]
    for row in _joined(line, tokens):
        whole = row[0].start() == 0 and row[-1].end() == len(line)
        dated = any(m["date"] for m in row)
        alone = len(row) == 1 and row[0]["fellow"]
        if not alone and (whole or dated or len(row) >= LEAST_TOKENS):
            first, end = start + row[0].start(), start + row[-1].end()
            yield Edit(first, end, "" if whole else "\n", "chrome")


def _joined(line: str, tokens: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Rows: tokens with nothing between them, that begin and end at a blank or an end of the line."""
    row: list[re.Match[str]] = []
    for m in tokens:
        if row and line[row[-1].end() : m.start()].strip(" \t|"):
            yield from _free(line, row)
            row = []
        row.append(m)
    yield from _free(line, row)


def _free(line: str, row: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    if row and not line[: row[0].start()][-1:].strip(" \t|") and not line[row[-1].end() :][:1].strip(" \t|"):
        yield row


@lru_cache(maxsize=2)
def _line_pattern(name: str) -> re.Pattern[str]:
    return re.compile(any_of(table("chrome")[name]))


@lru_cache(maxsize=1)
def _token() -> re.Pattern[str]:
    data = table("chrome")
    kinds = (("date", "dates"), ("fellow", "fellows"), ("token", "tokens"))
    return re.compile("|".join(f"(?P<{group}>{any_of(data[name])})" for group, name in kinds))
