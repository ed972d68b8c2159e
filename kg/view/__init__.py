"""One HTML file in which a person can walk the graph. It needs nothing else: no network, no installed font.

Scripts and styles stand in the page and are let in by their hashes alone (Content-Security-Policy); the graph
stands in it as JSON that no HTML parser can mistake for markup, and is only ever shown as text.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from kg.model import Graph
from kg.schema import Schema, load_schema, load_style
from kg.view.data import page_data

__all__ = ["write_html"]

FOLDER = Path(__file__).parent
SCRIPTS = (
    *("texts.js", "data.js", "drawing.js", "spread.js"),
    *("panel.js", "search.js", "legend.js", "main.js"),
)
SLOT = re.compile(r"\{\{(\w+)\}\}")
# `<` would let text end its element or open a comment; the separators end a line in old JavaScript;
# a lone surrogate has no bytes in UTF-8.
UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def write_html(
    graph: Graph,
    path: Path,
    *,
    title: str,
    language: Literal["zh", "en"] = "zh",
    limit: int = 400,
    schema: Schema | None = None,
) -> None:
    """Write the page; the same graph gives the same bytes on the same platform.

    Args:
        graph: The graph; of its nodes that are no sources, the ``limit`` best connected are shown.
        path: The file.
        title: Shown in the page's head; any text.
        language: In which the page opens; it can be changed there.
        limit: The most nodes to show; the page says how many were left out.
        schema: Names of types and properties in both languages; the shipped one by default.
    """
    shipped = load_schema()
    data = page_data(graph, schema or shipped, load_style(shipped), limit)
    data |= {"title": title, "language": language}
    library = _text("vendor/cytoscape.min.js")
    program = "\n".join(['(() => {\n"use strict";', *(_text(f"page/{name}") for name in SCRIPTS), "})();"])
    style = _text("page/page.css")
    slots = {
        "language": "zh-CN" if language == "zh" else "en",
        "title": html.escape(title),
        "policy": _policy([library, program], style),
        "style": style,
        "data": inert_json(data),
        "library": library,
        "program": program,
    }
    page = SLOT.sub(lambda slot: slots[slot[1]], _text("page/page.html"))
    path.write_text(page, encoding="utf-8", newline="\n")


def inert_json(data: Mapping[str, object]) -> str:
    """Return JSON that stays data inside a ``<script>`` element, whatever its strings say."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return UNSAFE.sub(lambda char: f"\\u{ord(char[0]):04x}", text)


def _policy(scripts: list[str], style: str) -> str:
    hashes = " ".join(map(_hash, scripts))
    rest = "base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; img-src data:; {rest}"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
