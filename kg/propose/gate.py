"""Which sentences a model is asked about: those in which the rules left the place of a name empty.

A model is some ten times slower than the rules, so it sees a sentence only for a reason:

* a title with what may be a person's name beside it, and no person there: a body before the title, or a verb of a meeting behind;
* an organization's closing word that lies in no name, with a title, a list or a verb of a frame behind it;
* a list of persons that goes on with what is no person yet;
* a body or the head of a clause, then what may be a name, then a verb of meeting news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from kg.tag.lexicon import Lexicon
from kg.tag.matching import HAN
from kg.tag.names import Name
from kg.tag.person_names import surname_length

BODIES = ("Agency", "Organization")
NEXT = re.compile(f"、[{HAN}]{{2,4}}(?=[、,;。等和\\s(]|$)")


@dataclass(frozen=True, slots=True)
class Marks:
    """A text with what is taken in it: characters in persons, characters in other names but places, and whether it tells of a meeting."""

    text: str
    person: bytearray
    taken: bytearray
    told: bool

    @classmethod
    def of(cls, text: str, names: Sequence[Name]) -> Marks:
        """Mark the names of a text."""
        person, taken = bytearray(len(text) + 1), bytearray(len(text) + 1)
        for name in names:
            if name.type != "Place":
                mask = person if name.type == "Official" else taken
                mask[name.start : name.end] = b"\1" * (name.end - name.start)
        return cls(text, person, taken, any(name.type == "Meeting" for name in names))

    def edge(self, position: int) -> bool:
        """Whether a name may begin here: nothing or no Han character before it, or a name's end."""
        if position == 0 or self.taken[position - 1]:
            return True
        return not re.match(f"[{HAN}]", self.text[position - 1])


class Gate:
    """The patterns of the gate, compiled once from the frames."""

    def __init__(self, lexicon: Lexicon, cue: re.Pattern[str]) -> None:
        proposals, titles = lexicon.frames["proposals"], lexicon.frames["titles"]
        self.lexicon = lexicon
        self.cue = cue
        self.reach, self.person_reach = int(proposals["reach"]), int(proposals["person_reach"])
        kinds = "|".join(lexicon.frames["bodies"]["organizations"].values())
        self.organization = re.compile(f"(?<=[{HAN}]{{2}})(?:{kinds})")
        self.ends_organization = re.compile(f"(?:{kinds})$")
        self.with_body = re.compile("|".join((*titles["bodies"], *titles["heads_of_area"])))
        self.acts = re.compile(proposals["acts"])
        self.other = re.compile(proposals["other_subject"])
        self.acting = re.compile(f"[{HAN}]{{2,3}}(?:同志)?(?:{proposals['acts']})")
        self.head = re.compile(f"(?<![{HAN}0-9])[{HAN}]{{2,3}}(?=(?:同志)?(?:{proposals['acts']}))")

    def sentences(
        self, text: str, names: Sequence[Name], sentences: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """Return those of the sentences that have a reason, in order."""
        marks = Marks.of(text, names)
        reasons = chain(
            self._titles(marks), self._organizations(marks), self._persons(marks, names), self._heads(marks)
        )
        return _holding(sentences, sorted(reasons))

    def _titles(self, marks: Marks) -> Iterator[int]:
        for title in self.lexicon.title.finditer(marks.text):
            start, end = title.span()
            if marks.taken[start] or marks.person[end] or (start and marks.person[start - 1]):
                continue
            if self._person_behind(marks, title) or self._person_before(marks, start):
                yield start

    def _person_behind(self, marks: Marks, title: re.Match[str]) -> bool:
        """What may be a name stands behind the title; a body before it, or the name acts."""
        text, end = marks.text, title.end()
        acting = self.acting.match(text, end) and text[end : end + 2] not in self.lexicon.not_names
        if not acting and not self._may_be_person(text, end):
            return False
        return bool(acting) or self._has_body(marks, title) or self._may_act(marks, end)

    def _has_body(self, marks: Marks, title: re.Match[str]) -> bool:
        """A name, an organization's closing word or another post stands before the title, or it tells its body itself."""
        text, start = marks.text, title.start()
        before = start > 0 and (marks.taken[start - 1] or text[start - 1] in "、,;兼")
        return bool(
            before
            or self.with_body.search(title.group())
            or self.ends_organization.search(text, max(0, start - self.reach), start)
        )

    def _person_before(self, marks: Marks, start: int) -> bool:
        begins = (start - size for size in (2, 3) if start >= size)
        return any(marks.edge(at) and self._may_act(marks, at) for at in begins)

    def _organizations(self, marks: Marks) -> Iterator[int]:
        text = marks.text
        for match in self.organization.finditer(text):
            end = match.end()
            if not marks.taken[match.start()] and (
                text[end : end + 1] == "、"
                or marks.person[end]
                or self.lexicon.title.match(text, end)
                or self.cue.search(text, end, clause_end(text, end, self.reach))
            ):
                yield match.start()

    def _persons(self, marks: Marks, names: Sequence[Name]) -> Iterator[int]:
        for name in names:
            end = name.end
            goes_on = name.type == "Official" and NEXT.match(marks.text, end) and not marks.person[end + 1]
            if goes_on or (name.type in BODIES and not marks.person[end] and self._may_act(marks, end)):
                yield end

    def _heads(self, marks: Marks) -> Iterator[int]:
        for match in self.head.finditer(marks.text) if marks.told else ():
            start, end = match.span()
            if not marks.person[start] and not any(marks.taken[start:end]):
                yield start

    def _may_act(self, marks: Marks, position: int) -> bool:
        """What stands here may be a person, and takes part in a meeting of the text."""
        if not marks.told or not self._may_be_person(marks.text, position):
            return False
        end = clause_end(marks.text, position, self.person_reach)
        verb = self.acts.search(marks.text, position, end)
        return bool(verb and not self.other.search(marks.text, position + 2, verb.start()))

    def _may_be_person(self, text: str, position: int) -> bool:
        return (
            surname_length(text, position, self.lexicon) > 0
            and text[position : position + 2] not in self.lexicon.not_names
            and bool(re.fullmatch(f"[{HAN}]{{2}}", text[position : position + 2]))
        )


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
