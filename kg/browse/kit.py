"""The files of the kit, by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kg.browse.grass import grass
from kg.browse.guide import load_guide
from kg.browse.pages import as_asciidoc, as_html
from kg.browse.params import Values
from kg.browse.saved import archive, saved_queries
from kg.query import Query
from kg.schema import Schema, load_style

PLAIN = "text/plain; charset=utf-8"
TYPES = {".html": "text/html; charset=utf-8", ".zip": "application/zip"}


class File(NamedTuple):
    """Bytes, and what they are to a browser."""

    content: bytes
    media_type: str


class Names(NamedTuple):
    """What the files of one language are called."""

    html: str
    asciidoc: str
    style: str

    @classmethod
    def of(cls, language: str) -> Names:
        """Chinese is the usual one."""
        middle = "" if language == "zh" else f".{language}"
        return cls(f"guide{middle}.html", f"guide{middle}.adoc", f"style{middle}.grass")


def make_kit(queries: Mapping[str, Query], schema: Schema, values: Values, base: str = "") -> dict[str, File]:
    """Return the files: guides and styles in both languages, and the saved queries.

    Args:
        queries: The catalogue.
        schema: What there is to be styled.
        values: Type and name of an entity -> its id, for the examples of the queries.
        base: Address under which they will be served, if any.

    Raises:
        QueryError: The guide's source is wrong.
        SchemaError: The style's source is wrong.
    """
    guide, style = load_guide(queries, values), load_style(schema)
    saved = saved_queries(queries, values, " · ".join(guide.saved.values()))
    texts: dict[str, str] = {}
    for language in ("zh", "en"):
        names = Names.of(language)
        texts[names.html] = as_html(guide, language, base, names.style)
        texts[names.asciidoc] = as_asciidoc(guide, language, base, names.style)
        texts[names.style] = grass(schema, style, language)
    texts |= {f"queries/{name}": text for name, text in saved.items()}
    files = {name: File(text.encode(), media_type(name)) for name, text in texts.items()}
    return files | {"queries.zip": File(archive(saved), media_type("queries.zip"))}


def media_type(name: str) -> str:
    """Return what a file of that name is to a browser."""
    return TYPES.get(Path(name).suffix, PLAIN)


def write_kit(files: Mapping[str, File], folder: Path) -> list[Path]:
    """Write the files into a folder, which is made where it is missing; other files there stay."""
    written = []
    for name, file in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        written.append(path)
    return written
