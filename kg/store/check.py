"""What the loader refuses, because the engines would store it differently or not at all."""

from __future__ import annotations

import math
from collections.abc import Mapping

from kg.errors import StoreError
from kg.model import Edge, Graph, Node
from kg.schema import Schema

LARGEST = 2**63 - 1
# Neo4j refuses an indexed string from about 8 KB on.
LONGEST_KEY = 4000
INDEXED = ("id", "name", "number")

Types = Mapping[str, str]


class Vocabulary:
    """The properties that are the graph's own, by label and by relationship type.

    Attributes:
        nodes: Label to property name to type (``string``, ``integer``, ``float``, ``strings``).
        edges: The same by relationship type.
    """

    def __init__(self, schema: Schema) -> None:
        common: dict[str, str] = {name: prop.type for name, prop in schema.common_properties.items()}
        shared: dict[str, str] = {name: prop.type for name, prop in schema.common_attrs.items()}
        self.nodes: dict[str, dict[str, str]] = {
            label: common | {name: prop.type for name, prop in kind.properties.items()}
            for label, kind in schema.types.items()
        }
        self.edges: dict[str, dict[str, str]] = {
            name: shared | {key: prop.type for key, prop in kind.attrs.items()}
            for name, kind in schema.relations.items()
        }


def check_graph(graph: Graph, words: Vocabulary) -> None:
    """Refuse a graph that the two engines would not store alike.

    Raises:
        StoreError: As :func:`check_item`; or an edge whose end is missing.
    """
    for node in graph.nodes.values():
        check_item(node, words)
    for edge in graph.edges.values():
        check_item(edge, words)
        for end in (edge.source, edge.target):
            if end not in graph.nodes:
                raise StoreError(
                    f"relationship {edge.id} ({edge.type}) ends at {end}, which is not in the graph"
                )


def check_item(item: Node | Edge, words: Vocabulary) -> None:
    """Refuse a node or an edge that the two engines would not store alike.

    Raises:
        StoreError: An unknown label, type or property; a value of another type than the schema says;
            an id that is empty or not the item's; a name that no index takes.
    """
    if isinstance(item, Node):
        _check_item(item, item.label, words.nodes)
    else:
        _check_item(item, item.type, words.edges)


def _check_item(item: Node | Edge, name: str, known: Mapping[str, Types]) -> None:
    types = known.get(name)
    if types is None:
        raise StoreError(f"{item.id}: {name} is not in the schema")
    if not item.id or item.props.get("id") != item.id:
        raise StoreError(f"{name} {item.id!r}: its property id is {item.props.get('id')!r}")
    for key, value in item.props.items():
        wanted = types.get(key)
        if wanted is None:
            raise StoreError(f"{item.id}: the schema gives {name} no property {key}")
        if not FITS[wanted](value):
            raise StoreError(f"{item.id}: property {key} should be {wanted}, not {value!r}")
    for key in INDEXED:
        if len(str(item.props.get(key, ""))) > LONGEST_KEY:
            raise StoreError(
                f"{name} {item.id[:80]}…: property {key} is longer than {LONGEST_KEY} characters"
            )


def _is_string(value: object) -> bool:
    """Say whether it is text that UTF-8 can carry; half a surrogate pair is not."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_integer(value: object) -> bool:
    return type(value) is int and -LARGEST - 1 <= value <= LARGEST


def _is_float(value: object) -> bool:
    return type(value) is float and math.isfinite(value)


def _is_strings(value: object) -> bool:
    return isinstance(value, list) and all(_is_string(each) for each in value)


def _is_boolean(value: object) -> bool:
    return type(value) is bool


FITS = {
    "string": _is_string,
    "integer": _is_integer,
    "float": _is_float,
    "boolean": _is_boolean,
    "strings": _is_strings,
}
