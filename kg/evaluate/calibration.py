"""How far confidences are to be trusted: the share of right statements by confidence and by rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from kg.evaluate.report import Report
from kg.scoring import Judged

EDGES = (0.0, 0.8, 0.85, 0.9, 0.95, 1.0)
SURE = 0.9
SURE_ARE_RIGHT, RIGHT_ARE_SURE = 0.95, 0.6


def calibrated(report: Report) -> Iterator[dict[str, Any]]:
    """Yield rows of confidence ranges, then of rules, then the two bars.

    ``share`` is the share of right statements, of role and title too with ``by_key``; ``bar`` what it has to reach.
    The last row is about the right statements: how many of them are surer than 0.9.
    """
    told = [each for text in report.texts for each in text.judged]
    for low, high in pairwise(EDGES):
        inside = [each for each in told if low < each.confidence <= high]
        yield _row("confidence", f"{low}–{high}" if low else f"≤ {high}", inside)
    by_rule: dict[str, list[Judged]] = defaultdict(list)
    for each in told:
        by_rule[each.rule].append(each)
    for rule, statements in sorted(by_rule.items()):
        yield _row("rule", rule, statements, confidence=_mean(each.confidence for each in statements))
    sure, right = ([x for x in told if x.confidence > SURE], [x for x in told if x.right])
    yield _row("bar", f"right among those > {SURE}", sure, bar=SURE_ARE_RIGHT)
    yield _row("bar", f"> {SURE} among the right ones", right, bar=RIGHT_ARE_SURE) | _sure(right)


def _sure(right: Sequence[Judged]) -> dict[str, Any]:
    sure = sum(each.confidence > SURE for each in right)
    return {"right": sure, "share": _mean([1.0] * sure + [0.0] * (len(right) - sure)), "by_key": None}


def _row(
    what: str,
    value: str,
    statements: Sequence[Judged],
    confidence: float | None = None,
    bar: float | None = None,
) -> dict[str, Any]:
    return {
        "what": what,
        "value": value,
        "confidence": confidence,
        "n": len(statements),
        "right": sum(each.right for each in statements),
        "share": _mean(float(each.right) for each in statements),
        "by_key": _mean(float(each.right_by_key) for each in statements),
        "bar": bar,
    }


def _mean(values: Iterable[float]) -> float | None:
    known = list(values)
    return round(sum(known) / len(known), 3) if known else None
