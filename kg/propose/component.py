"""The ``kg_propose`` component: names of the rules → the same names and those that a model adds to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from kg.link.component import Setting
from kg.propose.accept import RULE, Acceptance
from kg.propose.gate import Gate
from kg.propose.readers import LAC, open_reader
from kg.propose.spans import Reader, Span, tidy, whole_bodies
from kg.tag.lexicon import Lexicon
from kg.tag.names import Name
from kg.tag.tokenizer import SENTENCE

LINE = re.compile(r"[^\n]+")
# No sentence of prose is longer: tables and broken files would only cost memory.
LONGEST = 1000


class Proposer:
    """Reads ``doc.user_data["kg_names"]`` and ``["kg_setting"]``, adds to the names, and makes spans and ents anew."""

    def __init__(self, lexicon: Lexicon, cue: re.Pattern[str], reader: Reader) -> None:
        self.gate = Gate(lexicon, cue)
        self.acceptance = Acceptance(lexicon, cue)
        self.reader = reader

    def __call__(self, doc: Doc) -> Doc:
        """Add the model's names to those of the Doc; names of the rules keep their edges and types."""
        text, names = doc.user_data["kg_text"], doc.user_data["kg_names"]
        asked = self.asked(doc)
        if asked:
            merged = self.acceptance.names(text, names, self.spans(text, asked))
            doc.user_data["kg_names"] = merged
            _mark(doc, merged)
        return doc

    def asked(self, doc: Doc) -> list[tuple[int, int]]:
        """Return the sentences that the model is asked about."""
        text = doc.user_data["kg_text"]
        setting: Setting = doc.user_data.get("kg_setting", Setting())
        sentences = setting.sentences or tuple(m.span() for m in SENTENCE.finditer(text) if m.group())
        return self.gate.sentences(text, doc.user_data["kg_names"], sentences)

    def spans(self, text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[Span]:
        """Yield what the model sees in the sentences, line by line; offsets are those of the text."""
        pieces = [m.span() for start, end in sentences for m in LINE.finditer(text, start, end)]
        pieces = [(start, end) for start, end in pieces if end - start <= LONGEST]
        lines = [text[start:end] for start, end in pieces]
        for (start, _), line, spans in zip(pieces, lines, self.reader(lines), strict=True):
            yield from (
                Span(start + s.start, start + s.end, s.label) for s in whole_bodies(tidy(line, spans))
            )


def _mark(doc: Doc, names: Sequence[Name]) -> None:
    """Cut the tokens at the new names' edges, and make spans and ents of all names."""
    edges = {edge for n in names if n.rule == RULE for edge in (n.start, n.end)}
    with doc.retokenize() as retokenizer:
        for token in doc:
            first, last = token.idx, token.idx + len(token)
            inner = sorted(e for e in edges if first < e < last) if edges else []
            if inner:
                bounds = [first, *inner, last]
                parts = [token.text[a - first : b - first] for a, b in pairwise(bounds)]
                retokenizer.split(token, parts, heads=[(token, 0)] * len(parts))
    spans = [span for n in names if (span := doc.char_span(n.start, n.end, label=n.type)) is not None]
    doc.spans["kg"] = spans
    doc.set_ents(filter_spans(spans))


@Language.factory("kg_propose", default_config={"model": LAC})
def make_propose(nlp: Language, name: str, model: str) -> Proposer:
    """Make the component with the model of this name or path; it shares the tokenizer's lexicon."""
    tokenizer = nlp.tokenizer
    return Proposer(tokenizer.lexicon, tokenizer.cue, open_reader(model))  # type: ignore[union-attr]
