"""What may stand at the cursor: commands, canned queries, their parameters and values, names of the workspace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from kg.cli.shell.words import ANSWERING, END, HELP
from kg.lint.reading import BEGINNINGS
from kg.lookup import find
from kg.query import Param, load_queries

if TYPE_CHECKING:
    from kg.ledger import Ledger

# So many names are offered.
OFFERED = 40
NAMED = ("find", "why", "link", "ask")


class Completing:
    """Completes the last word of a line."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._queries = load_queries()

    def at(self, line: str) -> tuple[str, list[str]]:
        """Return the word that was begun, and what may stand in its place."""
        *before, begun = line.lstrip().split(" ")
        if begun.startswith(("-", "'", '"')):
            return begun, []
        before = [word for word in before if word]
        if before[:1] == ["query"]:
            before = before[1:]
            if not before:
                return begun, _beginning(begun, self._queries)
        elif not before:
            return begun, _beginning(begun, (*ANSWERING, *self._queries, *BEGINNINGS, *END, *HELP))
        if before[0] in self._queries:
            return self._value(before[0], before[1:], begun)
        return begun, list(self._names("", begun)) if before[0] in NAMED else []

    def _value(self, query: str, given: list[str], begun: str) -> tuple[str, list[str]]:
        """The parameters that are not given yet; behind one and ``=``, its values."""
        params = {p.name: p for p in self._queries[query].params}
        name, sign, value = begun.partition("=")
        if not sign:
            done = {word.partition("=")[0] for word in given}
            return begun, [f"{p}=" for p in _beginning(begun, params) if p not in done]
        return value, list(self._values(params[name], value)) if name in params else []

    def _values(self, param: Param, begun: str) -> Iterator[str]:
        if param.is_entity:
            yield from self._names(param.type, begun)
        else:
            words = ("true", "false") if param.type == "bool" else param.choices
            yield from _beginning(begun, words)

    def _names(self, type_: str, begun: str) -> Iterator[str]:
        """The whole names of entities of a type that bear the text in one of their names."""
        types = set(type_.split("|")) - {""}
        known = (each for each in find(self._ledger, begun) if not types or each.type in types)
        yield from (each.id.split("/", 1)[1] for each in islice(known, OFFERED) if begun)


def _beginning(begun: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if word.startswith(begun)]
