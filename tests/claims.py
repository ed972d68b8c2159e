"""Texts made by hand, a sentence a line, each line one claim; put into a workspace as if they had been read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.model import Entity, Evidence, Extraction, Mention, Source, Statement, digest, statement_id
from kg.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a text and what it claims."""

    line: str
    subject: str
    predicate: str
    object: str
    status: str = "asserted"
    confidence: float = 0.9
    attrs: dict[str, str | int] = field(default_factory=dict)


def text(
    name: str, said: Sequence[Said], date: str | None = None, **props: dict[str, str | int]
) -> Extraction:
    """Return what a text says. ``props`` are those of entities, by the key of their id."""
    raw = "\n".join(dict.fromkeys(each.line for each in said))
    source = Source(f"sha256:{digest(raw)}", name, "text/plain", raw, date=date)
    statements, mentions = [], []
    for each in said:
        start = raw.index(each.line)
        evidence = Evidence(source.id, start, start + len(each.line), each.line)
        key = str(each.attrs.get("role", each.attrs.get("title", "")))
        id_ = statement_id(each.subject, each.predicate, each.object, key, evidence)
        claim = (each.subject, each.predicate, each.object)
        statements.append(Statement(id_, *claim, each.attrs, evidence, "rule", each.confidence, each.status))
        mentions += [Mention(end, source.id, start, start + 1, raw[start]) for end in claim[::2]]
    ids = dict.fromkeys(end for each in said for end in (each.subject, each.object))
    entities = tuple(_entity(id_, props.get(id_.split("/", 1)[1], {})) for id_ in ids)
    return Extraction(source, entities, tuple(statements), tuple(dict.fromkeys(mentions)), ())


def _entity(id_: str, props: dict[str, str | int]) -> Entity:
    type_, key = id_.split("/", 1)
    name, _, date = key.partition("@")
    dated = {"date": date} if type_ == "Meeting" and date else {}
    return Entity(id_, type_, name, (), {**dated, **props})


def fill(folder: Path, texts: Sequence[Extraction]) -> Path:
    """Put the texts into the workspace ``.kg`` of a folder; return the workspace's folder."""
    with Workspace(folder / ".kg") as workspace:
        for each in texts:
            workspace.ledger.add(each, "fingerprint")
    return folder / ".kg"
