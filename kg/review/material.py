"""What review looks at: the graph, the claims behind it, what was decided, and the sentences in their texts."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from kg.decisions import Decisions, load_decisions
from kg.ledger import Ledger
from kg.model import Graph, Node, Statement
from kg.review.vocabulary import vocabulary
from kg.schema import load_schema
from kg.schema.types import Schema
from kg.tag.events import chinese_number
from kg.workspace import Workspace

END = re.compile(r"[。!?!?;;\n]")
WIDEST = 200
CACHED = 32


class Quote(NamedTuple):
    """A sentence and where it stands: the text's name with the offset, and its date where it is known."""

    text: str
    place: str
    date: str


@dataclass(slots=True)
class Material:
    """The graph of a workspace and what is behind it; made once a run.

    Attributes:
        places: Entity → (source, offset) of each text that names it, the smallest first.
        tied: Pairs that a text ties as successor or part: surely two.
    """

    ledger: Ledger
    graph: Graph
    ids: dict[str, str]
    decisions: Decisions
    schema: Schema
    names: dict[str, str] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    places: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    tied: set[frozenset[str]] = field(default_factory=set)
    _raws: OrderedDict[str, str] = field(default_factory=OrderedDict)

    @classmethod
    def of(cls, workspace: Workspace) -> Material:
        """Fold the ledger as people decided on it, and look at what came out."""
        graph, ledger = workspace.graph(), workspace.ledger
        ids = ledger.joined()
        found = cls(ledger, graph, ids, load_decisions(workspace.decisions), load_schema())
        found.names = {source: name for name, source in reversed(list(ledger.names()))}
        found.dates = {source.id: source.date or "" for source in ledger.sources()}
        for edge in graph.edges.values():
            if edge.type == "MENTIONED_IN":
                place = (edge.target, int(str(edge.props["start"])))
                found.places.setdefault(edge.source, []).append(place)
            elif edge.type in ("SUCCEEDS", "PART_OF"):
                found.tied.add(frozenset((edge.source, edge.target)))
        for places in found.places.values():
            places.sort(key=lambda place: (found.dates.get(place[0]) or "9999", place))
        return found

    def statements(self) -> Iterator[Statement]:
        """Yield the claims that nobody called wrong."""
        return self.decisions.kept(self.ledger.statements())

    def canonical(self, id_: str) -> str:
        """Return the id under which an entity stands in the graph."""
        return self.ids.get(id_, id_)

    def name(self, id_: str) -> str:
        """Return the name of an entity under any of its ids."""
        node = self.graph.nodes.get(self.canonical(id_))
        return str(node.props["name"]) if node else id_

    def between(self, left: Node, right: Node) -> str:
        """Return what is decided of two nodes under any of their ids: same, different, unsure, or nothing."""
        pairs = product(_ids(left), _ids(right))
        return next((told for a, b in pairs if (told := self.decisions.pairs.between(a, b))), "")

    def date(self, statement: Statement) -> str:
        """Return the date of which a claim is told; empty where nothing tells one."""
        told = statement.attrs.get("date") or statement.attrs.get("year")
        return str(told or self.dates.get(statement.evidence.source, ""))

    def quote(self, statement: Statement) -> Quote:
        """Return the sentence of a claim."""
        evidence = statement.evidence
        return self._quote(evidence.text, evidence.source, evidence.start, self.date(statement))

    def named(self, id_: str, source: str = "") -> Quote:
        """Return the sentence that names an entity first; of one text, where that is told."""
        places = [place for place in self.places.get(id_, ()) if source in ("", place[0])]
        if not places:
            return Quote("", "", "")
        where, start = places[0]
        text, first = sentence_at(self._raw(where), start)
        return self._quote(text, where, first, self.dates.get(where, ""))

    def stated(self, number: str, claims: Sequence[Statement]) -> Quote:
        """Return the sentence that states the number of those that claims of one text name; that of the first claim where none does."""
        first = min(claims, key=lambda claim: claim.evidence.start)
        source, start = first.evidence.source, first.evidence.start
        raw = self._raw(source)
        places = [
            found.start()
            for found in re.finditer(vocabulary().number, raw)
            if chinese_number(found["n"]) == number
        ]
        if not places:
            return self.quote(first)
        text, place = sentence_at(raw, min(places, key=lambda place: abs(place - start)))
        return self._quote(text, source, place, self.dates.get(source, ""))

    def _quote(self, text: str, source: str, start: int, date: str) -> Quote:
        return Quote(text, f"{self.names.get(source, source)}#{start}", date)

    def _raw(self, source: str) -> str:
        """The text of a source; those looked at last are kept at hand."""
        if source not in self._raws:
            found = self.ledger.source(source)
            self._raws[source] = found.raw if found else ""
            if len(self._raws) > CACHED:
                self._raws.popitem(last=False)
        self._raws.move_to_end(source)
        return self._raws[source]


def sentence_at(raw: str, position: int) -> tuple[str, int]:
    """Return the sentence around a position and where it begins; of a very long one, what is near."""
    first, last = max(0, position - WIDEST), position + WIDEST
    ends = [found.end() for found in END.finditer(raw, first, position)]
    behind = END.search(raw, position, last)
    start = ends[-1] if ends else first
    text = raw[start : behind.end() if behind else last]
    return text.strip(), start + len(text) - len(text.lstrip())


def _ids(node: Node) -> list[str]:
    former = node.props.get("formerIds", [])
    return [node.id, *(former if isinstance(former, list) else ())]
