"""What an office's own name tells: 某联席会议办公室 is a part of 某联席会议, wherever a claim names it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from kg.model import Statement, statement_id

RULE, CONFIDENCE = "mechanism_office", 0.97


def with_offices(statements: Iterable[Statement], named: Collection[str]) -> Iterator[Statement]:
    """Yield the statements, and behind each one that names the office of a mechanism in ``named`` that it is its part.

    The sentence of that statement is the evidence, so the part stands and falls with what is told of it.
    """
    for statement in statements:
        yield statement
        for end in dict.fromkeys((statement.subject, statement.object)):
            mechanism = f"Mechanism/{end.removeprefix('Agency/').removesuffix('办公室')}"
            if end.startswith("Agency/") and end.endswith("办公室") and mechanism in named:
                yield office_part(end, mechanism, statement)


def office_part(office: str, mechanism: str, statement: Statement) -> Statement:
    """Return that an office is a part of its mechanism, as the sentence of a statement that names it tells."""
    id_ = statement_id(office, "PART_OF", mechanism, "", statement.evidence)
    return Statement(
        id_, office, "PART_OF", mechanism, {"kind": "office"}, statement.evidence, RULE, CONFIDENCE
    )
