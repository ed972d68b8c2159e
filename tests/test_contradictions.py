"""What texts tell against each other stays in the graph and is listed, by `kg check` and by the query alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from claims import Said, fill, text
from click.testing import CliRunner
from graphs import WORKSPACE
from servers import empty_neo4j

from kg.cli import main
from kg.decisions import Decision, append_rows
from kg.query import load_queries, run
from kg.review import Material, contradictions
from kg.review.vocabulary import vocabulary
from kg.store import Store, open_store
from kg.store.sync import sync
from kg.workspace import Workspace

BOARD, OTHER = "Mechanism/联席会议", "Mechanism/领导小组"


def member(line: str, body: str, role: str = "member", status: str = "asserted", **attrs: int) -> Said:
    return Said(line, f"Agency/{body}", "MEMBER_OF", BOARD, status, attrs={"role": role, **attrs})


def head(line: str, who: str, role: str = "组长", status: str = "asserted") -> Said:
    return Said(line, f"Official/{who}", "HAS_ROLE_IN", OTHER, status, attrs={"role": role})


def session(line: str, meeting: str, ordinal: int) -> Said:
    return Said(line, f"Meeting/{meeting}", "SESSION_OF", BOARD, attrs={"ordinal": ordinal})


LEADS = [
    text("1.txt", [member("民政部牵头。", "民政部", "lead")], "2016"),
    text("2.txt", [member("教育部牵头。", "教育部", "lead")], "2020"),
]
HEADS = [
    text("3.txt", [head("组长张三讲话。", "张三@甲")], "2018"),
    text("4.txt", [head("组长李四讲话。", "李四@乙")], "2018-05"),
]
SESSIONS = [
    text("5.txt", [session("3月5日第一次会议。", "第一次会议@2018-03-05", 1)], "2018-03-06"),
    text("6.txt", [session("3月7日第一次会议。", "第一次会议@2018-03-07", 1)], "2018-03-08"),
]
LISTS = [
    text("7.txt", [member("由财政部、司法部组成。", b, complete=1) for b in ("财政部", "司法部")], "2016"),
    text("8.txt", [member("由司法部组成。", "司法部", complete=1)], "2019"),
]
AGREE = [
    # Led together; one after the other by a list; told again with more precision.
    text("9.txt", [member("由民政部、教育部牵头。", b, "lead") for b in ("民政部", "教育部")], "2016"),
    text("10.txt", [head("组长张三讲话。", "张三@甲")], "2016"),
    text("11.txt", [head("组长李四讲话。", "李四@乙")], "2017"),
    text(
        "12.txt", [head("副组长一。", "王五@甲", "副组长"), head("副组长二。", "赵六@甲", "副组长")], "2017"
    ),
    text("13.txt", [session("2018年第一次会议。", "第一次会议@2018", 1)], "2018-03-06"),
    text("14.txt", [session("3月第一次会议。", "一次会@2018-03", 1)], "2018-03-06"),
    text("15.txt", [session("第二次会议。", "第二次会议@2019-03", 2)], "2019-03-06"),
]
ENDED = [
    text("16.txt", [member("民政部牵头。", "民政部", "lead"), head("组长张三。", "张三@甲")], "2016"),
    text(
        "17.txt",
        [
            member("民政部不再牵头。", "民政部", "lead", "ended"),
            head("张三不再担任。", "张三@甲", status="ended"),
        ],
        "2018",
    ),
    text("18.txt", [member("教育部牵头。", "教育部", "lead"), head("组长李四。", "李四@乙")], "2018"),
]
REPLACED = [
    text("19.txt", [member("民政部牵头。", "民政部", "lead")], "2016"),
    text("20.txt", [member("由教育部牵头组成。", "教育部", "lead", complete=1)], "2018"),
]
HANDED_ON = [
    text(
        "22.txt",
        [
            member("由民政部、教育部组成。", b, r, complete=1)
            for b, r in (("民政部", "lead"), ("教育部", "member"))
        ],
        "2016",
    ),
    text("23.txt", [member("由教育部牵头组成。", "教育部", "lead", complete=1)], "2018"),
]
LEFT = [
    text("24.txt", [member("民政部牵头。", "民政部", "lead")], "2016"),
    text("25.txt", [member("民政部不再是成员。", "民政部", "member", "ended")], "2018"),
    text("26.txt", [member("教育部牵头。", "教育部", "lead")], "2018"),
]


def found(folder: Path) -> list[tuple[str, str, str]]:
    with Workspace(folder) as workspace:
        rows = list(contradictions(Material.of(workspace)))
    return [(row.kind, row.first.evidence.text, row.second.evidence.text) for row in rows]


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, of each engine in turn."""
    if request.param == "neo4j":
        with empty_neo4j(WORKSPACE) as opened:
            yield opened
    else:
        with open_store(str(tmp_path / "graph"), workspace=WORKSPACE) as opened:
            yield opened


@pytest.fixture
def asked(store: Store, tmp_path: Path):
    """What the query answers about the workspace."""

    def rows() -> list[tuple[str, str, str]]:
        with Workspace(tmp_path / ".kg") as workspace:
            sync(workspace.graph(), store, workspace=WORKSPACE)
        answered = run(store, load_queries()["contradictions"], {})
        return [(row["kind"], row["firstQuote"], row["secondQuote"]) for row in answered]

    return rows


def unordered(rows: list[tuple[str, str, str]]) -> list[tuple[str, frozenset[str]]]:
    return sorted(((kind, frozenset(sides)) for kind, *sides in rows), key=str)


@pytest.mark.parametrize(
    ("texts", "rows"),
    [
        (LEADS, [("two_leads", "民政部牵头。", "教育部牵头。")]),
        (HEADS, [("two_heads", "组长张三讲话。", "组长李四讲话。")]),
        (SESSIONS, [("two_dates", "3月5日第一次会议。", "3月7日第一次会议。")]),
        (LISTS, [("left_out", "由财政部、司法部组成。", "由司法部组成。")]),
        (AGREE, []),
        (ENDED, []),
        (REPLACED, [("left_out", "民政部牵头。", "由教育部牵头组成。")]),
        (HANDED_ON, [("left_out", "由民政部、教育部组成。", "由教育部牵头组成。")]),
        (LEFT, []),
    ],
    ids=["leads", "heads", "sessions", "lists", "agree", "ended", "replaced", "handed on", "left"],
)
def test_check_and_query_tell_the_same(tmp_path, asked, texts, rows):
    folder = fill(tmp_path, texts)
    assert found(folder) == rows
    assert unordered(asked()) == unordered(rows)


def test_both_claims_stay_each_with_its_sentence_and_date(tmp_path):
    folder = fill(tmp_path, [*LEADS, *LISTS])
    with Workspace(folder) as workspace:
        edges = {e.source: e.props for e in workspace.graph().edges.values() if e.type == "MEMBER_OF"}
    assert edges["Agency/民政部"]["quotes"] == ["民政部牵头。"]
    assert edges["Agency/教育部"]["quotes"] == ["教育部牵头。"]
    # A later list closes what it no longer names, and takes nothing back.
    assert edges["Agency/财政部"]["intervals"] == ["2016/2019"]
    assert edges["Agency/财政部"]["status"] == "ended"
    assert edges["Agency/司法部"]["intervals"] == ["2016/"]
    fill(tmp_path, [text("21.txt", [member("财政部、司法部为成员。", "财政部", complete=1)], "2021")])
    with Workspace(folder) as workspace:
        edges = {e.source: e.props for e in workspace.graph().edges.values() if e.type == "MEMBER_OF"}
    assert edges["Agency/财政部"]["intervals"] == ["2016/2019", "2021/"]


def test_check_lists_a_row_each_with_sentences_sources_and_dates(tmp_path):
    folder = fill(tmp_path, LEADS)
    result = CliRunner().invoke(main, ["check", "--dir", str(folder), "--format", "json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout) == {
        "kind": "two_leads",
        "about": "联席会议",
        "first": f"Agency/民政部 MEMBER_OF {BOARD}",
        "firstSentence": "民政部牵头。",
        "firstSource": "1.txt#0",
        "firstDate": "2016",
        "second": f"Agency/教育部 MEMBER_OF {BOARD}",
        "secondSentence": "教育部牵头。",
        "secondSource": "2.txt#0",
        "secondDate": "2020",
    }
    assert "1 contradictions" in result.stderr


def test_check_needs_no_workspace(tmp_path):
    result = CliRunner().invoke(main, ["check", "--dir", str(tmp_path / "none")])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no fault" in result.stderr


def test_a_claim_that_is_wrong_contradicts_nothing(tmp_path):
    folder = fill(tmp_path, LEADS)
    wrong = Decision("wrong", "Agency/民政部", "MEMBER_OF", "lead", BOARD, "", "", "", "", "")
    append_rows(tmp_path / "decisions.csv", [wrong])
    assert found(folder) == []


def test_the_query_and_the_vocabulary_know_the_same_heads():
    lists = load_queries()["contradictions"].text.split("r.role IN [")[1].split("]")[0]
    assert {word.strip(" '") for word in lists.split(",")} == vocabulary().heads
