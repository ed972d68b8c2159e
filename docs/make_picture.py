"""Draw the README's picture: ``python docs/make_picture.py``, with Chromium and a Chinese font installed."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from kg.view import write_html
from kg.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
CONFERENCE = "农村留守儿童关爱保护工作部际联席会议"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SIZE = {"width": 1320, "height": 760}


def main() -> None:
    """Open the page of the sample documents at the joint conference, and keep what it shows."""
    browser_path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser_path is None:
        sys.exit("Chromium is needed")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        with Workspace(Path(scratch) / "workspace") as workspace:
            workspace.add([str(ROOT / "seeds" / "documents")])
            write_html(workspace.graph(), Path(scratch) / "page.html", title="政府协调知识图谱 · tiaokuai")
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.goto((Path(scratch) / "page.html").as_uri())
        page.fill("#search", CONFERENCE)
        page.press("#search", "Enter")
        page.click("#panel .spread")
        page.fill("#search", "")
        page.locator("#search").blur()
        page.wait_for_timeout(2000)
        page.screenshot(path=ROOT / "docs" / "picture.png")
        browser.close()


if __name__ == "__main__":
    main()
