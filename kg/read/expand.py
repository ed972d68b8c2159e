"""Arguments → paths: folders, globs, files, ``-``."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.read.meta import is_sidecar

STDIN = "-"


def expand(paths: Iterable[str]) -> list[str]:
    """Return the files that the arguments mean, sorted, each once.

    Folders are walked; hidden files and folders in them, sidecars, and files named README are left out. What does not
    exist stays, so that reading it says so.
    """
    return sorted({file for path in paths for file in _files(path) if not is_sidecar(file)})


def _files(path: str) -> Iterator[str]:
    if path == STDIN:
        yield path
    elif Path(path).is_dir():
        yield from _walk(path)
    elif Path(path).exists() or not glob.has_magic(path):
        yield path
    else:
        yield from _matches(path)


def _matches(pattern: str) -> Iterator[str]:
    # Path.glob takes no absolute patterns.
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207
    for path in found or [pattern]:
        if Path(path).is_dir():
            yield from _walk(path)
        else:
            yield path


def _walk(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".")]
        for name in files:
            if not name.startswith((".", "README")):
                yield str(Path(place) / name)
