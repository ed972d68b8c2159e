"""What is in doubt is asked once, one by one or as a table; answers are kept at once, or all of a table or none."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import pytest
from claims import Said, fill, text
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from kg.cli import main
from kg.cli.reviewing import KINDS as OFFERED
from kg.decisions import Decision, append_rows, load_decisions
from kg.errors import DecisionError
from kg.review import KINDS, Doubt, Material, doubts, read_table, write_table
from kg.review.material import sentence_at
from kg.review.table import COLUMNS
from kg.workspace import Workspace

BOARD = "Mechanism/联席会议"
JIANGXI, JIANGSU = "Agency/江西省民政厅", "Agency/江苏省民政厅"
WANG = ("Official/王建国@民政部", "Official/王建国@教育部")


def sits(body: str, **rest) -> Said:
    return Said(f"{body.split('/')[1]}参加。", body, "MEMBER_OF", BOARD, attrs={"role": "member"}, **rest)


def held(who: str) -> Said:
    body = f"Agency/{who.split('@')[1]}"
    return Said(f"{who.split('/')[1]}部长讲话。", who, "HOLDS_POST", body, attrs={"title": "部长"})


PEOPLE = text("people.txt", [held(who) for who in WANG])
NEAR = text("near.txt", [sits(JIANGXI), sits(JIANGSU)])
LOW = text("low.txt", [sits("Agency/审计署", confidence=0.5)])
COUNT = text("count.txt", [sits("Agency/国家统计局")], 联席会议={"statedCount": 27})
LEADS = [
    text(f"{body}.txt", [Said(f"{body}牵头。", f"Agency/{body}", "MEMBER_OF", BOARD, attrs={"role": "lead"})])
    for body in ("民政部", "教育部")
]
SAME_NAME = text(
    "name.txt",
    [
        Said("民政部印发《意见》。", "Agency/民政部", "ISSUED", "Document/意见"),
        Said("再次印发。", "Agency/民政部", "ISSUED", "Document/国务院意见"),
    ],
)


def found(folder: Path, *kinds: str) -> list[Doubt]:
    with Workspace(folder) as workspace:
        return list(doubts(Material.of(workspace), kinds or KINDS))


def pairs(folder: Path, *kinds: str) -> list[tuple[str, str]]:
    return [(doubt.left, doubt.right) for doubt in found(folder, *kinds)]


def decided(what: str, left: str, right: str) -> Decision:
    return Decision(what, left, "", "", right, "", "", "张三", "2026-01-02", "")


def run(folder: Path, *arguments: str, typed: str | None = None) -> Result:
    line = ["review", *arguments, "--dir", str(folder), "--who", "李四"]
    return CliRunner().invoke(main, line, input=typed, env={"LC_ALL": "C"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path, [PEOPLE, NEAR, LOW, COUNT, *LEADS])


def test_the_command_offers_every_kind():
    assert OFFERED == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_found_with_its_sentences(tmp_path, kind):
    entity = SAME_NAME.entities[2]
    alias = SAME_NAME.entities[1].name
    renamed = type(entity)(entity.id, entity.type, entity.name, (alias,))
    same = type(SAME_NAME)(
        SAME_NAME.source, (*SAME_NAME.entities[:2], renamed), *(SAME_NAME.statements, SAME_NAME.mentions, ())
    )
    folder = fill(tmp_path, [PEOPLE, NEAR, LOW, COUNT, *LEADS, same])
    asked = found(folder, kind)
    assert {doubt.kind for doubt in asked} == {kind}
    assert len(asked) == (2 if kind == "contradiction" else 1)
    for doubt in asked:
        assert len(doubt.quotes) == (1 if kind in ("confidence", "count") else 2)
        assert all(quote.text and "#" in quote.place for quote in doubt.quotes)


@pytest.mark.parametrize("what", ["same", "different", "unsure"])
def test_a_decided_pair_is_not_asked_again(folder, what):
    assert pairs(folder, "official", "near") == [WANG[::-1], (JIANGSU, JIANGXI)]
    append_rows(folder.parent / "decisions.csv", [decided(what, *WANG)])
    assert pairs(folder, "official", "near") == [(JIANGSU, JIANGXI)]


def test_what_follows_from_decisions_is_not_asked(tmp_path):
    third = "Official/王建国@公安部"
    folder = fill(tmp_path, [PEOPLE, text("more.txt", [held(third)])])
    rows = [decided("same", *WANG), decided("different", WANG[0], third)]
    append_rows(tmp_path / "decisions.csv", rows[:1])
    assert len(pairs(folder, "official")) == 1
    append_rows(tmp_path / "decisions.csv", rows[1:])
    assert pairs(folder, "official") == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Mechanism/第一工作专班", "Mechanism/第二工作专班"),
        ("Agency/民政部", "Agency/财政部"),
        ("Official/李娟@民政部", "Official/李静@民政部"),
        ("Agency/甲县民政局", "Organization/乙县民政局"),
        ("Meeting/推进会@2018-03-05", "Meeting/推进会@2018-03-06"),
    ],
    ids=["numerals", "both known", "short names of persons", "two types", "dates"],
)
def test_pairs_that_are_surely_two_are_not_asked(tmp_path, left, right):
    place = ("HAS_ROLE_IN", BOARD) if left.startswith("Official") else ("LOCATED_IN", "Place/370800")
    said = [Said(f"{id_}在。", id_, *place) for id_ in (left, right)]
    assert pairs(fill(tmp_path, [text("a.txt", said)]), "near", "name") == []


def test_names_a_text_ties_as_successor_or_part_are_not_asked(tmp_path):
    tie = Said("江西省民政厅更名而来。", JIANGXI, "SUCCEEDS", JIANGSU)
    assert pairs(fill(tmp_path, [NEAR, text("tie.txt", [tie])]), "near") == []


def test_answers_are_written_at_once_with_who_when_and_why(folder):
    path = folder.parent / "decisions.csv"
    result = run(folder, "--kind", "official", "--kind", "near", typed="s 同一人\nbah\nd\n")
    assert result.exit_code == 0, result.output
    assert "'bah' is none of these" in result.stderr
    assert "王建国@教育部部长讲话。" in result.stderr
    assert result.stdout == ""
    rows = load_decisions(path).rows
    assert [(r.what, r.left, r.right, r.who, r.why) for r in rows] == [
        ("same", *WANG[::-1], "李四", "同一人"),
        ("different", JIANGSU, JIANGXI, "李四", ""),
    ]
    again = run(folder, "--kind", "official", "--kind", "near", typed="s\ns\n")
    assert "0 decisions written" in again.stderr
    with Workspace(folder) as workspace:
        assert WANG[0] not in workspace.graph().nodes


@pytest.mark.parametrize("typed", ["", "q\n", "\nq\n", "\nd\nq\n"], ids=["end", "quit", "skip", "quit later"])
def test_quitting_keeps_what_was_answered(folder, typed):
    result = run(folder, "--kind", "official", "--kind", "near", typed=typed)
    assert result.exit_code == 0, result.output
    path = folder.parent / "decisions.csv"
    assert [row.what for row in load_decisions(path).rows] == ["different"] * typed.count("d")


def test_what_an_answer_settles_is_not_asked_in_the_same_walk(tmp_path):
    folder = fill(tmp_path, [PEOPLE, text("more.txt", [held("Official/王建国@公安部")])])
    assert len(pairs(folder, "official")) == 3
    assert "2 decisions written" in run(folder, "--kind", "official", typed="s\nd\ns\n").stderr
    assert [row.what for row in load_decisions(tmp_path / "decisions.csv").rows] == ["same", "different"]


def test_an_answer_that_contradicts_another_reviewer_is_refused_and_asked_again(
    folder, tmp_path, monkeypatch
):
    path, typed = tmp_path / "decisions.csv", iter(["s", ""])

    def prompt(*_: object, **__: object) -> str:
        if not path.exists():
            append_rows(path, [decided("different", *WANG)])
        return next(typed)

    monkeypatch.setattr("click.prompt", prompt)
    result = run(folder, "--kind", "official")
    assert f"Error: {path}:2: different" in result.stderr
    assert "this answer: same" in result.stderr
    assert next(typed, "all answers taken") == "all answers taken"
    assert [row.what for row in load_decisions(path).rows] == ["different"]


def test_a_wrong_claim_ends_the_contradiction(folder):
    result = run(folder, "--kind", "contradiction", typed="w 已调整\nw\n")
    assert "1 decisions written" in result.stderr, result.stderr
    assert found(folder, "contradiction") == []
    with Workspace(folder) as workspace:
        leads = [e for e in workspace.graph().edges.values() if e.props.get("role") == "lead"]
    assert len(leads) == 1


@pytest.mark.parametrize(
    ("kind", "letter"), [("count", "w"), ("count", "r"), ("confidence", "r"), ("confidence", "u")]
)
def test_claims_and_numbers_are_decided(folder, kind, letter):
    assert len(found(folder, kind)) == 1
    assert "1 decisions written" in run(folder, "--kind", kind, typed=f"{letter}\n").stderr
    assert found(folder, kind) == []


def test_what_contradicts_itself_is_listed_and_can_be_taken_back(folder, tmp_path):
    path = tmp_path / "decisions.csv"
    append_rows(path, [decided("same", *WANG), decided("different", *WANG)])
    refused = run(folder, "--kind", "near")
    assert (refused.exit_code, "kg review --undo LINE" in refused.stderr) == (1, True)
    listed = run(folder, "--list", "--format", "json")
    assert [json.loads(line)["line"] for line in listed.stdout.splitlines()] == [2, 3]
    assert (listed.exit_code, f"{path}:3: different" in listed.stderr) == (1, True)
    assert run(folder, "--undo", "3").exit_code == 0
    assert run(folder, "--list").exit_code == 0


def kept_edges(folder: Path) -> list[str]:
    with Workspace(folder) as workspace:
        return sorted(e.source for e in workspace.graph().edges.values() if e.type == "MEMBER_OF")


def test_a_decision_on_a_claim_holds_for_texts_to_come_that_say_the_sentence(tmp_path):
    said = sits("Agency/审计署", confidence=0.5)
    folder = fill(tmp_path, [text("low.txt", [said]), text("reprint.txt", [sits(JIANGXI), said])])
    assert [doubt.right for doubt in found(folder, "confidence")] == [BOARD]
    assert "1 decisions written" in run(folder, "--kind", "confidence", typed="w\nw\n").stderr
    (row,) = load_decisions(tmp_path / "decisions.csv").rows
    assert (row.source, row.sentence) == ("", said.line)
    fill(tmp_path, [text("low.txt", [said, sits(JIANGSU)]), text("third.txt", [said, held(WANG[0])])])
    assert found(folder, "confidence") == []
    assert kept_edges(folder) == [JIANGSU, JIANGXI]


def test_a_decision_on_the_claim_of_one_text_goes_on_for_that_one(tmp_path):
    said = sits("Agency/审计署", confidence=0.5)
    first, second = text("low.txt", [said]), text("reprint.txt", [sits(JIANGXI), said])
    folder = fill(tmp_path, [first, second])
    matter = (said.subject, said.predicate, "member", said.object, first.source.id, said.line)
    append_rows(tmp_path / "decisions.csv", [Decision("wrong", *matter, "张三", "2026-01-02", "")])
    assert kept_edges(folder) == ["Agency/审计署", JIANGXI]
    fill(tmp_path, [text("reprint.txt", [sits(JIANGXI)])])
    assert kept_edges(folder) == [JIANGXI]


def test_a_load_says_how_many_decisions_speak_of_nothing(folder):
    def load() -> str:
        return CliRunner().invoke(main, ["load", "--dir", str(folder)], env={"LC_ALL": "C"}).stderr

    run(folder, "--kind", "confidence", "--kind", "near", typed="d\nw\n")
    assert "decisions" not in load()
    with Workspace(folder) as workspace:
        workspace.remove("low.txt")
    assert "decisions: 1 speak of nothing that is told any more" in load()


def test_a_number_is_compared_with_those_its_own_text_names(tmp_path):
    stated = {"联席会议": {"statedCount": 2}}
    old = text("old.txt", [sits(JIANGXI), sits(JIANGSU)], **stated)
    new = text("new.txt", [sits("Agency/审计署"), sits("Agency/民政部")], **stated)
    only = text(
        "only.txt", [held(WANG[0]), sits("Agency/财政部", status="planned")], 联席会议={"statedCount": 9}
    )
    assert found(fill(tmp_path, [old, new, only]), "count") == []


@pytest.mark.parametrize("number", ["3", "三"])
def test_a_doubted_number_is_shown_in_the_sentence_that_states_it(tmp_path, number):
    head = Said(f"关于建立联席会议的通知,共13个附件、{number}天。", "Agency/民政部", "ESTABLISHES", BOARD)
    body = Said(f"联席会议由审计署等{number}个部门组成。", "Agency/审计署", "MEMBER_OF", BOARD)
    late = Said(f"另有{number}个单位列席。", "Agency/审计署", "ORGANIZED", "Meeting/会@2018")
    folder = fill(tmp_path, [text("a.txt", [head, body, late], 联席会议={"statedCount": 3})])
    (doubt,) = found(folder, "count")
    assert doubt.about == "3 stated, 1 named in the same text"
    assert doubt.quotes[0].text == body.line


def test_list_and_undo(folder):
    run(folder, "--kind", "official", typed="s\n")
    (row,) = [json.loads(line) for line in run(folder, "--list", "--format", "json").stdout.splitlines()]
    assert (row["line"], row["what"], row["who"]) == (2, "same", "李四")
    assert "taken back" in run(folder, "--undo", "2").stderr
    assert run(folder, "--list").stdout == ""
    assert pairs(folder, "official") == [WANG[::-1]]
    gone = run(folder, "--undo", "2")
    assert (gone.exit_code, "no decision begins" in gone.stderr) == (1, True)


def test_two_things_at_once_are_refused(folder):
    assert run(folder, "--list", "--undo", "2").exit_code == 2


def fill_in(path: Path, answers: dict[str, str]) -> None:
    """Answer the rows of a table by kind, as a person would in a spreadsheet."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        sheet = book.active
        head = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            row[head.index("answer")].value = answers.get(row[head.index("kind")].value)
        book.save(path)
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "answer": answers.get(row["kind"], "")} for row in rows)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_table_goes_out_and_comes_back(folder, tmp_path, suffix):
    path = tmp_path / f"doubts.{suffix}"
    assert "6 questions" in run(folder, "--table", str(path)).stderr
    assert run(folder, "--from", str(path)).exit_code == 0
    assert not (tmp_path / "decisions.csv").exists() or not load_decisions(tmp_path / "decisions.csv").rows
    fill_in(path, {"official": "same", "near": "异", "confidence": "W", "count": "right"})
    result = run(folder, "--from", str(path))
    assert result.exit_code == 0, result.output
    rows = load_decisions(tmp_path / "decisions.csv").rows
    assert sorted(row.what for row in rows) == ["different", "right", "same", "wrong"]
    assert {row.who for row in rows} == {"李四"}
    assert {doubt.kind for doubt in found(folder)} == {"contradiction"}
    # Handed back twice it is read once.
    assert "0 decisions written" in run(folder, "--from", str(path)).stderr


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_bad_cells_are_named_by_row_and_nothing_is_written(folder, tmp_path, suffix):
    path = tmp_path / f"doubts.{suffix}"
    run(folder, "--table", str(path))
    fill_in(path, {"official": "same", "near": "wrong", "confidence": "=1+1"})
    result = run(folder, "--from", str(path))
    assert result.exit_code == 1
    assert f"{path}:3: answer is 'wrong', must be empty or one of same (s/相同/同)" in result.stderr
    assert f"{path}:4: answer is '=1+1'" in result.stderr
    assert not (tmp_path / "decisions.csv").exists()


def test_a_table_that_contradicts_the_file_is_refused_with_both_rows(folder, tmp_path):
    path, kept = tmp_path / "doubts.csv", tmp_path / "decisions.csv"
    run(folder, "--table", str(path))
    append_rows(kept, [decided("different", *WANG)])
    fill_in(path, {"official": "same", "near": "same"})
    before = kept.read_bytes()
    result = run(folder, "--from", str(path))
    assert result.exit_code == 1
    assert f"{kept}:2: different" in result.stderr
    assert f"{path}:2: same" in result.stderr
    assert kept.read_bytes() == before


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_no_cell_is_a_formula_and_every_row_reads_back(tmp_path, suffix):
    path = tmp_path / f"doubts.{suffix}"
    nasty = ["=HYPERLINK(1)", "+1", "-1", "@x", "\t=1", "\r=1", "'=1", "a\x07\ud800b", "二\n行", "\\n"]
    rows = [Doubt("confidence", cell, "Agency/甲", "MEMBER_OF", cell, BOARD, "", cell, ()) for cell in nasty]
    assert write_table(path, rows) == len(nasty)
    if suffix == "xlsx":
        sheet = load_workbook(path).active
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} == {"s"}
        texts = [cell.value for cell in cells]
    else:
        with path.open(encoding="utf-8-sig", newline="") as file:
            texts = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in texts if cell.startswith(tuple("=+-@\t\r"))]
    fill_in(path, {"confidence": "w"})
    assert [(row.key, row.sentence) for row in read_table(path, "张三")] == [(cell, cell) for cell in nasty]


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"\0" * 300_000_000)


def entities(path: Path) -> None:
    """A workbook whose shared text doubles thirty times."""
    book = Workbook()
    book.active.append(["answer", "left"])
    book.save(path)
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    names = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 30))
    head = f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY e0 "lol">{names}]>'
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&e29;</t></si></sst>'
    )
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in {**parts, "xl/sharedStrings.xml": (head + strings).encode()}.items():
            packed.writestr(name, data)


def columns_missing(path: Path) -> None:
    book = Workbook()
    book.active.append(["answer", "left"])
    book.save(path)


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("a.xlsx", lambda path: path.write_bytes(b"no zip"), "not a readable workbook"),
        ("a.xlsx", bomb, "unpacks to more"),
        ("a.xlsx", entities, "not a readable workbook|lacks the columns"),
        ("a.xlsx", columns_missing, ":1: the table lacks the columns why"),
        ("a.csv", lambda path: path.write_bytes(b"answer\n"), ":1: the table lacks the columns why"),
        ("a.csv", lambda path: path.write_bytes(b"\xff\xff\xff\n"), "neither UTF-8 nor GB18030"),
        ("a.csv", lambda path: None, "cannot be read"),
        ("a.xlsx", lambda path: None, "not a readable workbook"),
        ("a.csv", lambda path: path.write_bytes(b""), "lacks the columns"),
        ("a.txt", lambda path: None, "ends in .csv or .xlsx"),
    ],
)
def test_a_table_that_is_none_is_refused_in_a_sentence(tmp_path, name, make, said):
    make(tmp_path / name)
    with pytest.raises(DecisionError, match=said):
        read_table(tmp_path / name, "张三")


def test_columns_may_move_and_others_may_come(tmp_path):
    path = tmp_path / "a.csv"
    head = ["note", *reversed(COLUMNS)]
    row = dict.fromkeys(head, "") | {"answer": "s", "left": WANG[0], "right": WANG[1], "why": "见简历"}
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, [], [row[name] for name in head]])
    (decision,) = read_table(path, "张三")
    assert (decision.what, decision.left, decision.right, decision.why) == ("same", *WANG, "见简历")
    assert decision.place == f"{path}:3"


def test_why_says_which_decision_joined_two_names(folder, tmp_path):
    def why(*names: str) -> Result:
        line = ["why", *names, "--dir", str(folder), "--format", "json"]
        return CliRunner().invoke(main, line, env={"LC_ALL": "C"})

    path = tmp_path / "decisions.csv"
    append_rows(path, [decided("same", *WANG)])
    assert "decided: same" in why(*WANG).stderr
    with Workspace(folder) as workspace:
        workspace.load()
    (step,) = [json.loads(line) for line in why(*WANG).stdout.splitlines()]
    assert (step["what"], step["decision"], step["who"]) == ("same", f"{path}:2", "张三")
    assert step["entity"] in WANG
    assert {step["entity"], *step["formerIds"]} == set(WANG)


def test_why_follows_a_chain_over_what_rules_joined(tmp_path):
    vague, precise, other = "Meeting/推进会@2018", "Meeting/推进会@2018-08-31", "Meeting/大会@2018-08-31"
    said = [Said(f"{m}召开。", "Agency/民政部", "ORGANIZED", m) for m in (vague, precise, other)]
    folder = fill(tmp_path, [text(f"{n}.txt", [each]) for n, each in enumerate(said)])
    append_rows(tmp_path / "decisions.csv", [decided("same", precise, other)])
    with Workspace(folder) as workspace:
        workspace.load()
    for first, second, steps in ((vague, other, ["same"]), (vague, precise, ["rule"])):
        result = CliRunner().invoke(main, ["why", first, second, "--dir", str(folder), "--format", "json"])
        assert [json.loads(line)["what"] for line in result.stdout.splitlines()] == steps, result.output


@pytest.mark.parametrize(
    "raw", ["甲。乙在此。丙", "乙在此", "甲\n  乙在此;丙", "甲" * 500 + "。乙在此。" + "丙" * 500]
)
def test_a_sentence_is_cut_out_at_its_place(raw):
    sentence, start = sentence_at(raw, raw.index("乙"))
    assert sentence.rstrip("。;") == "乙在此"
    assert raw[start:].startswith(sentence)


@given(st.binary(max_size=300), st.integers(0, 6000), st.sampled_from(["a.csv", "a.xlsx"]))
def test_whatever_a_table_holds_it_is_read_or_refused_in_a_sentence(tmp_path_factory, junk, position, name):
    path = tmp_path_factory.mktemp("junk") / name
    write_table(path, [Doubt("near", "", *WANG[:1], "", "", WANG[1], "", "", ())])
    data = path.read_bytes()
    path.write_bytes(data[:position] + junk + data[position + len(junk) :])
    said = ""
    try:
        assert all(row.what for row in read_table(path, "张三"))
    except DecisionError as error:
        said = str(error)
    assert not said or said.startswith(str(path))


def test_every_command_that_folds_takes_the_file(folder, tmp_path):
    kept = tmp_path / "elsewhere.csv"
    append_rows(kept, [decided("same", *WANG)])
    given = ["--dir", str(folder), "--decisions", str(kept)]
    loaded = CliRunner().invoke(main, ["load", *given])
    assert loaded.exit_code == 0, loaded.output
    rows = CliRunner().invoke(main, ["status", *given, "--format", "json"]).stdout
    told = {row["what"]: row["value"] for row in map(json.loads, rows.splitlines())}
    assert told["decisions"] == 1
    assert told["ledger hash"] == told["store hash"]
    without = CliRunner().invoke(main, ["status", "--dir", str(folder), "--format", "json"]).stdout
    assert told["ledger hash"] not in without.split("store hash")[0]
    for command in (["export", str(tmp_path / "g.json")], ["view", str(tmp_path / "g.html")]):
        assert CliRunner().invoke(main, [*command, *given]).exit_code == 0
        assert (tmp_path / command[1]).read_text("utf-8").count("formerIds")
