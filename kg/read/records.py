"""JSON Lines: each record a source of its own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator

from kg.errors import ReadError
from kg.model import Source
from kg.read.limits import check_text
from kg.read.meta import Meta, checked

MEDIA_TYPE = "application/jsonl"


def read_records(
    data: bytes, name: str, meta: Meta, on_error: Callable[[ReadError], None]
) -> Iterator[Source]:
    """Yield the records' sources, in order; lines that are none go to ``on_error``, named ``name:line``."""
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            yield _record(line.strip(), place, meta)
        except ReadError as error:
            on_error(error)


def _record(line: bytes, place: str, meta: Meta) -> Source:
    try:
        record = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{place}: is not JSON ({error})") from error
    text = record.get("text") if isinstance(record, dict) else None
    if not isinstance(text, str) or not text.strip():
        raise ReadError(f'{place}: must be an object with a "text" that is not empty')
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise ReadError(f"{place}: text holds half of a surrogate pair")
    check_text(text, place)
    known = meta.over(checked(record, place))
    id_ = "sha256:" + hashlib.sha256(line).hexdigest()[:16]
    return Source(id_, place, MEDIA_TYPE, text, known.title, known.publisher, known.date, known.url)
