"""Runs beside one another, and confidences beside the truth."""

import json

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import ReadError
from kg.evaluate import Report
from kg.evaluate.calibration import calibrated
from kg.evaluate.kept import Kept, changes, compared
from kg.scoring import score
from tests.golds import claim, entity, fact, said, told
from tests.test_evaluate import DOCUMENTS, GOLD

BODIES = ("民政部", "教育部", "公安部")
GROUP = "Mechanism/乙组"


def report(*members: str, text: str = "x", confidence: float = 0.95, rule: str = "member_list") -> Report:
    """A text whose gold has 民政部 and 教育部 in a group, and which says that the given bodies are."""
    gold = {
        "entities": [*map(entity, BODIES), entity("乙组", type_="Mechanism")],
        "facts": [fact(body, "MEMBER_OF", "乙组") for body in BODIES[:2]],
    }
    claims = [claim(f"Agency/{body}", "MEMBER_OF", GROUP) for body in members]
    records = [*map(said, BODIES), said("乙组", type_="Mechanism")]
    return Report((score(text, gold, [*records, *(told(c, rule, confidence, "一句") for c in claims)]),))


def test_what_a_run_won_and_lost(tmp_path):
    before, now = report("民政部"), report("教育部", "公安部")
    Kept.of(before).write(tmp_path / "run.json")
    kept = Kept.read(tmp_path / "run.json")
    assert kept == Kept.of(before)
    assert [line.split("\t")[1:3] for line in changes(now, kept)] == [
        ["newly right", "教育部 MEMBER_OF 乙组"],
        ["newly lost", "民政部 MEMBER_OF 乙组"],
        ["newly wrong", "公安部 MEMBER_OF 乙组"],
    ]
    assert [line.split("\t")[1:3] for line in changes(before, Kept.of(now))][-1] == [
        "wrong no more",
        "公安部 MEMBER_OF 乙组",
    ]
    rows = {row["what"]: row for row in compared(now.rows(), kept)}
    assert (rows["MEMBER_OF"]["before"], rows["MEMBER_OF"]["change"]) == (0.667, -0.167)
    assert rows["splits"]["change"] is None


def test_a_text_of_one_run_only_is_named():
    lines = list(changes(report(text="y"), Kept.of(report(text="x"))))
    assert [line.split("\t")[:2] for line in lines] == [["x", "in one run only"], ["y", "in one run only"]]


@pytest.mark.parametrize("content", ["[]", "{", '{"rows": [], "facts": {}}'])
def test_a_file_that_is_no_run(tmp_path, content):
    (tmp_path / "run.json").write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match="no run that kg eval --save wrote"):
        Kept.read(tmp_path / "run.json")


def test_the_command_keeps_a_run_and_compares_it_with_itself(tmp_path):
    file, texts = str(tmp_path / "run.json"), ["eval", str(GOLD), str(DOCUMENTS)]
    assert CliRunner().invoke(main, [*texts, "--save", file]).exit_code == 0
    done = CliRunner().invoke(main, [*texts, "--compare", file])
    assert {json.loads(line)["change"] for line in done.stdout.splitlines()} == {0.0, None}
    assert done.stderr == ""


def test_a_run_that_cannot_be_written(tmp_path):
    with pytest.raises(ReadError, match="cannot be written"):
        Kept.of(report()).write(tmp_path / "none" / "run.json")


def test_confidences_are_held_against_the_gold():
    sure, unsure = report("民政部", "公安部"), report("教育部", confidence=0.9, rule="member_clause")
    rows = {row["value"]: row for row in calibrated(Report(sure.texts + unsure.texts))}
    assert [(rows[x]["n"], rows[x]["share"]) for x in ("0.9–0.95", "0.85–0.9", "≤ 0.8")] == [
        (2, 0.5),
        (1, 1.0),
        (0, None),
    ]
    assert (rows["member_clause"]["confidence"], rows["member_list"]["share"]) == (0.9, 0.5)
    assert (rows["right among those > 0.9"]["share"], rows["> 0.9 among the right ones"]["share"]) == (
        0.5,
        0.5,
    )


def test_the_command_prints_confidences_in_place_of_the_figures():
    done = CliRunner().invoke(main, ["eval", str(GOLD), str(DOCUMENTS), "--calibration"])
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["what"] for row in rows} == {"confidence", "rule", "bar"}


def test_what_is_sure_is_right(shared):
    """The bar of the project: of the statements surer than 0.9, 95 in a hundred are right."""
    texts = [str(shared / "seeds"), str(shared / "eval" / "docs")]
    done = CliRunner().invoke(main, ["eval", str(shared / "eval" / "gold"), *texts, "--calibration"])
    sure = json.loads(done.stdout.splitlines()[-2])
    assert sure["share"] >= sure["bar"] == 0.95
