"""Dates of the genre: full, partial, ranges, relative years; the year carried over from what stands before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kg.tag.events import chinese_number

DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0", "O": "0"}
NUMBER = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
FULL = re.compile(
    r"(?=(?:[0-9]{1,4}|[〇○零一二三四五六七八九十O]{1,4})[年月]|[今去当明上本]年)(?:(?P<year>(?:19|20)[0-9]{2})年|(?P<han>[〇○零一二三四五六七八九O]{4})年|(?P<rel>今年|去年|当年|明年|上年|本年))?"
    rf"(?:(?P<month>{NUMBER})月(?:(?P<day>{NUMBER})[日号](?:[至—~-](?:(?P<month2>{NUMBER})月)?(?P<day2>{NUMBER})[日号])?)?)?"
)
# 今天(6月12日): the day itself is told behind.
NEAR_DAY = re.compile(r"(今天|今日|昨天|昨日|前天|前日)(?!\([0-9])")
NEAR = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "前日": -2}
DAY = 10
SHIFT = {"今年": 0, "当年": 0, "本年": 0, "去年": -1, "上年": -1, "明年": 1}


@dataclass(frozen=True, slots=True)
class Date:
    """A date told in the text: ISO, as precise as told; ``until`` is the last day of a range or empty."""

    start: int
    end: int
    iso: str
    until: str = ""


def find_dates(text: str, year: int | None, day: str = "") -> list[Date]:
    """Return the dates of the text, in text order.

    Args:
        text: An article's text.
        day: The article's own day, or empty: 昨天 is the day before.
        year: The article's own year, or None. A year told with its month carries on to the end of the paragraph.
    """
    carried = year or _first_year(text)
    dates: list[Date] = []
    last = 0
    for match in FULL.finditer(text):
        if not match.group():
            continue
        if year and "\n" in text[last : match.start()]:
            carried = year
        last = match.end()
        explicit = _year(match)
        if explicit and (match.group("month") or not carried):
            carried = explicit
        own = explicit or (carried + SHIFT.get(match.group("rel") or "", 0) if carried else None)
        if own:
            dates.append(_date(match, own))
    return sorted([*dates, *_relative_days(text, day)], key=lambda d: d.start)


def _relative_days(text: str, day: str) -> list[Date]:
    """今天, 昨日, 前天, counted from the article's day."""
    if len(day) != DAY:
        return []
    today = date.fromisoformat(day)
    return [
        Date(m.start(), m.end(), (today + timedelta(days=NEAR[m[1]])).isoformat())
        for m in NEAR_DAY.finditer(text)
    ]


def year_of(iso: str | None) -> int | None:
    """Return the year of an ISO date, or None."""
    return int(iso[:4]) if iso and iso[:4].isdigit() else None


def _first_year(text: str) -> int | None:
    match = re.search(r"((?:19|20)[0-9]{2})年(?:[0-9]{1,2}月|\s*$)", text)
    return int(match.group(1)) if match else None


def _year(match: re.Match[str]) -> int | None:
    if match.group("year"):
        return int(match.group("year"))
    return int("".join(DIGITS[c] for c in match.group("han"))) if match.group("han") else None


def _date(match: re.Match[str], year: int) -> Date:
    month, day = match.group("month"), match.group("day")
    iso = "-".join([f"{year:04}", *(two_digits(p) for p in (month, day) if p)])
    until = ""
    if match.group("day2"):
        until = f"{year:04}-{two_digits(match.group('month2') or month)}-{two_digits(match.group('day2'))}"
    return Date(match.start(), match.end(), iso, until)


def two_digits(number: str) -> str:
    """Return a number up to 99, in figures or Chinese, as two digits (十二 → 12)."""
    return f"{int(chinese_number(number)):02}"
