"""How labels and types look: ``schema/style.yml``, read and checked against the schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import assets
from kg.errors import SchemaError
from kg.schema.document import Document, Place, read_document
from kg.schema.types import Property, Schema

LINE_COLOUR = "#b9c4cf"
FORMS = {
    "colour": re.compile("#[0-9a-f]{6}"),
    "caption": re.compile(r"\w+|\{\w+\}"),
    "size": re.compile("[1-9][0-9]{0,2}"),
    "width": re.compile("[1-9][0-9]?"),
}
LABEL_FIELDS = frozenset({"colour", "caption", "size"})


@dataclass(frozen=True, slots=True)
class LabelStyle:
    """A node: its colour, the property that names it, its diameter in pixels."""

    colour: str
    caption: str
    size: int


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """A relationship: its colour, the property that names it (empty: the type's own name does), its width in pixels."""

    colour: str
    caption: str
    width: int


@dataclass(frozen=True, slots=True)
class Style:
    """Looks by label and by type, in the order of the schema."""

    labels: Mapping[str, LabelStyle]
    types: Mapping[str, TypeStyle]


def load_style(schema: Schema, root: Path | None = None) -> Style:
    """Read how the types of a schema look.

    Args:
        schema: What there is to be styled: neither more nor less may stand in the file.
        root: Folder that holds ``schema/``; the shipped one by default.

    Raises:
        SchemaError: The file is wrong; the message has one line a fault.
    """
    document = read_document((root or assets.root()) / "schema" / "style.yml", "schema/style.yml")
    labels = _looks(document, "labels", schema.types, LABEL_FIELDS, LABEL_FIELDS)
    types = _looks(
        document, "types", schema.relations, frozenset({"width"}), frozenset({"colour", "caption", "width"})
    )
    for name, look in labels.items():
        _check_caption(
            document, ("labels", name), look, schema.common_properties, schema.types[name].properties
        )
    for name, look in types.items():
        _check_caption(document, ("types", name), look, schema.common_attrs, schema.relations[name].attrs)
    if document.faults:
        raise SchemaError("\n".join(dict.fromkeys(document.faults)))
    return Style(
        {
            name: LabelStyle(look["colour"], look["caption"], int(look["size"]))
            for name, look in labels.items()
        },
        {name: _type_style(look) for name, look in types.items()},
    )


def _type_style(look: Mapping[str, str]) -> TypeStyle:
    return TypeStyle(look.get("colour", LINE_COLOUR), look.get("caption", "").strip("{}"), int(look["width"]))


def _looks(
    document: Document, part: str, known: Mapping[str, object], due: frozenset[str], allowed: frozenset[str]
) -> dict[str, dict[str, Any]]:
    """Return the entries of one part that the schema knows, in its order; note what is missing or too much."""
    found = {place[-1]: entry for place, entry in document.entries((part,), document.content)}
    for name in sorted(known.keys() - found.keys()):
        document.fault((part,), f"{name} has no style")
    for name in sorted(found.keys() - known.keys()):
        document.fault((part, name), f"the schema has no {name}")
    for name, entry in found.items():
        _check_entry(document, (part, name), entry, due, allowed)
    return {name: found[name] for name in known if name in found}


def _check_entry(
    document: Document, place: Place, entry: Mapping[str, Any], due: frozenset[str], allowed: frozenset[str]
) -> None:
    for field in sorted(due - entry.keys()):
        document.fault(place, f"{place[-1]} has no {field}")
    for field, value in entry.items():
        if field not in allowed:
            document.fault((*place, field), f"{place[-1]} has an unknown field {field}")
        elif not FORMS[field].fullmatch(str(value)):
            document.fault((*place, field), f"{field} of {place[-1]} cannot be {value!r}")


def _check_caption(
    document: Document,
    place: Place,
    look: Mapping[str, Any],
    common: Mapping[str, Property],
    own: Mapping[str, Property],
) -> None:
    caption = str(look.get("caption", "")).strip("{}")
    if caption and caption not in {*common, *own}:
        document.fault((*place, "caption"), f"{place[-1]} has no property {caption} to be captioned with")
