"""The site of documents: built without a warning, from this machine alone, its links whole, its search fit for Chinese."""

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from lxml import html
from playwright.sync_api import Page

from kg.cli import main
from kg.query import load_queries
from kg.schema import load_schema
from tests.browser.chromium import chromium

ROOT = Path(__file__).resolve().parents[1]
# What a page loads by itself; a link that a reader may follow is none of these.
LOADS = (
    "//@src",
    "//link[not(@rel='canonical')]/@href",
    "//@srcset",
    "//@poster",
    "//object/@data",
    "//form/@action",
)
FOREIGN = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)
IN_STYLE = re.compile(r"""(?:url\(\s*['"]?|@import\s+['"])\s*((?:https?:)?//[^'")]+)""", re.IGNORECASE)
IN_SCRIPT = re.compile(r"""(?:fetch|import|importScripts|open)\(\s*[`'"]((?:https?:)?//[^`'"]+)""")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "out"
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "site" / "build.py", folder],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return folder


@pytest.fixture(scope="module")
def trees(site: Path) -> dict[Path, html.HtmlElement]:
    return {path: html.fromstring(path.read_bytes()) for path in site.rglob("*.html")}


def test_nothing_comes_from_another_host(site, trees):
    loaded = [
        (path.name, found) for path, tree in trees.items() for where in LOADS for found in tree.xpath(where)
    ]
    assert [each for each in loaded if FOREIGN.match(each[1])] == []
    assert len(loaded) > 100
    for pattern, ending in ((IN_STYLE, "css"), (IN_STYLE, "html"), (IN_SCRIPT, "js"), (IN_SCRIPT, "html")):
        for path in site.rglob(f"*.{ending}"):
            assert pattern.findall(path.read_text(encoding="utf-8")) == [], path.name


def test_the_guard_sees_other_hosts():
    assert FOREIGN.match("//fonts.example.org/a.css")
    assert IN_STYLE.findall("@import 'https://example.org/a.css'; a { background: url(//example.org/b.png) }")
    assert IN_SCRIPT.findall("fetch('https://example.org/a')")


def test_every_link_leads_somewhere(trees):
    checked = 0
    for path, tree in trees.items():
        for link in tree.xpath("//a/@href | //img/@src | //link/@href | //script/@src"):
            target, part = urldefrag(link.split("?")[0])
            if "://" in target or target.startswith(("mailto:", "data:")):
                continue
            there = (path.parent / unquote(target)).resolve() if target else path
            assert there.is_file(), f"{path.name}: {link}"
            if part and there.suffix == ".html":
                assert trees[there].xpath("//*[@id=$part]", part=unquote(part)), f"{path.name}: {link}"
            checked += 1
    assert checked > 1000


def test_both_languages_have_the_same_pages_each_leading_to_the_other(site, trees):
    english = {path.relative_to(site / "en") for path in (site / "en").rglob("*.html")}
    chinese = {path.relative_to(site) for path in site.rglob("*.html") if (site / "en") not in path.parents}
    assert chinese == english
    for path, tree in trees.items():
        (other,) = tree.xpath("//div[@class='language']/a/@href")
        assert (path.parent / other).resolve().is_file()
    assert trees[site / "index.html"].get("lang").startswith("zh")
    assert trees[site / "en" / "index.html"].get("lang") == "en"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_reference_leaves_nothing_out(site, language):
    folder = (site if language == "zh" else site / "en") / "reference"
    text = {
        name: (folder / f"{name}.html").read_text(encoding="utf-8") for name in ("cli", "queries", "schema")
    }
    assert [name for name in main.commands if f"<h2>kg {name}<" not in text["cli"]] == []
    assert [name for name in load_queries() if f"<h2>{name}<" not in text["queries"]] == []
    schema = load_schema()
    assert [name for name in (*schema.types, *schema.relations) if f"<h3>{name}<" not in text["schema"]] == []


@pytest.mark.parametrize("folder", ["", "en"])
def test_the_figures_are_whole(site, trees, folder):
    """A hundred were judged; a table whose form changed would be read in part."""
    judged, scored, rules = trees[site / folder / "explanation" / "figures.html"].xpath("//table")
    assert sum(int(cell.text_content()) for cell in judged.xpath(".//tbody/tr/td[position() > 1]")) == 100
    assert len(scored.xpath(".//tbody/tr")) > 10
    assert len(rules.xpath(".//tbody/tr")) > 30


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    handler = partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def page(address: str) -> Iterator[Page]:
    with chromium() as browser:
        yield browser.new_page()


def found(page: Page, address: str, words: str) -> list[str]:
    """The addresses that a search gives, when it has ended."""
    page.goto(f"{address}/search.html?q={words}")
    page.wait_for_function(
        "document.querySelector('#search-results p.search-summary')?.innerText.match(/\\d|没有|not match/)"
    )
    return page.eval_on_selector_all(
        "#search-results ul.search li a", "all => all.map(a => a.getAttribute('href'))"
    )


@pytest.mark.browser
@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("成员单位", "reference/queries.html"),
        ("部际联席会议", "tutorial.html"),
        ("农村留守儿童关爱保护工作部际联席会议", "tutorial.html"),
        ("扫描件", "recipes/scans.html"),
        ("牵头", "reference/queries.html"),
        ("误合并", "explanation/method.html"),
        ("MEMBER_OF", "reference/schema.html"),
        ("教程", "tutorial.html"),
    ],
)
def test_the_search_finds_chinese(page, address, words, where):
    assert any(link.startswith(where) for link in found(page, address, words))


@pytest.mark.browser
@pytest.mark.parametrize("words", ["火星探测器", "议联席际"])
def test_the_search_finds_nothing_where_nothing_is(page, address, words):
    assert found(page, address, words) == []


@pytest.mark.browser
def test_the_english_pages_are_searched_in_english_and_for_chinese_names(page, address):
    assert any("recipes/scans.html" in link for link in found(page, f"{address}/en", "scans"))
    assert any("tutorial.html" in link for link in found(page, f"{address}/en", "部际联席会议"))
