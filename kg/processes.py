"""Processes beside this one."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager


def fresh_pool(workers: int) -> ProcessPoolExecutor:
    """Return a pool whose processes start fresh: threads of libraries do not survive a fork."""
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"))


@contextmanager
def undisturbed() -> Iterator[None]:
    """What starts meanwhile never hears of Ctrl-C: it reaches every process of a terminal, and the first one decides."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
