"""Ids join where the texts tell that they mean one thing, and nowhere else; the order of rows does not matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ledger import Told
from kg.model import Entity, Evidence, Statement, statement_id
from kg.resolve import Judgement, resolve


def told(id_: str, source: str = "s1", aliases: tuple[str, ...] = (), **props: str | int) -> Told:
    type_, key = id_.split("/", 1)
    return Told(source, Entity(id_, type_, key.split("@")[0], aliases, props))


def said(subject: str, predicate: str, object_: str, source: str = "s1", **attrs: str) -> Statement:
    evidence = Evidence(source, 0, 1, "x")
    id_ = statement_id(subject, predicate, object_, "", evidence)
    return Statement(id_, subject, predicate, object_, attrs, evidence, "rule", 0.9)


def test_a_vaguer_date_joins_the_only_precise_one():
    rows = [
        told("Meeting/推进会@2018"),
        told("Meeting/推进会@2018-08", "s2"),
        told("Meeting/推进会@2018-08-31", "s3"),
    ]
    assert resolve(rows, []) == dict.fromkeys(
        ["Meeting/推进会@2018", "Meeting/推进会@2018-08"], "Meeting/推进会@2018-08-31"
    )


def test_a_vaguer_date_that_fits_two_stays():
    rows = [told("Meeting/推进会@2018"), told("Meeting/推进会@2018-08-31"), told("Meeting/推进会@2018-09-01")]
    assert resolve(rows, []) == {}


def test_years_and_names_are_never_joined():
    rows = [told("Meeting/推进会@2017"), told("Meeting/推进会@2018"), told("Meeting/座谈会@2018-08-31")]
    assert resolve(rows, []) == {}


@pytest.mark.parametrize(
    ("dates", "joined"), [(["2018-08-31"], True), (["2018", "2018-08-31"], True), (["2018", "2019"], False)]
)
def test_an_undated_meeting_joins_the_only_dated_one(dates, joined):
    rows = [told("Meeting/推进会"), *(told(f"Meeting/推进会@{date}") for date in dates)]
    assert ("Meeting/推进会" in resolve(rows, [])) is joined


def test_sessions_of_two_mechanisms_stay_two():
    vague, precise = "Meeting/第一次会议@2018", "Meeting/第一次会议@2018-08-31"
    sessions = [said(vague, "SESSION_OF", "Mechanism/甲"), said(precise, "SESSION_OF", "Mechanism/乙", "s2")]
    assert resolve([told(vague), told(precise)], sessions) == {}


def test_meetings_of_two_organisers_stay_two_and_of_a_shared_one_join():
    vague, precise = "Meeting/新闻发布会@2022", "Meeting/新闻发布会@2022-03-01"
    rows = [told(vague), told(precise, "s2")]
    first = said("Agency/甲市人民政府", "ORGANIZED", vague)
    assert resolve(rows, [first, said("Agency/乙市人民政府", "ORGANIZED", precise, "s2")]) == {}
    assert resolve(rows, [first, said("Agency/甲市人民政府", "ORGANIZED", precise, "s2")]) == {vague: precise}


def test_sessions_of_a_mechanism_told_short_and_long_join():
    vague, precise = "Meeting/第一次会议@2018", "Meeting/第一次会议@2018-08-31"
    rows = [
        told(vague),
        told(precise, "s2"),
        told("Mechanism/联席会议", "s1"),
        told("Mechanism/部际联席会议", "s2", ("联席会议",)),
    ]
    sessions = [
        said(vague, "SESSION_OF", "Mechanism/联席会议"),
        said(precise, "SESSION_OF", "Mechanism/部际联席会议", "s2"),
    ]
    assert resolve(rows, sessions) == {vague: precise, "Mechanism/联席会议": "Mechanism/部际联席会议"}


def test_a_short_name_joins_the_one_mechanism_of_its_jurisdiction():
    short = told("Mechanism/领导小组")
    central = told("Mechanism/国务院领导小组", "s2", ("领导小组",))
    local = told(
        "Mechanism/江西省领导小组", "s3", ("领导小组",), jurisdiction="Place/360000", level="province"
    )
    assert resolve([short, local], []) == {}
    assert resolve([short, central, local], []) == {"Mechanism/领导小组": "Mechanism/国务院领导小组"}
    other = told("Mechanism/中央领导小组", "s4", ("领导小组",))
    assert resolve([short, central, other], []) == {}


def test_a_successor_that_bears_the_old_name_stays_another():
    rows = [told("Mechanism/旧联席会议"), told("Mechanism/新的联席会议", "s2", ("旧联席会议",))]
    succession = said("Mechanism/新的联席会议", "SUCCEEDS", "Mechanism/旧联席会议")
    assert resolve(rows, [succession]) == {}


def test_a_bare_official_joins_the_one_of_its_source():
    rows = [told("Official/张三"), told("Official/张三@民政部"), told("Official/张三@教育部", "s2")]
    assert resolve(rows, []) == {"Official/张三": "Official/张三@民政部"}
    assert resolve([*rows, told("Official/张三@公安部", "s1")], []) == {}
    assert resolve([told("Official/张三", "s3"), *rows[1:]], []) == {}


def test_two_bodies_are_two_people_unless_a_text_ties_them():
    one, other = "Official/张三@农业部", "Official/张三@农业农村部"
    rows = [told(one), told(other, "s2")]
    assert resolve(rows, []) == {}
    assert resolve(rows, [said("Agency/农业农村部", "SUCCEEDS", "Agency/农业部")]) == {one: other}


def test_a_whole_with_two_inner_bodies_ties_nobody():
    rows = [told(f"Official/张三@部{tail}", f"s{tail}") for tail in ("", "甲司", "乙司")]
    parts = [said(f"Agency/部{tail}", "PART_OF", "Agency/部") for tail in ("甲司", "乙司")]
    assert resolve(rows[:2], parts) == {"Official/张三@部甲司": "Official/张三@部"}
    assert resolve(rows, parts) == {}


def test_a_shared_mechanism_ties_unless_one_text_lists_both():
    one, other = "Official/张三@民政部", "Official/张三@教育部"
    rows = [told(one), told(other, "s2")]
    first = said(one, "HAS_ROLE_IN", "Mechanism/联席会议")
    assert resolve(rows, [first, said(other, "HAS_ROLE_IN", "Mechanism/联席会议", "s2")]) == {one: other}
    assert resolve(rows, [first, said(other, "HAS_ROLE_IN", "Mechanism/联席会议", "s1")]) == {}


def test_near_names_are_never_joined():
    names = [
        "Agency/江西省民政厅",
        "Agency/江苏省民政厅",
        "Agency/民政部",
        "Mechanism/留守儿童联席会议",
        "Mechanism/困境儿童联席会议",
    ]
    assert resolve([told(name) for name in names], []) == {}


def test_written_decisions_join_and_outweigh_the_rules():
    vague, precise = "Meeting/推进会@2018", "Meeting/推进会@2018-08-31"
    rows = [told(vague), told(precise), told("Official/张三@甲"), told("Official/张三@乙")]
    written = [
        Judgement(precise, vague, same=False),
        Judgement("Official/张三@甲", "Official/张三@乙", same=True),
    ]
    assert resolve(rows, [], written) == {"Official/张三@甲": "Official/张三@乙"}
    assert resolve(rows, [], [Judgement(vague, "Official/张三@甲", same=True)]) == {vague: precise}


IDS = [
    *(f"Meeting/推进会{date}" for date in ("", "@2018", "@2018-08", "@2018-08-31", "@2019")),
    *(f"Official/张三{body}" for body in ("", "@民政部", "@教育部", "@民政部司")),
    *(f"Mechanism/{name}" for name in ("组", "领导组", "大领导组")),
]
ROWS = st.lists(
    st.builds(
        told,
        st.sampled_from(IDS),
        st.sampled_from(["s1", "s2", "s3"]),
        st.sampled_from([(), ("组",), ("领导组",)]),
    ),
    max_size=12,
)
CLAIMS = st.lists(
    st.one_of(
        st.builds(
            said,
            st.sampled_from(IDS[:5]),
            st.just("SESSION_OF"),
            st.sampled_from(IDS[-3:]),
            st.sampled_from(["s1", "s2"]),
        ),
        st.builds(
            said,
            st.sampled_from(IDS[5:9]),
            st.just("HAS_ROLE_IN"),
            st.sampled_from(IDS[-3:]),
            st.sampled_from(["s1", "s2"]),
        ),
        st.builds(said, st.just("Agency/民政部司"), st.just("PART_OF"), st.just("Agency/民政部")),
    ),
    max_size=6,
)


@given(rows=ROWS, claims=CLAIMS, data=st.data())
def test_the_order_of_rows_does_not_matter(rows, claims, data):
    shuffled = resolve(data.draw(st.permutations(rows)), data.draw(st.permutations(claims)))
    assert shuffled == resolve(rows, claims)


@given(rows=ROWS, claims=CLAIMS)
def test_heads_stand_for_themselves_and_keep_their_type(rows, claims):
    ids = resolve(rows, claims)
    known = {row.entity.id for row in rows}
    for id_, head in ids.items():
        assert head not in ids
        assert {id_, head} <= known
        assert id_.split("/")[0] == head.split("/")[0]
