"""The file of decisions: read, added to, and a row taken out. It is made for version control: a line a row."""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kg.decisions.cells import from_cell, to_cell
from kg.decisions.rows import COLUMNS, Decision
from kg.errors import DecisionError


class Line(NamedTuple):
    """A row with the lines that it stands on, counted from 1."""

    first: int
    last: int
    cells: list[str]


def read_rows(path: Path) -> list[Decision]:
    """Return the rows in the order of the file; none where there is no file.

    Raises:
        DecisionError: The file is no table of decisions; the message begins with file and line.
    """
    text = _text(path)
    if not text.strip():
        return []
    head, *lines = _lines(path, text)
    if tuple(head.cells) != COLUMNS:
        raise DecisionError(
            f"{path}:1: the columns must be {','.join(COLUMNS)}", f"{path}:1:各列须为 {','.join(COLUMNS)}"
        )
    faults = [
        f"{path}:{line.first}: {len(line.cells)} cells where {len(COLUMNS)} are due"
        for line in lines
        if len(line.cells) != len(COLUMNS)
    ]
    if faults:
        raise DecisionError("\n".join(faults))
    return [Decision._make([*map(from_cell, line.cells), f"{path}:{line.first}"]) for line in lines]


def append_rows(path: Path, decisions: Iterable[Decision]) -> None:
    """Write the rows behind those of the file, in one go; make the file with its header where it is not there.

    Raises:
        DecisionError: The file cannot be written.
    """
    text = _text(path)
    lines = [] if text.strip() else [",".join(COLUMNS) + "\n"]
    lines += ["\n"] if text.strip() and not text.endswith("\n") else []
    lines += [_line(decision) for decision in decisions]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", newline="") as file:
            file.write("".join(lines))
    except OSError as error:
        raise DecisionError(f"{path}: cannot be written ({error.strerror or error})") from error


def take_out(path: Path, number: int) -> Decision:
    """Delete the row that begins on a line of the file; all other lines stay as they are.

    Returns:
        The row that was there.

    Raises:
        DecisionError: No row begins there, or the file cannot be written.
    """
    rows = {decision.place: decision for decision in read_rows(path)}
    gone = rows.get(f"{path}:{number}")
    if gone is None:
        raise DecisionError(
            f"{path}:{number}: no decision begins on this line; see: kg review --list",
            f"{path}:{number}:这一行没有判定;各行见:kg review --list",
        )
    text = _text(path)
    line = next(line for line in _lines(path, text) if line.first == number)
    kept = io.StringIO(text, newline="").readlines()
    del kept[line.first - 1 : line.last]
    _replace(path, "".join(kept))
    return gone


def _line(decision: Decision) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(map(to_cell, decision[:-1]))
    return line.getvalue()


def _text(path: Path) -> str:
    try:
        # Line ends as they stand: a row keeps its line.
        with path.open(encoding="utf-8-sig", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise DecisionError(f"{path}:1: is not UTF-8 ({error.reason} at byte {error.start})") from error
    except OSError as error:
        raise DecisionError(f"{path}: cannot be read ({error.strerror or error})") from error


def _lines(path: Path, text: str) -> Iterator[Line]:
    """Yield the rows that are not empty, the header first."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    before = 0
    try:
        for cells in reader:
            if cells:
                yield Line(before + 1, reader.line_num, cells)
            before = reader.line_num
    except csv.Error as error:
        raise DecisionError(f"{path}:{reader.line_num}: {error}") from error


def _replace(path: Path, text: str) -> None:
    """Put the text in the place of the file's: all of it, or nothing."""
    path = path.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        shutil.copymode(path, name)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError as error:
        raise DecisionError(f"{path}: cannot be written ({error.strerror or error})") from error
