"""The kit in a real Neo4j Browser on a real server: what `kg browser` says is typed, and everything that the guide offers is run.

``--pictures`` keeps what is seen as the pictures of docs/browser.md.
"""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page
from servers import empty_neo4j, server_or_skip

from kg.schema import load_schema, load_style
from kg.workspace import Workspace
from tests.browser.chromium import chromium
from tests.browser.neo4j_browser import PATIENCE, Desk
from tests.neo4j.server import Running

pytestmark = [pytest.mark.browser, pytest.mark.neo4j]
ROOT = Path(__file__).resolve().parents[2]
CONFERENCE = "农村留守儿童关爱保护工作部际联席会议"
SLIDES = 10
# Something drawn or listed: a guide that shows nothing teaches nothing.
FOUND = re.compile(r"Displaying [1-9]|Started streaming [1-9]")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, Path]]:
    """The sample documents in the server, and their workspace."""
    running = server_or_skip()
    with empty_neo4j("w-kit"):
        pass
    folder = tmp_path_factory.mktemp("kit") / ".kg"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("NEO4J_PASSWORD", raising=False)
        patch.setenv("NEO4J_PASSWORD_FILE", running.password_file)
        with Workspace(folder) as workspace:
            workspace.add([str(ROOT / "seeds" / "documents")])
            workspace.load(running.bolt)
        yield running, folder


@pytest.fixture(scope="module")
def told(loaded: tuple[Running, Path], request: pytest.FixtureRequest) -> Iterator[tuple[list[str], str]]:
    """What `kg browser` prints for the Browser, and what it says to the person; it serves meanwhile."""
    running, folder = loaded
    # A picture shows the usual port.
    port = "8001" if request.config.getoption("--pictures") else "0"
    command = [sys.executable, "-m", "kg", "--lang", "zh", "browser", "--port", port, "--dir", str(folder)]
    with subprocess.Popen(
        [*command, "--store", running.bolt],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout
        assert process.stderr
        typed = [process.stdout.readline().strip() for _ in range(3)]
        said = ""
        while "Ctrl-C" not in said:
            said += process.stderr.readline()
        yield typed, said
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0, process.stderr.read()


@pytest.fixture(scope="module")
def desk(loaded: tuple[Running, Path]) -> Iterator[Desk]:
    with chromium() as browser:
        yield Desk(browser, loaded[0])


@pytest.fixture
def keep(request: pytest.FixtureRequest, desk: Desk):
    """Keep what is seen as a picture of the documents, where that is asked for."""

    def picture(name: str) -> None:
        if request.config.getoption("--pictures"):
            desk.page.mouse.move(0, 0)
            desk.page.screenshot(path=ROOT / "docs" / name)

    return picture


def command(told: tuple[list[str], str], word: str) -> str:
    return next(line for line in told[0] if line.startswith(word))


def bare(text: str) -> str:
    """A text without its white space, which Browser sets in its own way, and the mark that it puts before it."""
    return "".join(text.split())


def go_to(page: Page, slide: int) -> None:
    for _ in range(slide):
        page.click("[data-testid=frame] [data-testid=nextSlide]")


def test_the_command_says_what_to_type_and_that_the_server_allows_it(told):
    typed, said = told
    assert [line.split()[0] for line in typed] == [":style", ":play", ":guide"]
    assert "lets its Browser load guides from localhost" in said


def test_the_style_is_taken_as_it_is_served(desk, told):
    shown = desk.type(command(told, ":style"))
    assert "node.Mechanism" in shown
    assert '"成员单位"' in shown


@pytest.mark.parametrize(
    ("language", "first", "last"), [("zh", "这里有什么", "接着自己问"), ("en", "What is in here", "Ask on")]
)
def test_the_guide_plays_from_the_first_slide_to_the_last(desk, told, keep, language, first, last):
    address = command(told, ":play")
    shown = desk.type(address if language == "zh" else address.replace("guide.html", "guide.en.html"))
    assert f"1 / {SLIDES}" in shown
    assert first in shown
    if language == "zh":
        go_to(desk.page, 1)
        keep("browser-guide.png")
        go_to(desk.page, SLIDES - 2)
    else:
        go_to(desk.page, SLIDES - 1)
    assert last in desk.frame.inner_text()


@pytest.mark.parametrize("slide", range(SLIDES))
def test_everything_on_a_slide_runs_in_its_order_and_finds_something(desk, told, slide):
    desk.type(command(told, ":play"))
    go_to(desk.page, slide)
    texts = desk.guide.locator("pre").all_inner_texts()
    assert texts
    for number, text in enumerate(texts):
        desk.guide.locator("pre").nth(number).click()
        desk.run_editor()
        desk.expect_frames(number + 2)
        shown = desk.shown(text.strip())
        assert bare(desk.command()).endswith(bare(text))
        assert "ERROR" not in shown, text
        assert text.strip().startswith(":") or FOUND.search(shown), f"{text}\n{shown[-200:]}"


def test_nodes_have_their_colours_and_chinese_captions(desk, told, keep):
    desk.type(command(told, ":style"))
    desk.type(f":param mechanism => 'Mechanism/{CONFERENCE}'")
    desk.type("MATCH p = (a)-[:MEMBER_OF]->(m:Mechanism {id: $mechanism}) RETURN p")
    desk.frame.locator("svg g.node").first.wait_for(timeout=PATIENCE)
    desk.page.wait_for_timeout(3000)
    keep("browser-graph.png")
    style = load_style(load_schema())
    drawn = "[...document.querySelectorAll('[data-testid=frame] svg g.node')].map((node) => "
    fills = desk.page.evaluate(f"{drawn} node.querySelector('circle.b-outline').getAttribute('fill'))")
    assert fills.count(style.labels["Mechanism"].colour) == 1
    assert fills.count(style.labels["Agency"].colour) == len(fills) - 1 == 27
    radii = desk.page.evaluate(f"{drawn} node.querySelector('circle.b-outline').getAttribute('r'))")
    assert {float(r) for r in radii} == {style.labels[name].size / 2 for name in ("Mechanism", "Agency")}
    captions = desk.page.evaluate(f"{drawn} node.querySelector('text').textContent.trim())")
    assert "民政部" in captions
    assert any(caption.startswith(CONFERENCE[:4]) for caption in captions)
    lines = desk.frame.locator("svg g.relationship text").all_text_contents()
    assert sum(line.startswith("成员") for line in lines) >= 20


def test_saved_queries_that_are_dropped_stand_among_the_favourites_and_run(desk, told, keep):
    base = command(told, ":play").split()[1].rpartition("/")[0]
    with urlopen(f"{base}/queries.zip") as answer:
        desk.drop("queries.zip", "application/zip", answer.read())
    desk.clear()
    desk.page.click("[data-testid=navigationFavorites]")
    desk.page.get_by_text("tiaokuai", exact=True).click(timeout=PATIENCE)
    desk.page.get_by_text("先运行这一条").first.click(timeout=PATIENCE)
    desk.run_editor()
    desk.expect_frames(1)
    desk.page.wait_for_timeout(1500)
    assert ":param mechanism" in desk.frame.inner_text()
    assert "ERROR" not in desk.frame.inner_text()
    desk.page.get_by_text("M1 某机制有哪些成员单位").first.click()
    desk.run_editor()
    desk.frame.locator("[data-testid=frameStatusbar]").wait_for(timeout=PATIENCE)
    desk.frame.get_by_text("中央农办").first.wait_for(timeout=PATIENCE)
    keep("browser-saved.png")
    desk.page.click("[data-testid=navigationFavorites]")


def test_the_kit_asks_no_other_host(desk):
    """Browser's own pages ask for fonts and the like; what it was refused, it can do without."""
    assert not {host for host in desk.outside if "neo4j" in host}
