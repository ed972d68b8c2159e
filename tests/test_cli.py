"""The command line as its users meet it: help in two languages, formats, exit codes, nothing but data on stdout."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.export import read as read_export
from kg.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = str(ROOT / "seeds" / "documents")
CONFERENCE = "农村留守儿童关爱保护工作部际联席会议"
HAN = range(0x4E00, 0x9FFF)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    with Workspace(folder) as workspace:
        workspace.add([DOCUMENTS])
        workspace.load()
    return folder


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, list(arguments), env={"LC_ALL": "C", **environment})


def lines(result: Result) -> list[dict]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_verb_explains_itself_in_both_languages_with_an_example(name):
    english, chinese = (run("--lang", language, name, "--help").output for language in ("en", "zh"))
    assert f"Example: kg {name}" in english
    assert f"示例: kg {name}" in chinese
    prose = "".join(line for line in english.splitlines() if "Example" not in line and "kg " not in line)
    assert not [char for char in prose if ord(char) in HAN]
    assert "选项" in chinese


@pytest.mark.parametrize(
    ("arguments", "environment", "word"),
    [
        (("--help",), {}, "Commands"),
        (("--help", "--lang", "zh"), {}, "命令"),
        (("--lang=zh", "--help"), {}, "命令"),
        (("--help",), {"LC_ALL": "zh_CN.UTF-8"}, "命令"),
        (("--lang", "en", "--help"), {"LC_ALL": "zh_CN.UTF-8"}, "Commands"),
    ],
)
def test_the_language_is_told_or_the_environment_s(arguments, environment, word):
    assert word in run(*arguments, **environment).output


def test_build_says_what_it_did_on_stderr_only(tmp_path):
    result = run("build", DOCUMENTS, "--dir", str(tmp_path / "w"))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "16 read, 0 unchanged, 0 failed" in result.stderr
    assert "Agency" in result.stderr
    again = run("build", DOCUMENTS, "--dir", str(tmp_path / "w"))
    assert "0 read, 16 unchanged" in again.stderr
    assert "nodes: 0 written, 0 deleted; relationships: 0 written, 0 deleted" in again.stderr


def test_what_is_told_of_a_text_is_kept(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("民政部召开全国社区治理工作推进会。", encoding="utf-8")
    run("add", str(path), "--dir", str(tmp_path / "w"), "--date", "2019-05-07", "--publisher", "民政部")
    with Workspace(tmp_path / "w") as workspace:
        (source,) = workspace.ledger.sources()
    assert (source.date, source.publisher) == ("2019-05-07", "民政部")


def test_status_lists_counts_hashes_and_all_that_was_not_used(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "letter.txt").write_text(
        "建立农村留守儿童关爱保护工作部际联席会议,由民政部、教育部等27个部门组成,民政部为牵头单位。", "utf-8"
    )
    folder = str(tmp_path / "w")
    assert run("build", str(tmp_path), "--dir", folder).exit_code == 1
    told = {row["what"]: row for row in lines(run("status", "--dir", folder))}
    assert told["ledger hash"]["value"] == told["store hash"]["value"]
    assert len(told["ledger hash"]["value"]) == 64
    assert "empty.txt" in told["unreadable"]["place"]
    assert "27 stated, 2 found" in told["count"]["value"]
    assert told["count"]["place"].endswith("letter.txt:1")
    assert told["undated"]["value"].endswith("letter.txt")


def test_status_says_where_the_store_is_not_loaded(tmp_path):
    run("add", DOCUMENTS, "--dir", str(tmp_path))
    told = {row["what"]: row["value"] for row in lines(run("status", "--dir", str(tmp_path)))}
    assert "kg load" in told["store hash"]


def test_remove_takes_back_by_path(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("2019年5月7日,民政部在南京召开全国社区治理工作推进会。", encoding="utf-8")
    folder = str(tmp_path / "w")
    run("build", str(path), "--dir", folder)
    assert run("remove", str(path), "--dir", folder).exit_code == 0
    assert "written, 0 deleted" not in run("load", "--dir", folder).stderr.split(";")[0]
    missing = run("remove", "nothing.txt", "--dir", folder)
    assert missing.exit_code == 1
    assert "nothing was known of it" in missing.stderr


def test_find_puts_the_same_name_first_and_takes_signs_as_they_are(built):
    found = lines(run("find", "民政部", "--dir", str(built)))
    assert found[0]["id"] == "Agency/民政部"
    assert len(found) > 1
    nothing = run("find", "%", "--dir", str(built))
    assert lines(nothing) == []
    assert "no text names anything that is called %" in nothing.stderr


def test_why_shows_every_sentence_at_its_place(built):
    told = lines(run("why", "民政部", CONFERENCE, "--dir", str(built)))
    assert {row["attrs"]["role"] for row in told if row["predicate"] == "MEMBER_OF"} == {
        "lead",
        "member",
        "office",
    }
    for row in told:
        with Workspace(built) as workspace:
            source = next(s for s in workspace.ledger.sources(raw=True) if s.name == row["source"])
        assert source.raw[row["start"] : row["end"]] == row["quote"]


def test_why_says_that_nothing_ties_two(built):
    nothing = run("why", "江苏省", CONFERENCE, "--dir", str(built))
    assert lines(nothing) == []
    assert f"no sentence ties 江苏省 and {CONFERENCE}" in nothing.stderr


OLD = "the graph is older than the ledger: kg load brings it up to date"


def test_a_query_says_that_the_graph_lags_behind(tmp_path):
    path, folder = tmp_path / "a.txt", str(tmp_path / "w")
    path.write_text("2019年5月7日,民政部在南京召开全国社区治理工作推进会。", encoding="utf-8")
    queries = (
        ("cypher", "MATCH (n:Agency) RETURN n.name AS name"),
        ("query", "mechanisms_by_kind"),
    )
    run("build", str(path), "--dir", folder)
    assert [OLD in run(*query, "--dir", folder).stderr for query in queries] == [False, False]
    run("remove", str(path), "--dir", folder)
    answers = [run(*query, "--dir", folder) for query in queries]
    assert [OLD in answer.stderr for answer in answers] == [True, True]
    assert lines(answers[0]) == [{"name": "民政部"}]
    with Workspace(Path(folder)) as workspace:
        workspace.graph()
    assert OLD in run(*queries[0], "--dir", folder).stderr
    run("load", "--dir", folder)
    assert OLD not in run(*queries[0], "--dir", folder).stderr


def test_a_name_of_several_or_of_nobody_lists_or_asks(built):
    unknown = run("why", "没有的部", CONFERENCE, "--dir", str(built))
    assert unknown.exit_code == 2
    assert "kg find" in unknown.stderr


def test_link_answers_in_place_and_time():
    (answer,) = lines(run("link", "省住建厅", "--within", "广东省"))
    assert answer["id"] == "Agency/广东省住房和城乡建设厅"
    assert run("link", "该局").exit_code == 2


def test_formats(built):
    query = ("query", "members_of_mechanism", f"mechanism={CONFERENCE}", "--dir", str(built))
    rows = lines(run(*query, "--format", "json"))
    table = list(csv.DictReader(io.StringIO(run(*query, "--format", "csv").stdout)))
    assert [row["member"] for row in table] == [row["member"] for row in rows]
    assert "民政部" in run(*query, "--format", "table").stdout


def test_a_terminal_gets_a_table(built):
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "kg", "find", "民政部", "--dir", str(built)]
    child = subprocess.Popen(
        command, stdout=slave, stderr=subprocess.DEVNULL, env={**os.environ, "TERM": "xterm"}
    )
    os.close(slave)
    told = b""
    # The terminal's end is an error on this side once the child is gone.
    try:
        while piece := os.read(master, 4096):
            told += piece
    except OSError:
        pass
    os.close(master)
    assert child.wait() == 0
    assert "┃" in told.decode()


def test_the_questions_are_listed():
    listed = lines(run("query", "--list"))
    assert {"members_of_mechanism", "official_meetings", "co_membership_pairs"} <= {
        row["name"] for row in listed
    }
    assert all(row["zh"] and row["en"] for row in listed)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("query", "member_of_mechanism"), 2, "members_of_mechanism"),
        (("query", "members_of_mechanism"), 2, "mechanism"),
        (("query", "members_of_mechanism", "mechanismus=1"), 2, "mechanismus"),
        (("query", "co_membership_pairs", "limit=many"), 2, "whole number"),
        (("cypher", "CREATE (n:Agency {id: 'x'})"), 2, "write"),
        (("cypher", "MATCH (n RETURN n"), 2, "not valid Cypher"),
    ],
)
def test_wrong_questions_end_with_a_sentence(built, arguments, code, words):
    result = run(*arguments, "--dir", str(built))
    assert result.exit_code == code
    assert result.stdout == ""
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_the_embedded_engine_refuses_what_it_answers_wrongly(built):
    text = "MATCH (a:Agency)-[r:MEMBER_OF]->(m:Mechanism) WHERE NOT EXISTS { (m)-[:SUCCEEDS]->() } OR a.level = 'x' RETURN a.id AS id"
    result = run("cypher", text, "--dir", str(built))
    assert result.exit_code == 2
    assert "WITH" in result.stderr


def test_a_workspace_that_is_not_there():
    result = run("query", "co_membership_pairs", "--dir", "/nonexistent/folder")
    assert result.exit_code == 1
    assert "Traceback" not in result.output


@pytest.mark.parametrize("ending", ["graphml", "gexf", "json"])
def test_export_reads_back_as_the_graph(built, tmp_path, ending):
    path = tmp_path / f"graph.{ending}"
    assert run("export", str(path), "--dir", str(built)).exit_code == 0
    with Workspace(built) as workspace:
        assert read_export(path, ending).hash == workspace.graph().hash


def test_export_writes_two_tables_and_asks_for_a_format(built, tmp_path):
    assert run("export", str(tmp_path / "g.csv"), "--dir", str(built)).exit_code == 0
    assert {p.name for p in tmp_path.iterdir()} == {"g.nodes.csv", "g.edges.csv"}
    unknown = run("export", str(tmp_path / "g.xyz"), "--dir", str(built))
    assert unknown.exit_code == 2
    assert "--as" in unknown.stderr


def test_view_writes_one_page(built, tmp_path):
    path = tmp_path / "graph.html"
    assert run("view", str(path), "--dir", str(built), "--limit", "50", "--lang", "zh").exit_code == 2
    assert run("view", str(path), "--dir", str(built), "--limit", "50").exit_code == 0
    assert "民政部" in path.read_text(encoding="utf-8")


def test_schema_is_listed_and_detailed():
    names = {row["name"] for row in lines(run("schema"))}
    assert {"Agency", "Mechanism", "MEMBER_OF", "SUCCEEDS"} <= names
    assert "role" in {row["name"] for row in lines(run("schema", "MEMBER_OF"))}
    assert run("schema", "MEMBERS").exit_code == 2


def test_check_finds_no_fault():
    result = run("check")
    assert result.exit_code == 0, result.output
    assert "no fault" in result.stderr


def test_extract_prints_records_and_names_what_it_cannot_read(tmp_path):
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 rubbish")
    result = run("extract", str(Path(DOCUMENTS) / "06-meal-service-2023.txt"), str(tmp_path / "bad.pdf"))
    kinds = {json.loads(line)["kind"] for line in result.stdout.splitlines()}
    assert kinds == {"entity", "statement"}
    assert result.exit_code == 1
    assert "bad.pdf" in result.stderr


def test_a_reader_that_goes_away_is_no_fault(built):
    command = f"{sys.executable} -m kg extract {DOCUMENTS} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    assert json.loads(done.stdout)["kind"] == "entity"


def test_the_graph_in_python(built):
    import kg

    graph = kg.graph(built)
    assert graph.nodes["Agency/民政部"]["label"] == "Agency"
    assert any(data["type"] == "MEMBER_OF" for _, _, data in graph.edges(data=True))
