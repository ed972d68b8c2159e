"""XLSX, the only module that knows its library. A cell is text or a number: nothing is computed, nothing is a formula."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from kg.cells import printable
from kg.errors import DecisionError

Value = str | int | float
TITLE = "review"
# A cell holds no more than this.
LONGEST = 32_767
WIDTHS = {"answer": 12.0, "why": 24.0, "about": 30.0, "first": 60.0, "second": 60.0}
WIDTH = 18.0
# What a table of doubts may unpack to: a bomb is refused before it is read.
MOST_BYTES = 200_000_000
MOST_COLUMNS = 64


def write_sheet(
    target: Path | BinaryIO,
    columns: Sequence[str],
    rows: Sequence[Sequence[Value]],
    *,
    title: str = TITLE,
    frozen: str = "C2",
) -> None:
    """Write one sheet; its head, and what stands left of the cell ``frozen``, stay in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = frozen
    for number, name in enumerate(columns, 1):
        sheet.column_dimensions[_letter(number)].width = WIDTHS.get(name, WIDTH)
    for number, row in enumerate([columns, *rows]):
        sheet.append([_cell(sheet, value, head=number == 0) for value in row])
    book.save(target)


def read_sheet(path: Path) -> Iterator[list[str]]:
    """Yield the rows of the first sheet as text.

    Raises:
        DecisionError: The file cannot be read, is no workbook, or would unpack to more than a table holds.
    """
    try:
        _check_size(path)
        with warnings.catch_warnings():
            # What a spreadsheet program adds and the library does not know is no matter here.
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, data_only=False)
        try:
            for row in book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True):
                yield ["" if value is None else str(value) for value in row]
        finally:
            book.close()
    except (DecisionError, GeneratorExit):
        raise
    # The library lets the errors of zip and XML through as they come.
    except Exception as error:
        raise DecisionError(f"{path}: is not a readable workbook ({error})") from error


def _check_size(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        if sum(member.file_size for member in packed.infolist()) > MOST_BYTES:
            raise DecisionError(
                f"{path}: unpacks to more than {MOST_BYTES // 1_000_000} MB; that is no table of doubts"
            )


def _cell(sheet: WriteOnlyWorksheet, value: Value, *, head: bool) -> Cell:
    if isinstance(value, str):
        # What a workbook may not hold shows as a mark.
        cell = WriteOnlyCell(sheet, printable(value)[:LONGEST])
        cell.data_type = "s"
        cell.number_format = "@"
    else:
        cell = WriteOnlyCell(sheet, value)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(bold=head)
    return cell


def _letter(number: int) -> str:
    return chr(ord("A") + number - 1)
