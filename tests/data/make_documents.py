"""Make the sample documents that cannot be typed: the damaged text, the DOCX and the PDF.

Run as ``python tests/data/make_documents.py``, with the development packages and reportlab. The
texts stand in ``tests/data/sources``; dates and identifiers in the files are fixed, so that the same
versions of the libraries write the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import docx
import opencc
from pypinyin import Style, pinyin
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

SOURCES = Path(__file__).parent / "sources"
DOCUMENTS = Path(__file__).parents[2] / "seeds" / "documents"
STAMP = datetime(2024, 1, 1)
SHIFTED = re.compile("。《[\u4e00-\u9fff]{6}")


def damage(text: str) -> str:
    """Return the text as a spinner leaves it: traditional, glossed, one run shifted by a byte."""
    traditional = opencc.OpenCC("s2t").convert(text)
    shifted = SHIFTED.sub(lambda run: shift_bytes(run[0]), traditional)
    return gloss(shifted, text, traditional)


def shift_bytes(run: str) -> str:
    """Return the GBK run as it is read when its first byte is lost; ``?`` stands for each end.

    The last character's first byte pairs with the one before it, and its own second byte is lost: only
    its gloss remains.
    """
    read = run.encode("gbk")[1:-1].decode("gbk").replace("！", "!")
    return f"?{read}?({reading(run[-1])})"


def gloss(shifted: str, simplified: str, traditional: str) -> str:
    """Put the pinyin after every character that the change of script altered."""
    altered = {new: old for old, new in zip(simplified, traditional, strict=True) if old != new}
    return "".join(f"{char}({reading(char)})" if char in altered else char for char in shifted)


def reading(char: str) -> str:
    """Return the commonest reading of a character, with its tone mark."""
    return pinyin(char, style=Style.TONE)[0][0]


def write_damaged() -> None:
    """Write the spun page: a run of bars, then the whole text in one line."""
    title, body = (SOURCES / "children-2016.txt").read_text("utf-8").strip().split("\n")
    text = f"|\n||||\n|\n{damage(body)} |"
    (DOCUMENTS / "01-children-conference-2016.txt").write_text(f"{damage(title)}\n{text}", "utf-8")


def write_docx() -> None:
    """Write the city letter: its paragraphs, and its rows of three cells as a table."""
    document, table = docx.Document(), None
    for line in (SOURCES / "linan-2013.txt").read_text("utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 1:
            document.add_paragraph(line)
            continue
        table = table or document.add_table(rows=0, cols=len(cells))
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    properties = document.core_properties
    properties.author, properties.created, properties.modified = "tiaokuai", STAMP, STAMP
    buffer = io.BytesIO()
    document.save(buffer)
    repack(buffer, DOCUMENTS / "11-linan-2013.docx")


def repack(archive: io.BytesIO, path: Path) -> None:
    """Write the archive again with one fixed time for every member."""
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, STAMP.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))


def write_pdf() -> None:
    """Write the press conference with a text layer, in a font that every reader of Chinese PDF has."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    body = ParagraphStyle(
        "body", fontName="STSong-Light", fontSize=12, leading=20, wordWrap="CJK", firstLineIndent=24
    )
    head = ParagraphStyle("head", body, fontSize=15, firstLineIndent=0, spaceBefore=8, spaceAfter=6)
    lines = (SOURCES / "jining-2022.txt").read_text("utf-8").splitlines()
    flow = [Paragraph(line.lstrip("# "), head if line.startswith("#") else body) for line in lines if line]
    path = DOCUMENTS / "10-jining-2022.pdf"
    SimpleDocTemplate(
        str(path), pagesize=A4, title=lines[0].lstrip("# "), author="tiaokuai", invariant=1
    ).build(flow)


if __name__ == "__main__":
    write_damaged()
    write_docx()
    write_pdf()
