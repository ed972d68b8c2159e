"""The ``kg_link`` component: names of a Doc → entities, with what its article lends them."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from kg.link.article import link_article
from kg.link.context import make_context
from kg.tag.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of an article beside its text; offsets are the article's own.

    Attributes:
        date: ISO date of the article, or empty.
        hint: Title and publisher, where the article's place may show.
        sections: ``(start, end, heading)`` of the sections of a roundup.
        sentences: Spans of the sentences, in order; empty means that the component finds none.
    """

    date: str = ""
    hint: str = ""
    sections: tuple[tuple[int, int, str], ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()


class Linker:
    """Reads ``doc.user_data["kg_names"]`` and ``["kg_setting"]``, writes ``["kg_linked"]`` and the spans' ids."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Link every name of the Doc."""
        setting: Setting = doc.user_data.get("kg_setting", Setting())
        names = doc.user_data["kg_names"]
        text = doc.user_data["kg_text"]
        context = make_context(text, names, setting.date, setting.sections, self.lexicon, setting.hint)
        sentences = setting.sentences or ((0, len(text)),)
        linked = link_article(text, names, context, self.lexicon, sentences)
        doc.user_data["kg_linked"] = linked
        ids = {(i.start, i.end): i.id for i in linked.items}
        for span in doc.spans.get("kg", []):
            span.kb_id_ = ids.get((span.start_char, span.end_char), "")
        return doc


@Language.factory("kg_link")
def make_link(nlp: Language, name: str) -> Linker:
    """Make the component; it shares the tokenizer's lexicon."""
    return Linker(nlp.tokenizer.lexicon)  # type: ignore[union-attr]
