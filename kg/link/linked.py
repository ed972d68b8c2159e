"""One article on its way: which of its names mean which entities."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass, field

from kg.link.bodies import Body
from kg.link.context import Context
from kg.link.dates import Date
from kg.tag.names import Name, is_part

PART_ENDS = re.compile(r"\n\s{0,60}(?:[一二三四五六七八九十]{1,2}、|\n|领导小组|指挥部|办公室|今后|附件|各)")


HEADS_LIST = re.compile("名单|组成人员|成员|人员|成立|设立|组建|建立|下设|调整|由")
# 某领导小组|办公室主任甲: a post told of somebody, not what the text is about.
OF_OFFICE = re.compile("办(?:公室)?(?:常务|专职)?副?主任[兼、一-鿿]")
GONE = re.compile(r"(?:\([^()]{0,200}\))?(?:同时|随即|即行|予以|自行|一并|相应){0,4}(?:撤销|取消|不再保留)")


@dataclass(slots=True)
class Item:
    """A linked name: where it stands and which entity of which type it means.

    ``chain`` are the bodies it is a part of, outermost first.
    """

    name: Name
    id: str
    chain: tuple[str, ...] = ()
    start: int = field(init=False)
    end: int = field(init=False)
    type: str = field(init=False)

    def __post_init__(self) -> None:
        self.start, self.end = self.name.start, self.name.end
        self.type = self.id.split("/", 1)[0]


@dataclass(slots=True)
class Linked:
    """One article, linked: entities by id, items in text order, its dates, the names that stayed open.

    ``items`` stay in text order, the longer before what lies inside it.
    ``parts`` are the ids of parts of mechanisms.
    ``own`` is the body whose text this is, where it speaks of itself (我局).
    ``told`` holds the meetings that the article tells of, each with the offset from which it does.
    """

    text: str
    context: Context
    entities: dict[str, Body] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    open: list[Name] = field(default_factory=list)
    told: list[tuple[int, str]] = field(default_factory=list)
    sentences: tuple[tuple[int, int], ...] = ()
    parts: set[str] = field(default_factory=set)
    own: str = ""
    _mechanisms: list[Item] = field(default_factory=list, repr=False)
    _titles: list[Item] = field(default_factory=list, repr=False)

    def add(self, body: Body) -> str:
        """Put an entity in, or join its forms and properties to the one of the same id; return the id."""
        known = self.entities.setdefault(body.id, body)
        if known is not body:
            known.aliases |= body.aliases | ({body.name} - {known.name})
            known.props = {**body.props, **known.props}
        return body.id

    def place(self, name: Name, id_: str, chain: tuple[str, ...] = ()) -> None:
        """Record that the name means the entity."""
        item = Item(name, id_, chain)
        insort(self.items, item, key=_order)
        if item.type == "Mechanism":
            insort(self._mechanisms, item, key=_order)
            self.parts |= {id_} if is_part(name) else set()
        elif item.type == "Document" and name.rule in ("heading", "unmarked"):
            insort(self._titles, item, key=_order)

    def between(self, start: int, end: int, *types: str) -> list[Item]:
        """Return the items inside ``[start, end)``, of the types if any are given, in text order."""
        here = self.items[self._first(start) : self._first(end)]
        return [i for i in here if i.end <= end and (not types or i.type in types)]

    @property
    def names_mechanisms(self) -> bool:
        """Whether any mechanism is named."""
        return bool(self._mechanisms)

    def mechanism_near(self, position: int) -> str:
        """Return the id of the last mechanism named before the position, else of the first one after; empty if none is.

        A part of a mechanism counts as long as its paragraph goes on.
        """
        standing = [
            i for i in self._mechanisms if not self.is_former(i) and not OF_OFFICE.match(self.text, i.end)
        ]
        mechanisms = [i for i in standing if not is_part(i.name)]
        before = [i for i in standing if i.start < position]
        while before and is_part(before[-1].name) and PART_ENDS.search(self.text, before[-1].end, position):
            before = [i for i in before[:-1] if not is_part(i.name)]
        return (before[-1] if before else mechanisms[0]).id if mechanisms else ""

    def mechanism_of_list(self, position: int) -> str:
        """Return the id of the mechanism whose member list begins at the position.

        It is the last one before whose line heads a list or sets it up; else the one that the title of the letter names.
        """
        near = self.mechanism_near(position)
        titled = [m for t in self._titles[:1] for m in self.between(t.start, t.end, "Mechanism")]
        if not titled or titled[0].id == near or near in self.parts:
            return near
        last = [m for m in self._mechanisms if m.id == near and m.start < position]
        line = self.text[self.text.rfind("\n", 0, last[-1].start) + 1 : last[-1].end + 16] if last else ""
        return near if HEADS_LIST.search(line) else titled[0].id

    def body_at(self, start: int) -> Item | None:
        """Return the longest agency or organization that starts at ``start``, or None."""
        here = self.items[self._first(start) : self._first(start + 1)]
        return next((i for i in here if i.type in ("Agency", "Organization")), None)

    def is_former(self, item: Item) -> bool:
        """Say whether it is told only as the one that goes (原某领导小组)."""
        return self.text[item.start - 1 : item.start] == "原" or bool(GONE.match(self.text, item.end))

    def _first(self, position: int) -> int:
        return bisect_left(self.items, position, key=_start)


def _start(item: Item) -> int:
    return item.start


def _order(item: Item) -> tuple[int, int, str]:
    return item.start, -item.end, item.id
