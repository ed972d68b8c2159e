"""Gather the pages of one language: its own, those of the repository that both share, and what is generated."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import figures
import reference

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
LANGUAGES = ("zh", "en")
# Pages that stand elsewhere in the repository, and where the site shows them.
SHARED = {
    "docs/asking.md": "guides/asking.md",
    "docs/shell.md": "guides/shell.md",
    "docs/browser.md": "guides/browser.md",
    "docs/changing.md": "guides/changing.md",
    "docs/review.md": "guides/review.md",
    "docs/evaluation.md": "explanation/evaluation.md",
    "docs/judged-sample.md": "explanation/judged-sample.md",
    "docs/limits.md": "explanation/limits.md",
    "docs/security.md": "explanation/security.md",
    "docs/benchmarks.md": "explanation/benchmarks.md",
    "CONTRIBUTING.md": "explanation/contributing.md",
    "seeds/README.md": "reference/seeds-sources.md",
    "seeds/documents/README.md": "explanation/documents.md",
    "docs/queries.md": "reference/queries.md",
}
GENERATED = {"docs/queries.md"}
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s#]*)(#[^)\s]*)?\)")


def stage(language: str, folder: Path) -> None:
    """Write all pages of a language into a folder, made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    places = _places(language)
    for source, place in places.items():
        if source not in GENERATED:
            text = (ROOT / source).read_text(encoding="utf-8")
            _write(folder / place, _linked(text, source, places, folder))
    for place, text in (
        reference.pages(language) | {"explanation/figures.md": figures.page(language)}
    ).items():
        _write(folder / place, text)


def _places(language: str) -> dict[str, str]:
    """Page of the site by page of the repository, both with forward slashes."""
    own = HERE / language
    decisions = {
        f"docs/decisions/{p.name}": f"decisions/{p.name}" for p in _markdown(ROOT / "docs" / "decisions")
    }
    pages = {p.relative_to(ROOT).as_posix(): p.relative_to(own).as_posix() for p in _markdown(own)}
    return SHARED | decisions | pages


def _markdown(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.md"))


def _linked(text: str, source: str, places: Mapping[str, str], folder: Path) -> str:
    """Let links lead to pages of the site; what the site does not show becomes plain text."""

    def lead(match: re.Match[str]) -> str:
        mark, shown, target, part = match.group(1), match.group(2), match.group(3), match.group(4) or ""
        inside = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
        if not target or "://" in target or not (ROOT / inside).exists():
            return match.group()
        if mark:
            _copy(ROOT / inside, folder / "pictures" / Path(inside).name)
        elif inside not in places:
            return shown
        there = f"pictures/{Path(inside).name}" if mark else places[inside]
        return f"{mark}[{shown}]({posixpath.relpath(there, posixpath.dirname(places[source]) or '.')}{part})"

    return LINK.sub(lead, text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _copy(path: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, to)
