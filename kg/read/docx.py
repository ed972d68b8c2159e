"""Word: paragraphs and tables in the order of the body."""

from __future__ import annotations

import io
from collections.abc import Iterator
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from lxml.etree import _Element

from kg.errors import ReadError
from kg.read.limits import check_package

TEXT, PARAGRAPH, TABLE, ROW, CELL = (qn(f"w:{t}") for t in ("t", "p", "tbl", "tr", "tc"))
MARKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
# What wraps blocks or runs without being text itself: content controls, accepted insertions.
WRAPS = {qn(f"w:{t}") for t in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}


def docx_text(data: bytes, name: str) -> str:
    """Return a line a paragraph, a line a table row, its cells joined by tabs.

    Raises:
        ReadError: The file is no Word document, an empty one, or too large.
    """
    try:
        with ZipFile(io.BytesIO(data)) as package:
            check_package(package, name)
        body = docx.Document(io.BytesIO(data)).element.body
        text = "\n".join(_lines(body))
    except ReadError:
        raise
    # The library lets the errors of zip and XML through as they come.
    except Exception as error:
        raise ReadError(f"{name}: is not a readable Word document ({error})") from error
    if not text.strip():
        raise ReadError(f"{name}: holds no text")
    return text


def _lines(parent: _Element) -> Iterator[str]:
    for child in parent:
        if child.tag == PARAGRAPH:
            yield _text(child)
        elif child.tag == TABLE:
            yield from _rows(child)
        elif child.tag in WRAPS:
            yield from _lines(child)


def _rows(parent: _Element) -> Iterator[str]:
    for child in parent:
        if child.tag == ROW:
            cells = (c for c in child.iter(CELL) if next(c.iterancestors(ROW)) is child)
            yield "\t".join(" ".join(filter(None, _lines(c))) for c in cells)
        elif child.tag in WRAPS:
            yield from _rows(child)


def _text(paragraph: _Element) -> str:
    """The text of a paragraph, deleted text left out; a paragraph in a text box belongs to the box."""
    parts = []
    for node in paragraph.iter(TEXT, *MARKS):
        if (
            next(node.iterancestors(PARAGRAPH)) is paragraph
            and next(node.iterancestors(qn("w:pPr")), None) is None
        ):
            parts.append(MARKS.get(node.tag) or node.text or "")
    return "".join(parts)
