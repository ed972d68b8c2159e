"""Every pattern takes time linear in its input: the worst case of each ends, at a megabyte in the long run."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from tests.fuzz.patterns import ROOT, compiled, hard_units, repeated, uses

# What is quadratic takes minutes at the large size; what is linear, seconds on a slow and busy machine.
SMALL, LARGE = 3_000, int(os.environ.get("KG_FUZZ_LENGTH", "200000"))
LIMIT = 60


class HangError(BaseException):
    """Not an Exception: what handles those must not take it for one of its own."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """A pattern looks for signals while it works, so that one which hangs is ended and named."""

    def stop(*_: object) -> None:
        raise HangError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def seconds(use, text, limit: float) -> float:
    """How long it takes; infinitely long where it has to be ended."""
    begun = time.perf_counter()
    with suppress(HangError), at_most(limit):
        use(text)
        return time.perf_counter() - begun
    return float("inf")


def worst(pattern, limit: float) -> tuple[float, str]:
    """How long the pattern takes on the large text that is hardest for it, told by small ones; and the word for it."""
    tried = (
        (seconds(use, repeated(*unit, SMALL, pattern), limit), unit, number)
        for unit in hard_units(pattern)
        for number, use in enumerate(uses(pattern))
    )
    took, unit, number = max(tried)
    text = repeated(*unit, LARGE, pattern)
    return max(took, seconds(uses(pattern)[number], text, limit)), f"{unit[0]!r} repeated, then {unit[1]!r}"


@pytest.fixture(scope="module")
def patterns() -> dict[str, str]:
    # In a process of its own: what others have asked for before is compiled no more.
    command = [sys.executable, "-m", "tests.fuzz.patterns"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def test_patterns_are_found_in_every_stage(patterns):
    stages = {module.split(".")[1] for module in patterns.values()}
    assert {"read", "clean", "split", "tag", "link", "relate", "resolve", "lint"} <= stages
    assert len(patterns) > 400


def test_each_pattern_ends_on_its_worst_input(patterns):
    slow = []
    for key, module in patterns.items():
        took, unit = worst(compiled(key), LIMIT)
        if took > LIMIT:
            slow.append(f"{module}: {unit}: {key[:200]}")
    assert not slow


@pytest.mark.parametrize("source", [r"(?:\s|x)*\(", r"(?:会|会会)+$", "会.*的.*市"])
def test_a_pattern_that_is_not_linear_is_found_out(source):
    assert worst(compiled(f"str 0 {source}"), 1)[0] == float("inf")
