"""The tokenizer ``kg.NamesFirst.v1``: names first, words between.

Names are recognised on the text; their edges are token edges, so that no name is ever split by a word. The gaps are cut
by the segmenter in sentences that carry a cue, into characters elsewhere.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans, registry
from spacy.vocab import Vocab

from kg.seeds import load_seeds
from kg.tag.lexicon import Lexicon, load_frames
from kg.tag.names import Name
from kg.tag.recognise import recognise
from kg.tag.segmenter import Segmenter

SENTENCE = re.compile(r"[^。!?\n]*[。!?\n]?")


class Ids(dict[str, int]):
    """Words by their numbers in a vocabulary, which spaCy takes three times as fast; only characters are remembered here."""

    def __init__(self, vocab: Vocab) -> None:
        self.strings = vocab.strings

    def __missing__(self, word: str) -> int:
        number: int = self.strings.add(word)
        if len(word) == 1:
            self[word] = number
        return number


class NamesFirst:
    """Text → Doc with ``doc.spans["kg"]`` (names may nest), ``doc.ents`` (the outermost), and the names in ``user_data``."""

    def __init__(self, vocab: Vocab, lexicon: Lexicon, segmenter: str = "pkuseg") -> None:
        self.vocab = vocab
        self.lexicon = lexicon
        self.segmenter = Segmenter() if segmenter == "pkuseg" else None
        self.cue = cue_pattern(lexicon)
        self.ids = Ids(vocab)

    def __call__(self, text: str) -> Doc:
        """Return the Doc of a text; ``doc.text`` equals it."""
        names = recognise(text, self.lexicon)
        # Without a segmenter every character is a token, in names as between them.
        pieces = self.words(text, names) if self.segmenter else text
        words: list[Any] = list(map(self.ids.__getitem__, pieces))
        doc = Doc(self.vocab, words=words, spaces=[False] * len(words))
        doc.user_data["kg_names"], doc.user_data["kg_text"] = names, text
        spans = [doc.char_span(n.start, n.end, label=n.type) for n in names]
        found = [s for s in spans if s is not None]
        doc.spans["kg"] = found
        doc.set_ents(_outermost(found))
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = 50) -> Iterator[Doc]:
        """Yield the Docs of the texts, in order."""
        yield from map(self, texts)

    def words(self, text: str, names: list[Name]) -> list[str]:
        """Return the tokens for a segmenter: pieces of names whole, gaps as words or characters."""
        words: list[str] = []
        edges = sorted({0, len(text), *(n.start for n in names), *(n.end for n in names)})
        covered = _cover(names)
        cued = list(self.cued(text))
        for start, end in pairwise(edges):
            while covered and covered[0][1] <= start:
                covered.popleft()
            if covered and covered[0][0] <= start:
                words.append(text[start:end])
            else:
                words += self._gap(text, start, end, cued)
        return words

    def cued(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the spans of the sentences that carry a cue."""
        for match in SENTENCE.finditer(text):
            if match.group() and self.cue.search(match.group()):
                yield match.span()

    def cue_share(self, text: str) -> float:
        """Return the share of the text's characters that lie in sentences with a cue."""
        return sum(end - start for start, end in self.cued(text)) / len(text) if text else 0.0

    def to_disk(self, path: str | Path, **kwargs: object) -> None:
        """Save nothing: seeds and frames travel with the package."""

    def from_disk(self, path: str | Path, **kwargs: object) -> NamesFirst:
        """Load nothing."""
        return self

    def to_bytes(self, **kwargs: object) -> bytes:
        """Return no bytes: seeds and frames travel with the package."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: object) -> NamesFirst:
        """Load nothing."""
        return self

    def _gap(self, text: str, start: int, end: int, cued: list[tuple[int, int]]) -> Iterator[str]:
        position = start
        for first, last in cued:
            if last <= start or first >= end:
                continue
            yield from text[position : max(first, start)]
            assert self.segmenter
            yield from self.segmenter.cut(text[max(first, start) : min(last, end)])
            position = min(last, end)
        yield from text[position:end]


def cue_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Return what makes a sentence worth cutting into words: a verb of any frame, or a title."""
    frames = lexicon.frames["relations"]
    parts = [
        p
        for group in ("meetings", "documents", "mechanisms", "programs")
        for k, p in frames[group].items()
        if k not in ("place", "topic", "count", "about")
    ]
    plain = [re.sub(r"\(\?P<\w+>", "(?:", p) for p in parts]
    return re.compile("|".join(f"(?:{p})" for p in plain))


def _cover(names: list[Name]) -> deque[tuple[int, int]]:
    spans: deque[tuple[int, int]] = deque()
    for name in names:
        if not spans or name.start >= spans[-1][1]:
            spans.append((name.start, name.end))
    return spans


def _outermost(spans: list[Span]) -> list[Span]:
    return filter_spans(spans)


@registry.tokenizers("kg.NamesFirst.v1")
def make_tokenizer(segmenter: Literal["pkuseg", "char"] = "pkuseg") -> Callable[[Language], NamesFirst]:
    """Return the factory that spaCy calls with the pipeline; shipped seeds and frames are loaded then.

    Args:
        segmenter: ``pkuseg`` cuts sentences with a cue into words; ``char`` leaves every gap as characters.
    """

    def create(nlp: Language) -> NamesFirst:
        return NamesFirst(nlp.vocab, Lexicon(load_seeds(), load_frames()), segmenter)

    return create
