"""The page as bytes: the same each time, its data inert, its scripts let in by their hashes only."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from kg.model import Edge, Graph, Node
from kg.view import inert_json, write_html


def graph(size: int) -> Graph:
    nodes = {
        f"Agency/{n}": Node(f"Agency/{n}", "Agency", {"id": f"Agency/{n}", "name": f"第{n}局", "sources": 1})
        for n in range(size)
    }
    edges = {
        f"e{n}": Edge(
            f"e{n}",
            "PART_OF",
            f"Agency/{n}",
            "Agency/0",
            {"id": f"e{n}", "quotes": ["原句。"], "quoteSpans": ["s#0-3"]},
        )
        for n in range(1, size)
    }
    return Graph(nodes, edges)


def page(tmp_path: Path, **options) -> str:
    path = tmp_path / "page.html"
    write_html(graph(8), path, title="标题", **options)
    return path.read_text(encoding="utf-8")


def data_of(text: str) -> dict:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_the_same_graph_gives_the_same_bytes(tmp_path):
    assert page(tmp_path) == page(tmp_path)


def test_the_best_connected_come_first_and_the_rest_is_counted(tmp_path):
    data = data_of(page(tmp_path, limit=3))
    assert (data["shown"], data["total"]) == (3, 8)
    assert "Agency/0" in {node["id"] for node in data["nodes"]}


def test_scripts_and_styles_are_let_in_by_their_hashes(tmp_path):
    text = page(tmp_path)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    assert policy[1].startswith("default-src 'none'")
    assert "unsafe" not in policy[1]
    for body in re.findall(r"<script>(.*?)</script>", text, re.DOTALL) + re.findall(
        r"<style[^>]*>(.*?)</style>", text, re.DOTALL
    ):
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy[1]


def test_it_names_no_other_host_but_in_comments_and_licences(tmp_path):
    data = page(tmp_path)
    assert not re.search(r'(?:src|href)="https?:', data)


@pytest.mark.parametrize("text", ["</script>", "<!--", "\u2028", "&amp;", "\ud800"])
def test_data_stays_data(text):
    written = inert_json({"x": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"x": text}


def test_the_vendored_library_is_the_one_described():
    folder = Path(__file__).resolve().parents[1] / "kg" / "view" / "vendor"
    described = re.search(r"`([0-9a-f]{64})`", (folder / "README.md").read_text(encoding="utf-8"))
    assert described
    assert hashlib.sha256((folder / "cytoscape.min.js").read_bytes()).hexdigest() == described[1]
    assert "Permission is hereby granted" in (folder / "LICENSE").read_text(encoding="utf-8")
