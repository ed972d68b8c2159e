"""Which sentences a model is asked about: those in which the rules left the place of a name empty.

A model is some ten times slower than the rules, so it sees a sentence only for a reason:

* a title with what may be a person's name beside it, and no person there;
* an organization's closing word that lies in no name, with a title, a list or a verb of a frame behind it;
* a list of persons that goes on with what is no person yet;
* a body or the head of a clause, then what may be a name, then a verb of meeting news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from kg.tag.lexicon import HAN, Lexicon
from kg.tag.names import Name
from kg.tag.person_names import surname_length

BODIES = ("Agency", "Organization")
NEXT = re.compile(f"、[{HAN}]{{2,4}}(?=[、,;。等和\\s(]|$)")


class Gate:
    """The patterns of the gate, compiled once from the frames."""

    def __init__(self, lexicon: Lexicon, cue: re.Pattern[str]) -> None:
        proposals = lexicon.frames["proposals"]
        self.lexicon = lexicon
        self.cue = cue
        self.reach, self.person_reach = int(proposals["reach"]), int(proposals["person_reach"])
        kinds = "|".join(lexicon.frames["bodies"]["organizations"].values())
        self.organization = re.compile(f"(?<=[{HAN}]{{2}})(?:{kinds})")
        self.acts = re.compile(proposals["acts"])
        self.acting = re.compile(f"[{HAN}]{{2,3}}(?:同志)?(?:{proposals['acts']})")
        self.head = re.compile(f"(?<![{HAN}0-9])[{HAN}]{{2,3}}(?=(?:同志)?(?:{proposals['acts']}))")

    def sentences(
        self, text: str, names: Sequence[Name], sentences: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """Return those of the sentences that have a reason, in order."""
        person, taken = bytearray(len(text) + 1), bytearray(len(text) + 1)
        for name in names:
            if name.type != "Place":
                mask = person if name.type == "Official" else taken
                mask[name.start : name.end] = b"\1" * (name.end - name.start)
        reasons = sorted(
            chain(
                self._titles(text, person, taken),
                self._organizations(text, person, taken),
                self._persons(text, names, person),
                self._heads(text, person, taken),
            )
        )
        return _holding(sentences, reasons)

    def _titles(self, text: str, person: bytearray, taken: bytearray) -> Iterator[int]:
        for title in self.lexicon.title.finditer(text):
            start, end = title.span()
            if taken[start] or person[end] or (start and person[start - 1]):
                continue
            if self._person_behind(text, end) or self._person_before(text, start, taken):
                yield start

    def _person_behind(self, text: str, end: int) -> bool:
        acting = self.acting.match(text, end) and text[end : end + 2] not in self.lexicon.not_names
        return bool(acting) or self._may_be_person(text, end)

    def _person_before(self, text: str, start: int, taken: bytearray) -> bool:
        begins = (start - size for size in (2, 3) if start >= size)
        return any(_edge(text, at, taken) and self._may_act(text, at) for at in begins)

    def _organizations(self, text: str, person: bytearray, taken: bytearray) -> Iterator[int]:
        for match in self.organization.finditer(text):
            end = match.end()
            if taken[match.start()]:
                continue
            if (
                text[end : end + 1] == "、"
                or person[end]
                or self.lexicon.title.match(text, end)
                or self.cue.search(text, end, clause_end(text, end, self.reach))
            ):
                yield match.start()

    def _persons(self, text: str, names: Sequence[Name], person: bytearray) -> Iterator[int]:
        for name in names:
            end = name.end
            goes_on = name.type == "Official" and NEXT.match(text, end) and not person[end + 1]
            if goes_on or (name.type in BODIES and not person[end] and self._may_act(text, end)):
                yield end

    def _heads(self, text: str, person: bytearray, taken: bytearray) -> Iterator[int]:
        for match in self.head.finditer(text):
            if not person[match.start()] and not any(taken[match.start() : match.end()]):
                yield match.start()

    def _may_act(self, text: str, position: int) -> bool:
        end = clause_end(text, position, self.person_reach)
        return self._may_be_person(text, position) and bool(self.acts.search(text, position, end))

    def _may_be_person(self, text: str, position: int) -> bool:
        return (
            surname_length(text, position, self.lexicon) > 0
            and text[position : position + 2] not in self.lexicon.not_names
            and bool(re.fullmatch(f"[{HAN}]{{2}}", text[position : position + 2]))
        )


def _edge(text: str, position: int, taken: bytearray) -> bool:
    """Whether a name may begin here: nothing or no Han character before it, or a body's end."""
    return position == 0 or bool(taken[position - 1]) or not re.match(f"[{HAN}]", text[position - 1])


def clause_end(text: str, position: int, reach: int) -> int:
    """Return where the clause ends that goes on at ``position``, ``reach`` characters away at most."""
    match = re.compile("[,;。\n]").search(text, position, position + reach)
    return match.start() if match else min(len(text), position + reach)


def _holding(sentences: Sequence[tuple[int, int]], positions: Sequence[int]) -> list[tuple[int, int]]:
    """Return the sentences that hold one of the positions; both are in order."""
    held = []
    index = 0
    for start, end in sentences:
        while index < len(positions) and positions[index] < start:
            index += 1
        if index < len(positions) and positions[index] < end:
            held.append((start, end))
    return held
