"""Seats and posts on a date, and with those of predecessors: a graph made by hand, on both engines.

联席会议: 旧部 leads from 2008 to 2018-03, its heir 新部 from 2018-03 on; 财政部 sits there until 2015 and again from 2019;
教育部 has left it, nobody says when; 科技部 sits there, nobody says since when.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import graphs
import pytest

from kg.model import Edge, Graph, Node
from kg.query import bind, run
from kg.store import Store, open_store
from kg.store.sync import sync
from tests.questions import QUERIES
from tests.servers import empty_neo4j

NAMES = ("旧部", "新部", "财政部", "教育部", "科技部")


def seat(body: Node, board: Node, role: str, *intervals: str, status: str = "asserted") -> Edge:
    times = {"intervals": list(intervals)} if intervals else {}
    return graphs.edge("MEMBER_OF", body, board, role, role=role, status=status, quotes=[body.id], **times)


def world() -> Graph:
    old, new, money, school, science = (graphs.node("Agency", name) for name in NAMES)
    board = graphs.node("Mechanism", "联席会议", kind="joint_conference")
    group = graphs.node("Mechanism", "领导小组", kind="leading_group")
    people = [graphs.node("Official", name) for name in ("甲", "乙", "丙")]
    edges = [
        graphs.edge("SUCCEEDS", new, old),
        seat(old, board, "lead", "2008/2018-03", status="ended"),
        seat(new, board, "lead", "2018-03/"),
        seat(money, board, "member", "2008/2015-06-30", "2019/"),
        seat(school, board, "member", status="ended"),
        seat(science, board, "member"),
        seat(old, group, "member", "/2016", status="ended"),
        graphs.edge("HAS_ROLE_IN", people[0], board, "组长", role="组长", intervals=["2008/2018-03-17"]),
        graphs.edge("HAS_ROLE_IN", people[1], board, "组长", role="组长", intervals=["2018-03-17/"]),
    ]
    posts = [(people[0], old, "2008/2018"), (people[1], new, "2018-03/2020"), (people[2], new, "2020-05-06/")]
    for who, where, span in posts:
        edges.append(
            graphs.edge("HOLDS_POST", who, where, "部长", title="部长", firstDate=span[:4], intervals=[span])
        )
    return graphs.graph([old, new, money, school, science, board, group, *people], edges)


@contextmanager
def opened(engine: str, folder: Path) -> Iterator[Store]:
    if engine == "neo4j":
        with empty_neo4j(graphs.WORKSPACE) as store:
            yield store
        return
    with open_store(str(folder / "graph"), workspace=graphs.WORKSPACE) as store:
        yield store


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request, tmp_path_factory) -> Iterator[Store]:
    with opened(request.param, tmp_path_factory.mktemp("time")) as store:
        sync(world(), store, workspace=graphs.WORKSPACE)
        yield store


def rows(store: Store, name: str, *columns: str, **values: str) -> list[tuple[object, ...]]:
    params = bind(QUERIES[name], values, lambda type_, text: [f"{type_.split('|')[0]}/{text}"])
    return [tuple(row[column] for column in columns) for row in run(store, QUERIES[name], params)]


@pytest.mark.parametrize(
    ("on", "members"),
    [
        ("any", ["新部", "旧部", "教育部", "科技部", "财政部"]),
        ("2007", []),
        ("2008", ["旧部", "财政部"]),
        ("2015-06-30", ["旧部", "财政部"]),
        ("2015-07-01", ["旧部"]),
        ("2017-12", ["旧部"]),
        ("2018-03", ["新部", "旧部"]),
        ("2018-04", ["新部"]),
        ("2019-01-01", ["新部", "财政部"]),
    ],
)
def test_members_on_a_date(store, on, members):
    assert rows(store, "members_of_mechanism", "member", mechanism="联席会议", on=on) == [
        (m,) for m in members
    ]


def test_members_have_a_time(store):
    assert rows(store, "members_of_mechanism", "member", "since", "until", mechanism="联席会议") == [
        ("新部", "2018-03", ""),
        ("旧部", "2008", "2018-03"),
        ("教育部", "", "?"),
        ("科技部", "", ""),
        ("财政部", "2008", ""),
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, [("联席会议", "新部", "2018-03", "")]),
        (
            {"lineage": "true"},
            [
                ("联席会议", "新部", "2018-03", ""),
                ("联席会议", "旧部", "2008", "2018-03"),
                ("领导小组", "旧部", "", "2016"),
            ],
        ),
        ({"on": "2014"}, []),
        (
            {"on": "2014", "lineage": "true"},
            [("联席会议", "旧部", "2008", "2018-03"), ("领导小组", "旧部", "", "2016")],
        ),
        ({"lineage": "true", "role": "member"}, [("领导小组", "旧部", "", "2016")]),
        (
            {"lineage": "true", "kind": "joint_conference", "on": "2020"},
            [("联席会议", "新部", "2018-03", "")],
        ),
    ],
)
def test_seats_of_a_body_and_of_those_before_it(store, values, expected):
    columns = ("mechanism", "body", "since", "until")
    assert rows(store, "mechanisms_of_agency", *columns, agency="新部", **values) == expected


@pytest.mark.parametrize(
    ("values", "quotes"),
    [
        ({}, ["Agency/新部"]),
        ({"lineage": "true"}, ["Agency/新部", "Agency/旧部"]),
        # They met as long as both sat there.
        ({"on": "2010", "lineage": "true"}, ["Agency/旧部"]),
        ({"on": "2016", "lineage": "true"}, []),
        ({"on": "2018-06"}, []),
        ({"on": "2020"}, ["Agency/新部"]),
    ],
)
def test_two_bodies_at_one_table(store, values, quotes):
    found = rows(store, "shared_mechanisms", "quote", "secondQuote", first="新部", second="财政部", **values)
    assert sorted(found) == [(quote, "Agency/财政部") for quote in quotes]


@pytest.mark.parametrize(("on", "heads"), [("2010", ["甲"]), ("2018-03-17", ["乙", "甲"]), ("2020", ["乙"])])
def test_heads_on_a_date(store, on, heads):
    assert rows(store, "mechanism_heads", "official", mechanism="联席会议", on=on) == [(h,) for h in heads]


@pytest.mark.parametrize(
    ("values", "holders"),
    [
        ({}, [("乙", "新部"), ("丙", "新部")]),
        ({"lineage": "yes"}, [("甲", "旧部"), ("乙", "新部"), ("丙", "新部")]),
        ({"lineage": "yes", "on": "2010"}, [("甲", "旧部")]),
        ({"on": "2020"}, [("乙", "新部"), ("丙", "新部")]),
        ({"on": "2021"}, [("丙", "新部")]),
        ({"title": "副部长"}, []),
    ],
)
def test_posts_on_a_date(store, values, holders):
    assert rows(store, "post_holders", "official", "body", agency="新部", **values) == holders


@pytest.mark.parametrize(
    ("on", "pairs", "leads", "systems"),
    [
        ("2007", [], [], 0),
        ("2010", [("旧部", "财政部")], ["旧部"], 2),
        ("2016", [], ["旧部"], 1),
        ("2018-03", [("新部", "旧部")], ["新部", "旧部"], 2),
        ("2020", [("新部", "财政部")], ["新部"], 2),
    ],
)
def test_who_sits_together_and_who_leads_on_a_date(store, on, pairs, leads, systems):
    assert rows(store, "co_membership_pairs", "first", "second", on=on) == pairs
    assert rows(store, "lead_agencies", "lead", on=on) == [(lead,) for lead in leads]
    assert (
        sum(total for (total,) in rows(store, "systems_of_mechanism", "total", mechanism="联席会议", on=on))
        == systems
    )


@pytest.mark.parametrize(("on", "found"), [("2009", ["甲"]), ("2019", ["乙"]), ("2021", [])])
def test_two_offices_at_one_time(store, on, found):
    assert rows(store, "dual_hatted_officials", "official", on=on, least="2") == [(name,) for name in found]
