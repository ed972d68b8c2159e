"""The schema as rows for people: what may be said, in one language."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Literal

from kg.errors import QueryError
from kg.schema.types import EntityType, Property, RelationType, Schema

Language = Literal["zh", "en"] | str


def overview(schema: Schema, language: Language) -> Iterator[dict[str, str]]:
    """Yield a row for every entity type and relation."""
    for type_ in schema.types.values():
        yield _row(type_, "", language)
    for relation in schema.relations.values():
        yield _row(relation, f"{'|'.join(relation.subject)} → {'|'.join(relation.object)}", language)


def properties(schema: Schema, name: str, language: Language) -> Iterator[dict[str, str]]:
    """Yield a row for every property of one type or relation, its own first.

    Raises:
        QueryError: The schema has no such name.
    """
    if name in schema.types:
        own, common = schema.types[name].properties, schema.common_properties
    elif name in schema.relations:
        own, common = schema.relations[name].attrs, schema.common_attrs
    else:
        near = difflib.get_close_matches(name, [*schema.types, *schema.relations], n=1)
        raise QueryError(
            f"the schema has no {name!r}" + (f": did you mean {near[0]}?" if near else "; see: kg schema"),
            f"没有名为 {name!r} 的类型或关系" + (f":是否想写 {near[0]}?" if near else ";全部见:kg schema"),
        )
    yield from _properties(own, language)
    yield from _properties(common, language)


def _properties(found: Mapping[str, Property], language: Language) -> Iterator[dict[str, str]]:
    for one in found.values():
        yield {"name": one.name, "type": one.type, "meaning": _meaning(one, language)}


def _row(item: EntityType | RelationType, ends: str, language: Language) -> dict[str, str]:
    return {"name": item.name, "ends": ends, "meaning": _meaning(item, language)}


def _meaning(item: EntityType | RelationType | Property, language: Language) -> str:
    return item.zh if language == "zh" else f"{item.en} ({item.zh})"
