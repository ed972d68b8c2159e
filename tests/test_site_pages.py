"""Tutorial and recipes of the site do what they say: every command, snippet and file of a page, in its order."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.chromium import chromium
from tests.servers import server_or_skip
from tests.site_pages import PAGES, WORKSPACE, Reader, Step, lay_desk, pages, steps

CHINESE = [page for page in pages("zh") if steps(page)]
NOTICE = """<meta charset="utf-8"><body style="font: 22px 'Noto Sans CJK SC', sans-serif; line-height: 2">
<h3>某市人民政府办公室关于成立养老服务工作领导小组的通知</h3>
<p>养老服务工作领导小组由市民政局牵头,市财政局、市教育局、市公安局为成员单位。领导小组办公室设在市民政局。</p>"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk as the tutorial leaves it."""
    desk = lay_desk(tmp_path_factory.mktemp("filled") / "desk")
    subprocess.run(
        [desk / "bin" / "kg", "build", "seeds/documents"],
        cwd=desk,
        env=Reader(desk).environment,
        check=True,
    )
    return desk


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "desk"))


def work_through(page: Path, desk: Path) -> Reader:
    reader = Reader(desk)
    for step in steps(page):
        reader.read(step)
    return reader


@pytest.mark.parametrize(
    "page",
    [page for page in CHINESE if page.stem not in ("tutorial", "scans", "server")],
    ids=lambda page: page.relative_to(PAGES).as_posix(),
)
def test_every_step_of_a_page_works(page, desk):
    work_through(page, desk)


def test_the_tutorial_works_from_nothing(desk):
    shutil.rmtree((desk / WORKSPACE).parent)
    work_through(PAGES / "zh" / "tutorial.md", desk)


@pytest.mark.neo4j
def test_the_server_of_the_recipe_is_loaded(desk):
    running = server_or_skip()
    page = PAGES / "zh" / "recipes" / "server.md"
    reader = Reader(desk)
    password = Path(running.password_file).read_text(encoding="utf-8").strip().rpartition("/")[2]
    for step in steps(page):
        text = step.text.replace("bolt://127.0.0.1:7687", running.bolt).replace(
            "a-password-of-yours", password
        )
        reader.read(step._replace(text=text))


@pytest.mark.browser
def test_scans_become_texts_and_a_graph(desk):
    if shutil.which("tesseract") is None or shutil.which("pdftoppm") is None:
        message = "tesseract or pdftoppm is not here: scans cannot be read"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    (desk / "scans").mkdir()
    with chromium() as browser:
        page = browser.new_page()
        page.set_content(NOTICE)
        page.pdf(path=desk / "scans" / "notice.pdf")
    reader = work_through(PAGES / "zh" / "recipes" / "scans.md", desk)
    reader.read(Step("sh", "", "kg find 市民政局; kg find 养老服务工作领导小组"))
    assert "Agency/" in reader.said, (desk / "texts" / "notice.txt").read_text(encoding="utf-8")
    assert "Mechanism/" in reader.said


def test_both_languages_have_the_same_pages_and_steps():
    chinese, english = (
        {
            page.relative_to(PAGES / language): [_bare(step.text) for step in steps(page)]
            for page in pages(language)
        }
        for language in ("zh", "en")
    )
    assert chinese == english
    assert sum(map(len, chinese.values())) > 40


def _bare(text: str) -> list[str]:
    """The lines without what they remark."""
    return [line.split("  #")[0].rstrip() for line in text.splitlines()]


def test_commands_within_sentences_are_known():
    """A command that a page names in passing is one that there is."""
    from kg.cli import main
    from tests.test_documents_of_ours import INLINE

    named = {
        text.split()[1]
        for language in ("zh", "en")
        for page in pages(language)
        for text in INLINE.findall(page.read_text(encoding="utf-8"))
        if re.match(r"kg \w", text)
    }
    assert named <= main.commands.keys()
    assert len(named) > 5
