"""Traditional characters to simplified ones, only where the text as a whole is traditional."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import opencc

from kg.clean.draft import Edit

HAN = re.compile("[\u3400-\u9fff]+")
# In simplified texts under 2 of 100 characters stand outside GB2312, in traditional ones about 30.
LEAST_SHARE = 0.1
LEAST_COUNT = 2


def simplify(text: str) -> Iterator[Edit]:
    """Convert a traditional text, characters one by one, quotation marks too."""
    if not is_traditional(text):
        return
    after = _convert(text)
    start = -1
    for i, (a, b) in enumerate(zip(text, after, strict=True)):
        if a != b and start < 0:
            start = i
        elif a == b and start >= 0:
            yield Edit(start, i, after[start:i], "traditional")
            start = -1
    if start >= 0:
        yield Edit(start, len(text), after[start:], "traditional")


def is_traditional(text: str) -> bool:
    """Return whether a tenth of the Han characters are such as only traditional texts use."""
    han = "".join(HAN.findall(text))
    outside = len(han) - len(han.encode("gb2312", "ignore")) // 2
    if outside < max(LEAST_COUNT, LEAST_SHARE * len(han)):
        return False
    pairs = zip(han, _convert(han), strict=True)
    changed = sum(a != b and not a.encode("gb2312", "ignore") for a, b in pairs)
    return changed >= max(LEAST_COUNT, LEAST_SHARE * len(han))


def simplified(char: str) -> str:
    """Return the simplified form of one character."""
    return _convert(char)


def _convert(text: str) -> str:
    """Convert phrase by phrase where that keeps the length, as it nearly always does, else one by one."""
    after: str = _converter().convert(text)
    if len(after) != len(text):
        after = "".join(map(_one, text))
    return after.translate(_quotes())


@lru_cache(maxsize=8192)
def _one(char: str) -> str:
    after: str = _converter().convert(char)
    return after if len(after) == 1 else char


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=1)
def _quotes() -> dict[int, int]:
    return str.maketrans("「」『』", "“”‘’")
