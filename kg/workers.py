"""Extraction in worker processes: sources in, plain records out, in the order of the sources."""

from __future__ import annotations

import gc
import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import chain, islice

from spacy.language import Language

from kg.model import Extraction, Source
from kg.pipeline import extract, load_pipeline

# A worker needs a second to start: below this many characters it is slower than none.
WORTH_STARTING = 200_000
WAITING = 4
PEEKED = 64


def extract_all(sources: Iterable[Source], workers: int, ner: str | None = None) -> Iterator[Extraction]:
    """Yield what each source says, in their order; the number of workers changes nothing but the time.

    Args:
        sources: Read as needed: only a few wait at a time.
        workers: How many processes at most; a small amount of text is read in this one.
        ner: A model that proposes names beside the rules; see :func:`kg.pipeline.load_pipeline`.
    """
    stream = iter(sources)
    first = list(islice(stream, PEEKED))
    everything = chain(first, stream)
    if workers > 1 and sum(len(source.raw) for source in first) >= WORTH_STARTING:
        yield from _in_pool(everything, workers, ner)
    else:
        yield from (_extract(source, ner) for source in everything)


def _in_pool(sources: Iterator[Source], workers: int, ner: str | None) -> Iterator[Extraction]:
    # Threads of the libraries do not survive a fork: the workers start fresh.
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"))
    waiting: deque[Future[Extraction]] = deque()
    try:
        for source in sources:
            waiting.append(pool.submit(_extract, source, ner))
            if len(waiting) >= workers * WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _extract(source: Source, ner: str | None) -> Extraction:
    return extract(source, _pipeline(ner))


@cache
def _pipeline(ner: str | None) -> Language:
    nlp = load_pipeline(ner=ner)
    # What is loaded lives as long as the process: the collector need not walk over it again and again.
    gc.collect()
    gc.freeze()
    return nlp
