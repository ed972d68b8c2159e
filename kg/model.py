"""The records that the stages hand to one another. Data only: no stage's behaviour lives here.

Offsets are Unicode code points (Python ``len``), half-open. ``start``/``end`` of an ``Evidence``,
``Mention``, ``Repair`` or ``Issue`` point into ``Source.raw``; those of an ``Article`` point into ``Text.clean``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Value = str | int | float | bool | list[str]
Status = Literal["asserted", "ended", "planned", "negated"]


def digest(*parts: str) -> str:
    """Return the first 16 hex digits of the SHA-256 of the parts, joined by a unit separator."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Source:
    """One text as it came in.

    Attributes:
        id: ``sha256:`` and 16 hex digits of the raw bytes.
        name: Path or name under which it was given; not part of its identity.
        media_type: One of ``text/plain``, ``text/markdown``, ``text/html``, ``application/pdf``,
            the docx type, ``application/jsonl`` (one record).
        raw: The decoded (or extracted) text without BOM, line ends as in the file.
        date: ISO date of publication, as precise as known.
    """

    id: str
    name: str
    media_type: str
    raw: str
    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None


class Segment(NamedTuple):
    """A run of cleaned text: ``clean[start:end]`` came from ``raw[raw_start:raw_end]``.

    Where both have one length the characters correspond one by one; otherwise the run as a whole does.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Repair:
    """One change that cleaning made: ``before`` at ``raw[start:end]`` reads ``after`` in the cleaned text."""

    kind: str
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that could not be used, with its place. ``line`` counts from 1 in the raw text."""

    kind: str
    message: str
    source: str
    start: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact slice of a source that makes a claim; ``text == raw[start:end]`` always."""

    source: str
    start: int
    end: int
    text: str
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that has a name. ``id`` is ``Type/key``; ``aliases`` exclude ``name``; sorted."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    props: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in a source where an entity is named, by whatever words."""

    entity: str
    source: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim made by one sentence.

    Attributes:
        id: Hash of source, subject, predicate, object, key attribute, start, end.
        attrs: Role, title, date, ordinal …; scalars only, keys as in ``schema/relations.yml``.
        rule: Name of the frame that made the claim.
        confidence: 0 to 1.
    """

    id: str
    subject: str
    predicate: str
    object: str
    attrs: Mapping[str, str | int]
    evidence: Evidence
    rule: str
    confidence: float
    status: Status = "asserted"


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one source says. Every list is in a fixed order: by offset, then by id; an entity stands once."""

    source: Source
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the graph. ``props`` include ``id`` and ``name``; no nulls, no nested values."""

    id: str
    label: str
    props: Mapping[str, Value]

    @property
    def hash(self) -> str:
        """Content hash: label and every property."""
        return content_hash(self.label, self.props)


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship of the graph; ``id`` is unique within its type. ``props`` include ``id``."""

    id: str
    type: str
    source: str
    target: str
    props: Mapping[str, Value]

    @property
    def hash(self) -> str:
        """Content hash: type, both ends and every property."""
        return content_hash(f"{self.type}\x1f{self.source}\x1f{self.target}", self.props)


@dataclass(slots=True)
class Graph:
    """The fold of the live statements, keyed by id; both dicts are in key order."""

    nodes: dict[str, Node]
    edges: dict[str, Edge]

    @property
    def hash(self) -> str:
        """64 hex digits: the sum modulo 2**256 of SHA-256 over the items' content hashes."""
        total = sum(item_digest("node", node.id, node.hash) for node in self.nodes.values())
        total += sum(item_digest("edge", edge.id, edge.hash) for edge in self.edges.values())
        return f"{total % 2**256:064x}"


def item_digest(kind: Literal["node", "edge"], id_: str, hash_: str) -> int:
    """Return what an item adds to the hash of its graph: its SHA-256 as a number."""
    key = f"{kind[0]}\x1f{id_}\x1f{hash_}"
    return int.from_bytes(hashlib.sha256(key.encode()).digest(), "big")


# Made once: making it takes a third of the time that an item's hash takes.
_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def content_hash(head: str, props: Mapping[str, Value]) -> str:
    """Return 32 hex digits of the SHA-256 of ``head`` and the properties as canonical JSON."""
    body = _canonical(dict(props))
    return hashlib.sha256(f"{head}\x1f{body}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def statement_id(subject: str, predicate: str, object_: str, key: str, evidence: Evidence) -> str:
    """Return the id of a claim; ``key`` is the attribute that tells two facts apart, or empty."""
    place = (evidence.source, str(evidence.start), str(evidence.end))
    return digest(subject, predicate, object_, key, *place)
