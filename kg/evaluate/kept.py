"""A run kept in a file, and what another one changed since."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from kg.errors import ReadError
from kg.evaluate.faults import NOTHING, line, spelled
from kg.evaluate.report import Report
from kg.scoring import Item, Tally

Facts = dict[str, set[Item]]
VERSION = 1
STATES: dict[str, Callable[[Tally], set[Item]]] = {
    "right": lambda tally: tally.right,
    "wrong": lambda tally: set(tally.wrong),
    "missed": lambda tally: tally.missed,
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A run: its figures by row, and its facts, with role or title, by text."""

    rows: list[dict[str, Any]]
    right: Facts
    wrong: Facts
    missed: Facts

    @classmethod
    def of(cls, report: Report) -> Self:
        """Keep a report."""
        facts = {
            state: {text.name: part(text.facts_by_key) for text in report.texts}
            for state, part in STATES.items()
        }
        return cls(list(report.rows(by_text=True)), **facts)

    def write(self, path: Path) -> None:
        """Write the run as JSON, the same run in the same bytes.

        Raises:
            ReadError: The file cannot be written.
        """
        facts = {s: {t: sorted(items) for t, items in getattr(self, s).items()} for s in STATES}
        text = json.dumps(
            {"version": VERSION, "rows": self.rows, "facts": facts}, ensure_ascii=False, indent=1
        )
        try:
            path.write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            raise ReadError(f"{path}: cannot be written ({error})") from error

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a run.

        Raises:
            ReadError: The file holds none.
        """
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            facts = {
                state: {text: set(map(tuple, items)) for text, items in kept["facts"][state].items()}
                for state in STATES
            }
            return cls(list(map(dict, kept["rows"])), **facts)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ReadError(f"{path}: is no run that kg eval --save wrote ({error})") from error


def compared(rows: Iterable[dict[str, Any]], before: Kept) -> Iterator[dict[str, Any]]:
    """Yield the rows, each with the F1 that it had ``before`` and the ``change``; both are empty where it is new."""
    old = {(row["text"], row["what"]): row["f1"] for row in before.rows}
    for row in rows:
        known = old.get((row["text"], row["what"]))
        change = None if known is None or row["f1"] is None else round(row["f1"] - known, 3)
        yield row | {"before": known, "change": change}


def changes(report: Report, before: Kept) -> Iterator[str]:
    """Yield every fact that is newly right, lost, newly wrong, or wrong no more, as a line like that of a fault.

    A text that only one of the runs has gives one line that says so.
    """
    names = {text.name for text in report.texts}
    yield from (line(name, "in one run only", "") for name in sorted(names ^ set(before.right)))
    for text in (each for each in report.texts if each.name in before.right):
        was_right, was_wrong = before.right[text.name], before.wrong[text.name]
        right, wrong, missed = (part(text.facts_by_key) for part in STATES.values())
        for what, items in (
            ("newly right", right - was_right),
            ("newly lost", missed & was_right),
            ("newly wrong", wrong - was_wrong),
            ("wrong no more", was_wrong - wrong),
        ):
            for item in sorted(items):
                yield line(text.name, what, spelled(item), text.proofs.get(item, NOTHING))
