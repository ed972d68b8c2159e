"""Sentences with the rules' names as labels: what a model of one's own is trained on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language

from kg.clean import clean
from kg.link.component import Setting
from kg.model import Source, digest
from kg.propose.spans import Reader, Span, tidy, whole_bodies
from kg.split import split
from kg.tag.names import Name, keep_longest

SHORTEST, LONGEST = 8, 300
LABEL = {"Official": "PER", "Agency": "ORG", "Organization": "ORG", "Place": "LOC"}
LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence and its names."""

    text: str
    spans: tuple[Span, ...]


def labelled(sources: Iterable[Source], nlp: Language) -> Iterator[Labelled]:
    """Yield the sentences of the sources with the outermost names that the rules find in them."""
    for source in sources:
        text = clean(source)
        for article in split(text):
            doc = nlp.make_doc(text.clean[article.start : article.end])
            shift = article.start
            setting = Setting(sentences=tuple((s - shift, e - shift) for s, e in article.sentences))
            yield from _sentences(doc.user_data["kg_text"], doc.user_data["kg_names"], setting)


def unique(sentences: Iterable[Labelled]) -> list[Labelled]:
    """Return each sentence once, in an order that is the same for the same texts in any order."""
    ordered = sorted(
        sentences, key=lambda s: (digest(s.text), s.text, [(x.start, x.end, x.label) for x in s.spans])
    )
    return list({s.text: s for s in reversed(ordered)}.values())[::-1]


def agreeing(sentences: Iterable[Labelled], reader: Reader) -> Iterator[Labelled]:
    """Yield the sentences in which a model finds the same persons and organizations, and no others."""
    for sentence in sentences:
        theirs = whole_bodies(tidy(sentence.text, reader([sentence.text])[0]))
        if _bodies(theirs) == _bodies(sentence.spans):
            yield sentence


def _sentences(text: str, names: Sequence[Name], setting: Setting) -> Iterator[Labelled]:
    outer = keep_longest([n for n in names if n.type in LABEL])
    lines = (m.span() for s, e in setting.sentences for m in LINE.finditer(text, s, e))
    for start, end in lines:
        if SHORTEST <= end - start <= LONGEST:
            inside = [n for n in outer if start <= n.start and n.end <= end]
            yield Labelled(
                text[start:end],
                tuple(Span(n.start - start, n.end - start, LABEL[n.type]) for n in inside),
            )


def _bodies(spans: Iterable[Span]) -> set[Span]:
    return {s for s in spans if s.label != "LOC"}
