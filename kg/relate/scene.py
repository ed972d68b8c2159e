"""One sentence with its linked names: the little language that every frame is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kg.link.linked import Item, Linked
from kg.model import Status
from kg.tag.lexicon import Lexicon
from kg.tag.matching import compiled
from kg.tag.names import is_ref

CLAUSE = re.compile("[,;:]")
PAUSE = re.compile("[,;。]")
BODY_TYPES = ("Agency", "Organization")


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement before its evidence is mapped to the source: ends are entity ids, offsets the article's."""

    subject: str
    predicate: str
    object: str
    rule: str
    start: int
    end: int
    confidence: float
    attrs: Mapping[str, str | int] = field(default_factory=dict)
    status: Status = "asserted"


@dataclass
class Scene:
    """A sentence ``[start, end)`` of a linked article."""

    linked: Linked
    start: int
    end: int
    frames: Mapping[str, Any]
    lexicon: Lexicon

    @property
    def text(self) -> str:
        """The sentence."""
        return self.linked.text[self.start : self.end]

    @cached_property
    def items(self) -> list[Item]:
        """Every linked name of the sentence, in text order."""
        return self.linked.between(self.start, self.end)

    @cached_property
    def outer(self) -> list[Item]:
        """The names that lie inside no other; 四部门 is as many as it means."""
        kept: list[Item] = []
        for item in self.items:
            if not kept or item.start >= kept[-1].end or _together(item, kept[-1]):
                kept.append(item)
        return kept

    @cached_property
    def types(self) -> frozenset[str]:
        """The types of the names of the sentence."""
        return frozenset(i.type for i in self.items)

    @cached_property
    def actors(self) -> list[Item]:
        """Officials and bodies that stand for themselves: not the body of somebody's post."""
        posts = {(p.body.start, p.body.end) for i in self.items for p in i.name.posts if p.body}
        return [
            i for i in self.outer if i.type in (*BODY_TYPES, "Official") and (i.start, i.end) not in posts
        ]

    def search(
        self,
        pattern: str,
        start: int | None = None,
        end: int | None = None,
        over: str = "",
        *,
        over_refs: bool = False,
    ) -> Iterator[re.Match[str]]:
        """Yield matches of a frame's pattern in the sentence that lie in no name but one of the type ``over``.

        ``over_refs``: nor need they keep out of bare words for something named elsewhere (作会议总结).
        """
        first, last = self.start if start is None else start, self.end if end is None else end
        names = [i for i in self.outer if i.type != over and not (over_refs and is_ref(i.name))]
        for match in compiled(pattern).finditer(self.linked.text, first, last):
            if match.group() and not any(i.start < match.end() and match.start() < i.end for i in names):
                yield match

    def clause_start(self, position: int) -> int:
        """Return where the clause of the position begins: behind the last comma, semicolon or colon before it."""
        text = self.linked.text
        return max((m.end() for m in CLAUSE.finditer(text, self.start, position)), default=self.start)

    def clause_end(self, position: int) -> int:
        """Return where the clause of the position ends."""
        match = PAUSE.search(self.linked.text, position, self.end)
        return match.start() if match else self.end

    def after(self, position: int, *types: str, gap: int = 12) -> Item | None:
        """Return the first outer name of the types that starts within ``gap`` characters behind the position."""
        return next(
            (i for i in self.outer if position <= i.start <= position + gap and i.type in types), None
        )

    def list_from(self, first: Item) -> list[Item]:
        """Return the name and those of its type that follow it as one list."""
        run = [first]
        for item in self.outer:
            between = self.linked.text[run[-1].end : item.start]
            if (
                item.start >= run[-1].end
                and item.type == first.type
                and re.fullmatch(r"(?:\([^()]{0,200}\))?\s{0,60}+(?:[、,和与及]|以及|)\s{0,60}+", between)
            ):
                run.append(item)
        return run

    def claim(
        self,
        subject: str,
        predicate: str,
        object_: str,
        rule: str,
        *,
        start: int | None = None,
        end: int | None = None,
        status: Status | None = None,
        **attrs: str | int,
    ) -> Claim:
        """Make a claim; its evidence is the whole sentence unless told otherwise."""
        kept = {k: v for k, v in attrs.items() if v != ""}
        return Claim(
            subject,
            predicate,
            object_,
            rule,
            self.start if start is None else start,
            self.end if end is None else end,
            self.frames["confidence"][rule],
            kept,
            status or "asserted",
        )

    def status(self, position: int, verb_end: int) -> Status:
        """Return whether the clause says it as done, planned, negated or ended."""
        text = self.linked.text[self.clause_start(position) : verb_end]
        doubts: tuple[Status, ...] = ("negated", "ended", "planned")
        return next((s for s in doubts if re.search(self.frames["status"][s], text)), "asserted")


def _together(item: Item, before: Item) -> bool:
    """Whether one word means both (四部门, 两办)."""
    return (item.start, item.end, item.name.rule) == (before.start, before.end, before.name.rule)
