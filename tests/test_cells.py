"""Rows as they leave: no formula in a spreadsheet, no order to a terminal."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cells import as_text, from_cell, is_formula, printable, to_cell
from kg.cli.rows import show


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u3000=1",
        "\ufeff=1",
        "\x00=1",
        "＝1",
        "=cmd|' /C x'!A1",
    ],
)
def test_rows_for_spreadsheets_hold_no_formula(text, capsys):
    show([{text: text, "list": [text, "b"], "number": -5, "share": -0.5, "none": None, "yes": True}], "csv")
    head, row = csv.reader(io.StringIO(capsys.readouterr().out, newline=""))
    assert head[0] == f"'{text}"
    assert row == [f"'{text}", f"'{text}、b", "-5", "-0.5", "", "True"]


def test_an_end_of_line_within_a_text_begins_no_row(capsys):
    show([{"name": 'a\r=1\n=2,"=3'}], "csv")
    out = capsys.readouterr().out
    assert out == 'name\n"a\r=1\n=2,""=3"\n'


@given(st.text(st.sampled_from("=+-@＝＋－＠\t\r\n\ufeff' a民"), max_size=4))
def test_what_is_no_formula_stays_as_it_is_and_every_cell_reads_back(text):
    assert not is_formula(as_text(text))
    assert not is_formula(to_cell(text))
    assert as_text(text) == (f"'{text}" if is_formula(text) else text)
    assert from_cell(to_cell(text)) == text


@pytest.mark.parametrize("text", ["民政部", "a=b", "1-2", "'=1", "", " a", "–1", "民政部\n=1"])
def test_these_are_no_formulas(text):
    assert not is_formula(text)


def test_a_table_gives_a_terminal_no_orders(capsys):
    show([{"name": "a\x1b]0;title\x07b\x1b[31mc\x9b2J\rd"}], "table")
    shown = capsys.readouterr().out
    assert not {"\x1b", "\x07", "\x9b", "\r"} & set(shown)
    assert "a\N{REPLACEMENT CHARACTER}]0;title" in shown
    assert printable("民政部\tx\n") == "民政部\tx\n"
