"""Marks of Markdown and of tables drawn with bars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.clean.draft import Edit

HEADING = re.compile(r"^(?:#{1,6}[ \t]++)++", re.MULTILINE)
STRONG = re.compile(r"\*\*([^*\n]{1,200})\*\*")
LINK = re.compile(r"!?\[([^\[\]\n]{0,200})\]\([^()\s]{0,500}\)")
# Of a line that holds a bar: nothing but bars and what draws lines.
RULER = re.compile(r"[|\-: ]++")
ROW_BAR = re.compile(r" ?\| ?")


def drop_marks(text: str) -> Iterator[Edit]:
    """Drop the marks of headings and emphasis; of a link keep its words."""
    found = [(m, "") for m in HEADING.finditer(text)]
    found += [(m, m[1]) for p in (STRONG, LINK) for m in p.finditer(text)]
    end = 0
    for m, after in sorted(found, key=lambda f: f[0].span()):
        if m.start() >= end:
            yield Edit(m.start(), m.end(), after, "mark")
            end = m.end()


def drop_bars(text: str) -> Iterator[Edit]:
    """Of a drawn table keep the cells, a tab between them; drop bars without cells."""
    start = 0
    for line in text.split("\n"):
        if "|" in line:
            yield from _row(start, line)
        start += len(line) + 1


def _row(start: int, line: str) -> Iterator[Edit]:
    if RULER.fullmatch(line):
        yield Edit(start, start + len(line), "", "mark")
        return
    framed = line.startswith("|") or line.endswith("|")
    for m in ROW_BAR.finditer(line) if framed else ():
        inner = m.start() > 0 and m.end() < len(line)
        yield Edit(start + m.start(), start + m.end(), "\t" if inner else "", "mark")
