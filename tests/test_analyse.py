"""Networks small enough to work out on paper; the answer does not hang on the order of ties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse import FUNCTIONS, work_out
from kg.errors import QueryError

PARAMS = {"limit": 100, "years": 5}


def tie(one: str, other: str, weight: int = 1, date: str = "", paper: str = "p") -> dict[str, object]:
    return {
        "source": f"Agency/{one}",
        "target": f"Agency/{other}",
        "sourceName": one,
        "targetName": other,
        "weight": weight,
        "date": date,
        "paper": paper,
    }


PATH = [tie("甲", "乙"), tie("乙", "丙")]
STAR = [tie("甲", other) for other in "乙丙丁"]
TRIANGLE_AND_TAIL = [tie("甲", "乙"), tie("乙", "丙"), tie("甲", "丙"), tie("丙", "丁")]


def test_the_middle_of_a_path_is_its_only_broker():
    assert work_out("betweenness", PATH, PARAMS) == [{"agency": "乙", "betweenness": 1.0, "ties": 2}]


def test_a_triangle_is_a_core_and_its_tail_is_not():
    rows = work_out("cores", TRIANGLE_AND_TAIL, PARAMS)
    assert [(row["agency"], row["part"], row["core"]) for row in rows] == [
        ("丙", "core", 2),
        ("乙", "core", 2),
        ("甲", "core", 2),
        ("丁", "periphery", 1),
    ]


def test_strong_ties_make_circles():
    ties = [tie("甲", "乙", 9), tie("丙", "丁", 9), tie("乙", "丙")]
    assert [row["members"] for row in work_out("communities", ties, PARAMS)] == [["丁", "丙"], ["乙", "甲"]]


def test_a_star_is_as_central_as_can_be_and_a_triangle_not_at_all():
    ties = [{**each, "date": "2016-01"} for each in STAR]
    ties += [{**each, "date": "2021", "paper": each["target"]} for each in TRIANGLE_AND_TAIL[:3]]
    rows = work_out("periods", [*ties, tie("甲", "乙")], PARAMS)
    assert [(row["period"], row["papers"], row["density"], row["centralisation"]) for row in rows] == [
        ("2015–2019", 1, 0.5, 1.0),
        ("2020–2024", 2, 1.0, 0.0),
        ("", 1, 1.0, None),
    ]


def test_a_period_without_a_year_and_an_unknown_function_are_refused():
    with pytest.raises(QueryError, match="years should be at least 1"):
        work_out("periods", PATH, {"years": 0})
    with pytest.raises(QueryError, match="betweenness"):
        work_out("between", PATH, PARAMS)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_no_ties_no_rows(name):
    assert work_out(name, [], PARAMS) == []


@given(st.sampled_from(sorted(FUNCTIONS)), st.permutations(TRIANGLE_AND_TAIL + STAR))
def test_the_order_of_ties_makes_no_difference(name, ties):
    assert work_out(name, ties, PARAMS) == work_out(name, TRIANGLE_AND_TAIL + STAR, PARAMS)
