"""Text in the cells of tables that people open: in a spreadsheet it stays text, on a terminal it gives no orders."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import TextIO

QUOTE = "'"
# What makes a spreadsheet compute, behind blanks that some of them drop; East Asian editions know the full-width forms.
BLANK = r"[\s\x00-\x1f\x7f\u200b-\u200f\u2060\ufeff]"
FORMULA = re.compile(rf"(?<!{BLANK}){BLANK}*+[=+\-@＝＋－＠]|[\t\r\n]")
# Colours, titles, cursor: everything that is no letter, but a line's end and a tab.
ORDER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def is_formula(cell: str) -> bool:
    """Say whether a spreadsheet may compute a cell."""
    return FORMULA.match(cell) is not None


def as_text(text: str) -> str:
    """Return what a spreadsheet shows as text: behind a quotation mark, where it would compute otherwise."""
    return QUOTE + text if is_formula(text) else text


def to_cell(text: str) -> str:
    """Return text that no spreadsheet computes and that :func:`from_cell` reads back exactly."""
    return QUOTE + text if text.startswith(QUOTE) else as_text(text)


def from_cell(cell: str) -> str:
    """Return what :func:`to_cell` was given."""
    return cell.removeprefix(QUOTE)


def printable(text: str) -> str:
    """Return the text with a mark in place of every character that a terminal would obey."""
    return ORDER.sub("\N{REPLACEMENT CHARACTER}", text)


def write_rows(file: TextIO, rows: Iterable[Iterable[object]]) -> None:
    """Write rows as CSV; a carriage return within a cell is quoted, too, which the library alone forgets."""
    writer = csv.writer(_Lines(file), lineterminator="\r\n")
    writer.writerows(rows)


class _Lines:
    """Ends each row as this system's tools expect it."""

    def __init__(self, file: TextIO) -> None:
        self.file = file

    def write(self, row: str) -> int:
        return self.file.write(row.removesuffix("\r\n") + "\n")
