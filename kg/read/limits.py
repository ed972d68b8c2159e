"""How much is read at most: what is larger is refused with a sentence, since it would fill the memory or take hours."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from zipfile import ZipFile

from kg.errors import ReadError

# Bytes of a file; of one that is a single text; of what a Word document unpacks to, and of its parts in XML.
LARGEST_FILE = 500_000_000
LARGEST_TEXT_FILE = 40_000_000
LARGEST_UNPACKED = 400_000_000
LARGEST_XML = 100_000_000
MOST_PARTS = 10_000
# Characters of one text; ten thousand printed pages.
LONGEST_TEXT = 10_000_000


def bytes_of(path: str, name: str) -> bytes:
    """Return what a file holds.

    Raises:
        ReadError: It cannot be read, or is larger than a file may be.
    """
    try:
        with Path(path).open("rb") as file:
            check_size(os.fstat(file.fileno()).st_size, name)
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise ReadError(
            f"{name}: {error.strerror}; a path is looked for from the folder where you are",
            f"{name}:没有这个文件或目录;相对路径从当前目录算起",
        ) from error
    except (OSError, ValueError) as error:
        raise ReadError(f"{name}: {getattr(error, 'strerror', None) or error}") from error
    check_size(len(data), name)
    return data


def standard_input(name: str) -> bytes:
    """Return what comes in, to its end.

    Raises:
        ReadError: It is more than a file may hold.
    """
    data = sys.stdin.buffer.read(LARGEST_FILE + 1)
    check_size(len(data), name)
    return data


def check_size(size: int, name: str, most: int = LARGEST_FILE) -> None:
    """Refuse what has more bytes.

    Raises:
        ReadError: It has.
    """
    if size > most:
        raise ReadError(f"{name}: is larger than {most // 1_000_000} MB; cut it into several files")


def check_text(text: str, name: str) -> str:
    """Return a text that is no longer than one may be.

    Raises:
        ReadError: It is longer.
    """
    if len(text) > LONGEST_TEXT:
        raise ReadError(f"{name}: holds more than {LONGEST_TEXT:,} characters; cut it into several files")
    return text


def check_package(file: ZipFile, name: str) -> None:
    """Refuse an archive that would unpack to too much; no more is ever unpacked than it says here.

    Raises:
        ReadError: It would.
    """
    parts = file.infolist()
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if len(parts) > MOST_PARTS or xml > LARGEST_XML or sum(p.file_size for p in parts) > LARGEST_UNPACKED:
        raise ReadError(
            f"{name}: would unpack to more than {LARGEST_XML // 1_000_000} MB of XML, "
            f"{LARGEST_UNPACKED // 1_000_000} MB or {MOST_PARTS:,} parts; cut it into several files"
        )
