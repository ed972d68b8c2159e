"""How well texts are read: extractions against gold annotations, by precision, recall and F1.

A gold file states entities and facts (``must`` or acceptable). An entity counts as found when a predicted one of its type
bears its name, or an alias that is no other gold entity's; a fact when both its ends were found and it joins them.
A predicted entity that bears the own names of two gold entities is a wrong merge.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import ReadError
from kg.model import Extraction

Record = Mapping[str, Any]
Item = tuple[str, ...]
KEYS = {"HOLDS_POST": "title", "MEMBER_OF": "role", "HAS_ROLE_IN": "role", "ATTENDED": "role", "RUNS": "role"}
ORNAMENT = re.compile(r"[\s《》〈〉“”‘’\"'「」『』()()\[\]【】·,,、—\-]+")
NUMBER = re.compile(r"[_-]")
SYSTEM = re.compile(r"(?<=联席会议)制度$")


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
class Score:
    """Counts with the three figures made of them."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of what was said that is right."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Share of what should be said that was."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @classmethod
    def of(cls, tally: Tally) -> Score:
        """Count a tally."""
        return cls(len(tally.right), len(tally.wrong), len(tally.missed))


@dataclass(frozen=True, slots=True)
class TextScore:
    """One text against its gold."""

    name: str
    entities: Tally
    facts: Tally
    facts_by_key: Tally
    merges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All texts."""

    texts: tuple[TextScore, ...]

    @property
    def entities(self) -> Score:
        """Entities of all texts."""
        return sum((Score.of(text.entities) for text in self.texts), Score())

    @property
    def facts(self) -> Score:
        """Facts of all texts."""
        return sum((Score.of(text.facts) for text in self.texts), Score())

    @property
    def facts_by_key(self) -> Score:
        """Facts of all texts, with title or role compared too."""
        return sum((Score.of(text.facts_by_key) for text in self.texts), Score())

    @property
    def merges(self) -> int:
        """Wrong merges in all texts."""
        return sum(len(text.merges) for text in self.texts)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield a row for entities and facts of every text, and for all together."""
        for text in self.texts:
            yield _row(text.name, "entities", Score.of(text.entities), len(text.merges))
            yield _row(text.name, "facts", Score.of(text.facts), len(text.merges))
        yield _row("ALL", "entities", self.entities, self.merges)
        yield _row("ALL", "facts", self.facts, self.merges)
        yield _row("ALL", "facts with role or title", self.facts_by_key, self.merges)

    def errors(self) -> Iterator[str]:
        """Yield every fault, a line each."""
        for text in self.texts:
            for what, tally in (("entity", text.entities), ("fact", text.facts_by_key)):
                yield from (
                    f"{text.name}: missing {what}: {' '.join(x).strip()}" for x in sorted(tally.missed)
                )
                yield from (f"{text.name}: wrong {what}: {' '.join(x).strip()}" for x in sorted(tally.wrong))
            yield from (f"{text.name}: wrong merge: {merge}" for merge in text.merges)


def records(extraction: Extraction) -> Iterator[dict[str, Any]]:
    """Yield entities, then statements, as the plain records that ``kg extract`` prints."""
    for kind, items in (("entity", extraction.entities), ("statement", extraction.statements)):
        yield from ({"kind": kind, **asdict(item)} for item in items)


def evaluate_texts(gold: Path, paths: Iterable[str]) -> Report:
    """Extract from texts and score them.

    Args:
        gold: Folder of ``NNN.json``.
        paths: Texts whose names begin with ``NNN``, up to a ``_``, a ``-`` or the ending; those without gold are left out.

    Raises:
        ReadError: No text has a gold file, or one cannot be read.
    """
    from kg.pipeline import extract, load_pipeline
    from kg.read import expand, read

    named = {NUMBER.split(Path(path).stem)[0]: path for path in expand(paths)}
    scored = {name: path for name, path in sorted(named.items()) if (gold / f"{name}.json").is_file()}
    if not scored:
        raise ReadError(f"{gold}: none of its gold files belongs to a text that was given")
    nlp = load_pipeline()
    said = {n: [r for s in read(p) for r in records(extract(s, nlp))] for n, p in scored.items()}
    return Report(tuple(score(n, load_gold(gold / f"{n}.json"), said[n]) for n in scored))


def load_gold(path: Path) -> Record:
    """Read a gold file.

    Raises:
        ReadError: It is no JSON object with ``entities`` and ``facts``.
    """
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
        return {"entities": gold["entities"], "facts": gold["facts"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReadError(f"{path}: is no gold file with entities and facts ({error})") from error


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


def _row(text: str, what: str, score: Score, merges: int) -> dict[str, Any]:
    return {
        "text": text,
        "what": what,
        "precision": round(score.precision, 3),
        "recall": round(score.recall, 3),
        "f1": round(score.f1, 3),
        "right": score.right,
        "wrong": score.wrong,
        "missed": score.missed,
        "merges": merges,
    }
