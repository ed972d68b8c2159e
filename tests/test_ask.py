"""Questions in plain words: read rightly or not at all, in both languages, at the command line too."""

import string

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ask import Asked, Verdict, ask, command, lookups
from kg.ask.dates import dates
from kg.ask.pieces import folded
from kg.ask.vocabulary import NOTHING, vocabulary
from kg.cli import main
from kg.ledger import Ledger
from tests.asked import reading, score
from tests.questions import QUERIES, built

CONFERENCE = "农村留守儿童关爱保护工作部际联席会议"
# Computed by the pieces, not said by a word.
COMPUTED = {"title", "amount", "limit", "topic", NOTHING}


def asked(question: str) -> Asked:
    with Ledger.open(built(), create=False) as ledger:
        return ask(question, QUERIES, *lookups(ledger))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["ask", *arguments, "--dir", str(built())], env={"LC_ALL": "C"})


def test_questions_that_were_in_sight_are_read_rightly_nearly_always():
    figures = score("known")
    assert figures.right >= 0.95
    assert figures.wrong <= 0.02


def test_questions_that_nobody_looked_at_are_read_rightly_or_asked_back():
    figures = score("held")
    assert figures.right >= 0.85, f"right: {figures.right:.3f}"
    assert figures.wrong <= 0.03, f"confidently wrong: {figures.wrong:.3f}"


def test_questions_about_networks_sources_and_places_are_read_rightly_or_asked_back():
    figures = score("rest_held")
    assert figures.right >= 0.7, f"right: {figures.right:.3f}"
    assert figures.wrong <= 0.04, f"confidently wrong: {figures.wrong:.3f}"


@pytest.mark.parametrize(
    ("question", "query", "values"),
    [
        (
            "民政部牵头哪些联席会议?",
            "mechanisms_of_agency",
            {"agency=Agency/民政部", "role=lead", "kind=joint_conference"},
        ),
        (
            "2018年黄树贤主持过什么会?",
            "official_meetings",
            {"official=Official/黄树贤@民政部", "role=chair", "on=2018"},
        ),
        (
            "民政部部长黄树贤主持过什么会",
            "official_meetings",
            {"official=Official/黄树贤@民政部", "role=chair"},
        ),
        ("谁接替了" + CONFERENCE + "?", "mechanism_lineage", {f"mechanism=Mechanism/{CONFERENCE}"}),
        (f"{CONFERENCE}办公室设在哪里", "mechanism_offices", {f"mechanism=Mechanism/{CONFERENCE}"}),
        (
            "职业教育联席会议有哪些成员",
            "members_of_mechanism",
            {"mechanism=Mechanism/国务院职业教育工作部际联席会议"},
        ),
        ("教育部长是谁", "post_holders", {"agency=Agency/教育部", "title=部长"}),
        ("'冬暖工程'是谁搞的", "program_bodies", {"program=Program/“冬暖工程”"}),
        ("有哪些官员至少有三个职务", "dual_hatted_officials", {"least=3"}),
        ("Which mechanisms does 民政部 lead?", "mechanisms_of_agency", {"agency=Agency/民政部", "role=lead"}),
    ],
)
def test_a_question_becomes_a_query_with_its_values(question, query, values):
    assert reading(asked(question)) == (query, frozenset(values))


@pytest.mark.parametrize(
    ("question", "unknown", "names", "relative"),
    [
        ("民政部的预算是多少", ("预算",), (), ()),
        ("外交部牵头哪些联席会议", (), ("外交部",), ()),
        ("张三丰参加过哪些会", (), ("张三丰",), ()),
        ("上海市教育局局长是谁", (), ("上海市教育局",), ()),
        ("月球移民部际联席会议有哪些成员单位", (), ("月球移民部际联席会议",), ()),
        ("《关于促进太空旅游的通知》是谁发布的", (), ("关于促进太空旅游的通知",), ()),
        ("去年黄树贤主持过什么会", (), (), ("去年",)),
        (f"为什么由民政部牵头{CONFERENCE}", ("为什么",), (), ()),
    ],
)
def test_what_is_not_understood_is_named_and_not_answered(question, unknown, names, relative):
    got = asked(question)
    assert got.verdict is Verdict.REFUSE
    assert (got.unknown, got.names, got.relative) == (unknown, names, relative)


@pytest.mark.parametrize(
    "question", ["民政部没有参加哪些机制", "2018年哪些部门最常联合发文", "民政部牵头了什么"]
)
def test_what_no_query_says_in_full_is_asked_back(question):
    assert asked(question).verdict is not Verdict.ANSWER


def test_a_short_name_of_several_is_asked_back_with_each_of_them():
    got = asked("留守儿童联席会议有哪些成员")
    assert got.verdict is Verdict.OFFER
    assert len({fit.values["mechanism"] for fit in got.readings}) == 3


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2018年9月26日", "2018-09-26"),
        ("二〇一八年九月", "2018-09"),
        ("二零一八年", "2018"),
        ("september 2018", "2018-09"),
        ("25 march 2016", "2016-03-25"),
        ("march 3rd, 2016", "2016-03-03"),
        ("2018.9.26", "2018-09-26"),
        ("in 2018", "2018"),
        ("2018年至2020年", "2018/2020"),
        ("between 2016 and 2018", "2016/2018"),
    ],
)
def test_dates_are_read_as_precisely_as_they_are_told(text, value):
    assert [date.value for date in dates(text)] == [value]


def test_an_impossible_date_is_none():
    assert not [date for date in dates("2018年13月40日") if "13" in date.value]


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_has_a_verdict_and_every_reading_is_a_command(text):
    got = asked(text)
    assert got.verdict is not Verdict.ANSWER or len(got.readings) == 1
    assert all(command(fit).startswith("kg query ") for fit in got.readings)


@given(st.text(alphabet=string.ascii_lowercase + "民政部机制会议 ", max_size=30))
@settings(max_examples=100, deadline=None)
def test_reading_a_question_twice_gives_the_same(text):
    assert asked(text) == asked(text)


@given(st.text())
def test_folding_keeps_every_place(text):
    assert len(folded(text)) == len(text)


def test_every_row_that_a_question_needs_has_words():
    words = {concept for says in vocabulary().words.values() for concept in says} | COMPUTED
    for frame in vocabulary().frames:
        assert {concept for way in frame.ways for said in way for concept in said} | frame.also <= words, (
            frame.query
        )


def test_every_question_of_the_vocabulary_is_in_the_catalogue():
    assert {frame.query for frame in vocabulary().frames} <= QUERIES.keys()


def test_the_command_says_how_it_read_the_question_and_answers_as_the_query_does():
    got = run("民政部和教育部一起参加哪些机制?", "--format", "json")
    assert got.exit_code == 0
    assert got.stderr.startswith("读作: ")
    query = [
        "query",
        "shared_mechanisms",
        "first=民政部",
        "second=教育部",
        "--format",
        "json",
        "--dir",
        str(built()),
    ]
    assert got.stdout == CliRunner().invoke(main, query).stdout
    assert CONFERENCE in got.stdout


def test_the_command_speaks_the_language_of_the_question():
    assert run("Which agencies lead the most mechanisms?").stderr.startswith("Read as: ")


def test_the_command_shows_the_cypher_with_its_parameters():
    got = run("Who leads the " + CONFERENCE + "?", "--cypher")
    assert f"// $mechanism = 'Mechanism/{CONFERENCE}'" in got.stdout
    assert "MATCH" in got.stdout


def test_the_command_offers_ready_commands_and_fails_as_for_an_ambiguous_name():
    got = run("留守儿童联席会议有哪些成员")
    assert got.exit_code == 2
    assert got.stdout == ""
    assert got.stderr.count("  kg query members_of_mechanism ") == 3


def test_the_command_refuses_what_it_does_not_understand():
    got = run("民政部的预算是多少")
    assert got.exit_code == 2
    assert "没有看懂“预算”" in got.stderr
