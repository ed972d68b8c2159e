"""PDF: the text layer, page by page."""

from __future__ import annotations

import io

import pypdf

from kg.errors import ReadError
from kg.read.limits import check_text
from kg.read.quiet import quiet


def pdf_text(data: bytes, name: str) -> str:
    """Return the text of all pages, a line break between pages.

    Raises:
        ReadError: The file is encrypted, damaged, or holds pictures of text only.
    """
    try:
        with quiet("pypdf"):
            text = _pages(data, name)
    except ReadError:
        raise
    # A damaged file makes the library fail in many ways; none of them is the user's business but the first sentence.
    except Exception as error:
        raise ReadError(f"{name}: is not a readable PDF ({error})") from error
    if not text.strip():
        raise ReadError(
            f"{name}: has no text layer (a scan?); recognise its text first",
            f"{name}:没有文字层(扫描件?);请先做文字识别",
        )
    return text


def _pages(data: bytes, name: str) -> str:
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not _opens(reader):
        raise ReadError(f"{name}: is encrypted; save a copy without a password")
    text = ""
    for number, page in enumerate(reader.pages):
        # Checked page by page: many pages may share one stream that unpacks to much.
        text = check_text(f"{text}\n{page.extract_text()}" if number else page.extract_text(), name)
    return text


def _opens(reader: pypdf.PdfReader) -> bool:
    """Whether the empty password opens it, as with files that only forbid printing."""
    try:
        return bool(reader.decrypt(""))
    except (pypdf.errors.PyPdfError, NotImplementedError):
        return False
