"""One form for each character that is printed in two widths, and for the brackets of a document's number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from kg.clean.draft import Edit

# Full-width forms, small forms, and the look-alikes (radicals, compatibility forms) that PDF fonts give.
WIDE = re.compile("[\uff01-\uff5e\ufe50-\ufe6b\u2f00-\u2fd5\uf900-\ufad9]+")
KEPT = {"＜": "〈", "＞": "〉", "﹤": "〈", "﹥": "〉", "﹝": "〔", "﹞": "〕", "﹑": "、"}
STOP = re.compile(r"\.(?<=[\u4e00-\u9fff)〕》”].)(?<![一二三四五六七八九十].)(?=\s|[\u4e00-\u9fff(《“]|$)")
NUMBER = re.compile(r"([\[(【〔〖{]) ?((?:19|20)\d\d)(?:年)? ?([\])】〕〗}]) ?(?=第?\d{1,5}号)")


def fold_width(text: str) -> Iterator[Edit]:
    """Fold full-width letters, digits and punctuation to ASCII; 。、《》“” have no other form and stay."""
    for m in WIDE.finditer(text):
        after = "".join(map(_narrow, m[0]))
        if after != m[0]:
            yield Edit(m.start(), m.end(), after, "width")


def fold_full_stops(text: str) -> Iterator[Edit]:
    """Write a point that ends a Chinese sentence as 。; one behind a numeral counts a paragraph and stays."""
    return (Edit(m.start(), m.end(), "。", "width") for m in STOP.finditer(text))


def fold_number_brackets(text: str) -> Iterator[Edit]:
    """Write the year in a document's number in 〔〕."""
    for m in NUMBER.finditer(text):
        after = f"〔{m[2]}〕"
        if after != m[0]:
            yield Edit(m.start(), m.end(), after, "number")


@lru_cache(maxsize=4096)
def _narrow(char: str) -> str:
    after = KEPT.get(char) or unicodedata.normalize("NFKC", char)
    return after if len(after) == 1 else char
