"""What differs between a graph and a store: only ids and hashes are looked at, one label or type at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.errors import StoreError
from kg.ledger import Items
from kg.model import Edge
from kg.store.base import Page, Store, batches
from kg.store.check import Vocabulary
from kg.store.differences import (
    ALL_EDGES,
    ALL_NODES,
    CHANGED_EDGES,
    CHANGED_NODES,
    EDGES,
    GONE_EDGES,
    GONE_NODES,
    MOVED_EDGES,
    NODES,
    SOME_EDGES,
    SOME_NODES,
    Differences,
    Held,
    Shape,
    Stored,
)

RETRACTED = "Retracted"

NODE = ("x.id", "x.hash", "x.workspace")
EDGE = (*NODE, "a.id", "labels(a)", "b.id", "labels(b)")
# The same of some ids alone: what the ledger knows to have changed since the store was last made equal to it.
FOUND_NODES = (
    "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE n.workspace IS NOT NULL "
    "RETURN n.id AS id, n.hash AS hash, n.workspace AS workspace"
)
FOUND_EDGES = (
    "UNWIND $rows AS row MATCH {pattern} WHERE r.workspace IS NOT NULL RETURN r.id AS id, r.hash AS hash, r.workspace AS workspace, "
    "a.id AS source, labels(a) AS sourceLabels, b.id AS target, labels(b) AS targetLabels"
)
FROM_SOURCE = "(a:{source} {{id: row.source}})-[r:{type} {{id: row.id}}]->(b:{target} {{id: row.target}})"
FROM_TARGET = "(b:{target} {{id: row.target}})<-[r:{type} {{id: row.id}}]-(a:{source} {{id: row.source}})"
STRANGERS = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE n.workspace IS NULL RETURN n.id AS id"
RETURNING = (
    f"UNWIND $ids AS id MATCH (n:{RETRACTED} {{id: id}}) WHERE n.workspace IS NOT NULL RETURN n.id AS id"
)

Row = Mapping[str, Any]


def compare(
    items: Items, store: Store, words: Vocabulary, *, workspace: str, take_over: bool, since: int = 0
) -> Differences:
    """Return what must be written and deleted.

    Args:
        items: The graph.
        store: Open for reading.
        words: The labels and types that are the graph's own.
        workspace: Whose graph it is.
        take_over: Whether another workspace's items may be replaced.
        since: Version of the graph that the store is known to hold; what has not changed since is not looked at.

    Raises:
        StoreError: The store holds another workspace's items and ``take_over`` is not set, or a node that
            somebody made by hand bears an id of the graph.
    """
    found = Differences(items)
    known = {*words.nodes, RETRACTED}
    held = {} if since else store.counts(sorted(known), words.edges)
    comparing = _Comparing(items, store, found, workspace, take_over, since)
    for label in words.nodes:
        if since or held.get(label):
            comparing.nodes(label)
        else:
            found.run(ALL_NODES, label)
        if since or held.get(RETRACTED):
            comparing.returning(label)
    for type_ in words.edges:
        if since or held.get(type_):
            comparing.edges(type_, known)
        else:
            found.run(ALL_EDGES, type_)
    return found


class _Comparing:
    def __init__(
        self, items: Items, store: Store, found: Differences, workspace: str, take_over: bool, since: int
    ) -> None:
        self.items, self.store, self.found = items, store, found
        self.workspace, self.take_over, self.since = workspace, take_over, since

    def nodes(self, label: str) -> None:
        """Compare the nodes of a label; refuse those that people made under an id of the graph."""
        if self.since:
            self.found.match_some(self._some_nodes(label), SOME_NODES, label, self.since, self.workspace)
        else:
            self.found.match(self._pages(f"(x:{label})", NODE), NODES, label, self.workspace)
        self.found.run(CHANGED_NODES)
        self.found.run(GONE_NODES, label)
        for batch in batches(self.found.ids("write", label)):
            for row in self.store.read(STRANGERS.format(label=label), {"ids": batch}):
                raise StoreError(
                    f"somebody made a node with the id {row['id']} by hand; give it another id, then load again"
                )

    def returning(self, label: str) -> None:
        """Note which nodes of a label are to come back from among the retracted."""
        for batch in batches(self.found.ids("write", label)):
            back = self.store.read(RETURNING, {"ids": batch})
            self.found.note_returning(label, [row["id"] for row in back])

    def edges(self, type_: str, known: set[str]) -> None:
        """Compare the relationships of a type."""
        if self.since:
            self.found.match_some(self._some_edges(type_), SOME_EDGES, type_, self.since, self.workspace)
        else:
            self.found.match(self._pages(f"(a)-[x:{type_}]->(b)", EDGE), EDGES, type_, self.workspace)
        self.found.run(CHANGED_EDGES)
        for step, query in (("moved", MOVED_EDGES), ("gone edge", GONE_EDGES)):
            for id_, source, source_labels, target, target_labels in self.found.rows(query, type_):
                shape = Shape(_known(source_labels, known), type_, _known(target_labels, known))
                self.found.note(step, shape, Stored(id_, source, target))

    def _pages(self, pattern: str, columns: Sequence[str]) -> Iterator[Page]:
        for rows, last in self.store.scan(pattern, columns):
            yield Page(self._ours(rows) if last is None else list(self._ours(rows)), last)

    def _ours(self, rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
        for row in rows:
            if row[2] != self.workspace and not self.take_over:
                refuse_stranger(row[2], self.workspace)
            yield row

    def _some_nodes(self, label: str) -> Iterator[Held]:
        condition = "WHERE n.label = ? AND n.version > ?"
        changed = (node.id for node in self.items.nodes(condition, label, self.since))
        for batch in batches(changed):
            for row in self.store.read(FOUND_NODES.format(label=label), {"ids": batch}):
                yield self._held(row)

    def _some_edges(self, type_: str) -> Iterator[Held]:
        condition = "WHERE e.type = ? AND e.version > ? ORDER BY a.label, b.label, e.id"
        for batch in batches(self.items.placed(condition, type_, self.since)):
            for shape in sorted({Shape(p.source, type_, p.target) for p in batch}):
                some = [_ends(p.edge) for p in batch if (p.source, p.target) == (shape.source, shape.target)]
                for pattern, rows in patterns(self.items, shape, some):
                    for row in self.store.read(FOUND_EDGES.format(pattern=pattern), {"rows": rows}):
                        yield self._held(row)

    def _held(self, row: Row) -> Held:
        if not self.take_over:
            refuse_stranger(row["workspace"], self.workspace)
        labels = (f"|{'|'.join(row[key])}|" if key in row else "" for key in ("sourceLabels", "targetLabels"))
        source, target = (row.get(key) or "" for key in ("source", "target"))
        return Held(row["id"], row["hash"], row["workspace"], source, next(labels), target, next(labels))


def refuse_stranger(found: str, workspace: str) -> None:
    """Refuse a store that belongs to another workspace.

    Raises:
        StoreError: It does.
    """
    if found != workspace:
        raise StoreError(
            f"this store holds the graph of another workspace ({found}); say --take-over to replace it with this one's"
        )


def patterns(items: Items, shape: Shape, rows: Sequence[Row]) -> Iterator[tuple[str, Sequence[Row]]]:
    """Yield how to find relationships ``r`` of a shape, each with the rows that are found so.

    The embedded engine goes from the left of a pattern to the right: it shall not begin at a node that everything hangs on.
    """
    hubs = {target for target in {row["target"] for row in rows} if items.is_hub(shape.type, target)}
    for pattern, is_hub in ((FROM_TARGET, False), (FROM_SOURCE, True)):
        if some := [row for row in rows if (row["target"] in hubs) == is_hub]:
            yield pattern.format(**shape._asdict()), some


def _ends(edge: Edge) -> Row:
    return {"id": edge.id, "source": edge.source, "target": edge.target}


def _known(labels: str, known: set[str]) -> str:
    """Which of the labels is ours. People may have given a node labels of their own."""
    return next((label for label in labels.split("|") if label in known), RETRACTED)
