"""Which gold entity a predicted one is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

Record = Mapping[str, Any]

ORNAMENT = re.compile(r"[\s《》〈〉“”‘’\"'「」『』()()\[\]【】·,,、—\-]+")
SYSTEM = re.compile(r"(?<=联席会议)制度$")


class Named(NamedTuple):
    """An entity by type and name."""

    type: str
    name: str


class Names:
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
