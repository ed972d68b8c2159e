"""Rows on stdout: a table for people, JSON Lines or CSV for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click

from kg.cells import as_text, printable, write_rows

FORMATS = ("table", "json", "csv")
Rows = Iterable[Mapping[str, Any]]


def show(rows: Rows, format_: str | None = None) -> None:
    """Print rows of the same columns: a table on a terminal, JSON Lines elsewhere, or as asked for."""
    chosen = format_ or ("table" if sys.stdout.isatty() else "json")
    {"table": _table, "json": _json_lines, "csv": _csv}[chosen](rows)


def _json_lines(rows: Rows) -> None:
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False))


def _csv(rows: Rows) -> None:
    rows = list(rows)
    head = [map(as_text, rows[0])] if rows else []
    write_rows(sys.stdout, [*head, *(map(_csv_cell, row.values()) for row in rows)])


def _csv_cell(value: Any) -> str:  # noqa: ANN401 - any value of a row
    """Numbers stay numbers, and no text becomes a formula."""
    return str(value) if isinstance(value, int | float) else as_text(_cell(value))


def _table(rows: Rows) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    rows = list(rows)
    table = Table(*(rows[0] if rows else ()))
    for row in rows:
        table.add_row(*(Text(printable(_cell(value))) for value in row.values()))
    # Rich asks the terminal for its width; where there is none, lines are as long as they need.
    Console(width=None if sys.stdout.isatty() else 200).print(table)


def _cell(value: Any) -> str:  # noqa: ANN401 - any value of a row
    if isinstance(value, list | tuple):
        return "、".join(map(_cell, value))
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)
