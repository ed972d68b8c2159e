"""Line ends, blanks of other widths, characters that print nothing, empty lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.clean.draft import Edit

LINE_END = "\r\n|[\r\v\f\x85\u2028\u2029]"
UNSEEN = "[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+"
WIDE = "[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+"
ODD = re.compile(f"(?P<line>{LINE_END})|(?P<unseen>{UNSEEN})|{WIDE}")
BLANKS = re.compile(r"[ \t\n]+")


def plain_blanks(text: str) -> Iterator[Edit]:
    """Fold line ends to a newline and blanks to a space; drop what prints nothing."""
    for m in ODD.finditer(text):
        if m["line"]:
            yield Edit(m.start(), m.end(), "\n", "blank")
        else:
            yield Edit(m.start(), m.end(), "" if m["unseen"] else " " * (m.end() - m.start()), "blank")


def trim_lines(text: str) -> Iterator[Edit]:
    """Drop blanks at the ends of lines and all but one of several empty lines."""
    for m in BLANKS.finditer(text):
        run, outer = m[0], m.start() == 0 or m.end() == len(text)
        if not outer and "\n" not in run:
            continue
        after = "" if outer else "\n" * min(2, run.count("\n"))
        if after != run:
            yield Edit(m.start(), m.end(), after, "blank")
