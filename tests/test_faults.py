"""What a reader of the figures wants to see: each fault with its words, and what names and facts alone do not show."""

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.evaluate import Report
from kg.evaluate.faults import faults
from kg.scoring import score
from tests.golds import claim, entity, fact, said, told

MECHANISM = entity("乙组", type_="Mechanism")
MEETING = entity("乙组第二次会议", "乙组会议", type_="Meeting")


def lines(gold: dict, records: list[dict]) -> list[list[str]]:
    return [line.split("\t") for line in faults(Report((score("x", gold, records),)))]


def test_a_fault_is_one_line_with_rule_confidence_and_sentence():
    gold = {
        "entities": [entity("民政部"), MECHANISM],
        "facts": [{**fact("民政部", "MEMBER_OF", "乙组", role="lead"), "evidence": "民政部\n牵头。"}],
    }
    member = claim("Agency/民政部", "MEMBER_OF", "Mechanism/乙组", role="member")
    records = [
        said("民政部"),
        said("乙组", type_="Mechanism"),
        told(member, "member_clause", 0.8, "弱的一句"),
        told(member, "member_list", 0.98, "由民政部\r\n等\t组成。"),
    ]
    assert lines(gold, records) == [
        ["x", "missing fact", "民政部 MEMBER_OF 乙组 lead", "", "", "民政部 牵头。"],
        ["x", "wrong fact", "民政部 MEMBER_OF 乙组 member", "member_list", "0.98", "由民政部 等 组成。"],
    ]


def test_an_entity_without_a_fact_is_shown_in_the_sentence_that_names_it():
    record = {**said("总后勤部"), "evidence": {"text": "在总后勤部。"}}
    assert lines({"entities": [], "facts": []}, [record]) == [
        ["x", "wrong entity", "Agency 总后勤部", "", "", "在总后勤部。"]
    ]


def test_the_command_quotes_the_sentence_of_every_fault(shared):
    arguments = ["eval", str(shared / "eval" / "gold"), str(shared / "eval" / "docs"), "--errors"]
    rows = [line.split("\t") for line in CliRunner().invoke(main, arguments).stderr.splitlines()]
    wrong = [row for row in rows if row[1] in ("wrong fact", "wrong entity")]
    assert wrong
    assert all(len(row) == 6 for row in rows)
    assert [row for row in wrong if not row[5]] == []


@pytest.mark.parametrize(
    ("date", "right", "wrong", "missed"),
    [("2018-08-31", 1, 0, 0), ("2018-08", 0, 1, 1), ("", 0, 0, 1)],
)
def test_the_date_of_a_meeting_is_as_precise_as_told(date, right, wrong, missed):
    gold = {"entities": [{**MEETING, "attrs": {"date": "2018-08-31"}}], "facts": []}
    record = {**said("乙组会议", type_="Meeting"), "props": {"date": date}}
    dates = score("x", gold, [record]).dates
    assert (len(dates.right), len(dates.wrong), len(dates.missed)) == (right, wrong, missed)


def test_the_date_of_a_meeting_may_stand_in_the_fact():
    gold = {
        "entities": [MECHANISM, MEETING],
        "facts": [fact("乙组", "ORGANIZED", MEETING["name"], date="2018")],
    }
    records = [
        said("乙组", type_="Mechanism"),
        said("乙组第二次会议", type_="Meeting"),
        claim("Mechanism/乙组", "ORGANIZED", "Meeting/乙组第二次会议", date="2018"),
    ]
    assert score("x", gold, records).dates.right == {("乙组第二次会议", "2018")}


def test_of_two_precisions_the_finer_counts():
    gold = {"entities": [MECHANISM, {**MEETING, "attrs": {"date": "2018-08-31"}}], "facts": []}
    records = [
        said("乙组", type_="Mechanism"),
        {**said("乙组会议", type_="Meeting"), "props": {"date": "2018-08-31"}},
        claim("Mechanism/乙组", "ORGANIZED", "Meeting/乙组会议", date="2018-08"),
    ]
    assert score("x", gold, records).dates.wrong == []


def test_a_date_that_nobody_told_is_wrong_where_the_meeting_counts():
    record = {**said("乙组会议", type_="Meeting"), "props": {"date": "2018"}}
    assert score("x", {"entities": [MEETING], "facts": []}, [record]).dates.wrong
    vague = {"entities": [{**MEETING, "must": False}], "facts": []}
    assert not score("x", vague, [record]).dates.wrong


def test_the_number_of_a_session():
    gold = {
        "entities": [MECHANISM, MEETING],
        "facts": [fact(MEETING["name"], "SESSION_OF", "乙组", ordinal=2)],
    }
    records = [
        said("乙组", type_="Mechanism"),
        said("乙组第二次会议", type_="Meeting"),
        claim("Meeting/乙组第二次会议", "SESSION_OF", "Mechanism/乙组", ordinal=3),
    ]
    ordinals = score("x", gold, records).ordinals
    assert ordinals.wrong == [("乙组第二次会议", "乙组", "3")]
    assert ordinals.missed == {("乙组第二次会议", "乙组", "2")}


def test_one_entity_told_as_two_is_a_split():
    gold = {"entities": [entity("高晓兵", "高部长", type_="Official"), MECHANISM], "facts": []}
    records = [said(name, type_="Official") for name in ("高晓兵", "高部长")]
    result = score("x", gold, [*records, said("乙组", type_="Mechanism")])
    assert result.splits.wrong == [("Official", "高晓兵", "Official/高晓兵", "Official/高部长")]
    row = next(row for row in Report((result,)).rows() if row["what"] == "splits")
    assert (row["n"], row["right"], row["wrong"]) == (2, 1, 1)
