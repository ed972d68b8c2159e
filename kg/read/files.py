"""One path or one stream of bytes → its sources."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.errors import ReadError
from kg.model import Source
from kg.read.decode import decode


def read(path: str, *, date: str | None = None, publisher: str | None = None, url: str | None = None) -> list[Source]:
    """Return the sources of a file."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror}") from error
    return read_bytes(data, path, date=date, publisher=publisher, url=url)


def read_bytes(data: bytes, name: str, *, date: str | None = None, publisher: str | None = None, url: str | None = None) -> list[Source]:
    """Return the sources of the bytes."""
    id_ = "sha256:" + hashlib.sha256(data).hexdigest()[:16]
    return [Source(id_, name, "text/plain", decode(data, name), None, publisher, date, url)]
