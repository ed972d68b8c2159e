"""HTML tags and character references inside a text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

from kg.clean.draft import Edit
from kg.read.tables import table

TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,11})(?:\s[^<>]*|/)?>")
HIDDEN = re.compile(r"<!--|<(script|style|noscript)(?:\s[^<>]*)?>", re.IGNORECASE)
BETWEEN = re.compile(r">\s+<")
BLANK_LINE = re.compile(r"\n[ \t\u3000]*\n")
# Between two lines of one paragraph; a blank stays only between Latin letters.
BREAK = re.compile(r"(?<=\S)[ \t]*\n[ \t\u3000]*(?=\S)(?:(?<=[A-Za-z]\n)((?=[A-Za-z])))?")
# A reference without its semicolon is believed only for these: &copy= is common in addresses.
REFERENCE = re.compile(
    r"&(?:amp;)*+((?:#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[a-zA-Z]{2,10}\d?;|(?:nbsp|ensp|emsp|lt|gt|quot);?)|(?<=amp;))"
)


@lru_cache(maxsize=1)
def _breaks() -> dict[str, str]:
    """Tag name → what it stands for in the text."""
    data = table("html")
    pairs = (("paragraph", "\n\n"), ("line", "\n"), ("cell", "\t"), ("inline", ""))
    return {name: mark for kind, mark in pairs for name in data[kind]}


def drop_hidden(text: str) -> Iterator[Edit]:
    """Drop comments, scripts and styles; one that is never closed stays."""
    here = 0
    unclosed: set[str] = set()
    for m in HIDDEN.finditer(text):
        closer = f"</{m[1].lower()}>" if m[1] else "-->"
        if m.start() < here or closer in unclosed:
            continue
        end = text.find(closer, m.end())
        if end < 0:
            unclosed.add(closer)
            continue
        here = end + len(closer)
        yield Edit(m.start(), here, "", "tag")


def unwrap_paragraphs(text: str) -> Iterator[Edit]:
    """Drop the line breaks inside a paragraph of HTML, where they mean nothing; one with a blank line is none."""
    start = -1
    for m in TAG.finditer(text):
        mark = _breaks().get(m[1].lower(), "")
        if start >= 0 and mark and not BLANK_LINE.search(text, start, m.start()):
            for gap in BREAK.finditer(text, start, m.start()):
                yield Edit(gap.start(), gap.end(), " " if gap[1] else "", "break")
        if mark:
            start = m.end() if m[0].startswith("<p") else -1


def drop_tags(text: str) -> Iterator[Edit]:
    """Replace each run of tags by the line break, tab or nothing that it stands for."""
    for start, end, names in _runs(text):
        mark = max((_breaks()[n] for n in names), key=_strength)
        if mark:
            start, end = _grow(text, start, end)
        elif BETWEEN.search(text, start, end):
            mark = " "
        yield Edit(start, end, mark, "tag")


def read_references(text: str) -> Iterator[Edit]:
    """Replace character references by their characters."""
    for m in REFERENCE.finditer(text):
        after = html.unescape(f"&{m[1]}")
        if after != m[0]:
            yield Edit(m.start(), m.end(), after, "reference")


def _strength(mark: str) -> int:
    return ("", "\t", "\n", "\n\n").index(mark)


def _runs(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Known tags with nothing but blanks between them: start, end, names."""
    start, end, names = 0, -1, list[str]()
    for m in TAG.finditer(text):
        name = m[1].lower()
        if name not in _breaks():
            continue
        if names and text[end : m.start()].isspace() | (end == m.start()):
            end = m.end()
            names.append(name)
            continue
        if names:
            yield start, end, names
        start, end, names = m.start(), m.end(), [name]
    if names:
        yield start, end, names


def _grow(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the blanks around: beside a break they mean nothing."""
    while start and text[start - 1] in " \t\n":
        start -= 1
    while end < len(text) and text[end] in " \t\n":
        end += 1
    return start, end
