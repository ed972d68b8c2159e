"""What holds between the types: names are known, and no two of them clash in a graph database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.schema.document import Document, Place
from kg.schema.types import EntityType, Property, RelationType, Schema


def check(schema: Schema, entities: Document, relations: Document) -> None:
    """Note every fault that needs more than one entry to be seen."""
    _check_ends(schema, relations)
    _check_one_type(schema, entities, relations)
    _check_apart(schema, relations)
    _check_shadows("properties", schema.types, schema.common_properties, entities)
    _check_shadows("attrs", schema.relations, schema.common_attrs, relations)


def _check_ends(schema: Schema, relations: Document) -> None:
    for relation in schema.relations.values():
        place = ("types", relation.name)
        for end, names in (("subject", relation.subject), ("object", relation.object)):
            for name in names:
                if name not in schema.types:
                    relations.fault((*place, end), f"{relation.name}: {end} {name} is no type of entity")
        if relation.key is not None and relation.key not in relation.attrs:
            relations.fault((*place, "key"), f"{relation.name}: key {relation.key} is not among its attrs")


def _check_one_type(schema: Schema, entities: Document, relations: Document) -> None:
    """One name has one type in the whole graph, so that a query may compare two of them."""
    first: dict[str, Property] = {}
    for document, place, found in _properties(schema, entities, relations):
        known = first.setdefault(found.name, found)
        if known.type != found.type:
            document.fault(place, f"{found.name} is {found.type}, but {known.type} elsewhere")


def _properties(
    schema: Schema, entities: Document, relations: Document
) -> Iterator[tuple[Document, Place, Property]]:
    for document, common, types, slot in (
        (
            entities,
            schema.common_properties,
            {n: t.properties for n, t in schema.types.items()},
            "properties",
        ),
        (relations, schema.common_attrs, {n: t.attrs for n, t in schema.relations.items()}, "attrs"),
    ):
        for found in common.values():
            yield document, ("common", found.name), found
        for name, own in types.items():
            for found in own.values():
                yield document, ("types", name, slot, found.name), found


def _check_apart(schema: Schema, relations: Document) -> None:
    """Labels and relationship types share one catalogue in the embedded engine, which ignores case."""
    labels = {name.casefold(): name for name in schema.types}
    for name in schema.relations:
        if name.casefold() in labels:
            relations.fault(("types", name), f"{name} clashes with the entity type {labels[name.casefold()]}")


def _check_shadows(
    slot: str,
    types: Mapping[str, EntityType] | Mapping[str, RelationType],
    common: Mapping[str, Property],
    document: Document,
) -> None:
    for name, kind in types.items():
        for found in kind.properties if isinstance(kind, EntityType) else kind.attrs:
            if found in common:
                document.fault(("types", name, slot, found), f"{name}.{found} is common already")
