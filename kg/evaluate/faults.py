"""What is missing and what is wrong, a line each, with the words behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.evaluate.report import Report
from kg.scoring import Item, Proof, TextScore

NOTHING = Proof("")


def faults(report: Report) -> Iterator[str]:
    """Yield every fault of every text as one line of six columns, between them a tab.

    They are text, fault, item, rule and confidence of the wrong statement, and its sentence; what is missing has no
    rule, and the gold's quotation for a sentence.
    """
    for text in report.texts:
        for what, tally in (("entity", text.entities), ("fact", text.facts_by_key)):
            yield from _lines(text, f"missing {what}", sorted(tally.missed))
            yield from _lines(text, f"wrong {what}", sorted(tally.wrong))
        yield from _details(text)


def _details(text: TextScore) -> Iterator[str]:
    yield from (line(text.name, "wrong merge", str(merge)) for merge in text.merges)
    for what, tally in (("date", text.dates), ("ordinal", text.ordinals)):
        yield from _lines(text, f"missing {what}", sorted(tally.missed))
        yield from _lines(text, f"wrong {what}", tally.wrong)
    yield from _lines(text, "split entity", text.splits.wrong)


def line(text: str, fault: str, item: str, proof: Proof = NOTHING) -> str:
    """Return one line; runs of blanks and line ends inside a column become one blank."""
    confidence = "" if proof.confidence is None else str(proof.confidence)
    columns = (text, fault, item, proof.rule, confidence, proof.words)
    return "\t".join(" ".join(column.split()) for column in columns)


def spelled(item: Item) -> str:
    """Return an entity or a fact in words."""
    return " ".join(item).strip()


def _lines(text: TextScore, fault: str, items: Iterable[Item]) -> Iterator[str]:
    return (line(text.name, fault, spelled(item), text.proofs.get(item, NOTHING)) for item in items)
