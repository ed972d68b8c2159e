r"""Text in a cell of a table: on one line, and never a formula, written reversibly.

Line ends, tabs and characters that XML cannot carry become ``\n``, ``\r``, ``\t``, ``\uXXXX``; a backslash becomes
``\\``. What a spreadsheet would take for a formula (:mod:`kg.cells`) is preceded by ``'``.
"""

from __future__ import annotations

import re

from kg import cells

HIDDEN = re.compile(
    r"[^\x20-\x7e\xa0-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|\\"
)
ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|([nrt\\]))")
SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}
LONG = {written[1]: char for char, written in SHORT.items()}


def to_cell(text: str) -> str:
    r"""Return the text as a cell holds it.

    Example:
        >>> to_cell("=民政部\n财政部")
        "'=民政部\\n财政部"
    """
    return cells.to_cell(HIDDEN.sub(lambda found: SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}", text))


def from_cell(cell: str) -> str:
    """Return what ``to_cell`` was given."""
    line = cells.from_cell(cell)
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else LONG[found[2]], line)
