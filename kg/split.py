"""Text → articles → sentences: where one article ends, and what a passage inherits from its surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from kg.clean import Text
from kg.read.tables import table

SENTENCE = re.compile(
    r"(?:《[^《》\n]{0,80}》|\([^()\n]{0,80}\)|[^。!?\n《(]++|[《(])*+(?:[。!?]+[”’」』)》】〉\"]*|(?=\n)|\Z)"
)
LINE = re.compile(r"[^\n]+")
LONGEST_HEADING = 70
LONGEST_AREA = 14
LEAST_SECTIONS = 3
LEAST_MARKED = 2
# About a hundred printed pages: what is longer is read in parts, so that time and memory grow with the text and no faster.
LONGEST_ARTICLE = 60_000
LONGEST_SENTENCE = 4000
PAUSES = "。!?;,、 "
# Characters at an end of a text in which its day may stand.
HEAD = 400
DIGITS = {
    c: str(i)
    for i, cs in enumerate(("〇○零O", "一", "二", "三", "四", "五", "六", "七", "八", "九"))
    for c in cs
}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a round-up under the name of an area; offsets into ``Text.clean``, the heading's line included."""

    start: int
    end: int
    heading: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a text; every offset points into ``Text.clean``.

    Attributes:
        heading: Its title, where it shows one, else the source's title.
        publisher: Who printed it first, as the text says, else the source's publisher.
        date: ISO date of publication: printed, signed, or the source's.
        place: Left for the linker.
        sections: Parts under area headings, in order; empty where there are none.
        sentences: Spans without blanks at their ends; together they hold all of the article that is not blank.
    """

    text: Text
    start: int
    end: int
    heading: str | None = None
    publisher: str | None = None
    date: str | None = None
    place: str | None = None
    sections: tuple[Section, ...] = ()
    sentences: tuple[tuple[int, int], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    apart: bool


def split(text: Text) -> list[Article]:
    """Return the articles of a text, in order; a text of blanks has none."""
    lines = [line for m in LINE.finditer(text.clean) for line in _lines(text.clean, *m.span())]
    if not lines:
        return []
    sections = _sections(lines)
    starts = [0, *_starts(lines, plain=not sections)]
    groups = [lines[a:b] for a, b in pairwise([*starts, len(lines)])]
    return [a for g in groups for a in _parts(_article(text, g, sections, len(groups) == 1), g)]


def _lines(clean: str, start: int, end: int) -> Iterator[_Line]:
    """The line; one that is longer than an article may be, in pieces."""
    for first, last in _pieces(clean, start, end, LONGEST_ARTICLE):
        yield _Line(first, last, clean[first:last], clean.endswith("\n\n", 0, first))


def _pieces(clean: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """The span cut so that no piece is longer, behind the strongest pause of the second half."""
    while end - start > longest:
        half = start + longest // 2
        cuts = (clean.rfind(pause, half, start + longest) + 1 for pause in PAUSES)
        cut = next((c for c in cuts if c), start + longest)
        yield start, cut
        start = cut
    yield start, end


def _parts(article: Article, lines: list[_Line]) -> Iterator[Article]:
    """The article; one that is too long to be read at once, in parts that all inherit what is known of the whole."""
    if article.end - article.start <= LONGEST_ARTICLE:
        yield article
        return
    first = lines[0].start
    for line, after in pairwise([*lines, None]):
        assert line
        if after is None or after.end - first > LONGEST_ARTICLE:
            yield _part(article, first, line.end)
            first = after.start if after else line.end


def _part(article: Article, start: int, end: int) -> Article:
    sections = tuple(
        Section(max(s.start, start), min(s.end, end), s.heading)
        for s in article.sections
        if s.start < end and start < s.end
    )
    sentences = tuple(_sentences(article.text.clean, start, end))
    return replace(article, start=start, end=end, sections=sections, sentences=sentences)


def _article(text: Text, lines: list[_Line], sections: list[Section], alone: bool) -> Article:
    start, end = lines[0].start, lines[-1].end
    source = text.source
    inner = tuple(s for s in sections if start <= s.start and s.end <= end)
    heading = _heading(lines) or (source.title if alone else None)
    publisher = _publisher(lines) or source.publisher
    date = _posted(text, start, end) or _decreed(lines) or _signed(lines) or source.date
    return Article(
        text, start, end, heading, publisher, date, None, inner, tuple(_sentences(text.clean, start, end))
    )


def _starts(lines: list[_Line], *, plain: bool) -> Iterator[int]:
    """Indices of the lines that begin another article; ``plain``: titles and datelines may tell too."""
    for i in range(1, len(lines)):
        before, line = lines[i - 1], lines[i]
        if _is_closer(before.text) or (plain and i > 1 and _begins(before, line, lines[i + 1 : i + 2])):
            yield i


def _begins(before: _Line, line: _Line, following: list[_Line]) -> bool:
    """Whether a title after a finished body, with a news item's first line behind it."""
    if not (line.apart and following and _is_heading(line.text) and before.text[-1] in "。!?”)"):
        return False
    return len(following[0].text) > LONGEST_HEADING // 2 and bool(
        _pattern("dateline").match(following[0].text)
    )


def _is_closer(line: str) -> bool:
    """Whether the line is nothing but a closer, or ends with one behind its last sentence."""
    m = _pattern("closer").search(line[-60:])
    return bool(
        m and m.end() == len(line[-60:]) and (m.start() == 0 or line[-60:][m.start() - 1] in "。!?”) ")
    )


def _is_heading(line: str) -> bool:
    return len(line) <= LONGEST_HEADING and not _pattern("heading_not").fullmatch(line)


def _heading(lines: list[_Line]) -> str | None:
    """A document's title or a heading among the first lines; else the title inside a line that holds everything."""
    titles = (x.text for x in lines[:8] if _pattern("title").fullmatch(x.text) and "。" not in x.text)
    title = next(titles, None)
    if title:
        return title
    for line in lines[:5]:
        if _is_heading(line.text) and not _pattern("document_number").fullmatch(line.text):
            return line.text
        if len(line.text) > LONGEST_HEADING:
            break
    first = _pattern("document_number").sub("", lines[0].text)
    m = _pattern("title_end").search(first[: 2 * LONGEST_HEADING])
    return first[: m.end()].split(" ")[-1] if m else None


def _publisher(lines: list[_Line]) -> str | None:
    found = [m for line in (*lines[:4], *lines[-3:]) for m in _sources(line.text)]
    names = [_pattern("publisher_tail").sub("", m["name"].strip('“”"《》 ')) for m in found]
    names = [n.strip('“”"《》 ') for n in names]
    return next((n for n in reversed(names) if len(n) > 1 and not _pattern("publisher_none").match(n)), None)


def _sources(line: str) -> Iterator[re.Match[str]]:
    if _is_closer(line):
        yield from _pattern("closer").finditer(line[-60:])
    m = _pattern("source_line").search(line[-60:])
    if m and (m.start() == 0 or line[-60:][m.start() - 1] in "。!?”) "):
        yield m


def _posted(text: Text, start: int, end: int) -> str | None:
    """The day of posting, from the text or from the page's print that was dropped before or inside it."""
    first, last = text.offsets.to_raw(start, end)
    if start == 0:
        first = 0
    dropped = (r.before for r in text.repairs if r.kind == "chrome" and first <= r.start <= last)
    for part in (*dropped, text.clean[start : min(end, start + HEAD)]):
        m = _pattern("posted").search(part.replace("：", ":"))
        if m:
            return iso_date(m["date"] or m["bare"])
    return None


def _decreed(lines: list[_Line]) -> str | None:
    found = [m for line in lines[1:6] if (m := _pattern("decreed").fullmatch(line.text))]
    return iso_date(found[-1]["date"]) if found else None


def _signed(lines: list[_Line]) -> str | None:
    """The day in the last line that is nothing but a signature; else behind the last sentence."""
    whole = (_pattern("signed_line").fullmatch(line.text) for line in reversed(lines))
    m = next((m for m in whole if m), None) or _pattern("signed").search(lines[-1].text[-HEAD:])
    return iso_date(m["date"]) if m else None


def iso_date(text: str) -> str | None:
    """Return the ISO form of a full date in Arabic or Chinese numerals, or None if there is no such day."""
    parts = [_number(p) for p in re.split(r"[-年月日/. ]+", text) if p]
    if len(parts) < 3 or not (1 <= parts[1] <= 12 and 1 <= parts[2] <= 31):
        return None
    return f"{parts[0]:04d}-{parts[1]:02d}-{parts[2]:02d}"


def _number(text: str) -> int:
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (_number(tens) if tens else 1) + (_number(ones) if ones else 0)
    return int("".join(DIGITS.get(c, c) for c in text))


def _sections(lines: list[_Line]) -> list[Section]:
    """The parts under area headings, if there are enough of them to be a round-up."""
    short = [x for x in lines if len(x.text) <= LONGEST_AREA]
    marked = [x for x in short if _pattern("area_marked").fullmatch(x.text)]
    run_in = [x for x in lines if _pattern("area_run_in").match(x.text)]
    plain = [x for x in short if x.apart and _pattern("area").fullmatch(x.text)]
    heads = max(marked, run_in, key=len)
    if len(heads) < LEAST_MARKED:
        heads = plain if len(plain) >= LEAST_SECTIONS else []
    if not heads:
        return []
    ends = [*(h.start for h in heads[1:]), lines[-1].end]
    return [Section(h.start, end, _area_heading(h.text)) for h, end in zip(heads, ends, strict=True)]


def _area_heading(line: str) -> str:
    """The heading of a section: the line, or what stands in marks at its head."""
    run_in = _pattern("area_run_in").match(line)
    return run_in["area"] if run_in else line


def _sentences(clean: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    spans = (m.span() for m in SENTENCE.finditer(clean, start, end))
    for first, last in (p for s in spans for p in _pieces(clean, *s, LONGEST_SENTENCE)):
        piece = clean[first:last]
        left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if left < right:
            yield first + left, first + right


@lru_cache(maxsize=32)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(table("split")[name])
