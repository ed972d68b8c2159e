"""Dates in a question, and whether it asks of what was then, since then, or between two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.ask.pieces import DATE, Piece, whole

ON, SINCE, UNTIL, RANGE = "on", "since", "until", "range"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMERALS = "零〇一二三四五六七八九"
YEAR = rf"(?P<year>(?:19|20)[0-9]{{2}}|[{NUMERALS}]{{4}})"
SMALL = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
MONTH_WORD = rf"(?P<word>{'|'.join(MONTHS)})[a-z]*\.?"
DAY_NUMBER = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{YEAR}\s*年\s*(?:(?P<month>{SMALL})\s*月份?\s*(?:(?P<day>{SMALL})\s*[日号])?)?(?:度(?!假))?",
        rf"(?<![0-9]){YEAR}[-./](?P<month>[0-9]{{1,2}})(?:[-./](?P<day>[0-9]{{1,2}}))?(?![0-9])",
        rf"\b{DAY_NUMBER} (?:of )?{MONTH_WORD},? {YEAR}(?![0-9])",
        rf"\b{MONTH_WORD} (?:{DAY_NUMBER},? )?(?:of )?{YEAR}(?![0-9])",
        rf"(?<![0-9]){YEAR}(?![0-9])",
        rf"(?<![0-9])(?P<short>[0-2][0-9])年(?:(?P<month>{SMALL})月(?:(?P<day>{SMALL})[日号])?)?",
    )
)
BETWEEN = re.compile(r"\s{0,3}(?:年?\s{0,3}(?:到|至|~|-|—|–|－)+|and|to|through|until|till|和|与)\s*")
AFTER = re.compile(r"\s{0,3}(?:以来|之后|以后|起|开始|至今|后(?!来)|onwards?|and after|之后的|到现在|到今天)")
BEFORE = re.compile(r"\s{0,3}(?:之前|以前|前(?!身|后)|or earlier)")
SINCE_WORD = re.compile(r"(?:\b(?:ever since|since|after|starting|from)(?: the beginning of)? |自从?)$")
UNTIL_WORD = re.compile(r"\b(?:before|until|till|up to) $")
SELF = re.compile("(?:自从?|从|打)$")


def dates(text: str) -> list[Piece]:
    """Return the dates of a folded question; two that bound a time are one piece with a slash between them."""
    return list(_bounded(text, list(_plain(text))))


def _plain(text: str) -> Iterator[Piece]:
    start = 0
    while start < len(text):
        found = [match for form in FORMS if (match := form.search(text, start))]
        first = min(found, key=lambda match: (match.start(), -match.end()), default=None)
        if first is None:
            return
        start = first.end()
        if value := _iso(first):
            yield Piece(DATE, first.start(), first.end(), first[0].strip(), frozenset({ON}), value)


def _iso(match: re.Match[str]) -> str:
    """The date as far as it is told; empty where there is no such day."""
    told = match.groupdict()
    parts = [_year(told)]
    if told.get("word"):
        parts.append(f"{MONTHS.index(told['word']) + 1:02}")
    elif told.get("month"):
        parts.append(f"{whole(told['month']):02}")
    if told.get("day"):
        parts.append(f"{whole(told['day']):02}")
    fits = all(part <= most for part, most in zip(parts[1:], ("12", "31"), strict=False))
    return "-".join(parts) if fits and "00" not in parts[1:] else ""


def _year(told: dict[str, str]) -> str:
    if told.get("short"):
        return "20" + told["short"]
    return "".join(str(max(0, NUMERALS.index(c) - 1)) if c in NUMERALS else c for c in told["year"])


def _bounded(text: str, plain: list[Piece]) -> Iterator[Piece]:
    while plain:
        first = plain.pop(0)
        joint = BETWEEN.fullmatch(text, first.end, plain[0].start) if plain else None
        if joint:
            last = plain.pop(0)
            yield _as(first, text, last.end, RANGE, f"{first.value}/{last.value}")
        else:
            yield _bound(first, text)


def _bound(date: Piece, text: str) -> Piece:
    if after := AFTER.match(text, date.end):
        return _with_word(date, text, after.end(), SINCE, SELF)
    if earlier := BEFORE.match(text, date.end):
        return _as(date, text, earlier.end(), UNTIL, date.value)
    for says, word in ((SINCE, SINCE_WORD), (UNTIL, UNTIL_WORD)):
        if word.search(text[: date.start]):
            return _with_word(date, text, date.end, says, word)
    return _as(date, text, date.end, ON, date.value)


def _with_word(date: Piece, text: str, end: int, says: str, before: re.Pattern[str]) -> Piece:
    """The date with the word before it that bounds it, where there is one: 自2020年起, since 2020."""
    word = before.search(text[: date.start])
    start = word.start() if word else date.start
    return Piece(DATE, start, end, text[start:end], frozenset({says}), date.value)


def _as(date: Piece, text: str, end: int, says: str, value: str) -> Piece:
    return Piece(DATE, date.start, end, text[date.start : end], frozenset({says}), value)
