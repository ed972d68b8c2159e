"""A row that does not fit the schema is a fault of a stage: it is refused, with the row in the message."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.errors import StatementError
from kg.model import Entity, Extraction, Statement
from kg.schema import Property, Schema

# Attributes that any claim may carry for the fold alone: when it was so, and whether its list leaves nobody out.
COMMON = {"date": "string", "complete": "integer"}

FITS: Mapping[str, Callable[[object], bool]] = {
    "string": lambda value: isinstance(value, str),
    "strings": lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "float": lambda value: isinstance(value, float),
    "boolean": lambda value: isinstance(value, bool),
}


def check_extraction(extraction: Extraction, schema: Schema) -> None:
    """Refuse an extraction with any row that does not fit, or an end that no entity of it defines.

    Raises:
        StatementError: The first fault; the message holds the row.
    """
    known = set()
    for entity in extraction.entities:
        check_entity(entity, schema)
        known.add(entity.id)
    for statement in extraction.statements:
        check_statement(statement, schema)
        _check_known(
            f"{statement.subject} {statement.predicate} {statement.object}", statement.subject, known
        )
        _check_known(f"{statement.subject} {statement.predicate} {statement.object}", statement.object, known)
    for mention in extraction.mentions:
        _check_known(f"a mention at {mention.start}", mention.entity, known)


def check_entity(entity: Entity, schema: Schema) -> None:
    """Refuse an entity of an unknown type, or with a property that its type does not have.

    Raises:
        StatementError: The message holds the id and the fault.
    """
    type_ = schema.types.get(entity.type)
    if type_ is None or entity.type == "Source":
        raise StatementError(f"{entity.id}: {entity.type} is no entity type of the schema")
    if not entity.id.startswith(f"{entity.type}/") or not entity.name:
        raise StatementError(
            f"{entity.id}: an entity has a name, and its id begins with its type {entity.type}"
        )
    _check_values(
        entity.id, entity.props, {name: property_.type for name, property_ in type_.properties.items()}
    )


def check_statement(statement: Statement, schema: Schema) -> None:
    """Refuse a claim that the schema does not know.

    Raises:
        StatementError: The message holds the claim and the fault.
    """
    claim = f"{statement.subject} {statement.predicate} {statement.object}"
    relation = schema.relations.get(statement.predicate)
    if relation is None or statement.predicate == "MENTIONED_IN":
        raise StatementError(f"{claim}: {statement.predicate} is no predicate of the schema")
    for end, id_, types in (
        ("subject", statement.subject, relation.subject),
        ("object", statement.object, relation.object),
    ):
        if id_.split("/", 1)[0] not in types:
            raise StatementError(f"{claim}: the {end} of {relation.name} is one of {', '.join(types)}")
    _check_values(claim, statement.attrs, COMMON | _types(relation.attrs))


def _types(properties: Mapping[str, Property]) -> dict[str, str]:
    return {name: property_.type for name, property_ in properties.items()}


def _check_values(what: str, values: Mapping[str, object], types: Mapping[str, str]) -> None:
    for name, value in values.items():
        if name not in types:
            raise StatementError(f"{what}: the schema has no {name} here")
        if not FITS[types[name]](value):
            raise StatementError(f"{what}: {name} is {value!r}, not {types[name]}")


def _check_known(what: str, end: str, known: set[str]) -> None:
    if end not in known:
        raise StatementError(f"{what}: no entity defines {end}")
