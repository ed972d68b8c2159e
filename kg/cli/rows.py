"""Rows on stdout: a table for people; JSON Lines, CSV, Markdown or a workbook for programs and papers."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import click

from kg.cells import as_text, printable, write_rows
from kg.errors import QueryError

FORMATS = ("table", "json", "jsonl", "csv", "md", "xlsx")
Row = Mapping[str, Any]
Rows = Iterable[Row]
# What Markdown would read as its own in a cell.
MARKS = {"\\": "\\\\", "|": "\\|", "<": "&lt;", "\r\n": "<br>", "\n": "<br>", "\r": "<br>"}


def show(rows: Rows, format_: str | None = None, columns: Sequence[str] = ()) -> None:
    """Print rows of the same columns: a table on a terminal, JSON Lines elsewhere, or as asked for.

    Args:
        rows: The rows.
        format_: One of ``FORMATS``.
        columns: Their columns, for tables of no rows; those of the first row by default.

    Raises:
        QueryError: A workbook would go to a terminal.
    """
    chosen = format_ or ("table" if sys.stdout.isatty() else "json")
    rows = list(rows)
    _WRITERS[chosen](list(rows[0]) if rows else list(columns), rows)


def _json_lines(columns: Sequence[str], rows: Sequence[Row]) -> None:
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False))


def _csv(columns: Sequence[str], rows: Sequence[Row]) -> None:
    head = [map(as_text, columns)] if columns else []
    write_rows(sys.stdout, [*head, *(map(_csv_cell, row.values()) for row in rows)])


def _csv_cell(value: Any) -> str:  # noqa: ANN401 - any value of a row
    """Numbers stay numbers, and no text becomes a formula."""
    return str(value) if isinstance(value, int | float) else as_text(_cell(value))


def _table(columns: Sequence[str], rows: Sequence[Row]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns)
    for row in rows:
        table.add_row(*(Text(printable(_cell(value))) for value in row.values()))
    # Rich asks the terminal for its width; where there is none, lines are as long as they need.
    Console(width=None if sys.stdout.isatty() else 200).print(table)


def _markdown(columns: Sequence[str], rows: Sequence[Row]) -> None:
    if columns:
        click.echo(_line(columns))
        click.echo(_line(["---"] * len(columns)))
    for row in rows:
        click.echo(_line([_markdown_cell(value) for value in row.values()]))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _markdown_cell(value: Any) -> str:  # noqa: ANN401 - any value of a row
    text = _cell(value)
    for mark, escaped in MARKS.items():
        text = text.replace(mark, escaped)
    return printable(text)


def _workbook(columns: Sequence[str], rows: Sequence[Row]) -> None:
    if sys.stdout.isatty():
        raise QueryError("a workbook is for a file: put > rows.xlsx behind the command")
    # Imported here: the library takes its time, and the other forms do without.
    from kg.review.sheets import write_sheet

    cells = [[value if _is_number(value) else _cell(value) for value in row.values()] for row in rows]
    write_sheet(sys.stdout.buffer, columns, cells, title="kg", frozen="A2")


def _is_number(value: Any) -> bool:  # noqa: ANN401 - any value of a row
    return isinstance(value, int | float) and not isinstance(value, bool)


def _cell(value: Any) -> str:  # noqa: ANN401 - any value of a row
    if isinstance(value, list | tuple):
        return "、".join(map(_cell, value))
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


_WRITERS: dict[str, Callable[[Sequence[str], Sequence[Row]], None]] = {
    "table": _table,
    "json": _json_lines,
    "jsonl": _json_lines,
    "csv": _csv,
    "md": _markdown,
    "xlsx": _workbook,
}
