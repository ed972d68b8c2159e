"""Entities that may be one: those of one name, and those whose names differ in one character."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from kg.model import Node
from kg.review.material import Material
from kg.review.vocabulary import vocabulary
from kg.seeds import load_seeds

# Places come from a table; a text is no name.
LEFT_OUT = ("Place", "Source")
SHORTEST = 4
SHORTEST_PERSON = 3
HOLE = "\0"


def named_alike(material: Material) -> Iterator[tuple[str, str, str]]:
    """Yield (name, id, id) of entities of one type where one is named as the other is also called."""
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for node in _nodes(material):
        aliases = node.props.get("aliases", [])
        for form in (str(node.props["name"]), *(aliases if isinstance(aliases, list) else ())):
            bearers[node.label, form].add(node.id)
    nodes = material.graph.nodes
    seen: set[tuple[str, str]] = set()
    for (_, form), ids in sorted(bearers.items()):
        for left, right in combinations(sorted(ids), 2):
            named = form in (nodes[left].props["name"], nodes[right].props["name"])
            if named and (left, right) not in seen and _may_be_one(material, nodes[left], nodes[right]):
                seen.add((left, right))
                yield form, left, right


def near(material: Material) -> Iterator[tuple[str, str]]:
    """Yield the pairs of ids of one type that differ in one character, those of one place first."""
    nodes = material.graph.nodes
    pairs = (
        pair for pair in _near_ids(material) if _may_be_one(material, *(nodes[i] for i in pair), strict=False)
    )
    yield from sorted(pairs, key=lambda pair: (_places_differ(*(nodes[i] for i in pair)), pair))


def _near_ids(material: Material) -> Iterator[tuple[str, str]]:
    numerals = vocabulary().numerals
    for length in _by_length(material).values():
        alike: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for id_ in length:
            for position in _positions(id_):
                # Only the hash is kept: of a million names there are ten million such forms.
                alike[hash(f"{id_[:position]}{HOLE}{id_[position + 1 :]}")].append((id_, position))
        for group in alike.values():
            for (left, at), (right, _) in combinations(group, 2):
                one = left[:at] == right[:at] and left[at + 1 :] == right[at + 1 :]
                if one and not {left[at], right[at]} <= numerals:
                    yield min(left, right), max(left, right)


def _by_length(material: Material) -> dict[tuple[str, int], list[str]]:
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for node in _nodes(material):
        found[node.label, len(node.id)].append(node.id)
    return found


def _positions(id_: str) -> range:
    """Where a name may differ: not in a person's body; short names differ in one character by chance."""
    start = id_.index("/") + 1
    person = id_.startswith("Official/")
    end = id_.index("@") if person and "@" in id_ else len(id_)
    return range(start, end) if end - start >= (SHORTEST_PERSON if person else SHORTEST) else range(0)


def _nodes(material: Material) -> Iterator[Node]:
    return (node for node in material.graph.nodes.values() if node.label not in LEFT_OUT)


def _may_be_one(material: Material, left: Node, right: Node, *, strict: bool = True) -> bool:
    """Nothing tells them apart yet: no property, no tie between them, no two rows of the seeds, no decision."""
    if {left.id, right.id} <= _known():
        return False
    told = (name for name in vocabulary().telling if strict or name != "jurisdiction")
    if frozenset((left.id, right.id)) in material.tied or any(_differ(left, right, name) for name in told):
        return False
    return not material.between(left, right)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(f"Agency/{id_}" for id_ in load_seeds().agencies)


def _places_differ(left: Node, right: Node) -> bool:
    return _differ(left, right, "jurisdiction")


def _differ(left: Node, right: Node, name: str) -> bool:
    """Both tell the property, and neither value is the other told with less precision."""
    one, other = (str(node.props.get(name, "")) for node in (left, right))
    if name == "date":
        return not (one.startswith(other) or other.startswith(one))
    return bool(one and other) and one != other
