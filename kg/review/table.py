"""Doubts as a table to fill in, CSV or XLSX: one row a doubt; written, and read back as decisions."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from kg.decisions import Decision
from kg.decisions.cells import from_cell, to_cell
from kg.errors import DecisionError
from kg.review.doubts import Doubt
from kg.review.vocabulary import answer, vocabulary

ASKED = ("answer", "why")
CLAIM = ("left", "predicate", "key", "right", "source", "sentence")
SHOWN = ("first", "firstPlace", "firstDate", "second", "secondPlace", "secondDate")
COLUMNS = (*ASKED, "kind", "about", *CLAIM, *SHOWN)
MOST_ROWS = 1_000_000


def write_table(path: Path, doubts: Iterable[Doubt]) -> int:
    """Write a table to fill in: ``answer`` and ``why`` are empty, the columns behind them say what it is about.

    Args:
        path: Ends in ``.csv`` (UTF-8 with a mark, as spreadsheets open it) or ``.xlsx``.
        doubts: The questions.

    Returns:
        How many rows there are.

    Raises:
        DecisionError: The name ends otherwise, or the file cannot be written.
    """
    rows = [[to_cell(cell) for cell in _cells(doubt)] for doubt in islice(doubts, MOST_ROWS)]
    try:
        if _is_sheet(path):
            # Imported here: the library takes its time, and a CSV does without.
            from kg.review.sheets import write_sheet

            write_sheet(path, COLUMNS, rows)
        else:
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file, lineterminator="\r\n").writerows([COLUMNS, *rows])
    except OSError as error:
        raise DecisionError(f"{path}: cannot be written ({error.strerror or error})") from error
    return len(rows)


def read_table(path: Path, who: str) -> list[Decision]:
    """Return the decisions of a table that was filled in; a row without an answer is none.

    Args:
        path: The table, as ``write_table`` made it; columns may have moved, and others may have come.
        who: Who decided.

    Raises:
        DecisionError: The table cannot be read, or answers are wrong; one line a fault, ``doubts.csv:7: …``.
    """
    rows = _rows(path)
    _, head = next(rows, (1, []))
    missing = [name for name in (*ASKED, *CLAIM) if name not in head]
    if missing:
        raise DecisionError(
            f"{path}:1: the table lacks the columns {', '.join(missing)}; kg review --table FILE makes one that has them",
            f"{path}:1:表中缺少这些列:{'、'.join(missing)};kg review --table 文件 可生成齐全的表",
        )
    faults: list[str] = []
    decisions = []
    for number, cells in rows:
        row = dict(zip(head, cells, strict=False))
        if row.get("answer", "").strip():
            decisions.append(_decision(row, who, f"{path}:{number}", faults))
    if faults:
        raise DecisionError("\n".join(faults))
    return decisions


def _cells(doubt: Doubt) -> list[str]:
    quotes = [cell for quote in doubt.quotes[:2] for cell in quote]
    return ["", "", doubt.kind, doubt.about, *doubt[2:8], *quotes, *[""] * (len(SHOWN) - len(quotes))]


def _decision(row: dict[str, str], who: str, place: str, faults: list[str]) -> Decision:
    what = answer(row["answer"])
    doubt = Doubt._make(["", "", *(from_cell(row.get(name, "")) for name in CLAIM), (), ()])
    if what not in doubt.answers:
        words = ", ".join(f"{name} ({'/'.join(vocabulary().answers[name][1:])})" for name in doubt.answers)
        faults.append(f"{place}: answer is {row['answer']!r}, must be empty or one of {words}")
    return doubt.decided(what, who, from_cell(row.get("why", "")), place)


def _is_sheet(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise DecisionError(
            f"{path}: the name of a table ends in .csv or .xlsx", f"{path}:表格的文件名以 .csv 或 .xlsx 结尾"
        )
    return suffix == ".xlsx"


def _rows(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows that are not empty, numbered as a spreadsheet numbers them."""
    if _is_sheet(path):
        from kg.review.sheets import read_sheet

        rows: Iterator[Sequence[str]] = read_sheet(path)
    else:
        rows = _csv_rows(path)
    return ((number, row) for number, row in enumerate(rows, 1) if any(row))


def _csv_rows(path: Path) -> Iterator[Sequence[str]]:
    reader = csv.reader(io.StringIO(_text(path), newline=""))
    try:
        yield from reader
    except csv.Error as error:
        raise DecisionError(f"{path}:{reader.line_num}: {error}") from error


def _text(path: Path) -> str:
    """What the file holds; a Chinese spreadsheet may have saved it in its own encoding."""
    try:
        data = path.read_bytes()
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise DecisionError(f"{path}:1: is neither UTF-8 nor GB18030; save it as UTF-8") from error
    except OSError as error:
        raise DecisionError(
            f"{path}: cannot be read ({error.strerror or error})", f"{path}:读不了({error.strerror or error})"
        ) from error
