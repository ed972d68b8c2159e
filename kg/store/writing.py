"""The writes that make a store equal to a graph: a batch a transaction, in an order in which any may be the last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any, Protocol

from kg.errors import ExistsError
from kg.ledger import Items
from kg.model import Edge, Node
from kg.store.base import BATCH, Write, batches
from kg.store.check import Vocabulary, check_item
from kg.store.compare import RETRACTED, patterns
from kg.store.differences import Differences, Shape

RETURN_NODES = f"UNWIND $ids AS id MATCH (n:{RETRACTED} {{{{id: id}}}}) REMOVE n:{RETRACTED} SET n:{{label}}"
CREATE_NODES = "UNWIND $rows AS row CREATE (n:{label} {{id: row.id}}) SET n += row.props"
CREATE_EDGES = (
    "UNWIND $rows AS row MATCH (a:{source} {{id: row.source}}), (b:{target} {{id: row.target}}) "
    "CREATE (a)-[r:{type} {{id: row.id}}]->(b) SET r += row.props"
)
# What is ours but the item lacks goes, where the item is there already; what people noted under names of their own stays.
MERGE_NODES = (
    "UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) ON MATCH SET n += $blank SET n += row.props"
)
MERGE_EDGES = (
    "UNWIND $rows AS row MATCH (a:{source} {{id: row.source}}), (b:{target} {{id: row.target}}) "
    "MERGE (a)-[r:{type} {{id: row.id}}]->(b) ON MATCH SET r += $blank SET r += row.props"
)
DELETE_EDGES = "UNWIND $rows AS row MATCH {pattern} DELETE r"
DELETE_NODES = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE NOT EXISTS {{ (n)--() }} DELETE n"
# The label goes first: with both on it at once the embedded engine finds the id twice.
RETRACT_NODES = f"UNWIND $ids AS id MATCH (n:{{label}} {{{{id: id}}}}) REMOVE n:{{label}} SET n:{RETRACTED}"


class Rows:
    """Builds the parameters of the writing statements. In ``blank`` our properties are null: adding nulls removes."""

    def __init__(self, words: Vocabulary, workspace: str) -> None:
        self.words, self.workspace = words, workspace
        known = {**words.nodes, **words.edges}
        self.blanks = {name: dict.fromkeys(types.keys() - {"id"}) for name, types in known.items()}

    def nodes(self, label: str, nodes: Iterable[tuple[Node, str]]) -> dict[str, Any]:
        """Return the parameters for nodes of a label.

        Raises:
            StoreError: A value is one that engines store differently.
        """
        rows = [{"id": node.id, "props": self._props(node, hash_)} for node, hash_ in nodes]
        return {"rows": rows, "blank": self.blanks[label]}

    def edges(self, type_: str, edges: Iterable[tuple[Edge, str]]) -> dict[str, Any]:
        """Return the parameters for relationships of a type.

        Raises:
            StoreError: A value is one that engines store differently.
        """
        rows = [
            {"id": edge.id, "source": edge.source, "target": edge.target, "props": self._props(edge, hash_)}
            for edge, hash_ in edges
        ]
        return {"rows": rows, "blank": self.blanks[type_]}

    def _props(self, item: Node | Edge, hash_: str) -> dict[str, Any]:
        check_item(item, self.words)
        return {**item.props, "workspace": self.workspace, "hash": hash_}


class Writer(Protocol):
    """What takes writes: a store, or what keeps them for one."""

    def write(self, statements: Sequence[Write]) -> None:
        """Take statements that belong together."""

    def write_each(self, batches: Iterable[Sequence[Write]]) -> None:
        """Take batches of statements, in order."""


class _Gathered:
    """Keeps writes, to be run as one transaction."""

    def __init__(self) -> None:
        self.statements: list[Write] = []

    def write(self, statements: Sequence[Write]) -> None:
        """Keep statements."""
        self.statements += statements

    def write_each(self, batches: Iterable[Sequence[Write]]) -> None:
        """Keep the statements of all batches."""
        for statements in batches:
            self.write(statements)


class Writing:
    """The writes, in an order in which any of them may be the last: nodes before edges, what goes at the end."""

    def __init__(self, items: Items, store: Writer, found: Differences, rows: Rows) -> None:
        self.items, self.store, self.found, self.rows = items, store, found, rows

    def run_at_once(self, last: Write) -> bool:
        """Write everything and a last statement in one transaction, where that is no more than a batch.

        Returns:
            Whether it is written: not where there is more, or where another loader has written some of it meanwhile.
        """
        if self.found.size() > BATCH:
            return False
        gathered = _Gathered()
        Writing(self.items, gathered, self.found, self.rows).run()
        try:
            self.store.write([*gathered.statements, last])
        except ExistsError:
            return False
        return True

    def run(self) -> None:
        """Write everything, a batch a transaction."""
        for label in self.found.names("write"):
            self._write_nodes(label)
        self._delete_edges("moved")
        for shape in self.found.shapes("write edge"):
            self._write_edges(shape)
        self._delete_edges("gone edge")
        for label in self.found.names("gone"):
            for ids in batches(self.found.ids("gone", label)):
                # What is still tied to something after the first statement is tied to what people added.
                texts = (DELETE_NODES.format(label=label), RETRACT_NODES.format(label=label))
                self.store.write([(text, {"ids": ids}) for text in texts])

    def _write_nodes(self, label: str) -> None:
        returning = set(self.found.ids("returning", label))
        for batch in batches(sorted(returning)):
            self.store.write([(RETURN_NODES.format(label=label), {"ids": batch})])
        self._create(
            partial(self._nodes, label),
            lambda: (id_ for id_ in self.found.new("write", label) if id_ not in returning),
            (CREATE_NODES.format(label=label), MERGE_NODES.format(label=label)),
        )
        changed = chain(self.found.changed("write", label), sorted(returning))
        self.store.write_each(self._nodes(label, MERGE_NODES.format(label=label), changed))

    def _write_edges(self, shape: Shape) -> None:
        key = ("write edge", shape.type, shape.source, shape.target)
        create, merge = (text.format(**shape._asdict()) for text in (CREATE_EDGES, MERGE_EDGES))
        self._create(partial(self._edges, shape), lambda: self.found.new(*key), (create, merge))
        self.store.write_each(self._edges(shape, merge, self.found.changed(*key)))

    def _create(
        self,
        writes: Callable[[str, Iterable[str]], Iterator[list[Write]]],
        ids: Callable[[], Iterator[str]],
        texts: tuple[str, str],
    ) -> None:
        """Create what the store lacks; where another loader was faster, see that it is as it should be."""
        create, merge = texts
        try:
            self.store.write_each(writes(create, ids()))
        except ExistsError:
            self.store.write_each(writes(merge, ids()))

    def _nodes(self, label: str, text: str, ids: Iterable[str]) -> Iterator[list[Write]]:
        for batch in batches(ids):
            params = self.rows.nodes(label, _nodes(self.items, batch))
            yield [(text, params)]

    def _edges(self, shape: Shape, text: str, ids: Iterable[str]) -> Iterator[list[Write]]:
        for batch in batches(ids):
            params = self.rows.edges(shape.type, _edges(self.items, batch))
            yield [(text, params)]

    def _delete_edges(self, step: str) -> None:
        for shape in self.found.shapes(step):
            for batch in batches(self.found.edges(step, shape)):
                rows = [edge._asdict() for edge in batch]
                found = patterns(self.items, shape, rows)
                self.store.write([(DELETE_EDGES.format(pattern=p), {"rows": some}) for p, some in found])


def _nodes(items: Items, ids: Sequence[str]) -> Iterator[tuple[Node, str]]:
    return items.hashed_nodes(f"WHERE n.id IN ({_marks(ids)}) ORDER BY n.id", *ids)


def _edges(items: Items, ids: Sequence[str]) -> Iterator[tuple[Edge, str]]:
    return items.hashed_edges(f"WHERE e.id IN ({_marks(ids)}) ORDER BY e.id", *ids)


def _marks(ids: Sequence[str]) -> str:
    return ", ".join("?" * len(ids))
