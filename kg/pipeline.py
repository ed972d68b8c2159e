"""A source → everything it says: clean, split, then the spaCy pipeline of tag, link and relate on every article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.clean import Text, clean
from kg.link.bodies import Body
from kg.link.component import Setting
from kg.link.linked import Item, Linked
from kg.model import Entity, Evidence, Extraction, Issue, Mention, Source, Statement, statement_id
from kg.relate.component import Relater
from kg.relate.scene import Claim
from kg.seeds import Seeds
from kg.split import Article, split
from kg.tag.lexicon import Lexicon, load_frames
from kg.tag.tokenizer import NamesFirst

COUNTED = {"Mechanism": "MEMBER_OF", "Document": "ISSUED", "Meeting": "ORGANIZED"}
KEY_ATTRIBUTES = ("title", "role")


def load_pipeline(
    seeds: Seeds | None = None, segmenter: Literal["pkuseg", "char"] = "char", ner: str | None = None
) -> Language:
    """Return spaCy's ``zh`` language with the tokenizer ``kg.NamesFirst.v1`` and the components ``kg_link``, ``kg_relate``.

    Args:
        seeds: Seeds to use in place of the shipped ones.
        segmenter: ``pkuseg`` where the words between names are wanted; the line itself reads names and characters only.
        ner: A model that proposes names beside the rules: ``lac``, or any spaCy pipeline with ``ner`` by name or path.

    Raises:
        ModelError: There is no such model.
    """
    config = {"nlp": {"tokenizer": {"@tokenizers": "kg.NamesFirst.v1", "segmenter": segmenter}}}
    nlp = spacy.blank("zh", config=config)
    if seeds is not None:
        nlp.tokenizer = NamesFirst(nlp.vocab, Lexicon(seeds, load_frames()), segmenter)
    if ner:
        nlp.add_pipe("kg_propose", config={"model": ner})
    nlp.add_pipe("kg_link")
    relater = nlp.add_pipe("kg_relate")
    assert isinstance(relater, Relater)
    if ner:
        nlp.add_pipe("kg_weigh")
    return nlp


def extract(source: Source, nlp: Language) -> Extraction:
    """Return what the source says: entities, statements, mentions and issues, each in a fixed order."""
    text = clean(source)
    parts = [_article(text, article, nlp) for article in split(text)]
    statements = {
        s.id: s for part in parts for s in sorted(part.statements, key=lambda s: (s.confidence, s.rule))
    }
    return Extraction(
        source,
        tuple(merge_entities(e for part in parts for e in part.entities)),
        tuple(sorted(statements.values(), key=lambda s: (s.evidence.start, s.evidence.end, s.id))),
        tuple(sorted({m for part in parts for m in part.mentions}, key=lambda m: (m.start, m.end, m.entity))),
        tuple(i for part in parts for i in part.issues),
    )


def read_article(text: Text, article: Article, nlp: Language) -> Doc:
    """Return the Doc of one article, tagged, linked and related."""
    doc = nlp.make_doc(text.clean[article.start : article.end])
    doc.user_data["kg_setting"] = setting_of(article, text.source)
    return nlp(doc)


def setting_of(article: Article, source: Source) -> Setting:
    """Return what the article and its source lend to the names in it."""
    shift = article.start
    hint = " ".join(filter(None, (article.heading, article.publisher, source.title, source.publisher)))
    sections = tuple((s.start - shift, s.end - shift, s.heading) for s in article.sections)
    sentences = tuple((s - shift, e - shift) for s, e in article.sentences)
    return Setting(article.date or source.date or "", hint, sections, sentences)


def merge_entities(entities: Iterable[Entity]) -> list[Entity]:
    """Return one entity an id, with all forms and properties, by id."""
    merged: dict[str, Entity] = {}
    for entity in entities:
        known = merged.get(entity.id)
        if known:
            forms = set(known.aliases) | set(entity.aliases) | {entity.name}
            entity = Entity(
                entity.id,
                entity.type,
                known.name,
                tuple(sorted(forms - {known.name})),
                {**entity.props, **known.props},
            )
        merged[entity.id] = entity
    return [merged[k] for k in sorted(merged)]


def _article(text: Text, article: Article, nlp: Language) -> Extraction:
    doc = read_article(text, article, nlp)
    linked: Linked = doc.user_data["kg_linked"]
    claims: tuple[Claim, ...] = doc.user_data["kg_claims"]
    named = {i.id for i in linked.items if i.type != "Place"} | {
        end for c in claims for end in (c.subject, c.object)
    }
    entities = [
        Entity(b.id, b.type, b.name, tuple(sorted(b.aliases - {b.name, ""})), dict(sorted(b.props.items())))
        for k, b in linked.entities.items()
        if k in named
    ]
    statements = tuple(_statement(text, article, c) for c in claims)
    mentions = tuple(_mention(text, article, i) for i in linked.items if i.id in named)
    return Extraction(
        text.source, tuple(entities), statements, mentions, tuple(_issues(text, article, linked, claims))
    )


def _evidence(text: Text, start: int, end: int) -> Evidence:
    """The exact slice of the source behind ``clean[start:end]``, blanks at its ends left out."""
    piece = text.clean[start:end]
    start, end = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
    first, last = text.offsets.to_raw(start, end)
    raw = text.source.raw[first:last]
    reading = text.clean[start:end]
    return Evidence(text.source.id, first, last, raw, reading if reading != raw else None)


def _statement(text: Text, article: Article, claim: Claim) -> Statement:
    evidence = _evidence(text, claim.start + article.start, claim.end + article.start)
    key = next((str(claim.attrs[k]) for k in KEY_ATTRIBUTES if k in claim.attrs), "")
    id_ = statement_id(claim.subject, claim.predicate, claim.object, key, evidence)
    return Statement(
        id_,
        claim.subject,
        claim.predicate,
        claim.object,
        dict(sorted(claim.attrs.items())),
        evidence,
        claim.rule,
        claim.confidence,
        claim.status,
    )


def _mention(text: Text, article: Article, item: Item) -> Mention:
    start, end = text.offsets.to_raw(item.start + article.start, item.end + article.start)
    return Mention(item.id, text.source.id, start, end, text.source.raw[start:end])


def _issues(text: Text, article: Article, linked: Linked, claims: tuple[Claim, ...]) -> Iterable[Issue]:
    for name in linked.open:
        start, _ = text.offsets.to_raw(name.start + article.start, name.end + article.start)
        yield _issue("unresolved", f"{name.type} {name.text}", text, start)
    for entity in linked.entities.values():
        stated, found = entity.props.get("statedCount"), _counted(entity, claims)
        if stated and found != stated:
            first = next((i.start for i in linked.items if i.id == entity.id), 0)
            start, _ = text.offsets.to_raw(first + article.start, first + article.start + 1)
            yield _issue("count", f"{entity.name}: {stated} stated, {found} found", text, start)


def _counted(entity: Body, claims: tuple[Claim, ...]) -> int:
    """How many the claims name of what a text counts: members of a mechanism, issuers of a paper, hosts of a meeting."""
    predicate = COUNTED.get(entity.type)
    told = (
        c for c in claims if c.object == entity.id and c.predicate == predicate and c.status == "asserted"
    )
    return len({c.subject for c in told if c.attrs.get("role") != "office"})


def _issue(kind: str, message: str, text: Text, start: int) -> Issue:
    return Issue(kind, message, text.source.id, start, text.source.raw.count("\n", 0, start) + 1)
