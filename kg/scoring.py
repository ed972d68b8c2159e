"""One text against its gold: which entities and facts were found, which were wrongly said, which were missed.

A gold file states entities and facts (``must`` or acceptable). An entity counts as found when a predicted one of its type
bears its name, or an alias that is no other gold entity's; a fact when both its ends were found and it joins them.
A predicted entity that bears the own names of two gold entities is a wrong merge.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

KEYS = {"HOLDS_POST": "title", "MEMBER_OF": "role", "HAS_ROLE_IN": "role", "ATTENDED": "role", "RUNS": "role"}
ORNAMENT = re.compile(r"[\s《》〈〉“”‘’\"'「」『』()()\[\]【】·,,、—\-]+")
SYSTEM = re.compile(r"(?<=联席会议)制度$")


Item = tuple[str, ...]


Record = Mapping[str, Any]


class Fact(NamedTuple):
    """A fact between names; ``key`` is the attribute that tells two facts apart, or empty."""

    subject: str
    predicate: str
    object: str
    key: str = ""


class Named(NamedTuple):
    """A gold entity."""

    type: str
    name: str


@dataclass(slots=True)
class Tally:
    """What was found, what was wrongly said, and what was missed."""

    right: set[Item] = field(default_factory=set)
    wrong: list[Item] = field(default_factory=list)
    missed: set[Item] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class TextScore:
    """One text against its gold."""

    name: str
    entities: Tally
    facts: Tally
    facts_by_key: Tally
    merges: tuple[str, ...]


def score(name: str, gold: Record, said: Sequence[Record]) -> TextScore:
    """Score the records of one text against its gold."""
    names = _Names(gold["entities"])
    entities = {record["id"]: record for record in said if record["kind"] == "entity"}
    met = {id_: names.meet(record) for id_, record in entities.items()}
    means = {id_: found for id_, (found, _) in met.items() if found}
    merges = [
        f"{entities[i]['type']}/{entities[i]['name']}: {' + '.join(sorted(own))}"
        for i, (_, own) in met.items()
        if len(own) > 1
    ]
    wrong: list[Item] = [Named(e["type"], e["name"]) for id_, e in entities.items() if id_ not in means]
    found: set[Item] = {Named(entities[id_]["type"], name) for id_, name in means.items()}
    musts: set[Item] = {Named(e["type"], e["name"]) for e in gold["entities"] if e.get("must", True)}
    claims = [record for record in said if record["kind"] == "statement"]
    facts, keyed = (_score_facts(gold["facts"], claims, entities, means, keyed) for keyed in (False, True))
    return TextScore(name, Tally(found & musts, wrong, musts - found), facts, keyed, tuple(merges))


def _score_facts(
    gold: Iterable[Record],
    claims: Iterable[Record],
    entities: Mapping[str, Record],
    means: Mapping[str, str],
    keyed: bool,
) -> Tally:
    musts = {_fact(f["s"], f["p"], f["o"], f, keyed) for f in gold if f.get("must", True)}
    allowed = {_fact(f["s"], f["p"], f["o"], f, keyed) for f in gold} - musts
    said = set()
    for claim in claims:
        ends = [means.get(claim[end]) or _unknown(claim[end], entities) for end in ("subject", "object")]
        strict = keyed and all(claim[end] in means for end in ("subject", "object"))
        said.add(_fact(ends[0], claim["predicate"], ends[1], claim, strict))
    return Tally({*(said & musts)}, sorted(said - musts - allowed), {*(musts - said)})


def _unknown(id_: str, entities: Mapping[str, Record]) -> str:
    return f"?{entities.get(id_, {}).get('name', id_)}"


def _fact(subject: str, predicate: str, object_: str, record: Record, keyed: bool) -> Fact:
    attribute = KEYS.get(predicate) if keyed else None
    return Fact(
        subject, predicate, object_, str((record.get("attrs") or {}).get(attribute, "")) if attribute else ""
    )


class _Names:
    """Which gold entity a name means: names before aliases."""

    def __init__(self, entities: Iterable[Record]) -> None:
        self.own: dict[Named, set[str]] = defaultdict(set)
        self.aliases: dict[Named, set[str]] = defaultdict(set)
        for entity in entities:
            self.own[Named(entity["type"], comparable(entity["name"]))].add(entity["name"])
            for alias in entity.get("aliases", ()):
                self.aliases[Named(entity["type"], comparable(alias))].add(entity["name"])

    def meet(self, record: Record) -> tuple[str | None, set[str]]:
        """Return the gold entity that a predicted one is, and all gold entities whose own names it bears."""
        forms = [record["name"], *(record.get("aliases") or ())]
        keys = [Named(record["type"], comparable(form)) for form in forms]
        own = {name for key in keys for name in self.own.get(key, ())}
        return self._best(keys, own), own

    def _best(self, keys: Sequence[Named], own: set[str]) -> str | None:
        by_alias = [self.aliases.get(key, set()) for key in keys]
        for certain in (self.own.get(keys[0], set()), *(x for x in (by_alias[0], own) if len(x) == 1)):
            if certain:
                return next(iter(certain))
        votes = Counter(next(iter(names)) for names in by_alias if len(names) == 1)
        return votes.most_common(1)[0][0] if votes else min(by_alias[0], default=None)


def comparable(text: str) -> str:
    """Return a name without what may differ in print: width, blanks, quotes, brackets, dashes, 制度 after 联席会议."""
    return SYSTEM.sub("", ORNAMENT.sub("", unicodedata.normalize("NFKC", text or "")))
