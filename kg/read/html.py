"""HTML: the text of the article with its line structure, and what the page's head knows.

Menus are told by their links and by the names of their parts; everything else is kept, since what a page prints around
its text is dropped by cleaning, and a list of names must not be lost because it has no sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from kg.errors import ReadError
from kg.read.meta import Meta, iso
from kg.read.tables import table

BLANKS = re.compile(r"[ \t\r\n\f]+")
DECLARED = re.compile(rb"<meta[^>]{0,200}charset=[\"' ]?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
SENTENCE_END = re.compile("[。!?！？;；]")
FIELDS = ("title", "publisher", "url", "date")
CONTAINERS = ("div", "ul", "ol", "dl", "table", "tr", "td", "p", "section", "header", "center", "span")
CELLS = ("td", "th")
# Breaks while rendering; beside one another the stronger counts.
LINE, PARAGRAPH = "\x01", "\x02"
BREAKS = re.compile(f"[ {LINE}{PARAGRAPH}]+")
MOST_LINKED = 0.6
LONGEST_CELL = 200


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page's head names."""
    m = DECLARED.search(data[:4096])
    return m[1].decode("ascii") if m else None


def html_text(page: str, name: str) -> tuple[str, Meta]:
    """Return the text of a page and what its head says.

    Raises:
        ReadError: The page holds no text, or is built so that not all of it can be read.
    """
    root = _parsed(page, name)
    meta = _meta(root)
    _prune(root)
    text = _tidy("".join(_render(root)))
    if not text:
        raise ReadError(f"{name}: the page holds no text")
    if meta.title and meta.title not in text:
        text = f"{meta.title}\n\n{text}"
    return text, meta


def _parsed(page: str, name: str) -> html.HtmlElement:
    parser = html.HTMLParser()
    try:
        root = html.document_fromstring(XML_HEAD.sub("", page), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise ReadError(f"{name}: is not a readable page ({error})") from error
    # The parser goes on without what is nested too deep, or too long in one piece: half a page is worse than none.
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise ReadError(f"{name}: is nested more than 250 deep, or holds a piece of more than 10 MB")
    _drop_controls(root)
    return root


def _drop_controls(root: html.HtmlElement) -> None:
    """Take out what the parser lets in and refuses to write: then nodes beside it could not be taken out."""
    for node in root.iter():
        if node.text and CONTROL.search(node.text):
            node.text = CONTROL.sub("", node.text)
        if node.tail and CONTROL.search(node.tail):
            node.tail = CONTROL.sub("", node.tail)


def _meta(root: html.HtmlElement) -> Meta:
    head = {(m.get("name") or m.get("property") or "").lower(): m.get("content") for m in root.iter("meta")}
    told = {k: next((v for n in table("pages")[k] if (v := head.get(n.lower()))), "") for k in FIELDS}
    title, publisher, url, date = (_flat(told[k]).strip() for k in FIELDS)
    return Meta(title or _title(root) or None, publisher or None, _date(date) or _posted(root), url or None)


def _title(root: html.HtmlElement) -> str:
    """The first big heading, else the page's title without the site's name."""
    heading = root.find(".//h1")
    page = re.split(table("pages")["title_end"], root.findtext(".//title") or "")[0]
    return _flat(heading.text_content() if heading is not None else "").strip() or _flat(page).strip()


def _posted(root: html.HtmlElement) -> str | None:
    m = re.search(table("pages")["posted"], "".join(root.itertext()))
    return _date(m["date"]) if m else None


def _date(text: str) -> str | None:
    try:
        return iso(text, "") if text else None
    except ReadError:
        return None


def _prune(root: html.HtmlElement) -> None:
    """Take out what is not the article's: by kind, by name, by links."""
    dropped = set(table("pages")["dropped"])
    furniture = re.compile(table("pages")["furniture"], re.IGNORECASE)
    for node in list(root.iter()):
        if not isinstance(node.tag, str) or (
            node.tag not in ("html", "body", "form") and _is_furniture(node, dropped, furniture)
        ):
            node.drop_tree()


def _is_furniture(node: html.HtmlElement, dropped: set[str], furniture: re.Pattern[str]) -> bool:
    if node.getparent() is None:
        return False
    if node.tag in dropped or "display:none" in (node.get("style") or "").replace(" ", "").lower():
        return True
    text = node.text_content()
    if SENTENCE_END.search(text):
        return False
    return bool(furniture.search(f"{node.get('class', '')} {node.get('id', '')}")) or _is_linked(node, text)


def _is_linked(node: html.HtmlElement, text: str) -> bool:
    """Whether most of the text are links, several of them: a menu, a list of other articles."""
    if node.tag not in CONTAINERS:
        return False
    links = [a.text_content() for a in node.iter("a")]
    return len(links) > 1 and sum(map(len, links)) > MOST_LINKED * len(text.strip())


def _render(node: html.HtmlElement) -> Iterator[str]:
    mark = _marks().get(node.tag, "")
    yield mark
    if node.tag == "tr" and _is_row(node):
        yield "\t".join(_flat(c.text_content()).strip() for c in node if c.tag in CELLS)
    else:
        yield _flat(node.text, node)
        for child in node:
            yield from _render(child)
            yield _flat(child.tail, node)
    yield mark


def _flat(text: str | None, parent: html.HtmlElement | None = None) -> str:
    """Text as a browser lays it out: line ends mean nothing but in <pre>."""
    if parent is not None and parent.tag == "pre":
        return (text or "").replace("\n", LINE)
    return BLANKS.sub(" ", text or "")


def _is_row(row: html.HtmlElement) -> bool:
    """Whether the row holds data: several short cells. Tables that only lay out the page are none."""
    cells = [c.text_content().strip() for c in row if c.tag in CELLS]
    return sum(map(bool, cells)) > 1 and max(map(len, cells)) <= LONGEST_CELL and row.find(".//table") is None


def _marks() -> dict[str, str]:
    data = table("html")
    return dict.fromkeys(data["paragraph"], PARAGRAPH) | dict.fromkeys((*data["line"], *data["cell"]), LINE)


def _tidy(text: str) -> str:
    return BREAKS.sub(lambda m: "\n\n" if PARAGRAPH in m[0] else "\n" if LINE in m[0] else " ", text).strip()
