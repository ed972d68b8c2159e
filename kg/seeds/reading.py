"""Read tables and word lists; every fault is noted with its file and line, and the reading goes on."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.seeds.rows import Row
from kg.seeds.tables import Table

if TYPE_CHECKING:
    from _csv import Reader as CsvReader


class Check(NamedTuple):
    """One test of the cell at ``position``, and the sentence for a cell that fails."""

    position: int
    passes: Callable[[str], object]
    say: Callable[[str], str]


@dataclass(slots=True)
class Reading:
    """The folders that are read, by the label that messages use, and the faults met so far."""

    folders: Mapping[str, Path]
    faults: list[str] = field(default_factory=list)

    def files(self, pattern: str) -> Iterator[tuple[str, Path]]:
        """Yield each file that fits, in the order of the folders, with its label."""
        for label, folder in self.folders.items():
            for path in sorted(folder.glob(pattern)):
                yield f"{label}/{path.name}", path

    def text(self, label: str, path: Path) -> str:
        """Return what the file holds; nothing, and a fault, where it is not UTF-8."""
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            self.faults.append(f"{label}:1: is not UTF-8 ({error.reason} at byte {error.start})")
            return ""


def read_table(table: Table, kind: type[Row], reading: Reading) -> list[tuple[str, Row]]:
    """Return the sound rows of every file of that table, each with its place."""
    rows: list[tuple[str, Row]] = []
    if not (reading.folders["seeds"] / table.file).is_file():
        reading.faults.append(f"seeds/{table.file}:1: is missing")
    for label, path in reading.files(table.file):
        lines = csv.reader(io.StringIO(reading.text(label, path), newline=""), strict=True)
        try:
            rows += _rows(table, kind, label, lines, reading)
        except csv.Error as error:
            reading.faults.append(f"{label}:{lines.line_num}: {error}")
    return rows


def _rows(
    table: Table, kind: type[Row], label: str, lines: CsvReader, reading: Reading
) -> Iterator[tuple[str, Row]]:
    if next(lines, None) != list(kind._fields):
        reading.faults.append(f"{label}:1: the columns must be {','.join(kind._fields)}")
        return
    size = len(kind._fields)
    checks = _checks(table, kind._fields)
    for cells in lines:
        if not cells:
            continue
        where = f"{label}:{lines.line_num}"
        if len(cells) != size:
            reading.faults.append(f"{where}: {len(cells)} cells where {size} are due")
            continue
        reading.faults += [f"{where}: {say(cells[i])}" for i, passes, say in checks if not passes(cells[i])]
        yield where, kind(*cells)


def _checks(table: Table, columns: tuple[str, ...]) -> list[Check]:
    """Return the tests of a table's cells: position, whether a cell passes, what to say when not."""
    place = columns.index
    filled = [Check(place(name), bool, f"{name} is empty".format) for name in table.filled]
    listed = [
        Check(place(name), known.__contains__, f"{name} is {{!r}}, must be one of {sorted(known)}".format)
        for name, known in table.listed.items()
    ]
    formed = [
        Check(place(name), partial(_is_form, form), f"{name} is {{!r}}, which is no {what}".format)
        for name, (form, what) in table.formed.items()
    ]
    return filled + listed + formed


def _is_form(form: re.Pattern[str], cell: str) -> bool:
    return not cell or form.fullmatch(cell) is not None


def read_words(reading: Reading) -> dict[str, tuple[str, ...]]:
    """Return the lines of each word list by stem, without blanks and comments, each line once."""
    lists: dict[str, dict[str, None]] = {}
    for label, path in reading.files("*.txt"):
        lines = (line.strip() for line in reading.text(label, path).splitlines())
        lists.setdefault(path.stem, {}).update(dict.fromkeys(x for x in lines if x and not x.startswith("#")))
    return {stem: tuple(found) for stem, found in lists.items()}
