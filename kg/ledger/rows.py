"""Records ↔ rows. Lists and properties stand as JSON with sorted keys, raw text compressed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kg.model import Entity, Evidence, Extraction, Issue, Mention, Source, Statement, Value

Row = Sequence[Any]


class Told(NamedTuple):
    """An entity as one source tells of it."""

    source: str
    entity: Entity


class Loaded(NamedTuple):
    """What a store was last made equal to.

    Attributes:
        hash: Of the graph.
        version: Of the fold: what changed later carries a higher one.
        counts: How many nodes of each label and relationships of each type the store then had, as JSON.
    """

    hash: str
    version: int
    counts: str


def load_key(target: str, database: str | None) -> str:
    """Return what a store is remembered by."""
    return f"{target}#{database}" if database else target


SOURCE_COLUMNS = "source, name, media_type, title, publisher, date, url"
# What options may tell of a text.
TOLD = ("publisher", "date", "url")
ENTITY_COLUMNS = "e.id, e.type, e.name, e.aliases, e.props"
STATEMENT_COLUMNS = "s.id, s.subject, s.predicate, s.object, s.attrs, s.start, s.end, s.quote, s.reading, s.rule, s.confidence, s.status"


def text_row(source: Source, fingerprint: str) -> Row:
    """Return the row of a text, in the order of the columns behind ``row``."""
    known = (source.title, source.publisher, source.date, source.url)
    packed = zlib.compress(source.raw.encode("utf-8", "surrogatepass"))
    return (source.name, source.id, source.media_type, *known, fingerprint, packed)


def source_of(row: Row) -> Source:
    """Return the source of ``SOURCE_COLUMNS`` and, behind them, ``raw`` or an empty blob."""
    id_, name, media_type, title, publisher, date, url, raw = row
    text = zlib.decompress(raw).decode("utf-8", "surrogatepass") if raw else ""
    return Source(id_, name, media_type, text, title, publisher, date, url)


def entity_rows(extraction: Extraction) -> Iterator[Row]:
    """Yield the rows of the entities."""
    for e in extraction.entities:
        yield (e.id, e.type, e.name, _packed(sorted(e.aliases)), _packed(e.props))


def form_rows(extraction: Extraction) -> Iterator[Row]:
    """Yield every form of every entity, the name among them."""
    for entity in extraction.entities:
        for form in sorted({entity.name, *entity.aliases}):
            yield (form, entity.id)


def told_of(row: Row) -> Told:
    """Return the entity of a source id and ``ENTITY_COLUMNS``."""
    source, id_, type_, name, aliases, props = row
    return Told(source, Entity(id_, type_, name, tuple(json.loads(aliases)), json.loads(props)))


def statement_rows(extraction: Extraction) -> Iterator[Row]:
    """Yield the rows of the statements."""
    for s in extraction.statements:
        place = (s.evidence.start, s.evidence.end, s.evidence.text, s.evidence.reading)
        yield (
            s.id,
            s.subject,
            s.predicate,
            s.object,
            _packed(s.attrs),
            *place,
            s.rule,
            s.confidence,
            s.status,
        )


def statement_of(row: Row) -> Statement:
    """Return the statement of a source id and ``STATEMENT_COLUMNS``."""
    source, id_, subject, predicate, object_, attrs, start, end, quote, reading, rule, confidence, status = (
        row
    )
    evidence = Evidence(source, start, end, quote, reading)
    return Statement(id_, subject, predicate, object_, json.loads(attrs), evidence, rule, confidence, status)


def mention_rows(extraction: Extraction) -> Iterator[Row]:
    """Yield the rows of the mentions."""
    for m in extraction.mentions:
        yield (m.entity, m.start, m.end, m.text)


def mention_of(row: Row) -> Mention:
    """Return the mention of a source id, entity, start, end and words."""
    source, entity, start, end, words = row
    return Mention(entity, source, start, end, words)


def issue_rows(extraction: Extraction) -> Iterator[Row]:
    """Yield the rows of the issues."""
    for i in extraction.issues:
        yield (i.kind, i.message, i.start, i.line)


def issue_of(row: Row) -> Issue:
    """Return the issue of a kind, message, source id or file name, start and line."""
    return Issue(*row)


def _packed(value: list[str] | Mapping[str, Value] | Mapping[str, str | int]) -> str:
    plain = value if isinstance(value, list) else dict(value)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)
