"""Entities as the sources tell of them → one node an entity; sources → one node a source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import TypeVar

from kg.fold.pinyin import in_pinyin
from kg.ledger import Told
from kg.model import Entity, Node, Source, Value
from kg.resolve import telling

Choice = TypeVar("Choice", str, int, float, bool, tuple[str, ...])


class NodeFold:
    """What the sources tell of one entity under all its ids. Order does not matter."""

    def __init__(self, id_: str) -> None:
        self.id = id_
        self._ids: set[str] = set()
        # What is told under the canonical id outweighs what is told under a vaguer one that was joined into it.
        self._names: dict[bool, Counter[str]] = {own: Counter() for own in (True, False)}
        self._forms: set[str] = set()
        self._props: dict[bool, dict[str, Counter[Value | tuple[str, ...]]]] = {
            own: defaultdict(Counter) for own in (True, False)
        }

    def add(self, entity: Entity, times: int = 1) -> None:
        """Count the telling of so many sources."""
        self._ids.add(entity.id)
        own = entity.id == self.id
        self._names[own][entity.name] += times
        self._forms.update(entity.aliases)
        votes = self._props[own]
        for key, value in entity.props.items():
            votes[key][tuple(value) if isinstance(value, list) else value] += times

    def finish(self, sources: int) -> Node:
        """Return the node of an entity that so many sources tell of."""
        name = self._name()
        props: dict[str, Value] = {}
        for own in (False, True):
            props |= {key: voted(votes) for key, votes in self._props[own].items()}
        aliases = sorted((self._forms | set().union(*self._names.values())) - {name})
        former = sorted(self._ids - {self.id})
        props |= {"id": self.id, "name": name, "nameEn": in_pinyin(name), "sources": sources}
        props |= {key: forms for key, forms in (("aliases", aliases), ("formerIds", former)) if forms}
        return Node(self.id, self.id.split("/", 1)[0], props)

    def _name(self) -> str:
        """The name told most; of the canonical id alone where that tells more than the others, and before them on a tie."""
        own = self._names[True]
        is_clearer = all(telling(id_) < telling(self.id) for id_ in self._ids - {self.id})
        names = own if own and is_clearer else own + self._names[False]
        return max(names, key=lambda form: (names[form], own[form], len(form), form))


def fold_nodes(
    entities: Iterable[Told], sources: Iterable[Source], ids: Mapping[str, str]
) -> dict[str, Node]:
    """Return the nodes by id, in no particular order."""
    folds: dict[str, NodeFold] = {}
    telling: dict[str, set[str]] = defaultdict(set)
    for source, entity in entities:
        id_ = ids.get(entity.id, entity.id)
        folds.setdefault(id_, NodeFold(id_)).add(entity)
        telling[id_].add(source)
    nodes = {id_: fold.finish(len(telling[id_])) for id_, fold in folds.items()}
    return nodes | {source.id: source_node(source) for source in sources}


def source_node(source: Source) -> Node:
    """Return the node of a text; its name is its title, else its file's name without folders: a graph does not move with them."""
    known = (
        ("title", source.title),
        ("publisher", source.publisher),
        ("date", source.date),
        ("url", source.url),
    )
    props: dict[str, Value] = {key: value for key, value in known if value}
    name = source.title or PurePath(source.name).name or source.id
    return Node(source.id, "Source", {**props, "id": source.id, "name": name, "mediaType": source.media_type})


def voted(votes: Mapping[Value | tuple[str, ...], int]) -> Value:
    """Return the value told most often; of several, the smallest."""
    most = max(votes.values())
    value = min((v for v, count in votes.items() if count == most), key=lambda v: (str(type(v)), v))
    return list(value) if isinstance(value, tuple) else value
