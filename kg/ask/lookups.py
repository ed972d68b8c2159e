"""The names of a ledger, as questions are compared with them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.ask.names import LONG_TYPES, Lookup
from kg.ledger import Ledger


def lookups(ledger: Ledger) -> tuple[Lookup, Lookup]:
    """Return what finds forms among the names, and what gives all long names; ids are those of the graph."""
    joined = ledger.joined()

    def named(forms: list[str]) -> Iterator[tuple[str, str]]:
        for form, id_ in ledger.forms_among(forms):
            yield form, joined.get(id_, id_)

    def long_names(_: list[str]) -> Iterator[tuple[str, str]]:
        for form, id_ in ledger.forms("%"):
            if id_.startswith(LONG_TYPES):
                yield form, joined.get(id_, id_)

    return named, long_names
