"""Twelve texts about one mechanism, told by different sources, as one graph."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import ReadError
from kg.evaluate import Report
from kg.evaluate.together import evaluate_together
from kg.scoring import Item

CASE = Path(__file__).parent / "cases" / "together"
TEXTS = [str(path) for path in sorted(CASE.glob("*.txt"))]
OLD = "农村留守儿童关爱保护工作部际联席会议"
NEW = "农村留守儿童关爱保护和困境儿童保障工作部际联席会议"
LOCAL = ("江西省农村留守儿童关爱保护工作联席会议", "贵州省农村留守儿童关爱保护和困境儿童保障工作联席会议")
# What is still told apart from itself, and should not be: the list may only grow shorter.
STILL_SPLIT = {
    ("Document", "国务院关于加强农村留守儿童关爱保护工作的意见"),
    ("Mechanism", OLD),
    ("Meeting", f"{OLD}第二次全体会议"),
    ("Official", "黄树贤"),
}


@pytest.fixture(scope="module")
def report() -> Report:
    return evaluate_together(CASE / "gold.json", TEXTS)


@pytest.fixture(scope="module")
def facts(report) -> set[Item]:
    return report.texts[0].facts.right


def test_the_case_is_a_dozen_short_texts_with_a_quotation_for_every_fact():
    texts = {path.stem: path.read_text(encoding="utf-8") for path in CASE.glob("*.txt")}
    assert sorted(texts) == [f"{number:02}" for number in range(1, 13)]
    assert all(120 <= len(text) <= 500 for text in texts.values())
    gold = json.loads((CASE / "gold.json").read_text(encoding="utf-8"))
    names = {entity["name"] for entity in gold["entities"]}
    assert [
        f for f in gold["facts"] if f["evidence"] not in texts[f["text"]] or not {f["s"], f["o"]} <= names
    ] == []


def test_the_graph_is_the_expected_one(report):
    assert report.entities.f1 >= 0.98
    assert report.facts.f1 >= 0.98
    assert report.facts_by_key.f1 >= 0.98


def test_nothing_is_wrongly_merged_and_little_is_split(report):
    [text] = report.texts
    assert text.merges == ()
    assert {item[:2] for item in text.splits.wrong} <= STILL_SPLIT


def test_officials_of_one_name_in_two_agencies_stay_two(facts):
    for name, bodies in (
        ("李静", ("教育部基础教育司", "江西省民政厅")),
        ("陈平", ("贵州省民政厅", "全国妇联家庭和儿童工作部")),
    ):
        assert {(f"{name}@{body}", "HOLDS_POST", body, "") for body in bodies} <= facts
        crossed = {(f"{name}@{a}", "HOLDS_POST", b, "") for a in bodies for b in bodies if a != b}
        assert not crossed & facts


def test_an_official_moves_with_the_agency_that_was_renamed(facts):
    assert {("崔丽", "HOLDS_POST", body, "") for body in ("国家卫生计生委", "国家卫生健康委")} <= facts


def test_the_successor_and_the_local_copies_are_mechanisms_of_their_own(report, facts):
    assert {("Mechanism", name) for name in (OLD, NEW, *LOCAL)} <= report.texts[0].entities.right
    assert (NEW, "SUCCEEDS", OLD, "") in facts
    assert ("农业农村部", "SUCCEEDS", "农业部", "") in facts
    assert {(f"{name}第一次全体会议", "SESSION_OF", name, "") for name in (OLD, NEW, *LOCAL)} <= facts


def test_a_meeting_told_with_two_precisions_is_one_of_the_finer(report):
    [text] = report.texts
    assert (text.dates.wrong, text.dates.missed, text.ordinals.wrong, text.ordinals.missed) == (
        [],
        set(),
        [],
        set(),
    )
    assert ("Meeting", f"{NEW}第一次全体会议") in text.splits.right


def test_the_command_scores_texts_together():
    done = CliRunner().invoke(main, ["eval", "--together", str(CASE / "gold.json"), *TEXTS, "--errors"])
    rows = {row["what"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert rows["entities"]["merges"] == 0
    assert all(line.startswith("gold\t") for line in done.stderr.splitlines())


@pytest.mark.parametrize("arguments", [["--together", str(CASE)], [str(CASE / "gold.json")]])
def test_a_folder_and_a_file_are_not_taken_for_one_another(arguments):
    done = CliRunner().invoke(main, ["eval", *arguments, *TEXTS])
    assert done.exit_code == 2
    assert "then the texts" in done.stderr


def test_a_text_that_cannot_be_read_ends_the_run(tmp_path):
    with pytest.raises(ReadError):
        evaluate_together(CASE / "gold.json", [str(tmp_path / "none.txt")])
