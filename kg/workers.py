"""Extraction in worker processes: sources in, plain records out, in the order of the sources."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from functools import cache
from itertools import chain

from spacy.language import Language

from kg.model import Extraction, Source
from kg.pipeline import extract, load_pipeline
from kg.processes import fresh_pool, undisturbed

# A worker needs a second to start: below this many characters it is slower than none.
WORTH_STARTING = 200_000
# Characters sent to a worker at once, and how many such batches wait for each.
BATCH = 20_000
WAITING = 4


def extract_all(sources: Iterable[Source], workers: int, ner: str | None = None) -> Iterator[Extraction]:
    """Yield what each source says, in their order; the number of workers changes nothing but the time.

    Args:
        sources: Read as needed: only a few wait at a time.
        workers: How many processes at most; a small amount of text is read in this one.
        ner: A model that proposes names beside the rules; see :func:`kg.pipeline.load_pipeline`.
    """
    stream = iter(sources)
    first, characters = [], 0
    for source in stream if workers > 1 else ():
        first.append(source)
        characters += len(source.raw)
        if characters >= WORTH_STARTING:
            yield from _in_pool(chain(first, stream), workers, ner)
            return
    yield from (_extract(source, ner) for source in chain(first, stream))


def _in_pool(sources: Iterator[Source], workers: int, ner: str | None) -> Iterator[Extraction]:
    pool = fresh_pool(workers)
    waiting: deque[tuple[list[Source], Future[list[Extraction]]]] = deque()
    try:
        for batch in _batches(sources):
            with undisturbed():
                waiting.append((batch, pool.submit(_extract_batch, batch, ner)))
            if len(waiting) >= workers * WAITING:
                yield from _whole(*waiting.popleft())
        while waiting:
            yield from _whole(*waiting.popleft())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _batches(sources: Iterator[Source]) -> Iterator[list[Source]]:
    """Sources by the handful: short ones cost more to send one by one than to read."""
    batch: list[Source] = []
    for source in sources:
        batch.append(source)
        if sum(len(s.raw) for s in batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _extract_batch(sources: list[Source], ner: str | None) -> list[Extraction]:
    """Without the sources: the caller holds them, and their texts need not travel back."""
    return [replace(_extract(source, ner), source=replace(source, raw="")) for source in sources]


def _whole(sources: list[Source], future: Future[list[Extraction]]) -> Iterator[Extraction]:
    for source, extraction in zip(sources, future.result(), strict=True):
        yield replace(extraction, source=source)


def _extract(source: Source, ner: str | None) -> Extraction:
    return extract(source, _pipeline(ner))


@cache
def _pipeline(ner: str | None) -> Language:
    nlp = load_pipeline(ner=ner)
    # What is loaded lives as long as the process: the collector need not walk over it again and again.
    gc.collect()
    gc.freeze()
    return nlp
