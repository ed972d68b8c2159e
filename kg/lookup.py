"""What a workspace knows of a name, and what it says of two entities: answers from the ledger, without a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.ledger import Ledger
from kg.model import Statement
from kg.query import one


class Known(NamedTuple):
    """An entity that bears a name, and the form of the name that was met."""

    id: str
    type: str
    form: str


def find(ledger: Ledger, text: str) -> list[Known]:
    """Return the entities with a name that holds the text, the same name first, then the shorter ones."""
    joined = ledger.joined()
    found: dict[str, Known] = {}
    forms = sorted(ledger.forms(f"%{_escaped(text)}%"), key=lambda row: (row[0] != text, len(row[0]), row))
    for form, entity in forms:
        id_ = joined.get(entity, entity)
        found.setdefault(id_, Known(id_, id_.split("/", 1)[0], form))
    return list(found.values())


def meant(ledger: Ledger, type_: str, text: str) -> list[str]:
    """Return the ids that a name means: the entity of that id, else those named so, else those also called so.

    Args:
        ledger: What was read.
        type_: Entity type, or several joined by ``|``; empty for any.
        text: An id, a name or another form.
    """
    joined = ledger.joined()
    types = set(type_.split("|")) - {""}
    given = [text, *(f"{each}/{text}" for each in types)]
    bearers = {joined.get(e, e) for _, e in ledger.forms(_escaped(text))}
    fitting = {id_ for id_ in bearers if not types or id_.split("/", 1)[0] in types}
    own = {id_ for id_ in fitting if id_.split("/", 1)[1].split("@")[0] == text}
    known = ledger.entity_ids()
    by_id = [joined.get(id_, id_) for id_ in given if id_ in known or id_ in joined.values()]
    return by_id[:1] or sorted(own or fitting)


class Told(NamedTuple):
    """One claim about two entities, with its sentence at its place in the original text."""

    subject: str
    predicate: str
    object: str
    attrs: dict[str, str | int]
    quote: str
    source: str
    start: int
    end: int
    rule: str
    status: str


def why(ledger: Ledger, first: str, second: str) -> list[Told]:
    """Return every claim that ties two entities, by source and place.

    Raises:
        AmbiguousNameError: A name means no entity here, or several.
    """
    ends = [one(meant(ledger, "", text), "entity", text) for text in (first, second)]
    names = dict(_first_names(ledger.names()))
    told = [_told(s, names) for s in _between(ledger, *ends)]
    return sorted(told, key=lambda t: (t.source, t.start, t.end, t.predicate, t.subject))


def _between(ledger: Ledger, first: str, second: str) -> Iterator[Statement]:
    joined = ledger.joined()
    originals = [first, *(id_ for id_, canonical in joined.items() if canonical == first)]
    seen = set()
    for id_ in originals:
        for statement in ledger.statements_of(id_):
            ends = {joined.get(e, e) for e in (statement.subject, statement.object)}
            if ends == {first, second} and statement.id not in seen:
                seen.add(statement.id)
                yield statement


def _told(statement: Statement, names: dict[str, str]) -> Told:
    evidence = statement.evidence
    return Told(
        statement.subject,
        statement.predicate,
        statement.object,
        dict(statement.attrs),
        evidence.text,
        names.get(evidence.source, evidence.source),
        evidence.start,
        evidence.end,
        statement.rule,
        statement.status,
    )


def _first_names(names: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The smallest name of each source."""
    yield from reversed([(source, name) for name, source in names])


def _escaped(text: str) -> str:
    return "".join(f"~{c}" if c in "~%_" else c for c in text)
