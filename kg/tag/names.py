"""What the recogniser finds: spans of cleaned text with the parts of the name that the grammar read.

Offsets point into the article's own text, in code points, half-open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Post:
    """One title of an official. ``body`` indexes nothing: it is the name itself, or None where the text names no body."""

    title: str
    start: int
    end: int
    body: Name | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """One name met in the text.

    Attributes:
        type: Entity type of the schema.
        rule: Which part of the grammar found it.
        text: Canonical surface: padding removed, list heads and tails filled in.
        key: Key of a seed row, where the gazetteer knows the name (before dates are considered).
        area: Words of the area in front (江苏省南京市, 省, 我市); empty for central bodies.
        place: Code of the area in ``places.csv`` where the words alone decide it.
        tail: What follows the area: the body's own part.
        inner: Tails of inner bureaus, outermost first (社会组织管理局, 社团管理处).
        posts: Posts of an official; roles in a mechanism are posts without a body and ``role`` set.
        role: Role in the mechanism whose member list holds the person.
        bare: The gazetteer form is a local department's name too.
        attrs: Number, kind, ordinal and the like.
    """

    start: int
    end: int
    type: str
    text: str
    rule: str
    key: str = ""
    area: str = ""
    place: str = ""
    tail: str = ""
    inner: tuple[str, ...] = ()
    posts: tuple[Post, ...] = ()
    role: str = ""
    bare: bool = False
    attrs: tuple[tuple[str, str], ...] = ()

    def moved(self, start: int, end: int, text: str) -> Name:
        """Return the name with another extent and surface."""
        return replace(self, start=start, end=end, text=text)


class Places:
    """Names by where they stand: a long article has thousands, and every rule asks for those at a place."""

    def __init__(self, names: list[Name]) -> None:
        self.names, self.size = names, len(names)
        self.order = sorted(range(self.size), key=lambda i: names[i].start)
        self.starts = [names[i].start for i in self.order]
        self.longest = max((n.end - n.start for n in names), default=0)
        self.heads: defaultdict[int, list[Name]] = defaultdict(list)
        self.ends: defaultdict[int, list[Name]] = defaultdict(list)
        for name in names:
            self.heads[name.start].append(name)
            self.ends[name.end].append(name)

    def overlapping(self, start: int, end: int) -> list[Name]:
        """Return the names that overlap ``[start, end)``, in the order in which they were given."""
        near = self.order[bisect_right(self.starts, start - self.longest) : bisect_left(self.starts, end)]
        return [self.names[i] for i in sorted(near) if self.names[i].end > start]


@dataclass(slots=True)
class Found:
    """The names of one article, grown stage by stage; ``names`` is in text order at the end."""

    text: str
    names: list[Name] = field(default_factory=list)
    _places: Places | None = field(default=None, repr=False)

    def overlapping(self, start: int, end: int) -> list[Name]:
        """Return the names that overlap ``[start, end)``, in the order of ``names``."""
        return self._placed().overlapping(start, end)

    def covering(self, start: int, end: int, types: tuple[str, ...] = ()) -> Name | None:
        """Return the first name that overlaps ``[start, end)``, of the types if any are given, or None."""
        return next((n for n in self.overlapping(start, end) if not types or n.type in types), None)

    def ending_at(self, position: int, types: tuple[str, ...]) -> Name | None:
        """Return the longest name of the types that ends at ``position``, or None."""
        return min(
            (n for n in self._placed().ends[position] if n.type in types),
            key=lambda n: n.start,
            default=None,
        )

    def starting_at(self, position: int, types: tuple[str, ...]) -> Name | None:
        """Return the longest name of the types that starts at ``position``, or None."""
        return max(
            (n for n in self._placed().heads[position] if n.type in types),
            key=lambda n: n.end,
            default=None,
        )

    def _placed(self) -> Places:
        """The names by their places; made anew when a stage has added some."""
        if not self._places or self._places.names is not self.names or self._places.size != len(self.names):
            self._places = Places(self.names)
        return self._places


def is_ref(name: Name) -> bool:
    """Say whether the name is a bare word for something named elsewhere."""
    return ("ref", "1") in name.attrs


def is_part(name: Name) -> bool:
    """Say whether the name is that of one part of a mechanism, told under its own number."""
    return ("part", "1") in name.attrs


def keep_longest(names: list[Name]) -> list[Name]:
    """Return the names without those that lie inside or across an earlier or longer one, in text order."""
    kept: list[Name] = []
    end = -1
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if name.start >= end:
            kept.append(name)
            end = name.end
    return kept
