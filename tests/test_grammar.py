"""Every shipped Cypher file passes Neo4j's own grammar as Cypher 5 and 25: the embedded engine takes more than a server does."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from kg import assets
from tests.node.install import HERE, NodeMissingError, grammar_home

pytestmark = pytest.mark.node


@pytest.fixture(scope="module")
def home() -> Path:
    try:
        return grammar_home()
    except NodeMissingError as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))


def findings(home: Path, *paths: Path) -> list[dict[str, Any]]:
    command = ["node", str(HERE / "check_grammar.mjs"), str(home), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_shipped_files_pass(home):
    paths = sorted(assets.folder("cypher").rglob("*.cypher"))
    assert {"query", "setup"} <= {path.parent.name for path in paths}
    assert findings(home, *paths) == []


def test_wrong_query_is_refused_at_its_line(home, tmp_path):
    wrong = tmp_path / "wrong.cypher"
    wrong.write_text("// zh: 甲\nMATCH (a:Agency)\nRETRN a.name AS name\n", encoding="utf-8")
    assert {(each["language"], each["line"]) for each in findings(home, wrong)} == {
        ("CYPHER 5", 3),
        ("CYPHER 25", 3),
    }


def test_what_only_the_newer_language_takes_is_refused_as_the_older(home, tmp_path):
    new = tmp_path / "new.cypher"
    new.write_text("LET a = 1 RETURN a", encoding="utf-8")
    assert {each["language"] for each in findings(home, new)} == {"CYPHER 5"}


def test_form_that_only_the_embedded_engine_takes_is_findings(home, tmp_path):
    wrong = tmp_path / "wrong.cypher"
    wrong.write_text("MATCH (a:Agency) WHERE exists(a.name) RETURN a.name AS name", encoding="utf-8")
    assert "IS NOT NULL" in findings(home, wrong)[0]["message"]


def test_lock_names_no_registry():
    assert "resolved" not in (HERE / "package-lock.json").read_text(encoding="utf-8")
