"""Runs of GBK that lost one byte, so that every character after it is made of two halves.

``?`` stands where the first half was, ``?`` again where the run met a byte that fits no pair. Reading the
bytes again behind each possible first byte, the true one gives common characters; a clean text never gains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pypinyin import Style, pinyin

from kg.clean.draft import Edit
from kg.clean.glosses import TONED
from kg.clean.traditional import simplified
from kg.read.tables import table

RUN = re.compile(rf"\?(!?[^\x00-\x7f\s]{{3,40}})(?:\?(?:([a-zü{TONED}]{{1,6}})[)）])?)?")
LEADS = range(0xA1, 0xF8)
TRAILS = range(0x40, 0xFF)
LEAST_AFTER = 0.85
MOST_BEFORE = 0.6


def unshift(text: str) -> Iterator[Edit]:
    """Repair the shifted runs of a text."""
    for m in RUN.finditer(text):
        after = _repair(m[1], m[2])
        if after:
            end = m.end() if m[2] or not text[m.end(1) : m.end()] else m.end(1)
            yield Edit(m.start(), end, after, "shifted")


@lru_cache(maxsize=4096)
def _repair(run: str, reading: str | None) -> str | None:
    """Return what the run was, or None; ``reading`` is the pinyin of the character cut at its end."""
    if score(run) > MOST_BEFORE:
        return None
    try:
        data = run.replace("!", "！").encode("gbk")
    except UnicodeEncodeError:
        return None
    if len(data) != 2 * len(run):
        return None
    found = [t for t in (_decode(bytes([lead]) + data[:-1]) for lead in LEADS) if t]
    best = max(found, key=lambda t: (score(t), _rank(t[0])), default="")
    if not best or score(best) < LEAST_AFTER:
        return None
    return best + (_last(data[-1], reading) if reading else "")


def score(text: str) -> float:
    """Return the share of common characters and punctuation, 0 to 1."""
    return sum(simplified(c) in _common() for c in text) / len(text)


def _rank(char: str) -> int:
    """Punctuation first, then the commoner the better."""
    return -_common().get(simplified(char), len(_common()))


def _decode(data: bytes) -> str:
    try:
        return data.decode("gbk")
    except UnicodeDecodeError:
        return ""


def _last(lead: int, reading: str) -> str:
    """Return the commonest character that begins with the byte and is read so, or nothing."""
    chars = (_decode(bytes([lead, trail])) for trail in TRAILS)
    fits = [c for c in chars if c and reading in pinyin(c, style=Style.TONE, heteronym=True)[0]]
    return max(fits, key=_rank, default="")


@lru_cache(maxsize=1)
def _common() -> dict[str, int]:
    data = table("damage")
    text = data["punctuation"] + data["common"].replace(" ", "")
    return {c: i for i, c in enumerate(text)}
