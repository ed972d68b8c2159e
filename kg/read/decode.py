"""Bytes → text: byte order mark, then strict UTF-8, then the Chinese encodings, the likeliest text winning."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from kg.errors import ReadError

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# GB18030 holds GBK and GB2312, so it reads what a page wrongly calls by their names.
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs"}
CHINESE = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
SAMPLE = 65536
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
MOST_CONTROL = 0.01


def decode(data: bytes, name: str) -> str:
    """Return the text of the bytes, without byte order mark, line ends untouched.

    Raises:
        ReadError: The bytes are no text in any known encoding.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _strict(data, _guess(data, name), name)
    if len(CONTROL.findall(text[:SAMPLE])) > MOST_CONTROL * len(text[:SAMPLE]):
        raise ReadError(f"{name}: is not text (too many control characters)")
    return text


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"{name}: is not valid {encoding} at byte {error.start}") from error


def _guess(data: bytes, name: str) -> str:
    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        raise ReadError(f"{name}: encoding not recognised")
    encoding = best.encoding.replace("_", "-")
    return WIDER.get(encoding, encoding)
