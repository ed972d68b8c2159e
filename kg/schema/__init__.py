"""What may be said: the types of ``schema/entities.yml`` and ``schema/relations.yml``, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from kg import assets
from kg.errors import SchemaError
from kg.schema.checks import check
from kg.schema.document import Document, Place, read_document
from kg.schema.style import LabelStyle, Style, TypeStyle, load_style
from kg.schema.types import PROPERTY_TYPES, EntityType, Property, PropertyType, RelationType, Schema

__all__ = [
    "EntityType",
    "LabelStyle",
    "Property",
    "PropertyType",
    "RelationType",
    "Schema",
    "Style",
    "TypeStyle",
    "load_schema",
    "load_style",
]

TEXTS = frozenset({"zh", "en"})


def load_schema(root: Path | None = None) -> Schema:
    """Read and check what may be said.

    Args:
        root: Folder that holds ``schema/``; the shipped one by default.

    Raises:
        SchemaError: The files are wrong; the message has one line a fault, ``schema/entities.yml:12: …``.
    """
    folder = (root or assets.root()) / "schema"
    entities = read_document(folder / "entities.yml", "schema/entities.yml")
    relations = read_document(folder / "relations.yml", "schema/relations.yml")
    schema = Schema(
        types={kind.name: kind for kind in _entity_types(entities)},
        relations={kind.name: kind for kind in _relation_types(relations)},
        common_properties=_properties(("common",), entities.content, entities),
        common_attrs=_properties(("common",), relations.content, relations),
    )
    check(schema, entities, relations)
    if faults := entities.faults + relations.faults:
        raise SchemaError("\n".join(dict.fromkeys(faults)))
    return schema


def _entity_types(document: Document) -> list[EntityType]:
    kinds = []
    for place, entry in document.entries(("types",), document.content):
        _check_fields(place, entry, TEXTS | {"properties"}, frozenset(), document)
        zh, en = _texts(place, entry, document)
        kinds.append(EntityType(place[-1], zh, en, _properties((*place, "properties"), entry, document)))
    return kinds


def _relation_types(document: Document) -> list[RelationType]:
    kinds = []
    for place, entry in document.entries(("types",), document.content):
        _check_fields(place, entry, TEXTS | {"subject", "object", "attrs"}, frozenset({"key"}), document)
        zh, en = _texts(place, entry, document)
        kinds.append(
            RelationType(
                name=place[-1],
                zh=zh,
                en=en,
                subject=_names((*place, "subject"), entry, document),
                object=_names((*place, "object"), entry, document),
                key=entry.get("key"),
                attrs=_properties((*place, "attrs"), entry, document),
            )
        )
    return kinds


def _properties(place: Place, holder: Mapping[str, Any], document: Document) -> dict[str, Property]:
    found: dict[str, Property] = {}
    for below, entry in document.entries(place, holder):
        _check_fields(below, entry, TEXTS | {"type"}, frozenset(), document)
        kind = entry.get("type")
        if kind is not None and kind not in PROPERTY_TYPES:
            document.fault(
                (*below, "type"), f"type {kind} of {below[-1]} is none of {', '.join(PROPERTY_TYPES)}"
            )
        zh, en = _texts(below, entry, document)
        found[below[-1]] = Property(below[-1], cast("PropertyType", kind), zh, en)
    return found


def _check_fields(
    place: Place, entry: Mapping[str, Any], due: frozenset[str], allowed: frozenset[str], document: Document
) -> None:
    """Note every field that is due and missing, or there and neither due nor allowed."""
    for name in sorted(due - entry.keys()):
        document.fault(place, f"{place[-1]} has no {name}")
    for name in sorted(entry.keys() - due - allowed):
        document.fault((*place, name), f"{place[-1]} has an unknown field {name}")


def _texts(place: Place, entry: Mapping[str, Any], document: Document) -> tuple[str, str]:
    """Return the Chinese and the English description; each must say something."""
    zh, en = (entry.get(name, "-") for name in ("zh", "en"))
    for name, text in (("zh", zh), ("en", en)):
        if not isinstance(text, str) or not text.strip():
            document.fault((*place, name), f"{name} of {place[-1]} must be a text")
    return str(zh), str(en)


def _names(place: Place, entry: Mapping[str, Any], document: Document) -> tuple[str, ...]:
    names = entry.get(place[-1])
    if isinstance(names, list) and names and all(isinstance(name, str) for name in names):
        return tuple(names)
    if names is not None:
        document.fault(place, f"{place[-1]} of {place[-2]} must be a list of types")
    return ()
