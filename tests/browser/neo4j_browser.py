"""Neo4j Browser in a real Chromium: log in, type, click, look."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.neo4j.server import Running

SIZE = {"width": 1180, "height": 760}
# How long anything may take that the server answers.
PATIENCE = 30_000
# Browser learns what the server allows a moment after the login.
LEARNING = 5_000
FRAME = "[data-testid=frame]"
DONE = re.compile(r"Displaying \d|Started streaming|no records|ERROR")
DROP = """([name, type, coded]) => {
  const bytes = Uint8Array.from(atob(coded), (char) => char.charCodeAt(0));
  const given = new DataTransfer();
  given.items.add(new File([bytes], name, { type }));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: given });
    document.querySelector(".filedrop").dispatchEvent(event);
  }
}"""


class Desk:
    """One open Browser. ``outside`` holds the hosts that it asked for and did not get."""

    def __init__(self, browser: Browser, running: Running) -> None:
        self.outside: set[str] = set()
        self.page: Page = browser.new_context(viewport=SIZE, locale="zh-CN").new_page()
        self.page.route("**/*", self._loopback_only)
        self._log_in(running)

    def _loopback_only(self, route: Route) -> None:
        host = urlsplit(route.request.url).hostname or ""
        if host in ("127.0.0.1", "localhost"):
            route.continue_()
        else:
            self.outside.add(host)
            route.abort()

    def _log_in(self, running: Running) -> None:
        self.page.goto(f"{running.http}/browser/")
        self.page.fill("[data-testid=username]", "neo4j")
        self.page.fill("[data-testid=password]", Path(running.password_file).read_text())
        self.page.click("[data-testid=connect]")
        self.page.get_by_text("connected as user").first.wait_for(timeout=PATIENCE)
        self.page.wait_for_timeout(LEARNING)

    @property
    def guide(self) -> Locator:
        """The frame that plays a guide."""
        return self.page.locator(FRAME).filter(has=self.page.locator("[data-testid=carousel]"))

    @property
    def frame(self) -> Locator:
        """What the last command shows."""
        return self.page.locator(FRAME).first

    def clear(self) -> None:
        """Close all frames."""
        self._enter(":clear")
        self.expect_frames(0)

    def expect_frames(self, count: int) -> None:
        """Wait until so many frames are open."""
        expect(self.page.locator(FRAME)).to_have_count(count, timeout=PATIENCE)

    def type(self, text: str) -> str:
        """Run a text in an empty window, and return what its frame shows."""
        self.clear()
        self._enter(text)
        return self.shown(text)

    def shown(self, text: str) -> str:
        """Wait for the frame of a text that was just run, and return what it shows."""
        self.frame.wait_for(timeout=PATIENCE)
        if not text.startswith(":"):
            self.frame.get_by_text(DONE).first.wait_for(timeout=PATIENCE)
        self.page.wait_for_timeout(300)
        return self.frame.inner_text()

    def command(self) -> str:
        """The text that the last frame answers."""
        return self.frame.locator("[data-testid=frameCommand]").first.text_content() or ""

    def drop(self, name: str, media_type: str, content: bytes) -> None:
        """Drop a file on the window."""
        self.page.evaluate(DROP, [name, media_type, base64.b64encode(content).decode()])

    def run_editor(self) -> None:
        """Run what stands in the editor."""
        self.page.click(".monaco-editor")
        self.page.keyboard.press("Control+Enter")

    def _enter(self, text: str) -> None:
        self.page.click(".monaco-editor")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Control+Enter")
