"""What names and words are matched with: automata for many names, regular expressions compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

HAN = "\u4e00-\u9fff\u3400-\u4dbf"


def alternation(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words, longest first."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a frame's pattern, compiled once: there are more of them than ``re`` itself remembers."""
    return re.compile(pattern)


@dataclass(slots=True)
class Matcher:
    """Leftmost-longest matcher over a set of names."""

    words: list[str]
    automaton: Any
    last: tuple[str, list[tuple[int, int, str]]] = ("", [])

    @classmethod
    def of(cls, words: Iterable[str]) -> Matcher:
        """Compile the words; empty ones are left out."""
        unique = sorted({w for w in words if w})
        return cls(unique, AhoCorasick(unique, matchkind=MatchKind.LeftmostLongest) if unique else None)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Return ``(start, end, word)`` in text order, without overlaps."""
        if self.automaton is None:
            return []
        # Several rules ask for the same text one after another.
        if text != self.last[0]:
            found = self.automaton.find_matches_as_indexes(text)
            self.last = (text, [(s, e, self.words[i]) for i, s, e in found])
        return self.last[1]
