"""What the sample documents are too few to show of the canned queries: graphs made by hand, on both engines."""

from __future__ import annotations

from collections.abc import Iterator

import graphs
import pytest

from kg.model import Edge, Graph, Node
from kg.store import Store
from kg.store.sync import sync
from tests.test_queries_in_time import opened, rows

Items = tuple[list[Node], list[Edge]]


def tie(type_: str, source: Node, target: Node, key: str = "", **props: object) -> Edge:
    """Make a relationship with a sentence, told by one text."""
    told = {
        "quotes": [f"{source.id} {type_} {target.id}"],
        "status": "asserted",
        "sources": 1,
        "sourceIds": ["s1"],
    }
    return graphs.edge(type_, source, target, key, **{**told, **props})


def boards() -> Items:
    """A conference that took over from another, their members, meetings and papers.

    旧会议 (2008): 甲部, 乙部 (until 2010), 丙部 and 旧部. 新会议 takes over in 2018: 甲部 leads, 新部 sits for 旧部, 丁部 is new,
    丙部 is gone. It met in 2018 and 2020-05.
    """
    a, b, c, d, old, new = (graphs.node("Agency", f"{n}部", level="central") for n in "甲乙丙丁旧新")
    bureau = graphs.node("Agency", "丁部办公厅", level="central")
    outsider = graphs.node("Agency", "戊省民政厅", level="province")
    before = graphs.node("Mechanism", "旧会议", kind="joint_conference", level="central")
    after = graphs.node("Mechanism", "新会议", kind="joint_conference", level="central")
    man, woman = graphs.node("Official", "张三"), graphs.node("Official", "李四")
    first = graphs.node("Meeting", "新会议第一次会议", date="2018-06-01", endDate="2018-06-03")
    second = graphs.node("Meeting", "新会议第二次会议", date="2020-05")
    year = graphs.node("Meeting", "旧会议2009年会", date="2009")
    papers = [graphs.node("Document", f"文件{n}") for n in "一二三四五"]
    edges = [
        tie("SUCCEEDS", after, before, date="2018-03-30"),
        tie("SUCCEEDS", new, old, date="2018-03-17", kind="renamed"),
        tie("MEMBER_OF", a, before, "lead", role="lead", intervals=["2008/"]),
        tie(
            "MEMBER_OF",
            b,
            before,
            "member",
            role="member",
            position=2,
            intervals=["2008/2010-05"],
            status="ended",
        ),
        tie("MEMBER_OF", c, before, "member", role="member", position=3, intervals=["2008/"]),
        tie("MEMBER_OF", old, before, "member", role="member", position=4),
        tie("MEMBER_OF", a, after, "lead", role="lead", intervals=["2018-05/"]),
        tie("MEMBER_OF", a, after, "office", role="office", intervals=["2018-05/"]),
        tie("MEMBER_OF", d, after, "member", role="member", position=2),
        tie("MEMBER_OF", new, after, "member", role="member", position=3),
        tie(
            "MEMBER_OF",
            b,
            after,
            "member",
            role="member",
            position=4,
            intervals=["2018-05/2019"],
            status="ended",
        ),
        tie("PART_OF", bureau, d, kind="internal"),
        tie("SESSION_OF", first, after),
        tie("SESSION_OF", second, after),
        tie("SESSION_OF", year, before),
        tie("HOLDS_POST", man, new, "部长", title="部长", rank="正部级"),
        tie("HOLDS_POST", woman, outsider, "一级巡视员", title="一级巡视员"),
        tie("ATTENDED", man, first, "chair", role="chair"),
        tie("ATTENDED", bureau, first, "attendee", role="attendee"),
        tie("ATTENDED", outsider, second, "branch_venue", role="branch_venue"),
        tie("ATTENDED", woman, second, "speaker", role="speaker"),
        tie("ORGANIZED", a, second),
        tie("ISSUED", before, papers[3], date="2012", act="印发"),
        tie("ESTABLISHES", papers[4], after, act="调整", date="2018-04"),
    ]
    signed = [(0, "2011-07", (a, old, c)), (1, "2019", (a, new)), (2, "", (a, d, new))]
    for number, date, bodies in signed:
        for position, body in enumerate(bodies, 1):
            dated = {"date": date} if date else {}
            edges.append(tie("ISSUED", body, papers[number], position=position, **dated))
    nodes = [a, b, c, d, old, new, bureau, outsider, before, after, man, woman, first, second, year, *papers]
    return nodes, edges


def campaigns() -> Items:
    """Programs of one body that overlap in time, one followed by a mechanism of its topic, and places where it ran."""
    lead, other = (
        graphs.node("Agency", "民政部", level="central"),
        graphs.node("Agency", "乙省民政厅", level="province"),
    )
    place = graphs.node("Place", "330000", name="乙省", level="province")
    care = graphs.node("Program", "农村留守儿童关爱专项行动", kind="campaign")
    local = graphs.node("Program", "乙省农村留守儿童关爱专项行动", kind="campaign")
    meals = graphs.node("Program", "老年助餐服务行动", kind="campaign")
    homes = graphs.node("Program", "养老院服务质量行动", kind="campaign")
    board = graphs.node("Mechanism", "农村留守儿童工作部际联席会议", kind="joint_conference", level="central")
    mirror = graphs.node(
        "Mechanism",
        "乙省农村留守儿童工作领导小组",
        kind="leading_group",
        level="province",
        jurisdiction="Place/330000",
    )
    meeting = graphs.node("Meeting", "推进会", date="2015-02")
    letter, plan = (
        graphs.node("Document", "设立联席会议的函"),
        graphs.node("Document", "农村留守儿童关爱专项行动方案"),
    )
    edges = [
        tie(
            "RUNS",
            lead,
            care,
            "lead",
            role="lead",
            intervals=["2014/2016"],
            firstDate="2014",
            lastDate="2016",
        ),
        tie("RUNS", lead, meals, "lead", role="lead", intervals=["2015-05/2015-12"], firstDate="2015-05"),
        tie("RUNS", lead, homes, "participant", role="participant", intervals=["2017/"], firstDate="2017"),
        tie("RUNS", other, meals, "participant", role="participant", year="2015"),
        tie("RUNS", other, homes, "participant", role="participant", status="ended"),
        tie("LOCATED_IN", other, place),
        tie("LOCATED_IN", local, place),
        tie("MEMBER_OF", lead, board, "lead", role="lead"),
        tie("ABOUT", meeting, care),
        tie("ADOPTED", meeting, plan),
        tie("ESTABLISHES", letter, board, act="建立"),
        tie("ISSUED", lead, letter, date="2016-03-25", position=1),
    ]
    nodes = [lead, other, place, care, local, meals, homes, board, mirror, meeting, letter, plan]
    return nodes, edges


def world() -> Graph:
    (nodes, edges), (more_nodes, more_edges) = boards(), campaigns()
    return graphs.graph([*nodes, *more_nodes], [*edges, *more_edges])


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request, tmp_path_factory) -> Iterator[Store]:
    with opened(request.param, tmp_path_factory.mktemp("change")) as store:
        sync(world(), store, workspace=graphs.WORKSPACE)
        yield store


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"mechanism": "新会议"},
            [
                ("2018-03-30", "joined", "丁部", "旧会议"),
                ("2018-03-30", "left", "丙部", "旧会议"),
                ("2018-05", "joined", "乙部", ""),
                ("2018-05", "joined", "甲部", ""),
                ("2019", "left", "乙部", ""),
            ],
        ),
        (
            {"mechanism": "新会议", "from": "2018-04", "to": "2018"},
            [("2018-05", "joined", "乙部", ""), ("2018-05", "joined", "甲部", "")],
        ),
        ({"mechanism": "旧会议", "from": "2009"}, [("2010-05", "left", "乙部", "")]),
    ],
)
def test_members_come_and_go(store, values, expected):
    assert rows(store, "member_changes", "date", "change", "member", "predecessor", **values) == expected


@pytest.mark.parametrize(
    ("since", "met"),
    [
        # A year may hold a later day: only what is surely earlier counts.
        ("2009-06", []),
        ("2012", [("旧会议", 1, "2009")]),
        ("2020-05-10", [("旧会议", 1, "2009")]),
        ("2020-06", [("旧会议", 1, "2009"), ("新会议", 2, "2020-05")]),
    ],
)
def test_mechanisms_fall_silent(store, since, met):
    never = [("乙省农村留守儿童工作领导小组", 0, ""), ("农村留守儿童工作部际联席会议", 0, "")]
    assert rows(store, "dormant_mechanisms", "mechanism", "meetings", "lastDate", since=since) == never + met


def test_mechanisms_share_members(store):
    found = rows(
        store, "overlapping_mechanisms", "first", "second", "shared", "percent", "members", share="33"
    )
    assert found == [("新会议", "旧会议", 2, 33, ["乙部", "甲部"])]
    assert rows(store, "overlapping_mechanisms", "first", share="34") == []


@pytest.mark.parametrize(
    ("meeting", "expected"),
    [
        # 新部 came by its minister, 丁部 by its office; 乙部 left only in the next year.
        ("新会议第一次会议", [("absent", "乙部", "member"), ("absent", "甲部", "lead")]),
        (
            "新会议第二次会议",
            [
                ("absent", "丁部", "member"),
                ("absent", "新部", "member"),
                ("outside", "戊省民政厅", "branch_venue"),
            ],
        ),
    ],
)
def test_members_stay_away(store, meeting, expected):
    assert rows(store, "absent_members", "side", "body", "role", meeting=meeting) == expected


@pytest.mark.parametrize(
    ("meeting", "expected"),
    [
        ("新会议第一次会议", [("张三", "部长", "正部级", True)]),
        ("新会议第二次会议", [("李四", "一级巡视员", "厅局级", False)]),
    ],
)
def test_a_told_rank_stands(store, meeting, expected):
    assert rows(store, "meeting_rank", "official", "post", "rank", "told", meeting=meeting) == expected


def test_branch_venues_are_counted(store):
    found = rows(store, "meeting_reach", "level", "total", "branches", "bodies", meeting="新会议第二次会议")
    assert found == [("central", 1, 0, ["甲部"]), ("province", 1, 1, ["戊省民政厅"])]


@pytest.mark.parametrize(
    ("on", "meetings"),
    [
        ("2018-06-02", ["新会议第一次会议"]),
        ("2018-06-04", []),
        ("2020", ["新会议第二次会议"]),
        ("any", ["旧会议2009年会", "推进会", "新会议第一次会议", "新会议第二次会议"]),
    ],
)
def test_meetings_of_several_days(store, on, meetings):
    assert rows(store, "meetings_held", "meeting", on=on) == [(meeting,) for meeting in meetings]


@pytest.mark.parametrize(
    ("topic", "quarters"),
    [("会议", ["2009", "2018Q2", "2020Q2"]), ("留守儿童", ["2015Q1"]), ("2009", ["2009"])],
)
def test_meetings_on_a_topic(store, topic, quarters):
    found = rows(store, "meetings_by_quarter", "quarter", "total", topic=topic)
    assert found == [(quarter, 1) for quarter in quarters]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"agency": "戊省民政厅"}, [("branch_venue", ""), ("speaker", "李四")]),
        ({"agency": "戊省民政厅", "role": "speaker"}, [("speaker", "李四")]),
        ({"agency": "戊省民政厅", "on": "2018"}, []),
        ({"agency": "甲部", "role": "organizer"}, [("organizer", "")]),
        ({"agency": "旧部"}, []),
    ],
)
def test_a_body_meets_itself_or_by_its_officials(store, values, expected):
    assert rows(store, "agency_meetings", "role", "through", **values) == expected


def test_members_issue_together_before_and_after(store):
    columns = ("first", "second", "founded", "before", "after", "undated", "papers")
    assert rows(store, "co_issuing_before_after", *columns, mechanism="新会议") == [
        ("新部", "甲部", "2018-04", 1, 1, 1, ["文件三", "文件一", "文件二"]),
        ("丁部", "新部", "2018-04", 0, 0, 1, ["文件三"]),
        ("丁部", "甲部", "2018-04", 0, 0, 1, ["文件三"]),
    ]


def test_breadth_and_depth(store):
    found = rows(store, "co_issuing_breadth", "issuer", "partners", "papers", "depth", "closest", limit="1")
    assert found == [("甲部", 4, 3, 1.25, "新部")]
    assert rows(store, "co_issuing_breadth", "issuer", on="2012") == []


def test_share_of_joint_papers(store):
    found = rows(store, "joint_share", "issuer", "papers", "joint", "percent")
    assert found[0] == ("甲部", 3, 3, 100)
    assert ("民政部", 1, 0, 0) in found


def test_paper_of_a_mechanism_is_shown(store):
    found = rows(store, "mechanism_issued", "mechanism", "kind", "document", "act", "date")
    assert found == [("旧会议", "joint_conference", "文件四", "印发", "2012")]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, [("文件二", "新部", ["甲部"]), ("文件三", "新部", ["甲部", "丁部"])]),
        ({"on": "2011"}, []),
        ({"on": "2011", "lineage": "true"}, [("文件一", "旧部", ["甲部", "丙部"])]),
    ],
)
def test_papers_of_a_body_and_of_those_before_it(store, values, expected):
    assert (
        rows(store, "agency_documents", "document", "body", "partners", agency="新部", **values) == expected
    )


def test_only_setting_up_is_founding(store):
    found = rows(store, "mechanisms_founded", "date", "mechanism", "papers")
    assert found == [("2016-03-25", "农村留守儿童工作部际联席会议", ["设立联席会议的函"])]


def test_load_at_one_time(store):
    assert rows(store, "program_load", "body", "load", "led", "atOnce") == [
        ("民政部", 3, 2, 2),
        ("乙省民政厅", 2, 0, 0),
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"agency": "民政部", "on": "2015-06"},
            [("农村留守儿童关爱专项行动", "2014", "2016"), ("老年助餐服务行动", "2015-05", "2015-12")],
        ),
        ({"agency": "民政部", "role": "participant"}, [("养老院服务质量行动", "2017", "")]),
        ({"agency": "民政部", "on": "2013"}, []),
        ({"agency": "乙省民政厅"}, [("养老院服务质量行动", "", "?"), ("老年助餐服务行动", "2015", "2015")]),
        # What is told of a year may have been at any time in it.
        ({"agency": "乙省民政厅", "on": "2015-03"}, [("老年助餐服务行动", "2015", "2015")]),
    ],
)
def test_programs_on_a_date(store, values, expected):
    assert rows(store, "agency_programs", "program", "since", "until", **values) == expected


def test_campaign_becomes_a_mechanism(store):
    assert rows(store, "lasting_campaigns", "program", "started", "mechanism", "founded", "lead") == [
        ("农村留守儿童关爱专项行动", "2014", "农村留守儿童工作部际联席会议", "2016-03-25", ["民政部"])
    ]


def test_local_version_of_a_program(store):
    found = rows(store, "program_places", "place", "how", "by", program="农村留守儿童关爱专项行动")
    assert found == [("乙省", "version", "乙省农村留守儿童关爱专项行动")]


def test_course_of_a_program(store):
    assert rows(store, "program_course", "date", "step", "name", program="农村留守儿童关爱专项行动") == [
        ("2014", "run", "民政部"),
        ("2015-02", "adopted", "农村留守儿童关爱专项行动方案"),
        ("2015-02", "meeting", "推进会"),
    ]


def test_mirror_is_known_without_its_place(store):
    found = rows(
        store, "mirrored_mechanisms", "mirror", "place", "percent", mechanism="农村留守儿童工作部际联席会议"
    )
    assert found == [("乙省农村留守儿童工作领导小组", "乙省", 100)]


def test_place_shows_what_is_there_and_who_took_part(store):
    assert rows(store, "place_overview", "kind", "name", "body", "date", place="330000") == [
        ("mechanism", "乙省农村留守儿童工作领导小组", "", ""),
        ("program", "乙省农村留守儿童关爱专项行动", "", ""),
        ("program", "养老院服务质量行动", "乙省民政厅", ""),
        ("program", "老年助餐服务行动", "乙省民政厅", "2015"),
    ]


def test_what_two_bodies_did_together(store):
    assert rows(store, "joint_record", "date", "kind", "name", first="民政部", second="乙省民政厅") == [
        ("2015-05", "program", "老年助餐服务行动"),
        ("2017", "program", "养老院服务质量行动"),
    ]


def test_bridge_between_topics(store):
    assert rows(store, "topic_bridges", "body", "topics", "kinds", limit="1") == [
        ("民政部", 4, ["campaign", "joint_conference"])
    ]


@pytest.mark.parametrize(
    ("agency", "expected"),
    [
        ("丁部办公厅", [("above", "丁部", 1)]),
        (
            "丁部",
            [("below", "丁部办公厅", 1), ("beside", "乙部", 1), ("beside", "新部", 1), ("beside", "甲部", 1)],
        ),
        (
            "甲部",
            [
                ("beside", "乙部", 2),
                ("beside", "丁部", 1),
                ("beside", "丙部", 1),
                ("beside", "新部", 1),
                ("beside", "旧部", 1),
            ],
        ),
    ],
)
def test_above_below_and_beside(store, agency, expected):
    assert rows(store, "agency_ties", "tie", "body", "strength", agency=agency) == expected


def test_posts_of_an_official(store):
    assert rows(store, "official_posts", "kind", "place", "title", official="张三") == [
        ("post", "新部", "部长")
    ]


def test_bodies_before_and_after(store):
    columns = ("direction", "step", "body", "date", "kind")
    assert rows(store, "agency_lineage", *columns, agency="新部") == [
        ("earlier", 1, "旧部", "2018-03-17", "renamed")
    ]
    assert rows(store, "agency_lineage", *columns, agency="旧部") == [
        ("later", 1, "新部", "2018-03-17", "renamed")
    ]
