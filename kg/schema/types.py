"""What a schema is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

PropertyType = Literal["string", "strings", "integer", "float", "boolean"]
PROPERTY_TYPES = ("string", "strings", "integer", "float", "boolean")


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a node or a relationship, described in Chinese and English."""

    name: str
    type: PropertyType
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class EntityType:
    """A label: what may be a node. ``properties`` are its own, without the common ones."""

    name: str
    zh: str
    en: str
    properties: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class RelationType:
    """What may be said of whom.

    Attributes:
        subject: Names of the types that may stand before it.
        object: Names of the types that may stand behind it.
        key: The attribute that tells two facts between the same ends apart, if any.
        attrs: Its own attributes, without the common properties.
    """

    name: str
    zh: str
    en: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    key: str | None
    attrs: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class Schema:
    """All types by name, in the order of the files; the common properties are those of every item."""

    types: Mapping[str, EntityType]
    relations: Mapping[str, RelationType]
    common_properties: Mapping[str, Property]
    common_attrs: Mapping[str, Property]
