"""Scores `kg ask` on the two halves of a set of questions; figures only, since one half is not to be looked at.

``python -m tests.asked`` prints them. The set: six ways of asking each of 40 queries and 30 questions that must be refused, written
before the matcher and split in two; then as many of 26 more queries, ``rest_``. ``also`` holds other readings that are as right.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.ask import Asked, Verdict, ask, lookups
from kg.ledger import Ledger
from tests.questions import QUERIES, built

DATA = Path(__file__).parent / "data"
REFUSED = "-"
Reading = tuple[str, frozenset[str]]


class Figures(NamedTuple):
    """Shares of the questions of one half."""

    right: float
    wrong: float
    asked_back: float


class Case(NamedTuple):
    """A question and the readings that are right; none where it must be refused."""

    question: str
    readings: frozenset[Reading]


def cases(half: str) -> Iterator[Case]:
    """Yield the questions of one half, ``known`` or ``held``."""
    for line in (DATA / f"questions_{half}.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, params, also, question = line.split("\t")
        others = [each.split(" ", 1) for each in also.split(" | ") if each.strip()]
        rows = [[query, params], *others] if query != REFUSED else []
        yield Case(question, frozenset(_reading(*row) for row in rows))


def score(half: str) -> Figures:
    """Return how many questions are read rightly or refused rightly, read wrongly, and asked back."""
    right = wrong = 0
    every = list(cases(half))
    with Ledger.open(built(), create=False) as ledger:
        for case in every:
            got = reading(ask(case.question, QUERIES, *lookups(ledger)))
            is_right = got in case.readings if case.readings else got is None
            right += is_right
            wrong += got is not None and not is_right
    n = len(every)
    return Figures(right / n, wrong / n, (n - right - wrong) / n)


def reading(asked: Asked) -> Reading | None:
    """Return the query and values that would be answered; None where the question is not."""
    if asked.verdict is not Verdict.ANSWER:
        return None
    fit = asked.readings[0]
    return fit.query.name, frozenset(f"{name}={value}" for name, value in fit.values.items())


def _reading(query: str, params: str = "") -> Reading:
    return query, frozenset(each for each in params.split(";") if each)


if __name__ == "__main__":
    for name in ("known", "held", "rest_known", "rest_held"):
        print(name, " ".join(f"{key} {value:.3f}" for key, value in score(name)._asdict().items()))
