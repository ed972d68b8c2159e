"""What a reader of the figures wants to see: each fault with its words."""

from click.testing import CliRunner

from kg.cli import main
from kg.evaluate import Report
from kg.evaluate.faults import faults
from kg.scoring import score
from tests.golds import claim, entity, fact, said, told

MECHANISM = entity("乙组", type_="Mechanism")


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
