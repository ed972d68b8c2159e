"""The page in a real browser: drawn, searched, filtered, dragged, read; alone on the disk, and deaf to what texts say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from kg.model import Edge, Graph, Node
from kg.view import write_html
from kg.workspace import Workspace
from tests.browser.chromium import chromium

pytestmark = pytest.mark.browser
DOCUMENTS = str(Path(__file__).resolve().parents[2] / "seeds" / "documents")
CONFERENCE = "Mechanism/农村留守儿童关爱保护工作部际联席会议"
CY = "document.getElementById('graph')._cyreg.cy"
HOSTILE = (
    "<script>window.hit = 1</script>",
    "</script><script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 1'>",
    "\"'><svg onload=window.hit=1>",
    "<!--",
    "javascript:window.hit=1",
    "\u2028\u2029",
    "{{data}}",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    with Workspace(tmp_path_factory.mktemp("view")) as workspace:
        workspace.add([DOCUMENTS])
        return workspace.graph()


@pytest.fixture(scope="module")
def file(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    write_html(graph, path, title="测试")
    return path


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    yield from opened(browser, file)


def opened(browser: Browser, path: Path) -> Iterator[Page]:
    """Open the file without a network; at the end there was no request but for it, and no complaint."""
    context = browser.new_context(offline=True, viewport={"width": 1400, "height": 800})
    page = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    def count(request: Request) -> None:
        requests.append(request.url)

    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("request", count)
    page.goto(path.as_uri())
    yield page
    context.close()
    assert requests == [path.as_uri()]
    assert complaints == []


def test_every_node_and_relation_is_drawn(page: Page, graph: Graph):
    drawn = page.evaluate(f"[{CY}.nodes().length, {CY}.edges().length]")
    named = {edge.target for edge in graph.edges.values() if edge.type == "MENTIONED_IN"}
    silent = [n for n in graph.nodes.values() if n.label == "Source" and n.id not in named]
    assert drawn == [len(graph.nodes) - len(silent), len(graph.edges)]
    assert page.evaluate(f"{CY}.nodes(':visible').length") == sum(
        n.label != "Source" for n in graph.nodes.values()
    )


@pytest.mark.parametrize("words", ["民政部", "minzhengbu", "中华人民共和国民政部"])
def test_a_name_alias_or_pinyin_finds_the_node(page: Page, words):
    page.fill("#search", words)
    page.wait_for_selector("#results li[role=option]")
    page.press("#search", "Enter")
    assert page.inner_text("#panel h3") == "民政部"
    assert page.evaluate(f"{CY}.nodes('.chosen').data('key')") == "Agency/民政部"


def wait_until(page: Page, told: str) -> None:
    """Ask from outside until it is so: what waits inside the page needs an eval, which the page's policy forbids."""
    for _ in range(100):
        if page.evaluate(told):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never so: {told}")


def test_a_type_can_be_hidden_and_shown(page: Page):
    visible = f"{CY}.nodes('[type = \"Official\"]:visible').length"
    before = page.evaluate(visible)
    assert before > 10
    page.click("input[data-type=Official]")
    wait_until(page, f"{visible} === 0")
    page.click("input[data-type=Official]")
    wait_until(page, f"{visible} === {before}")


def test_a_click_on_an_edge_shows_its_sentences_exactly(page: Page, graph: Graph):
    edge = next(e for e in graph.edges.values() if e.type == "MEMBER_OF" and e.target == CONFERENCE)
    place = page.evaluate(
        f"(id) => {{ const e = {CY}.getElementById(id); {CY}.fit(e, 200); return e.renderedMidpoint(); }}",
        f"e{edge.id}",
    )
    box = page.locator("#graph").bounding_box()
    assert box
    page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])
    page.wait_for_selector("#panel blockquote")
    told = page.evaluate(
        "[...document.querySelectorAll('#panel blockquote')].map((q) => q.firstChild.textContent)"
    )
    assert told == edge.props["quotes"]
    footer = page.inner_text("#panel blockquote footer")
    span = str(edge.props["quoteSpans"][0]).rpartition("#")[2]
    assert all(number in footer for number in span.split("-"))


def test_a_node_can_be_dragged(page: Page):
    key = f"n{CONFERENCE}"
    where = f"(id) => {CY}.getElementById(id).renderedPosition()"
    page.evaluate(f"(id) => {CY}.fit({CY}.getElementById(id), 300)", key)
    start, box = page.evaluate(where, key), page.locator("#graph").bounding_box()
    assert box
    page.mouse.move(box["x"] + start["x"], box["y"] + start["y"])
    page.mouse.down()
    page.mouse.move(box["x"] + start["x"] + 120, box["y"] + start["y"] + 60, steps=6)
    page.mouse.up()
    end = page.evaluate(where, key)
    assert end["x"] - start["x"] == pytest.approx(120, abs=15)
    assert end["y"] - start["y"] == pytest.approx(60, abs=15)


def test_neighbours_spread_around_a_node_and_go_back(page: Page):
    places = f"{CY}.nodes().map((node) => [node.id(), node.position().x, node.position().y])"
    overlaps = f"""{CY}.getElementById('n{CONFERENCE}').neighborhood('node:visible').filter((one, _, all) =>
        all.some((other) => one !== other && Math.hypot(one.position().x - other.position().x,
        one.position().y - other.position().y) < (one.width() + other.width()) / 2)).length"""
    before = page.evaluate(places)
    page.fill("#search", CONFERENCE.partition("/")[2])
    page.press("#search", "Enter")
    page.click("#panel .spread")
    assert page.evaluate(places) != before
    assert page.evaluate(overlaps) == 0
    page.click("#fit")
    assert page.evaluate(places) == before


def test_closed_values_are_said_in_the_language_of_the_page(page: Page):
    page.fill("#search", CONFERENCE.partition("/")[2])
    page.press("#search", "Enter")
    assert "联席会议" in page.inner_text("#panel dl").split()
    page.click("#language")
    assert "joint_conference" in page.inner_text("#panel dl").split()


def test_both_languages(page: Page):
    chinese = page.inner_text("#legend")
    page.click("#language")
    english = page.inner_text("#legend")
    assert "机构" in chinese
    assert "Agency" in english
    assert page.get_attribute("html", "lang") == "en"


def test_what_texts_say_is_never_run(browser: Browser, tmp_path: Path):
    nodes, edges = {}, {}
    for number, text in enumerate(HOSTILE):
        id_ = f"Agency/{number}"
        props = {"id": id_, "name": text, "aliases": [text], "level": text, "sources": 1}
        nodes[id_] = Node(id_, "Agency", props)
    source = Node(
        "s", "Source", {"id": "s", "name": HOSTILE[0], "title": HOSTILE[2], "url": "javascript:window.hit=1"}
    )
    props = {
        "id": "e",
        "quotes": list(HOSTILE),
        "quoteSpans": [f"s#{n}-{n + 1}" for n in range(len(HOSTILE))],
        "title": HOSTILE[2],
    }
    edges["e"] = Edge("e", "PART_OF", "Agency/0", "Agency/2", props)
    path = tmp_path / "hostile.html"
    write_html(Graph({**nodes, "s": source}, edges), path, title=HOSTILE[1])
    for page in opened(browser, path):
        assert page.evaluate(f"{CY}.nodes('[type = \"Agency\"]').length") == len(HOSTILE)
        page.fill("#search", "script")
        page.press("#search", "Enter")
        page.click("#panel button.say")
        page.wait_for_selector("#panel blockquote")
        page.click("#language")
        assert page.evaluate("window.hit") is None
        assert page.inner_text("#title") == HOSTILE[1]
        assert page.locator("a[href^='javascript:']").count() == 0
