"""One article on its way: which of its names mean which entities."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.link.bodies import Body
from kg.link.context import Context
from kg.link.dates import Date
from kg.tag.names import Name


@dataclass(slots=True)
class Item:
    """A linked name: where it stands and which entity it means. ``chain`` are the bodies it is a part of, outermost first."""

    name: Name
    id: str
    chain: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        """First character, in the article's text."""
        return self.name.start

    @property
    def end(self) -> int:
        """One past its last character."""
        return self.name.end

    @property
    def type(self) -> str:
        """Entity type."""
        return self.id.split("/", 1)[0]


@dataclass(slots=True)
class Linked:
    """One article, linked: entities by id, items in text order, its dates, the names that stayed open.

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

    def add(self, body: Body) -> str:
        """Put an entity in, or join its forms and properties to the one of the same id; return the id."""
        known = self.entities.setdefault(body.id, body)
        if known is not body:
            known.aliases |= body.aliases | ({body.name} - {known.name})
            known.props = {**body.props, **known.props}
        return body.id

    def place(self, name: Name, id_: str, chain: tuple[str, ...] = ()) -> None:
        """Record that the name means the entity."""
        self.items.append(Item(name, id_, chain))

    def between(self, start: int, end: int, *types: str) -> list[Item]:
        """Return the items inside ``[start, end)``, of the types if any are given, in text order."""
        return [i for i in self.items if start <= i.start and i.end <= end and (not types or i.type in types)]

    def body_at(self, start: int) -> Item | None:
        """Return the longest agency or organization that starts at ``start``, or None."""
        fits = [i for i in self.items if i.start == start and i.type in ("Agency", "Organization")]
        return max(fits, key=lambda i: i.end, default=None)
