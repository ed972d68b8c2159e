"""The scores: cases by hand, and the same figures as the shared scorer gives."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import ReadError
from kg.evaluate import Report, evaluate_texts, load_gold, records
from kg.pipeline import extract
from kg.read import read
from kg.scoring import comparable, score
from tests.golds import claim, entity, fact, said

GOLD = Path(__file__).parent / "cases" / "gold"
DOCUMENTS = Path(__file__).resolve().parents[1] / "seeds" / "documents"


TWO = [entity("民政部"), entity("乙组", type_="Mechanism")]


def test_found_missed_and_wrong():
    gold = {"entities": [*TWO, entity("教育部"), entity("国务院", must=False)], "facts": []}
    result = score("x", gold, [said("民政部"), said("国务院"), said("公安部")])
    assert result.entities.right == {("Agency", "民政部")}
    assert result.entities.missed == {("Agency", "教育部"), ("Mechanism", "乙组")}
    assert result.entities.wrong == [("Agency", "公安部")]


def test_an_alias_is_enough_and_two_own_names_are_a_wrong_merge():
    gold = {"entities": [entity("江西省民政厅", "江西民政厅"), entity("江苏省民政厅")], "facts": []}
    assert score("x", gold, [said("江西民政厅")]).entities.right == {("Agency", "江西省民政厅")}
    merged = score("x", gold, [said("江西省民政厅", "江苏省民政厅")])
    assert [str(merge) for merge in merged.merges] == ["Agency/江西省民政厅: 江苏省民政厅 + 江西省民政厅"]


def test_facts_with_and_without_their_key():
    gold = {"entities": TWO, "facts": [fact("民政部", "MEMBER_OF", "乙组", role="lead")]}
    records_ = [
        said("民政部"),
        said("乙组", type_="Mechanism"),
        claim("Agency/民政部", "MEMBER_OF", "Mechanism/乙组", role="member"),
    ]
    result = score("x", gold, records_)
    assert (len(result.facts.right), len(result.facts.wrong)) == (1, 0)
    assert (len(result.facts_by_key.right), len(result.facts_by_key.wrong)) == (0, 1)


def test_an_acceptable_fact_is_neither():
    gold = {"entities": TWO, "facts": [fact("民政部", "MEMBER_OF", "乙组", must=False)]}
    records_ = [
        said("民政部"),
        said("乙组", type_="Mechanism"),
        claim("Agency/民政部", "MEMBER_OF", "Mechanism/乙组"),
    ]
    result = score("x", gold, records_)
    assert not result.facts.right
    assert not result.facts.wrong
    assert not result.facts.missed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("《关于 甲 的通知》", "关于甲的通知"),
        ("甲部际联席会议制度", "甲部际联席会议"),
        ("“1443”模式", "1443模式"),
    ],
)
def test_what_print_may_change_is_no_difference(one, other):
    assert comparable(one) == comparable(other)


def test_a_text_without_gold_and_a_gold_file_that_is_none(tmp_path):
    with pytest.raises(ReadError, match="none of its gold files"):
        evaluate_texts(tmp_path, [str(DOCUMENTS)])
    (tmp_path / "05.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ReadError, match="no gold file"):
        load_gold(tmp_path / "05.json")


def rows_of(*arguments: str) -> dict[tuple[str, str], dict]:
    done = CliRunner().invoke(main, ["eval", str(GOLD), str(DOCUMENTS), *arguments])
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {(row["text"], row["what"]): row for row in rows}


def test_the_command_prints_totals():
    rows = rows_of()
    assert rows["ALL", "facts"]["f1"] == 1.0
    assert rows["ALL", "facts"]["merges"] == 0
    assert {text for text, _ in rows} == {"ALL"}


def test_every_text_is_shown_where_asked_for():
    assert {("05", "entities"), ("05", "facts")} <= set(rows_of("--by-text"))


def test_each_type_and_predicate_has_its_figures():
    gold = {
        "entities": [*TWO, entity("教育部")],
        "facts": [fact("民政部", "MEMBER_OF", "乙组"), fact("教育部", "MEMBER_OF", "乙组")],
    }
    records_ = [
        said("民政部"),
        said("乙组", type_="Mechanism"),
        claim("Agency/民政部", "MEMBER_OF", "Mechanism/乙组"),
        claim("Agency/民政部", "RUNS", "Mechanism/乙组"),
    ]
    rows = {row["what"]: row for row in Report((score("x", gold, records_),)).rows()}
    assert (rows["Agency"]["n"], rows["Agency"]["recall"]) == (2, 0.5)
    assert (rows["MEMBER_OF"]["n"], rows["MEMBER_OF"]["f1"]) == (2, 0.667)
    assert (rows["RUNS"]["n"], rows["RUNS"]["wrong"]) == (0, 1)
    # What the gold never tells does not weigh in the mean.
    assert (rows["mean over predicates"]["n"], rows["mean over predicates"]["f1"]) == (1, 0.667)


@pytest.fixture(scope="module")
def predicted(shared, nlp, tmp_path_factory) -> Path:
    """Every shared text with gold, extracted as the shared scorer wants it."""
    folder = tmp_path_factory.mktemp("predicted")
    for path in [*(shared / "seeds").glob("00[0-2]*"), *(shared / "eval" / "docs").glob("*.txt")]:
        rows = [r for source in read(str(path)) for r in records(extract(source, nlp))]
        text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (folder / f"{path.stem.split('_')[0]}.jsonl").write_text(text, encoding="utf-8")
    return folder


def test_the_figures_are_those_of_the_shared_scorer(shared, predicted):
    gold = shared / "eval" / "gold"
    command = [sys.executable, str(shared / "eval" / "score.py"), str(gold), str(predicted), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    ours = evaluate_texts(gold, [str(shared / "seeds"), str(shared / "eval" / "docs")])
    for name, total in (
        ("entities", ours.entities),
        ("facts", ours.facts),
        ("facts_attr", ours.facts_by_key),
    ):
        expected = theirs["total"][name]
        assert (total.right, total.wrong, total.missed) == (expected["tp"], expected["fp"], expected["fn"]), (
            name
        )
        assert total.f1 == pytest.approx(expected["f1"])
    for name, expected in (theirs["by_type"] | theirs["by_predicate"]).items():
        got = (ours.by_type | ours.by_predicate)[name]
        assert (got.right, got.wrong, got.missed) == (expected["tp"], expected["fp"], expected["fn"]), name
    assert ours.merges == theirs["wrong_merges"] == 0


def test_the_shared_texts_are_read_to_the_bars(shared):
    gold, texts = shared / "eval" / "gold", shared / "eval" / "docs"
    assert evaluate_texts(gold, [str(shared / "seeds")]).facts.f1 >= 0.80
    assert evaluate_texts(gold, [str(texts)]).facts.f1 >= 0.60
