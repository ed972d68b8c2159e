"""What people decided: which names are one, which claims are wrong. Rows of a text file under version control.

Decisions enter between ledger and fold: ids that are the same are handed to ``resolve``, claims that are wrong are left out.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.decisions.file import append_rows, read_rows, take_out
from kg.decisions.rows import COLUMNS, Decision, claim_key, faults, sentence_key
from kg.decisions.weighing import Pairs, chain, contradictions
from kg.errors import DecisionError
from kg.ledger import Told
from kg.model import Issue, Statement, digest
from kg.resolve import Judgement
from kg.schema import Schema, load_schema

__all__ = [
    "COLUMNS",
    "Decision",
    "Decisions",
    "append_rows",
    "chain",
    "claim_key",
    "decisions_file",
    "idle",
    "load_decisions",
    "read_rows",
    "sentence_key",
    "take_out",
]

FILE, VARIABLE = "decisions.csv", "KG_DECISIONS"
SET_ASIDE = "set_aside"
UNDO = "take one of them back: kg review --undo LINE; kg review --list shows the lines"
CONTRADICT_ZH, UNDO_ZH = "判定相互矛盾:", "请撤销其中一条:kg review --undo 行号;各行见:kg review --list"
Fact = tuple[str, str, str]
OnIssue = Callable[[Issue], None]


def decisions_file(folder: Path) -> Path:
    """Return the file of a workspace's decisions: ``KG_DECISIONS``, else ``decisions.csv`` beside the workspace."""
    return Path(os.environ.get(VARIABLE) or folder.parent / FILE)


def load_decisions(path: Path, more: Iterable[Decision] = ()) -> Decisions:
    """Return the decisions of a file; none where there is no file.

    Args:
        path: The file.
        more: Rows that are to be added to it, checked together with those that are there.

    Raises:
        DecisionError: A row is wrong, or two contradict each other; one line a fault, ``decisions.csv:3: …``.
    """
    return Decisions([*read_rows(path), *more], load_schema())


class Decisions:
    """All decisions of a file. What they do depends on the set of rows, not on their order.

    Attributes:
        rows: The rows in the order of the file.
        judgements: What ``resolve`` takes.
        has_claims: Whether any row speaks of a claim or a property, not of two names.
        digest: 16 hex digits that change when what the fold makes of the rows may change.

    Raises:
        DecisionError: A row is wrong, or two contradict each other.
    """

    def __init__(self, rows: Sequence[Decision], schema: Schema) -> None:
        self.rows = rows
        self._schema = schema
        wrong = [f"{row.place}: {fault}" for row in rows for fault in faults(row, schema)]
        if wrong:
            raise DecisionError("\n".join(wrong))
        self.pairs = Pairs(row for row in rows if row.is_pair)
        claims = [row for row in rows if not row.is_pair]
        if found := list(contradictions(self.pairs, claims)):
            raise DecisionError("\n".join([*found, UNDO]), "\n".join([CONTRADICT_ZH, *found, UNDO_ZH]))
        self.judgements = [
            Judgement(row.left, row.right, row.what == "same")
            for row in rows
            if row.is_pair and row.what != "unsure"
        ]
        self.has_claims = bool(claims)
        self._claims: dict[Fact, list[Decision]] = defaultdict(list)
        self._judged = {row.left for row in claims}
        # What is unsure comes last: where somebody was sure, that counts.
        for row in sorted(claims, key=lambda row: row.what == "unsure"):
            self._claims[row.left, row.predicate, row.right].append(row)
        told = sorted({row[:7] for row in rows if row.what != "unsure"})
        self.digest = digest(*("\x1e".join(row) for row in told))

    def of_claim(self, statement: Statement) -> Decision | None:
        """Return what is decided of a claim."""
        return next(self.on_claim(statement), None)

    def on_claim(self, statement: Statement) -> Iterator[Decision]:
        """Yield every row that speaks of a claim; an empty cell stands for any."""
        near = self._claims.get((statement.subject, statement.predicate, statement.object))
        if near:
            key, evidence = claim_key(statement, self._schema), statement.evidence
            sentence = sentence_key(evidence.text)
            yield from (row for row in near if _fits(row, key, evidence.source, sentence))

    def of_value(self, entity: str, name: str, value: object, source: str) -> Decision | None:
        """Return what is decided of a property as one text tells it."""
        rows = self._claims.get((entity, name, str(value)), ())
        return next((row for row in rows if row.source in ("", source)), None)

    def kept(self, statements: Iterable[Statement], on_issue: OnIssue | None = None) -> Iterator[Statement]:
        """Yield the claims that nobody called wrong; those that somebody called right are sure.

        Args:
            statements: The claims.
            on_issue: Called with every claim that is set aside.
        """
        if not self._claims:
            yield from statements
            return
        for statement in statements:
            decision = self.of_claim(statement)
            if decision is None or decision.what == "unsure":
                yield statement
            elif decision.what == "right":
                yield replace(statement, confidence=1.0)
            elif on_issue:
                on_issue(Issue(SET_ASIDE, str(decision), statement.evidence.source, statement.evidence.start))

    def told(self, entities: Iterable[Told]) -> Iterator[Told]:
        """Yield the entities without the properties that somebody called wrong."""
        if not self._claims:
            yield from entities
            return
        for source, entity in entities:
            wrong = {
                name for name, value in entity.props.items() if self._is_wrong(entity.id, name, value, source)
            }
            props = {name: value for name, value in entity.props.items() if name not in wrong}
            yield Told(source, replace(entity, props=props) if wrong else entity)

    def judges(self, ids: Collection[str]) -> bool:
        """Say whether a row speaks of a claim or a property of one of these entities."""
        return not self._judged.isdisjoint(ids)

    def _is_wrong(self, entity: str, name: str, value: object, source: str) -> bool:
        decision = self.of_value(entity, name, value, source)
        return decision is not None and decision.what == "wrong"


def _fits(row: Decision, key: str, source: str, sentence: str) -> bool:
    return row.key in ("", key) and row.source in ("", source) and row.sentence in ("", sentence)


def idle(decisions: Decisions, named: Collection[str], statements: Iterable[Statement]) -> Iterator[Decision]:
    """Yield the rows that speak of nothing that is told, in the order of the file.

    Args:
        decisions: The rows.
        named: Ids of all entities that are told.
        statements: All claims that are told.
    """
    met: set[Decision] = set()
    if any(not row.is_pair for row in decisions.rows):
        met.update(row for statement in statements for row in decisions.on_claim(statement))
    for row in decisions.rows:
        is_value = not row.is_pair and "/" not in row.right
        ends = {row.left} if is_value else {row.left, row.right}
        if not all(end in named for end in ends) or not (row.is_pair or is_value or row in met):
            yield row
