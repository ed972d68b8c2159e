"""``kg train``: a small spaCy ``ner`` from texts of one's own, taught by the rules."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import compounding, fix_random_seed, minibatch  # type: ignore[attr-defined]

from kg.errors import ModelError
from kg.model import Source, digest
from kg.propose.readers import open_reader
from kg.propose.silver import Labelled, agreeing, labelled, unique

SEED = 0
# One sentence in ten is held back, chosen by its own text, so that more texts move no sentence across.
HELD_BACK = 10
FEWEST = 50
# Small batches first, for few sentences; larger ones as the model settles.
BATCHES = (4.0, 32.0, 1.001)
DROPOUT = 0.2


@dataclass(frozen=True, slots=True)
class Trained:
    """What came of it; the figures compare the model with the rules on sentences it was not shown."""

    sentences: int
    held_back: int
    precision: float
    recall: float
    f1: float


def train(
    sources: Iterable[Source],
    out: Path,
    *,
    ner: str | None = None,
    epochs: int = 10,
    on_epoch: Callable[[int, float], None] | None = None,
) -> Trained:
    """Write a pipeline with ``ner`` to a folder; the same texts in any order give the same model on one machine.

    Args:
        sources: The texts.
        out: Folder of the model; what stands in it is replaced.
        ner: A model that must agree with the rules on a sentence's persons and organizations, or it is left out.
        epochs: How often the sentences are gone through.
        on_epoch: Called with the number of an epoch and its loss.

    Raises:
        ModelError: There is too little text, no such model, or the folder cannot be written.
    """
    # The pipeline stands right of this stage; only its tokenizer is needed, by its registered name.
    rules = spacy.blank(
        "zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.NamesFirst.v1", "segmenter": "char"}}}
    )
    sentences: Iterable[Labelled] = unique(labelled(sources, rules))
    shown, held = _parted(agreeing(sentences, open_reader(ner)) if ner else sentences)
    nlp = _fitted(shown, epochs, on_epoch)
    try:
        nlp.to_disk(out)
    except OSError as error:
        raise ModelError(f"{out}: the model cannot be written there ({error})") from error
    scores = nlp.evaluate(_examples(nlp, held))
    figures = (float(scores[f"ents_{figure}"] or 0.0) for figure in "prf")
    return Trained(len(shown), len(held), *figures)


def _parted(sentences: Iterable[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """Return the sentences to learn from and those held back; as many without a name as with one, at most."""
    parts: tuple[list[Labelled], list[Labelled]] = ([], [])
    balance = 0
    for sentence in sentences:
        balance += 1 if sentence.spans else -1
        if not sentence.spans and balance < 0:
            balance = 0
            continue
        parts[int(digest(sentence.text), 16) % HELD_BACK == 0].append(sentence)
    if len(parts[0]) < FEWEST or not parts[1]:
        found = len(parts[0]) + len(parts[1])
        raise ModelError(f"{found} sentences with names are too few to learn from; give more texts")
    return parts


def _fitted(
    shown: Sequence[Labelled], epochs: int, on_epoch: Callable[[int, float], None] | None
) -> Language:
    fix_random_seed(SEED)
    nlp = spacy.blank("zh")
    nlp.add_pipe("ner")
    examples = _examples(nlp, shown)
    optimizer = nlp.initialize(lambda: examples)
    order = random.Random(SEED)
    sizes = compounding(*BATCHES)
    for epoch in range(1, epochs + 1):
        losses: dict[str, float] = {}
        order.shuffle(examples)
        for batch in minibatch(examples, sizes):  # type: ignore[no-untyped-call]
            nlp.update(batch, sgd=optimizer, losses=losses, drop=DROPOUT)
        if on_epoch:
            on_epoch(epoch, losses["ner"])
    return nlp


def _examples(nlp: Language, sentences: Iterable[Labelled]) -> list[Example]:
    return [
        Example.from_dict(
            nlp.make_doc(s.text), {"entities": [(span.start, span.end, span.label) for span in s.spans]}
        )
        for s in sentences
    ]
