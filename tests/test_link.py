"""Names in their place and time: the pairs that must be one, must be two, must be part of or follow one another."""

import csv
from pathlib import Path

import pytest

from kg.link.api import link
from kg.link.dates import find_dates

PAIRS = Path(__file__).parent / "cases" / "pairs.tsv"


def pairs(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def relation(pair: dict[str, str], lexicon) -> str:
    """Return how the two names of a row stand to each other."""
    a = link(pair["name_a"], lexicon, within=pair["within_a"], on=pair["on_a"])
    b = link(pair["name_b"], lexicon, within=pair["within_b"], on=pair["on_b"])
    assert a, pair["name_a"]
    assert b, pair["name_b"]
    if a["id"] == b["id"]:
        return "same"
    if a["partOf"] == b["id"]:
        return "part_of"
    return "succeeds" if b["id"] in a["succeeds"] else "different"


@pytest.mark.parametrize("pair", pairs(PAIRS), ids=lambda p: f"{p['name_a']}/{p['name_b']}")
def test_link_tells_near_names_apart(pair, lexicon):
    assert relation(pair, lexicon) == pair["relation"]


def test_link_answers_every_shared_trap(shared, lexicon):
    wrong = [p for p in pairs(shared / "eval" / "traps.tsv") if relation(p, lexicon) != p["relation"]]
    assert wrong == []


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
