"""Law 10: nothing is dropped in silence. What could not be read, resolved or counted is listed, with its place."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.workspace import Workspace

LETTER = """关于建立农村留守儿童关爱保护工作部际联席会议的通知

农村留守儿童关爱保护工作部际联席会议由民政部、教育部等27个部门组成,民政部为牵头单位。
市卫健委有关负责同志出席会议。
"""
GOOD = "2019年5月7日,民政部在南京召开全国社区治理工作推进会。"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "rubbish.pdf").write_bytes(b"%PDF-1.7\n\x00\x01\x02")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "lines.jsonl").write_text(f'{{"text": "{GOOD}"}}\n{{"text": \n', encoding="utf-8")
    return folder


def told(folder: Path) -> list[dict[str, object]]:
    result = CliRunner().invoke(main, ["status", "--dir", str(folder)])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_everything_that_was_not_used_has_its_place(texts: Path, tmp_path: Path):
    with Workspace(tmp_path / "w") as workspace:
        report = workspace.add([str(texts), str(tmp_path / "nowhere.txt")])
    rows = told(tmp_path / "w")
    unread = {Path(str(row["place"])).name for row in rows if row["what"] == "unreadable"}
    assert unread == {"empty.txt", "rubbish.pdf", "picture.txt", "lines.jsonl", "nowhere.txt"}
    assert len(report.errors) == len(unread)
    assert [row["place"] for row in rows if row["what"] == "count"] == [f"{texts / 'letter.txt'}:1"]
    assert any("市卫健委" in str(row["value"]) for row in rows if row["what"] == "unresolved")
    assert {Path(str(row["value"])).name for row in rows if row["what"] == "undated"} >= {"letter.txt"}


def test_the_note_goes_when_the_file_is_read_well(texts: Path, tmp_path: Path):
    with Workspace(tmp_path / "w") as workspace:
        workspace.add([str(texts)])
        (texts / "empty.txt").write_text(GOOD, encoding="utf-8")
        workspace.add([str(texts)])
    assert "empty.txt" not in {Path(str(row["place"])).name for row in told(tmp_path / "w")}


def test_every_claim_is_in_the_graph_or_listed(tmp_path: Path):
    documents = str(Path(__file__).resolve().parents[2] / "seeds" / "documents")
    with Workspace(tmp_path / "w") as workspace:
        workspace.add([documents])
        graph = workspace.graph()
        joined = workspace.ledger.joined()
        edges = {(edge.source, edge.type, edge.target) for edge in graph.edges.values()}
        for claim in workspace.ledger.statements():
            ends = [joined.get(end, end) for end in (claim.subject, claim.object)]
            if claim.status in {"asserted", "ended"}:
                assert (ends[0], claim.predicate, ends[1]) in edges
