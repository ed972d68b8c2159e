"""A question is described, answered in words and with its sentences, in the form that is asked for; shells complete it."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from contextlib import suppress

import pytest
from click.shell_completion import BashComplete, ZshComplete
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from kg import assets
from kg.cli import main
from kg.cli.rows import FORMATS, show
from kg.errors import QueryError
from kg.ledger import Ledger
from kg.query import Both, Param, Query, bind, typed
from kg.query.evidence import evidence
from kg.query.wording import quoted, sentence, worded, words
from kg.schema import load_schema
from tests.questions import QUERIES, built

CONFERENCE = "国务院职业教育工作部际联席会议"
MEMBERS = QUERIES["members_of_mechanism"]


def run(*arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(main, ["--lang", language, *arguments], env={"KG_DIR": str(built())})


def lines(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


# What the files say of themselves.


@pytest.mark.parametrize("name", QUERIES)
def test_everything_is_said_in_both_languages(name):
    query = QUERIES[name]
    said = [
        query.question,
        query.about,
        query.row,
        *(each.meaning for each in (*query.params, *query.columns)),
    ]
    assert [
        both for both in said if not (is_in("[\u4e00-\u9fff]", both.zh) and is_in("[a-z]{2}", both.en))
    ] == []


def is_in(letters: str, text: str) -> bool:
    """Whether a text is in a script; one of nothing but names of columns and marks is in any."""
    words_ = re.sub(r"\{\w+\}", "", text)
    return bool(re.search(letters, words_)) or not re.search(r"\w", words_)


@pytest.mark.parametrize("name", QUERIES)
def test_tags_and_choices_have_words(name):
    query = QUERIES[name]
    assert set(query.tags) <= words().tags.keys()
    codes = {word.capitalize() for word in load_schema().types} | words().codes.keys()
    choices = {choice for param in query.params for choice in param.choices}
    assert {each for each in choices if each not in codes and each.capitalize() not in codes} == set()


@pytest.mark.parametrize("name", QUERIES)
def test_types_of_parameters_are_those_of_the_schema(name):
    types = {each for param in QUERIES[name].params if param.is_entity for each in param.type.split("|")}
    assert types <= load_schema().types.keys()


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_tells_question_parameters_columns_and_example(name, language):
    query, result = QUERIES[name], run("query", name, "--help", language=language)
    assert result.exit_code == 0
    told = "".join(result.stdout.split())
    names = [each.name for each in (*query.params, *query.columns)]
    meanings = [each.meaning.of(language) for each in (*query.params, *query.columns)]
    said = [query.question.of(language), query.about.of(language), query.command, *names, *meanings]
    assert [each for each in said if "".join(each.split()) not in told] == []


def test_help_without_a_question_is_that_of_the_command():
    assert "kg query members_of_mechanism" in run("query", "--help").stdout
    assert "did you mean members_of_mechanism?" in run("query", "member_of_mechanism", "--help").stderr


# Values.


def bound(type_: str, text: str, default: str | None = None) -> object:
    param = Param("it", type_, default, "它", "it")
    asked = Query("X1", "asked", *[Both("", "")] * 2, (), "", Both("", ""), "", "graph", (param,), (), {}, "")
    return bind(asked, {"it": text}, lambda kind, name: [f"{kind}/{name}"])["it"]


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        ("int", "12", 12),
        ("date", "2018", "2018"),
        ("date", "2018-09-26", "2018-09-26"),
        ("bool", "是", True),
        ("bool", "No", False),
        ("lead|member", "lead", "lead"),
        ("str", "any", "any"),
        ("Agency", "民政部", "Agency/民政部"),
    ],
)
def test_values_are_read(type_, text, value):
    assert bound(type_, text) == value


@pytest.mark.parametrize("type_", ["str", "date", "lead|member", "Agency"])
def test_any_asks_for_all(type_):
    assert bound(type_, "any", "any") == ""


@pytest.mark.parametrize(
    ("type_", "text", "said"),
    [
        ("int", "many", "whole number"),
        ("date", "2018-13", "write 2018, 2018-09 or 2018-09-26"),
        ("date", "26.9.2018", "write 2018"),
        ("bool", "maybe", "true or false"),
        ("lead|member", "leed", "did you mean lead.*one of: lead, member"),
        ("lead|member", "any", "cannot be 'any'"),
    ],
)
def test_wrong_values_are_named_with_what_is_taken(type_, text, said):
    with pytest.raises(QueryError, match=said):
        bound(type_, text)


@given(st.sampled_from(["int", "date", "bool", "lead|member"]), st.text(max_size=12))
def test_no_text_brings_another_error(type_, text):
    with suppress(QueryError):
        assert isinstance(bound(type_, text), int | str)


@pytest.mark.parametrize(
    ("given_words", "said"),
    [
        (["民政部"], "NAME=VALUE, as in: kg query members_of_mechanism mechanism="),
        (["role=lead", "role=member"], "role is given twice"),
        (["mechanizm=甲"], "did you mean mechanism?"),
    ],
)
def test_words_that_are_no_values_are_named(given_words, said):
    result = run("query", "members_of_mechanism", *given_words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_value_may_hold_the_mark():
    assert typed(MEMBERS, ["mechanism=a=b"]) == {"mechanism": "a=b"}


# Answers in words.


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh", f"教育部以“牵头单位”身份参加{CONFERENCE}。\n教育部以“办公室”身份参加{CONFERENCE}。\n"),
        ("en", f"教育部 sits in {CONFERENCE} as lead.\n教育部 sits in {CONFERENCE} as office.\n"),
    ],
)
def test_rows_read_as_sentences(language, told):
    out = ""
    for role in ("lead", "office"):
        asked = ("query", "members_of_mechanism", f"mechanism={CONFERENCE}", f"role={role}", "--explain")
        out += run(*asked, language=language).stdout
    assert out == told


def test_sentences_come_in_other_forms_too():
    asked = ("query", "lead_agencies", "--explain", "--format", "json")
    assert lines(run(*asked))[0] == {"sentence": f"教育部 leads 1 mechanisms: {CONFERENCE}."}


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (["lead", "甲"], "牵头单位、甲", "lead, 甲"),
        (None, "未提及", "not told"),
        ("", "未提及", "not told"),
        (True, "有", "yes"),
        (0, "0", "0"),
        ("ISSUED", "印发", "issued"),
    ],
)
def test_values_are_worded(value, zh, en):
    assert (worded(value, "zh"), worded(value, "en")) == (zh, en)


def test_braces_of_a_value_stay():
    row = {"member": "{role}", "role": "lead", "since": "", "until": "", "quote": ""}
    assert sentence(MEMBERS, row, {"mechanism": "Mechanism/甲"}, "en") == "{role} sits in 甲 as lead."


def test_an_answer_of_no_rows_says_how_it_comes_about():
    result = run("query", "members_of_mechanism", f"mechanism={CONFERENCE}", "on=2018", language="zh")
    assert result.stdout == ""
    assert result.stderr == f"没有结果。 {MEMBERS.about.zh}\n"


# Evidence.


@pytest.mark.parametrize("name", [name for name in QUERIES if quoted(QUERIES[name])])
def test_each_row_has_its_sentence_at_its_place(name):
    query = QUERIES[name]
    values = [f"{key}={value}" for key, value in query.example.items()]
    behind = lines(run("query", name, *values, "--evidence", "--format", "json"))
    assert {"row", "quote", "source", "line", "start", "end"} == {
        key for row in behind for key in row
    } or not behind
    for row in behind:
        if row["quote"]:
            assert row["source"]
            assert int(str(row["line"])) >= 1
            if row["start"] is not None and not str(row["source"]).startswith("seeds/"):
                raw = original(str(row["source"]))
                assert raw[int(str(row["start"])) : int(str(row["end"]))] == row["quote"]


def original(name: str) -> str:
    """The text as it was read, by its name."""
    with Ledger.open(built(), create=False) as ledger:
        source = ledger.source(dict(ledger.names())[name])
    assert source
    return source.raw


def test_a_row_of_a_table_is_found_in_it():
    row = (assets.folder("seeds") / "succession.csv").read_text(encoding="utf-8").splitlines()[1]
    answer = {"official": "甲", "offices": 1, "posts": [], "roles": [], "quotes": [row]}
    with Ledger.open(built(), create=False) as ledger:
        (behind,) = evidence(ledger, QUERIES["dual_hatted_officials"], [answer], {}, "en")
    assert (behind.quote, behind.source, behind.line) == (row, "seeds/succession.csv", 2)


def test_rows_without_sentences_say_so():
    result = run("query", "incomplete_mechanisms", "--evidence")
    assert result.exit_code == 2
    assert "kg why" in result.stderr


# Forms.


def test_questions_of_a_topic():
    listed = lines(run("query", "--tag", "会议", "--format", "json"))
    assert listed
    assert all("meeting" in str(row["tags"]).split(", ") for row in listed)
    assert "did you mean meeting?" in run("query", "--tag", "meetin").stderr


@pytest.mark.parametrize("format_", FORMATS)
def test_every_form_is_printed(format_):
    asked = ("query", "mechanism_offices", f"mechanism={CONFERENCE}", "--format", format_)
    result = run(*asked)
    assert result.exit_code == 0, result.output
    expected = {"mechanism": CONFERENCE, "host": "教育部", "quote": "联席会议办公室设在教育部。"}
    if format_ == "xlsx":
        rows = list(load_workbook(io.BytesIO(result.stdout_bytes)).active.iter_rows(values_only=True))
        assert rows == [tuple(expected), tuple(expected.values())]
    elif format_ in ("json", "jsonl"):
        assert lines(result) == [expected]
    elif format_ == "csv":
        assert list(csv.DictReader(io.StringIO(result.stdout))) == [expected]
    else:
        assert all(value in result.stdout for value in expected.values())


def test_numbers_of_a_workbook_are_numbers(capsysbinary):
    show([{"name": "=1+1", "share": 0.25, "size": 3}], "xlsx")
    book = load_workbook(io.BytesIO(capsysbinary.readouterr().out))
    assert [cell.value for cell in book.active[2]] == ["=1+1", 0.25, 3]
    assert [cell.data_type for cell in book.active[2]] == ["s", "n", "n"]


def test_a_table_without_rows_keeps_its_head(capsys):
    show([], "csv", ["name", "size"])
    show([], "md", ["name", "size"])
    assert capsys.readouterr().out == "name,size\n| name | size |\n| --- | --- |\n"


# What a table of Markdown may hold in a cell, read back as its readers do.
CELLS = st.text(st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from("|\\<\n"), max_size=20)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=4))
def test_cells_of_markdown_stay_in_their_place(table):
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", out)
        show([{"a": a, "b": b} for a, b in table], "md", ["a", "b"])
    printed = out.getvalue().split("\n")[2:-1]
    assert [cells(line) for line in printed] == table


def cells(line: str) -> list[str]:
    """The cells of a line: bars behind an odd number of backslashes are text."""
    found, text, escaped = [], "", False
    for c in line.removeprefix("|"):
        if escaped:
            text, escaped = text + c, False
        elif c == "\\":
            escaped = True
        elif c == "|":
            found.append(text[1:-1].replace("<br>", "\n").replace("&lt;", "<"))
            text = ""
        else:
            text += c
    return found


def width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def test_tables_align_chinese():
    table = run("query", "lead_agencies", "--format", "table").stdout.splitlines()
    body = [line for line in table if line.startswith(("┃", "│"))]
    assert len(body) >= 3
    assert len({width(line) for line in body}) == 1


# Shells.


def completed(monkeypatch, words_: list[str], shell: type = ZshComplete, **environment: str) -> list[str]:
    """What click offers a shell for the last of the words."""
    monkeypatch.setenv("KG_DIR", str(built()))
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    completion = shell(main, {}, "kg", "_KG_COMPLETE")
    return [item.value for item in completion.get_completions(words_[:-1], words_[-1])]


@pytest.mark.parametrize(
    ("typed_words", "offered"),
    [
        (["query", "members_of"], ["members_of_mechanism"]),
        (["query", "members_of_mechanism", ""], ["mechanism=", "role=", "on=", "lineage="]),
        (["query", "members_of_mechanism", "role=lead", ""], ["mechanism=", "on=", "lineage="]),
        (["query", "members_of_mechanism", "role="], ["role=lead", "role=member", "role=office"]),
        (["query", "members_of_mechanism", "role=l"], ["role=lead"]),
        (["query", "mechanisms_of_agency", "lineage="], ["lineage=true", "lineage=false"]),
        (["query", "lead_agencies", "limit="], ["limit=20"]),
        (
            ["query", "mechanisms_of_agency", "agency=民政部社会组织管理局社"],
            ["agency=民政部社会组织管理局社团管理处"],
        ),
        (["query", "no_such_query", "x="], []),
        (["query", "members_of_mechanism", "nothing=x"], []),
        (["query", "--tag", "meet"], ["meeting"]),
    ],
)
def test_shells_complete(monkeypatch, typed_words, offered):
    assert completed(monkeypatch, typed_words) == offered


def test_bash_parts_words_at_the_mark(monkeypatch):
    asked = ["query", "members_of_mechanism", "role"]
    assert completed(monkeypatch, [*asked, "="], BashComplete) == ["lead", "member", "office"]
    assert completed(monkeypatch, [*asked, "=", "l"], BashComplete) == ["lead"]


def test_names_are_completed_by_type(monkeypatch):
    offered = completed(monkeypatch, ["query", "members_of_mechanism", "mechanism=国务院"])
    assert f"mechanism={CONFERENCE}" in offered
    assert "mechanism=国务院" not in offered


def test_without_a_workspace_no_name_is_offered(monkeypatch, tmp_path):
    asked = ["query", "members_of_mechanism", "--dir", str(tmp_path), "mechanism=国务院"]
    assert completed(monkeypatch, asked) == []
