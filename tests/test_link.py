"""Names in their place and time: the pairs that must be one, must be two, must be part of or follow one another."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import ReadError
from kg.evaluate.traps import COLUMNS, Asked, relation, spring
from kg.link.bodies import central_body
from kg.link.dates import find_dates

PAIRS = Path(__file__).parent / "cases" / "pairs.tsv"


def test_link_tells_near_names_apart():
    assert [str(trap) for trap in spring(PAIRS) if trap.found != trap.expected] == []


def test_link_answers_every_shared_trap(shared):
    traps = spring(shared / "eval" / "traps.tsv")
    assert [str(trap) for trap in traps if trap.found != trap.expected] == []


def test_a_part_of_a_part_is_a_part_and_a_name_without_its_place_stays_open(lexicon):
    office, bureau = (
        Asked(name, "", "") for name in ("民政部社会组织管理局社团管理处", "民政部社会组织管理局")
    )
    assert relation(office, Asked("民政部", "", ""), lexicon) == "part_of"
    assert relation(Asked("民政部", "", ""), bureau, lexicon) == "different"
    assert relation(Asked("县财政局", "无此地", ""), bureau, lexicon) == "open"


def test_a_central_body_bears_its_english_name_and_its_parts_do_not(lexicon):
    body = central_body("民政部", lexicon)
    assert "Ministry of Civil Affairs" in body.aliases
    parts = [key for key in lexicon.seeds.agencies if key.startswith("民政部社会")]
    assert parts
    assert not any(a[:1].isascii() for key in parts for a in central_body(key, lexicon).aliases)


def test_the_command_counts_traps_and_lists_those_that_caught(tmp_path):
    rows = [
        "\t".join(COLUMNS),
        "民政部\t\t\t民政部\t\t\tdifferent",
        "民政部\t\t\t中华人民共和国民政部\t\t\tsame",
    ]
    (tmp_path / "traps.tsv").write_text("\n".join(rows), encoding="utf-8")
    done = CliRunner().invoke(main, ["eval", "--traps", str(tmp_path / "traps.tsv"), "--errors"])
    found = {row["relation"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert (found["ALL"]["right"], found["ALL"]["merged"], found["same"]["share"]) == (1, 1, 1.0)
    assert done.stderr.split() == ["民政部", "民政部", "different", "same"]


def test_traps_go_with_no_texts():
    done = CliRunner().invoke(main, ["eval", "--traps", str(PAIRS), "seeds/documents"])
    assert done.exit_code == 2
    assert "takes one table of names" in done.stderr


@pytest.mark.parametrize("row", ["民政部\t\t\t民政部\t\t\tlike", "民政部"])
def test_a_table_of_other_form(tmp_path, row):
    (tmp_path / "traps.tsv").write_text("\t".join(COLUMNS) + f"\n{row}\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"traps.tsv:2: needs the columns"):
        spring(tmp_path / "traps.tsv")


@pytest.mark.parametrize(
    ("text", "year", "iso", "until"),
    [
        ("2018年8月31日", None, "2018-08-31", ""),
        ("12月4日至5日", 2023, "2023-12-04", "2023-12-05"),
        ("二○○三年七月十八日", None, "2003-07-18", ""),
        ("今年2月", 2016, "2016-02", ""),
        ("去年11月", 2017, "2016-11", ""),
        ("2016年", None, "2016", ""),
    ],
)
def test_dates_are_as_precise_as_told(text, year, iso, until):
    first = find_dates(text, year)[0]
    assert (first.iso, first.until) == (iso, until)


def test_dates_without_a_year_are_left_open():
    assert find_dates("4月5日", None) == []
