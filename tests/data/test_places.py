"""The table of administrative divisions: complete, without pseudo rows, every parent known."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from kg.assets import folder

COLUMNS = ["code", "name", "short", "level", "parent", "valid_from", "valid_to", "verified", "note"]
PSEUDO = {"市辖区", "县", "市", "省直辖县级行政区划", "自治区直辖县级行政区划"}
DATE = re.compile(r"(\d{4}(-\d{2}(-\d{2})?)?)?")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with Path(folder("seeds") / "places.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == COLUMNS
        return list(reader)


def named(rows, name):
    return [row for row in rows if row["name"] == name]


def test_every_cell_is_of_its_kind(rows):
    for row in rows:
        assert re.fullmatch(r"(\d{6})?", row["code"]), row
        assert row["level"] in {"province", "city", "county", "town", "zone"}, row
        assert row["verified"] in {"yes", "no"}, row
        assert DATE.fullmatch(row["valid_from"]), row
        assert DATE.fullmatch(row["valid_to"]), row
        assert row["note"], row


def test_a_row_without_a_code_is_a_zone_in_a_province(rows):
    for row in rows:
        if not row["code"]:
            assert row["level"] == "zone", row
            assert row["parent"].endswith("0000"), row


def test_every_year_with_changes_has_them(rows):
    """2008 and 2022 had none of counties or prefectures."""
    ends = [(row["valid_from"][:4], row["valid_to"][:4]) for row in rows if row["code"]]
    changes = Counter(year for pair in ends for year in set(pair))
    few = [year for year in range(2000, 2022) if year != 2008 and changes[str(year)] < 14]
    assert few == []


def test_no_pseudo_rows(rows):
    assert not [row for row in rows if row["name"] in PSEUDO]


def test_every_parent_is_a_code_of_a_higher_level(rows):
    rank = {"province": 0, "city": 1, "county": 2, "town": 3, "zone": 3}
    level = {row["code"]: rank[row["level"]] for row in rows if row["code"]}
    for row in rows:
        if row["parent"]:
            assert level[row["parent"]] < rank[row["level"]] or row["code"] == "660000", row
        else:
            assert row["level"] == "province", row


def test_code_and_name_are_unique_and_a_code_has_one_present_name(rows):
    assert max(Counter((row["code"], row["name"]) for row in rows).values()) == 1
    present = Counter(row["code"] for row in rows if row["code"] and not row["valid_to"])
    assert max(present.values()) == 1


def test_the_newest_name_of_a_code_comes_last(rows):
    last = {row["code"]: row for row in rows if row["code"]}
    for row in rows:
        if row["code"] and not row["valid_to"]:
            assert last[row["code"]] is row, row


def test_no_row_ends_before_it_begins(rows):
    for row in rows:
        if row["valid_from"] and row["valid_to"]:
            assert row["valid_from"] <= row["valid_to"], row


def test_a_short_name_shortens(rows):
    for row in rows:
        assert len(row["short"]) != 1, row
        assert len(row["short"]) < len(row["name"]), row


def test_present_counts_are_those_of_the_country(rows):
    present = Counter(row["level"] for row in rows if not row["valid_to"])
    assert present["province"] == 35  # 34 and the Corps
    assert present["city"] == 333
    assert 2840 <= present["county"] <= 2860


@pytest.mark.parametrize(
    ("name", "short", "level"),
    [
        ("江西省", "江西", "province"),
        ("内蒙古自治区", "内蒙古", "province"),
        ("宁夏回族自治区", "宁夏", "province"),
        ("香港特别行政区", "香港", "province"),
        ("济宁市", "济宁", "city"),
        ("泗水县", "泗水", "county"),
        ("仙桃市", "仙桃", "county"),
        ("积石山保安族东乡族撒拉族自治县", "积石山", "county"),
        ("吉林市", "", "city"),
        ("东方市", "", "county"),
    ],
)
def test_known_short_names(rows, name, short, level):
    (row,) = named(rows, name)
    assert (row["short"], row["level"]) == (short, level)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("临安市", "临安区"),
        ("兖州市", "兖州区"),
        ("沙湾县", "沙湾市"),
        ("襄樊市", "襄阳市"),
        ("沙县", "沙县区"),
        ("莱芜市", "莱芜区"),
        ("萧山市", "萧山区"),
        ("顺德市", "顺德区"),
        ("南海市", "南海区"),
        ("番禺市", "番禺区"),
        ("呼伦贝尔盟", "呼伦贝尔市"),
        ("中甸县", "香格里拉县"),
    ],
)
def test_an_old_name_ends_where_the_new_one_begins(rows, old, new):
    (before,), (after,) = named(rows, old), named(rows, new)
    assert before["valid_to"] == after["valid_from"] != ""
