"""One path or one stream of bytes → its sources."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import PurePath

from kg.errors import ReadError
from kg.model import Source
from kg.read.decode import decode
from kg.read.docx import docx_text
from kg.read.html import declared_encoding, html_text
from kg.read.limits import LARGEST_TEXT_FILE, bytes_of, check_size, check_text, standard_input
from kg.read.meta import Meta, checked, read_sidecar
from kg.read.names import STDIN, name_of
from kg.read.pdf import pdf_text
from kg.read.records import MEDIA_TYPE, read_records

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {
    **dict.fromkeys((".txt", ".text", ".log"), "text/plain"),
    **dict.fromkeys((".md", ".markdown"), "text/markdown"),
    **dict.fromkeys((".html", ".htm", ".shtml", ".xhtml"), "text/html"),
    **dict.fromkeys((".jsonl", ".ndjson"), MEDIA_TYPE),
    ".docx": DOCX,
    ".pdf": "application/pdf",
}
# What is met beside texts, by its ending: what to do with it, in English and Chinese.
SAVE = ("save it as .docx, .pdf or .txt", "请另存为 .docx、.pdf 或 .txt")
RECOGNISE = ("recognise its text first, into a .txt", "请先做文字识别,存为 .txt")
UNPACK = ("unpack it, and name the folder", "请先解压,再给出目录")
OTHERS = {
    **dict.fromkeys((".doc", ".wps", ".ofd", ".rtf", ".odt", ".xls", ".xlsx", ".et", ".ppt", ".pptx"), SAVE),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp"), RECOGNISE),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar"), UNPACK),
}
ErrorSink = Callable[[ReadError], None]


def read(
    path: str,
    *,
    date: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    on_error: ErrorSink | None = None,
) -> list[Source]:
    """Return the sources of a file; ``-`` is standard input.

    Args:
        path: One file; see ``expand`` for folders and globs.
        date: ISO date of publication; like ``publisher`` and ``url`` it wins over what file or sidecar say.
        publisher: Who published it.
        url: Where it stands.
        on_error: Takes the errors of single records of a jsonl file; without it the first one is raised.

    Raises:
        ReadError: The file cannot be read; the message begins with its path.
    """
    flags = {"date": date, "publisher": publisher, "url": url}
    if path != name_of(path):
        raise ReadError(f"{name_of(path)}: its name is not UTF-8; give it another")
    data = standard_input(path) if path == STDIN else bytes_of(path, path)
    meta = checked(flags, path).over(Meta() if path == STDIN else read_sidecar(path))
    return _sources(data, path, media_type_of(path, data), meta, on_error)


def read_bytes(
    data: bytes,
    name: str,
    media_type: str | None = None,
    *,
    date: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    on_error: ErrorSink | None = None,
) -> list[Source]:
    """Return the sources of bytes that have a name only; the rest as in ``read``."""
    meta = checked({"date": date, "publisher": publisher, "url": url}, name)
    return _sources(data, name, media_type or media_type_of(name, data), meta, on_error)


def media_type_of(name: str, data: bytes) -> str:
    """Return the media type, by the name's suffix where it is known, else by the first bytes."""
    known = TYPES.get(PurePath(name).suffix.lower())
    if known:
        return known
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"%pdf-"):
        return "application/pdf"
    if head.startswith(b"pk\x03\x04"):
        return DOCX
    if head.startswith((b"<!doctype html", b"<html", b"<head")):
        return "text/html"
    return MEDIA_TYPE if head.startswith(b'{"') else "text/plain"


def _sources(data: bytes, name: str, media_type: str, meta: Meta, on_error: ErrorSink | None) -> list[Source]:
    if not data.strip():
        raise ReadError(f"{name}: is empty", f"{name}:是空文件")
    if media_type == MEDIA_TYPE:
        return list(read_records(data, name, meta, on_error or _raise))
    text, found = _advised(data, name, media_type)
    if not check_text(text, name).strip():
        raise ReadError(f"{name}: holds no text")
    known = meta.over(found)
    id_ = "sha256:" + hashlib.sha256(data).hexdigest()[:16]
    return [Source(id_, name, media_type, text, known.title, known.publisher, known.date, known.url)]


def _advised(data: bytes, name: str, media_type: str) -> tuple[str, Meta]:
    """The text; of what is no text, what to do with such a file."""
    suffix = PurePath(name).suffix.lower()
    try:
        return _text(data, name, media_type)
    except ReadError as error:
        if suffix not in OTHERS:
            raise
        english, chinese = OTHERS[suffix]
        raise ReadError(
            f"{name}: {suffix} files are not read: {english}", f"{name}:不读 {suffix} 文件:{chinese}"
        ) from error


def _text(data: bytes, name: str, media_type: str) -> tuple[str, Meta]:
    if media_type == "application/pdf":
        return pdf_text(data, name), Meta()
    if media_type == DOCX:
        return docx_text(data, name), Meta()
    check_size(len(data), name, LARGEST_TEXT_FILE)
    if media_type == "text/html":
        return html_text(decode(data, name, declared_encoding(data)), name)
    return decode(data, name), Meta()


def _raise(error: ReadError) -> None:
    raise error
