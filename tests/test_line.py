"""The whole line: files in, a ledger, a graph in the embedded engine, questions answered; the laws on the way."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.workspace import Workspace

DOCUMENTS = str(Path(__file__).resolve().parents[1] / "seeds" / "documents")
CONFERENCE = "农村留守儿童关爱保护工作部际联席会议"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("line")
    with Workspace(folder) as workspace:
        assert not workspace.add([DOCUMENTS]).errors
        workspace.load()
    return folder


def rows(folder: Path, *arguments: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(main, [*arguments, "--dir", str(folder)])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_line_adding_twice_is_adding_once_and_taking_back_leaves_nothing(built, tmp_path):
    extra = tmp_path / "extra.txt"
    extra.write_text("2019年5月7日,民政部在南京召开全国社区治理工作推进会。", encoding="utf-8")
    with Workspace(built) as workspace:
        before = workspace.graph().hash
        assert not workspace.add([DOCUMENTS]).read
        workspace.add([str(extra)])
        assert workspace.graph().hash != before
        workspace.remove(str(extra))
        assert workspace.graph().hash == before


def test_query_members_lead_first(built):
    members = rows(built, "query", "members_of_mechanism", f"mechanism={CONFERENCE}")
    assert members[0]["member"] == "民政部"
    assert members[0]["role"] == "lead"
    assert len({m["member"] for m in members}) == 27


def test_query_official_meetings_has_roles(built):
    meetings = rows(built, "query", "official_meetings", "official=高晓兵")
    assert {m["role"] for m in meetings} == {"chair", "speaker"}


def test_why_shows_the_sentences(built):
    told = rows(built, "why", "民政部", CONFERENCE)
    assert any("牵头" in str(row["quote"]) for row in told)


def test_cypher_refuses_to_write(built):
    result = CliRunner().invoke(main, ["cypher", "CREATE (n:Agency {id: 'x'})", "--dir", str(built)])
    assert result.exit_code != 0
    assert "Error" in result.stderr


def test_unknown_query_names_the_nearest(built):
    result = CliRunner().invoke(main, ["query", "member_of_mechanism", "--dir", str(built)])
    assert result.exit_code == 2
    assert "members_of_mechanism" in result.stderr


def test_bad_file_is_named_and_the_rest_goes_on(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text(
        "2019年5月7日,民政部在南京召开全国社区治理工作推进会。", encoding="utf-8"
    )
    result = CliRunner().invoke(main, ["build", str(tmp_path), "--dir", str(tmp_path / "w")])
    assert result.exit_code == 1
    assert "empty.txt" in result.stderr
    assert "1 read" in result.stderr


def test_shared_seeds_give_all_27_members(shared, nlp, read_text):
    path = next((shared / "seeds").glob("002*"))
    extraction = read_text(path.read_text(encoding="utf-8"))
    members = {s.subject for s in extraction.statements if s.predicate == "MEMBER_OF"}
    assert len(members) == 27
