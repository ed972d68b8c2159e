"""The shell on a server: the same answers, and nothing is written."""

import json
import os
import subprocess
import sys
from pathlib import Path

from kg.workspace import Workspace
from tests.servers import empty_neo4j, server_or_skip

DOCUMENT = Path(__file__).resolve().parents[2] / "seeds" / "documents" / "12-vocational-reply-2018.txt"
LINES = (
    "members_of_mechanism mechanism=国务院职业教育工作部际联席会议 role=lead",
    "MATCH (n:Mechanism) RETURN n.name AS name",
    "CALL { CREATE (n:Mine) } RETURN 1 AS one",
    "教育部牵头哪些联席会议?",
)


def test_lines_are_answered_by_a_server(tmp_path, monkeypatch):
    running = server_or_skip()
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", running.password_file)
    with Workspace(tmp_path) as workspace:
        workspace.add([str(DOCUMENT)])
        with empty_neo4j(workspace.ledger.workspace) as store:
            workspace.load(running.bolt)
            done = subprocess.run(
                [sys.executable, "-m", "kg", "shell", "--dir", str(tmp_path), "--store", running.bolt],
                input="\n".join(LINES),
                env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
                capture_output=True,
                encoding="utf-8",
                timeout=120,
                check=False,
            )
            assert store.read("MATCH (n:Mine) RETURN count(n) AS n") == [{"n": 0}]
    assert done.returncode == 2, done.stderr
    lead, mechanism, asked = (json.loads(line) for line in done.stdout.splitlines())
    assert (lead["member"], mechanism["name"]) == ("教育部", "国务院职业教育工作部际联席会议")
    assert asked["mechanism"] == mechanism["name"]
    assert [line for line in done.stderr.splitlines() if line.startswith("Error")]
