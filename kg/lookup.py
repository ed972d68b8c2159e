"""What a workspace knows of a name, and what it says of two entities: answers from the ledger, without a database."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from kg.decisions import Decision, Decisions, chain
from kg.ledger import Ledger
from kg.model import Statement
from kg.query import one, unknown
from kg.seeds import load_seeds

# As many are looked through for one that is like a name.
MOST_FORMS = 20_000


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


def known(ledger: Ledger, type_: str, text: str) -> list[str]:
    """Return the ids that a name means; see :func:`meant`.

    Raises:
        AmbiguousNameError: Nobody bears it; the message tells entities of other types that do, else names like it.
    """
    if found := meant(ledger, type_, text):
        return found
    raise unknown(type_ or "entity", text, near(ledger, type_, text), meant(ledger, "", text))


def near(ledger: Ledger, type_: str, text: str) -> list[str]:
    """Return up to three names that are like one, the most alike first: those that share its first or last character."""
    types = set(type_.split("|")) - {""}
    patterns = {f"{_escaped(text[:1])}%", f"%{_escaped(text[-1:])}"} if text else set()
    forms = {
        form
        for pattern in patterns
        for form, entity in islice(ledger.forms(pattern), MOST_FORMS)
        if not types or entity.split("/", 1)[0] in types
    }
    return difflib.get_close_matches(text, sorted(forms), n=3)


def names_of(ledger: Ledger, type_: str, begun: str, most: int) -> list[str]:
    """Return the names that begin so, of entities of a type or of several joined by ``|``, the shorter first."""
    types = set(type_.split("|"))
    forms = {form for form, id_ in ledger.forms(f"{_escaped(begun)}%") if id_.split("/", 1)[0] in types}
    return sorted(forms, key=lambda form: (len(form), form))[:most]


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
    decision: str


def why(ledger: Ledger, first: str, second: str, decisions: Decisions | None = None) -> list[Told]:
    """Return every claim that ties two entities, by source and place, with what was decided of it.

    Raises:
        AmbiguousNameError: A name means no entity here, or several.
    """
    ends = [one(known(ledger, "", text), "entity", text) for text in (first, second)]
    names = dict(_first_names(ledger.names()))
    told = [_told(s, names, decisions) for s in _between(ledger, *ends)]
    return sorted(told, key=lambda t: (t.source, t.start, t.end, t.predicate, t.subject))


class Joined(NamedTuple):
    """One step from a name to another: the decision that made it, and the entity that both now mean.

    Attributes:
        what: ``same`` or ``different``; ``rule`` where no decision was needed.
        decision: File and line.
        entity: Id in the graph as it was loaded last; empty where the two are not joined in it.
        formerIds: Ids of the texts' own that were joined into it.
    """

    what: str
    left: str
    right: str
    decision: str
    who: str
    when: str
    why: str
    entity: str
    formerIds: list[str]


def joined_by(ledger: Ledger, decisions: Decisions, first: str, second: str) -> list[Joined]:
    """Return what made two names one entity, or keeps them two; empty where nobody decided and no rule joined them.

    Raises:
        AmbiguousNameError: A name means no entity here, or several.
    """
    left, right = (one(known(ledger, "", text), "entity", text) for text in (first, second))
    entity = left if left == right else ""
    former = sorted(id_ for id_, canonical in ledger.joined().items() if canonical == entity)
    bearers = [_bearers(ledger, text) for text in (first, second)]
    steps = decisions.pairs.chain(*bearers) or _chain_over_rules(ledger, decisions, *bearers)
    if not steps:
        pairs = ((a, b) for a in sorted(bearers[0]) for b in sorted(bearers[1]))
        steps = [apart for a, b in pairs if (apart := decisions.pairs.apart(a, b))][:1]
    if not steps and entity and not bearers[0] & bearers[1]:
        return [Joined("rule", min(bearers[0]), min(bearers[1]), "", "", "", "", entity, former)]
    return [Joined(d.what, d.left, d.right, d.place, d.who, d.when, d.why, entity, former) for d in steps]


def _bearers(ledger: Ledger, text: str) -> set[str]:
    """The ids of the texts' own that a name means, before any joining."""
    named = {id_ for _, id_ in ledger.forms(_escaped(text))}
    own = {id_ for id_ in named if id_.split("/", 1)[1].split("@")[0] == text}
    return {text} if "/" in text and not named else own or named


def _chain_over_rules(
    ledger: Ledger, decisions: Decisions, starts: set[str], goals: set[str]
) -> list[Decision]:
    """The decisions on the way where rules joined some of the ids already."""
    # Imported here: they bring the table of pinyin, and a name is looked up without.
    from kg.fold import ledger_rows
    from kg.resolve import resolve

    rows = ledger_rows(ledger, load_seeds(), decisions)
    ids = resolve(rows.entities, rows.statements)
    links: dict[str, list[tuple[str, Decision]]] = defaultdict(list)
    for id_, others in decisions.pairs.same.items():
        links[ids.get(id_, id_)] += [(ids.get(other, other), decision) for other, decision in others]
    ends = [{ids.get(id_, id_) for id_ in each} for each in (starts, goals)]
    return chain(links, *ends) if links and not ends[0] & ends[1] else []


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


def _told(statement: Statement, names: dict[str, str], decisions: Decisions | None) -> Told:
    evidence = statement.evidence
    decision = decisions.of_claim(statement) if decisions else None
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
        f"{decision.what} ({decision.place})" if decision else "",
    )


def _first_names(names: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The smallest name of each source."""
    yield from reversed([(source, name) for name, source in names])


def _escaped(text: str) -> str:
    return "".join(f"~{c}" if c in "~%_" else c for c in text)
