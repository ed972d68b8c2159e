"""Cypher cut into words and marks, each with its bracket and its clause; what stands in quotes is not looked at."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

QUOTED = re.compile(
    r"""(?P<comment>//[^\n\r]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?)"""
    r"""|(?P<text>'(?:[^'\\]|\\.)*'?|"(?:[^"\\]|\\.)*"?)"""
    r"""|(?P<name>`[^`]*`?)""",
    re.S,
)
TOKEN = re.compile(r'"+|\w+|[^\w\s]')
NOT_NEWLINE = re.compile(r"[^\n]")
# Neither a space, so that operands stay, nor part of a word.
FILLERS = {"comment": " ", "text": '"', "name": "_"}
PAIRS = {"(": ")", "[": "]", "{": "}"}
SUBQUERIES = ("EXISTS", "COUNT", "COLLECT", "CALL")
CLAUSES = frozenset(
    (
        "MATCH",
        "WHERE",
        "WITH",
        "RETURN",
        "UNWIND",
        "CALL",
        "YIELD",
        "CREATE",
        "MERGE",
        "SET",
        "DELETE",
        "REMOVE",
        "ORDER",
        "SKIP",
        "LIMIT",
        "UNION",
        "FOREACH",
    )
)
NAME = "a name"
OUTSIDE = -1


@dataclass(slots=True, eq=False)
class Clause:
    """A clause: its keyword, the tokens that are its own and not a subquery's, and the clause before it."""

    word: str
    own: list[int] = field(default_factory=list)
    before: Clause | None = None
    is_outer: bool = False


class Tokens:
    """The tokens of a text, beside each other in lists.

    Attributes:
        raw: Each token as written.
        words: Each token in upper case; ``NAME`` where it can be no keyword.
        opener: Index of the bracket that each token stands in; ``OUTSIDE`` where none.
        close: Index of the closing bracket by that of the opening one.
        clauses: All clauses in the order in which they begin.
    """

    def __init__(self, text: str) -> None:
        found = list(TOKEN.finditer(blank(text)))
        self.raw = [match.group() for match in found]
        self.words = [each.upper() for each in self.raw]
        self.opener: list[int] = []
        self.close: dict[int, int] = {}
        self.clauses: list[Clause] = []
        self._at = [match.start() for match in found]
        self._newlines = [match.start() for match in re.finditer("\n", text)]
        self._nest()

    def __len__(self) -> int:
        return len(self.words)

    def word(self, index: int) -> str:
        """Return the word at an index, empty beyond the ends."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def line(self, index: int) -> int:
        """Return the line of a token, from 1."""
        return bisect_right(self._newlines, self._at[index]) + 1

    def open_of(self, index: int) -> int:
        """Return the index of the bracket that the one at an index closes; ``OUTSIDE`` where there is none."""
        return self._open_of.get(index, OUTSIDE)

    def is_subquery(self, index: int) -> bool:
        """Say whether a bracket opens a subquery."""
        if self.word(index) != "{":
            return False
        before = index - 1
        if self.word(before) == ")":
            return self.word(self.open_of(before) - 1) == "CALL"
        return self.word(before) in SUBQUERIES

    def is_relationship(self, index: int) -> bool:
        """Say whether the dash at an index begins a relationship of a pattern: ``-[`` or ``--``."""
        return self.word(index) == "-" and self.word(index + 1) in ("[", "-")

    def _nest(self) -> None:
        """Find brackets and clauses in one pass, without recursion: the text may nest as deep as it likes."""
        self._open_of: dict[int, int] = {}
        stack: list[int] = []
        scopes: list[Clause] = [self._begin("", None, is_outer=True)]
        for index in range(len(self.words)):
            if stack and self.words[index] == PAIRS[self.words[stack[-1]]]:
                self._shut(index, stack, scopes)
            self.opener.append(stack[-1] if stack else OUTSIDE)
            self._name(index)
            if self._is_clause(index):
                scopes[-1] = self._begin(self.words[index], scopes[-1])
            scopes[-1].own.append(index)
            if self.words[index] in PAIRS:
                stack.append(index)
                if self.is_subquery(index):
                    scopes.append(self._begin("MATCH" if self._is_short(index) else "", None))

    def _shut(self, index: int, stack: list[int], scopes: list[Clause]) -> None:
        opening = stack.pop()
        self.close[opening], self._open_of[index] = index, opening
        if self.is_subquery(opening):
            scopes.pop()

    def _begin(self, word: str, before: Clause | None, *, is_outer: bool = False) -> Clause:
        clause = Clause(word, [], before, is_outer or bool(before and before.is_outer))
        self.clauses.append(clause)
        return clause

    def _name(self, index: int) -> None:
        """Note that the word is a property, parameter, label or key of a map, whatever it looks like."""
        before, in_map = self.word(index - 1), self._is_in_map(index)
        is_member = before in (".", "$") and self.word(index - 2) != "."
        is_label = before == ":" and not in_map
        is_key = in_map and before in ("{", ",") and self.word(index + 1) == ":"
        if self.raw[index][0].isalnum() and (is_member or is_label or is_key):
            self.words[index] = NAME

    def _is_in_map(self, index: int) -> bool:
        opening = self.opener[index]
        return self.word(opening) == "{" and not self.is_subquery(opening)

    def _is_clause(self, index: int) -> bool:
        opening = self.opener[index]
        is_level = opening == OUTSIDE or self.is_subquery(opening)
        return (
            is_level
            and self.words[index] in CLAUSES
            and self.word(index - 1) not in ("STARTS", "ENDS", "DETACH")
        )

    def _is_short(self, index: int) -> bool:
        """Whether a subquery starts with a pattern and leaves out its MATCH."""
        return self.word(index + 1) == "(" or self.word(index + 2) == "="


def blank(text: str) -> str:
    """Return a text of the same length and lines in which comments, strings and quoted names say nothing."""
    return QUOTED.sub(lambda match: NOT_NEWLINE.sub(FILLERS[match.lastgroup or "text"], match.group()), text)
