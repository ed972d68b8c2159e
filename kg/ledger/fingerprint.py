"""What an extraction depends on besides the text: where it differs, the source is read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg import __version__, assets
from kg.model import Source, digest

STAGES = (
    "read",
    "clean",
    "tag",
    "link",
    "relate",
    "propose",
    "split.py",
    "pipeline.py",
    "model.py",
    "seeds",
    "schema",
)
# What makes the graph of the statements.
FOLD_STAGES = ("resolve", "fold", "model.py", "seeds", "schema")
FOLDERS = ("schema", "seeds", "models")
# Sample texts, what explains the data to people, what review asks, what questions are read by and how things look do not
# change what is read from a text.
UNREAD = ("seeds/documents/", "schema/review.yml", "schema/ask.yml", "schema/style.yml")
PACKAGES = (
    "spacy",
    "spacy-pkuseg",
    "opencc",
    "lxml",
    "python-docx",
    "pypdf",
    "charset-normalizer",
    "ahocorasick-rs",
)


def run_fingerprint(options: Mapping[str, str] | None = None) -> str:
    """Return 16 hex digits over version, code of the stages, data files, libraries and options; once a run."""
    parts = [__version__, *(f"{name}={_version(name)}" for name in PACKAGES)]
    parts += [f"{name}={_hash(path)}" for name, path in _files(STAGES, FOLDERS)]
    parts += [f"{key}={value}" for key, value in sorted((options or {}).items())]
    return digest(*parts)


def fold_fingerprint() -> str:
    """Return 16 hex digits over the code and the data files that make the graph of the statements."""
    return digest(
        __version__, *(f"{name}={_hash(path)}" for name, path in _files(FOLD_STAGES, ("schema", "seeds")))
    )


def source_fingerprint(run: str, source: Source) -> str:
    """Return 16 hex digits over the run's fingerprint, the bytes' id and what was told of the source besides them."""
    known = (source.title, source.publisher, source.date, source.url)
    return digest(run, source.id, source.media_type, *(value or "" for value in known))


def _files(stages: Iterable[str], folders: Iterable[str]) -> Iterator[tuple[str, Path]]:
    for stage in stages:
        path = assets.PACKAGE / stage
        files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        yield from (
            (f"kg/{file.relative_to(assets.PACKAGE).as_posix()}", file) for file in files if file.is_file()
        )
    for name in folders:
        folder = assets.folder(name)
        named = (
            (f"{name}/{file.relative_to(folder).as_posix()}", file) for file in sorted(folder.rglob("*"))
        )
        yield from ((key, file) for key, file in named if file.is_file() and not key.startswith(UNREAD))


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
