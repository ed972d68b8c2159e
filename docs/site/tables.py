"""Text and tables of generated pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def say(language: str, zh: str, en: str) -> str:
    """Return the text of a language."""
    return zh if language == "zh" else en


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield a table, a blank line behind it; nothing where there are no rows."""
    body = [[_cell(str(value)) for value in row] for row in rows]
    if body:
        yield from (_line(cells) for cells in (list(head), ["---"] * len(head), *body))
        yield ""


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ") or "–"
