"""Inputs made worse: seeds of every format, changed at random but the same for the same number."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx

from kg.read.decode import decode
from tests.test_read import page, pdf

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted((ROOT / "seeds" / "documents").glob("*.txt"))
TEXTS = [decode(path.read_bytes(), path.name).encode() for path in DOCUMENTS]
LARGEST = 200_000
# What readers stumble over: marks, controls, halves of characters, openings without ends, deep nests, great numbers.
MARKS = "\u202e\u200f\u2028\ufffd\ue000\u3000《“(〔?·,'\"\\\n\t\r\x0c\x00"
SNIPPETS = [
    "<!--",
    "<script>",
    "<![CDATA[",
    "<pre>",
    "<table><tr><td>",
    "</div>",
    "&#x110000;",
    "&#0;",
    "-1",
    "1e999",
    "NaN",
    "null",
    "\\ud800",
    "//",
    "$x",
    "<<",
    ">>",
    "stream",
    "endobj",
    "%%EOF",
    "2018年13月45日",
    "组长:张三",
]
WORDS = (
    *(b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x1b[31m", b"9" * 5000, b"0 0 0 R", b"/Kids [2 0 R]"),
    *(word.encode() for word in (*MARKS, *SNIPPETS, "// param x: int = a -- b | c")),
    *(
        word.encode() * 3000
        for word in ("<div>", "{", "[", '{"a":', "(", "《", "<td>", "会议由民政部、教育部组成。")
    ),
)


def mutated(kind: str, number: int) -> bytes:
    """Return the input of that number."""
    chance = random.Random(f"{kind} {number}")
    return FORMS[kind](chance)


def _change(chance: random.Random, data: bytes, times: int | None = None) -> bytes:
    for _ in range(times or chance.choice((0, 1, 1, 2, 4, 8, 30))):
        data = chance.choice(CHANGES)(chance, data)[:LARGEST]
    return data


def _flip(chance: random.Random, data: bytes) -> bytes:
    if not data:
        return b"\x80"
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def _cut(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:start] + data[end:]


def _end(chance: random.Random, data: bytes) -> bytes:
    return data[: _span(chance, data)[0]]


def _repeat(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    times = chance.choice((2, 3, 10, 1000))
    return data[:end] + data[start:end] * min(times, 1 + LARGEST // (end - start or 1)) + data[end:]


def _move(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    rest = data[:start] + data[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def _insert(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(WORDS) + data[at:]


def _splice(chance: random.Random, data: bytes) -> bytes:
    other = chance.choice(TEXTS)
    return data[: _span(chance, data)[0]] + other[_span(chance, other)[0] :]


def _span(chance: random.Random, data: bytes) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 3, 30, 300, 3000)))


CHANGES: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    *(_flip, _cut, _end, _repeat, _move, _insert, _insert, _splice),
)


def _bytes(chance: random.Random) -> bytes:
    start = chance.choice(
        (b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b'{"text": "', b"\xff\xfe", "会".encode())
    )
    return start + chance.randbytes(chance.choice((1, 10, 1000, 20_000)))


def _text(chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-8", "utf-8", "gb18030", "utf-16", "big5"))
    text = chance.choice(TEXTS).decode("utf-8").encode(encoding, "replace")
    return _change(chance, text)


def _html(chance: random.Random) -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in chance.choice(TEXTS).decode("utf-8").splitlines())
    return _change(chance, page(lines).encode("utf-8"))


def _docx(chance: random.Random) -> bytes:
    """Half of them broken in the document's own XML, half in the archive."""
    whole = _word(chance.randrange(len(TEXTS)))
    if chance.random() < 0.5:
        return _change(chance, whole)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        target = chance.choice(
            ("word/document.xml", "word/document.xml", "[Content_Types].xml", "_rels/.rels")
        )
        for name in old.namelist():
            new.writestr(name, _change(chance, old.read(name), 2) if name == target else old.read(name))
    return made.getvalue()


@cache
def _word(number: int) -> bytes:
    document = docx.Document()
    lines = TEXTS[number].decode("utf-8").splitlines()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(rows=2, cols=2)
    for cell, line in zip((c for row in table.rows for c in row.cells), lines, strict=False):
        cell.text = line
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _pdf(chance: random.Random) -> bytes:
    return _change(chance, pdf(chance.choice(TEXTS).decode("utf-8")[:200]))


def _jsonl(chance: random.Random) -> bytes:
    records = [
        {
            "text": text.decode("utf-8")[:2000],
            "date": chance.choice(("2018-01-01", "", 5, None)),
            "url": "https://a.b/",
        }
        for text in chance.sample(TEXTS, 3)
    ]
    return _change(
        chance, "\n".join(json.dumps(r, ensure_ascii=chance.random() < 0.5) for r in records).encode()
    )


def _csv(chance: random.Random) -> bytes:
    table = chance.choice(SEED_TABLES)
    return table.name.encode() + b"\n" + _change(chance, _head(table), chance.choice((1, 2, 5)))


@cache
def _head(path: Path) -> bytes:
    return b"".join(path.read_bytes().splitlines(keepends=True)[:60])


def _cypher(chance: random.Random) -> bytes:
    return _change(chance, chance.choice(QUERIES), chance.choice((1, 2, 5)))


SEED_TABLES = [path for path in sorted((ROOT / "seeds").iterdir()) if path.suffix in (".csv", ".txt")]
QUERIES = [path.read_bytes() for path in sorted((ROOT / "cypher" / "query").glob("*.cypher"))]
FORMS: dict[str, Callable[[random.Random], bytes]] = {
    "bytes": _bytes,
    "text": _text,
    "html": _html,
    "docx": _docx,
    "pdf": _pdf,
    "jsonl": _jsonl,
    "csv": _csv,
    "cypher": _cypher,
}
SUFFIXES = {"bytes": "", "text": ".txt", "html": ".html", "docx": ".docx", "pdf": ".pdf", "jsonl": ".jsonl"}
