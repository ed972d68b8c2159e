"""The frames of mechanisms, meetings and programs, compiled: what closes such a name, where it begins at the latest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from kg.tag.lexicon import Lexicon
from kg.tag.matching import HAN, alternation, compiled

# A | inside brackets separates nothing here.
ALTERNATIVE = re.compile(r"(?:\((?:[^()]|\([^()]*\))*\)|[^|()])+")
QUOTED = re.compile(r"[“\"]([^“”\"\n]{1,40})[”\"]")
NUMERALS = "一二三四五六七八九十"
# 会议, perhaps broken over two lines.
BROKEN_MEETING = r"会\n?议"


@dataclass(frozen=True)
class Grammar:
    """The frames of ``events.yml`` for one kind of event, compiled."""

    kind: str
    frames: dict[str, Any]
    protected: tuple[str, ...]
    soft: tuple[str, ...]
    titles: tuple[str, ...]
    quoted_stop: tuple[str, ...]
    about_paper: tuple[str, ...]

    @cached_property
    def suffix(self) -> re.Pattern[str]:
        """What ends such a name; the longest alternative wins."""
        words = alternation_of(self.frames["suffixes"])
        # Where none of these stands, the engine need not try anything.
        first = "".join(
            sorted({re.sub(r"^\(\?<!.*?\)", "", w)[0] for w in ALTERNATIVE.findall(words)} - {"\\"})
        )
        if self.kind != "Meeting":
            return re.compile(f"(?=[{first}])(?:{words})")
        closing = words.replace("会议", BROKEN_MEETING)
        return re.compile(
            rf"(?=[部厅联领委工协第({NUMERALS}{first}])(?:[{NUMERALS}]{{1,4}}届[{NUMERALS}]{{1,3}}次(?:全体)?{BROKEN_MEETING}"
            rf"|(?:部际|部门|厅际)?(?:联席会议|领导小组|委员会|工作组|协调小组)?"
            rf"(?:\(扩大\))?(?:第[一二三四五六七八九十0-9]+次)?(?:(?:{closing})+)(?:(?<=会)议(?![程题案论事定]))?)"
        )

    @cached_property
    def left(self) -> re.Pattern[str]:
        """Words at which the name begins at the latest."""
        return re.compile(alternation(self.frames["left_words"]))

    @cached_property
    def paper(self) -> re.Pattern[str]:
        """A paper's title and what a name goes on with behind it."""
        return re.compile(rf"《[^《》\n]{{1,40}}》(?:{alternation(self.about_paper)})+")

    @cached_property
    def separator(self) -> re.Pattern[str]:
        """What stands between two parts of one name as well as between two names."""
        return re.compile(alternation(self.soft))

    @cached_property
    def ended(self) -> re.Pattern[str]:
        """Text at whose end such a name closes."""
        return re.compile(rf"(?:{self.suffix.pattern})$")

    @cached_property
    def quoted_tail(self) -> re.Pattern[str]:
        """What a quoted name goes on with behind its quotes."""
        stop = alternation(self.quoted_stop)
        suffix = self.frames["quoted"]
        part = rf"(?:(?!{stop})[{HAN}]|\([{HAN}]{{1,6}}\))"
        return re.compile(rf"{part}{{0,12}}?(?:{suffix})(?!者|人|室|现场|中)")

    @cached_property
    def weak_tail(self) -> re.Pattern[str]:
        """What a quoted name goes on with where a verb of doing stands before it."""
        stop = alternation(self.quoted_stop)
        weak = self.frames["quoted_weak"]
        return re.compile(rf"(?:(?!{stop})[{HAN}]){{0,10}}?(?:{weak})(?![者人室中]|现场)")

    @cached_property
    def quoted_whole(self) -> re.Pattern[str]:
        """A quoted name that says itself what it is."""
        return re.compile(rf"(?:{self.frames['quoted']})$")

    @cached_property
    def masked(self) -> re.Pattern[str]:
        """Words to hide before the left edge is sought."""
        return re.compile(alternation(self.protected))

    def kind_of(self, suffix: str) -> str:
        """Return the kind whose closing words the suffix ends with."""
        fits = [
            (len(m.group()), kind)
            for kind, words in self.frames["suffixes"].items()
            if (m := compiled(f"(?:{words})$").search(suffix))
        ]
        return max(fits)[1] if fits else ""


def alternation_of(groups: dict[str, str]) -> str:
    """Join the groups of alternatives, longest first; entries are regular expressions."""
    words = [w for group in groups.values() for w in ALTERNATIVE.findall(group)]
    return "|".join(sorted(set(words), key=lambda w: (-len(w), w)))


@lru_cache(maxsize=2)
def grammars(lexicon: Lexicon) -> dict[str, Grammar]:
    """Return the compiled grammars by entity type."""
    frames = lexicon.frames["events"]
    shared = (
        tuple(frames["protected"]),
        tuple(frames["soft"]),
        tuple(lexicon.frames["titles"]["roots"]),
        tuple(frames["quoted_stop"]),
        tuple(frames["about_paper"]),
    )
    return {
        t: Grammar(t, frames[k], *shared)
        for t, k in (("Mechanism", "mechanisms"), ("Meeting", "meetings"), ("Program", "programs"))
    }
