"""Bytes → text: byte order mark, strict UTF-8, the encoding a page declares, the likeliest one."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from kg.errors import ReadError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The wider encoding reads what is wrongly called by the narrower one's name.
WIDER = {
    **dict.fromkeys(("gb2312", "gbk", "cp936", "hz", "euc-cn", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "cp950", "big5-hkscs"), "big5hkscs"),
    **dict.fromkeys(("utf-16", "utf-16le"), "utf-16-le"),
}
CHINESE = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
GUESSED = 65536
ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ufffd\ue000-\uf8ff]")
COMMON = re.compile(
    "[的一是在不了有和人这中大为上国以要时用们生作地于出分对会主发年同工也下方后定行学法民经部通知务院府政關會國為發對這]"
)
HAN = re.compile("[\u4e00-\u9fff\u3001-\u3011\u2014-\u201d\uff01-\uff1f]")
FOREIGN = re.compile("[\u0370-\u1fff\u3040-\u33ff\uac00-\ud7a3]")
OTHER = re.compile("[^\x00-\x7f]")
MOST_ODD = 0.02


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """Return the text of the bytes, without byte order mark, line ends untouched.

    Args:
        data: The whole file.
        name: For the error's sentence.
        declared: The encoding that the text itself names, believed where it fits.

    Raises:
        ReadError: The bytes are no text.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name)
    encodings = ("utf-8", _known(declared), *_ranked(data))
    text = next((t for e in encodings if e and (t := _try(data, e)) is not None and _is_text(t)), None)
    if text is None:
        raise ReadError(
            f"{name}: is not text in any encoding known here (binary data?)",
            f"{name}:不是文本,或编码无法识别(二进制数据?)",
        )
    return text


def _strict(data: bytes, encoding: str, name: str) -> str:
    text = _try(data, encoding)
    if text is None or not _is_text(text):
        raise ReadError(f"{name}: begins as {encoding} text but is broken")
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _known(encoding: str | None) -> str | None:
    name = (encoding or "").lower().replace("_", "-")
    return WIDER.get(name, name) or None


def _ranked(data: bytes) -> list[str]:
    """The encodings to try, the likeliest first: that which gives the best Chinese, then what statistics say."""
    sample = data[:GUESSED]
    best = max(CHINESE, key=lambda e: _chinese(sample, e))
    guess = from_bytes(sample).best()
    order = [best, _known(guess.encoding) if guess else None]
    return [e for e in order if e]


def _chinese(sample: bytes, encoding: str) -> float:
    """How Chinese the text would be: common characters for it, foreign and odd ones against it, among all but ASCII."""
    text = sample.decode(encoding, "replace")
    other = OTHER.findall(text)
    good = len(COMMON.findall(text)) + 0.2 * len(HAN.findall(text))
    return (good - 4 * len(ODD.findall(text)) - len(FOREIGN.findall(text))) / (len(other) or 1)


def _is_text(text: str) -> bool:
    sample = text[:GUESSED]
    return len(ODD.findall(sample)) <= MOST_ODD * len(sample)
