"""The lists of members that leave nobody out, and whom texts of their dates name beside them."""

from __future__ import annotations

from collections import defaultdict

from kg.model import Statement


class Lists:
    """Complete member lists: mechanism → date → ids of its members.

    A text may tell of the lead, or of a member, outside the list: whoever is told of the same date is not left out.
    """

    def __init__(self) -> None:
        self._told: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._complete: dict[str, set[str]] = defaultdict(set)

    def add(self, statement: Statement, member: str, mechanism: str, date: str) -> bool:
        """Count a claim of ``date``, its ends resolved; say whether it is one of a complete list."""
        seat = statement.predicate == "MEMBER_OF" and statement.attrs.get("role") != "office"
        if not seat or not date or statement.status != "asserted":
            return False
        self._told[mechanism][date].add(member)
        if statement.attrs.get("complete"):
            self._complete[mechanism].add(date)
        return bool(statement.attrs.get("complete"))

    def of(self, mechanism: str) -> dict[str, set[str]]:
        """Return the dates of the complete lists of a mechanism, each with those told of it."""
        return {date: self._told[mechanism][date] for date in sorted(self._complete.get(mechanism, ()))}
