"""Texts that try to be more than text, from the file to the page: nothing of them runs, loads or leads anywhere."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kg.cli import main
from kg.model import Edge, Graph, Node
from kg.view import write_html
from kg.workspace import Workspace
from tests.browser.chromium import chromium
from tests.browser.test_page import CY, opened

pytestmark = pytest.mark.browser
RUN = "window.hit = (window.hit ?? 0) + 1"
HOSTILE = (
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"</ScRiPt ><ScRiPt >{RUN}</ScRiPt >",
    "<!--<script>",
    "-->]]>",
    f'"><img src=x onerror="{RUN}">',
    f"'><svg/onload='{RUN}'>",
    f'" onmouseover="{RUN}" autofocus onfocus="{RUN}',
    f'<iframe srcdoc="<script>parent.{RUN.replace("window.", "")}</script>"></iframe>',
    "<iframe src=https://attack.invalid/></iframe>",
    "<img src=https://attack.invalid/x.png>",
    "<link rel=stylesheet href=https://attack.invalid/x.css>",
    "<meta http-equiv=refresh content='0;url=https://attack.invalid/'>",
    "<base href=https://attack.invalid/>",
    "<style>*{background:url(https://attack.invalid/x)}</style>",
    "</style></title></textarea></noscript><body onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<form action=https://attack.invalid/><button>x</button></form>",
    "javascript:alert(1)",
    "JaVa\tScRiPt:alert(1)",
    " \x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:alert(1)",
    "//attack.invalid/x",
    'https://attack.invalid/" onclick="alert(1)',
    "url(https://attack.invalid/x)",
    "x; background-image: url(https://attack.invalid/x)",
    "line\u2028separator\u2029paragraph",
    "\\u003cscript\\u003e",
    "\u202e>tpircs<",
    "{{data}}{{program}}",
    "${alert(1)}`${alert(1)}`",
    "__proto__",
    "constructor",
    "*/alert(1)//",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def hostile_graph() -> Graph:
    """Every text in every place: names, aliases, titles, addresses, quotes, roles."""
    nodes, edges = {}, {}
    for number, text in enumerate(HOSTILE):
        agency, source = f"Agency/{number}{text}", f"sha256:{number}"
        known = {"aliases": [text], "level": text, "sources": 1}
        nodes[agency] = Node(agency, "Agency", {"id": agency, "name": text, **known})
        told = {"name": text, "title": text, "url": text, "publisher": text, "date": text}
        nodes[source] = Node(source, "Source", {"id": source, **told})
    agencies = [key for key, node in nodes.items() if node.label == "Agency"]
    for number, (text, agency) in enumerate(zip(HOSTILE, agencies, strict=True)):
        props = {"id": f"e{number}", "role": text, "title": text, "quotes": [text]}
        props["quoteSpans"] = [f"sha256:{number}#0-{len(text)}"]
        edges[f"e{number}"] = Edge(f"e{number}", "PART_OF", agency, agencies[0 if number else 1], props)
    return Graph(nodes, edges)


def walk(page: Page) -> int:
    """Open every node and every edge in the panel; return how much stood in it."""
    seen = 0
    for text in HOSTILE:
        page.fill("#search", text)
        if page.locator("#results li[role=option]").count():
            page.press("#search", "Enter")
            seen += 1
            for number in range(page.locator("#panel button.say").count()):
                page.locator("#panel button.say").nth(number).click()
                seen += page.locator("#panel blockquote").count()
                page.fill("#search", text)
                page.press("#search", "Enter")
    return seen


def nothing_ran(page: Page) -> None:
    assert page.evaluate("window.hit") is None
    ways_out = page.locator(
        "#panel a, a[href], form, iframe, img, base, link, meta[http-equiv=refresh], object, embed"
    )
    for address in ways_out.evaluate_all(
        "(all) => all.map((one) => one.getAttribute('href') ?? one.outerHTML)"
    ):
        assert str(address).lower().startswith(("http://", "https://"))
    # Nothing of the texts became an attribute that could act.
    acting = "[...document.querySelectorAll('*')].flatMap((e) => [...e.attributes]).map((a) => a.name)"
    assert [name for name in page.evaluate(acting) if name.startswith("on")] == []


@pytest.mark.parametrize(("title", "language"), [(HOSTILE[1], "zh"), (HOSTILE[15], "en")], ids=["zh", "en"])
def test_every_hostile_text_in_every_place_is_shown_and_nothing_more(
    title: str, language: str, browser: Browser, tmp_path: Path
):
    path = tmp_path / "hostile.html"
    write_html(hostile_graph(), path, title=title, language=language)
    # Offline, and at the end there was no request, no dialog, no error, no breach of the policy.
    for page in opened(browser, path):
        assert page.evaluate(f"{CY}.nodes('[type = \"Agency\"]').length") == len(HOSTILE)
        assert page.inner_text("#title") == page.title() == title
        assert walk(page) > len(HOSTILE)
        nothing_ran(page)


def test_the_policy_of_the_page_is_in_force(browser: Browser, tmp_path: Path):
    """Guards the test above: had a text got in, the page's own policy would have stopped it."""
    path = tmp_path / "page.html"
    write_html(hostile_graph(), path, title="x")
    page = browser.new_context(offline=True).new_page()
    page.goto(path.as_uri())
    stopped = [
        "script-src-elem",
        "script-src-attr",
        "img-src",
        "frame-src",
        "style-src-elem",
        "connect-src",
        "eval",
    ]
    broken = page.evaluate(
        """async (awaited) => {
      const broken = [];
      document.addEventListener("securitypolicyviolation", (event) => broken.push(event.effectiveDirective));
      const add = (tag, set) => document.body.append(Object.assign(document.createElement(tag), set));
      add("script", { textContent: "window.hit = 1" });
      add("script", { src: "https://attack.invalid/x.js" });
      add("img", { src: "https://attack.invalid/x.png" });
      add("iframe", { src: "https://attack.invalid/" });
      add("style", { textContent: "* { color: red }" });
      document.body.setAttribute("onclick", "window.hit = 1");
      document.body.click();
      await fetch("https://attack.invalid/").catch(() => null);
      // Later: what the test itself is running may use eval.
      setTimeout(() => { try { eval("window.hit = 1"); } catch { broken.push("eval"); } }, 0);
      // A frame is stopped by another process, and told of when that finds the time.
      for (let turn = 0; turn < 100 && !awaited.every((name) => broken.includes(name)); turn++) {
        await new Promise((done) => setTimeout(done, 100));
      }
      return broken;
    }""",
        stopped,
    )
    assert page.evaluate("window.hit") is None
    assert set(stopped) <= set(broken)
    page.context.close()


def test_a_hostile_source_from_the_file_to_the_page(browser: Browser, tmp_path: Path):
    """The words stand where names, titles and sentences are read from."""
    bad = "</script><script>window.hit=1</script><img src=x onerror=window.hit=1>"
    body = f"民政部{bad}部长黄树贤主持召开全国农村留守儿童关爱保护工作部际联席会议第一次会议。由民政部、教育部、“{bad}”组成。"
    record = {
        "text": body,
        "title": f"{bad}会议",
        "publisher": bad,
        "date": "2018-09-26",
        "url": f"javascript:{bad}",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    html = f"<html><head><title>&lt;script&gt;window.hit=1&lt;/script&gt;</title></head><body><p>{body}</p></body></html>"
    (tmp_path / "b.html").write_text(html, encoding="utf-8")
    (tmp_path / f"c {'x' * 3}&<b>.txt").write_text(body, encoding="utf-8")
    with Workspace(tmp_path / "w") as workspace:
        report = workspace.add([str(path) for path in sorted(tmp_path.glob("[abc]*"))])
        assert not report.errors
    page_file = tmp_path / "graph.html"
    with pytest.raises(SystemExit) as end:
        main(["view", str(page_file), "--title", bad, "--dir", str(tmp_path / "w")])
    assert not end.value.code
    assert "onerror" in page_file.read_text(encoding="utf-8")
    for page in opened(browser, page_file):
        for name in ("民政部", "黄树贤"):
            page.fill("#search", name)
            page.press("#search", "Enter")
            if page.locator("#panel button.say").count():
                page.locator("#panel button.say").first.click()
        nothing_ran(page)
