"""Make a store equal to a graph with the fewest writes, and read the graph back.

What a store holds of ours carries the workspace's id and a content hash. Whatever does not carry them belongs
to the people who use the database and stays: their nodes, their relationships, their properties on our items.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from kg.errors import ExistsError
from kg.ledger import Items, Loaded
from kg.model import Edge, Graph, Node, Value
from kg.schema import load_schema
from kg.store.base import Store, Write, batches
from kg.store.check import Vocabulary, check_graph, check_item
from kg.store.compare import RETRACTED, compare, refuse_stranger
from kg.store.differences import Differences, Shape

CLAIM = "MERGE (w:Workspace {id: $id}) REMOVE w.graphHash"
SEAL = "MERGE (w:Workspace {id: $id}) SET w.graphHash = $hash"
EVICT = "MATCH (w:Workspace) WHERE w.id <> $id DETACH DELETE w"
OWNERS = "MATCH (w:Workspace) RETURN w.id AS id, w.graphHash AS hash"
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
DELETE_EDGES = (
    "UNWIND $rows AS row MATCH (a:{source} {{id: row.source}})-[r:{type} {{id: row.id}}]->(b:{target} {{id: row.target}}) "
    "DELETE r"
)
DELETE_NODES = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE NOT EXISTS {{ (n)--() }} DELETE n"
# The label goes first: with both on it at once the embedded engine finds the id twice.
RETRACT_NODES = f"UNWIND $ids AS id MATCH (n:{{label}} {{{{id: id}}}}) REMOVE n:{{label}} SET n:{RETRACTED}"
READ_NODES = "MATCH (n:{label}) WHERE n.workspace = $workspace RETURN properties(n) AS props"
READ_EDGES = (
    "MATCH (a)-[r:{type}]->(b) WHERE r.workspace = $workspace "
    "RETURN a.id AS source, b.id AS target, properties(r) AS props"
)


class SyncReport(NamedTuple):
    """How many nodes and relationships a sync wrote and deleted; a retracted node counts as deleted."""

    nodes_written: int = 0
    nodes_deleted: int = 0
    edges_written: int = 0
    edges_deleted: int = 0


def sync(
    graph: Graph | Items,
    store: Store,
    *,
    workspace: str,
    take_over: bool = False,
    since: Loaded | None = None,
    on_found: Callable[[int], None] | None = None,
) -> SyncReport:
    """Make the store equal to the graph. Interrupted anywhere, it finishes when run again.

    Args:
        graph: What the store shall hold.
        store: Open for writing.
        workspace: Id that everything written carries.
        take_over: Whether a store that holds another workspace's graph may be turned into this one's.
        since: What the store was last made equal to. Where its own mark and counts say that it still is, only what
            has changed in the graph since then is looked at; otherwise everything is compared.
        on_found: Called with the number of items to write and delete, before the first is.

    Raises:
        StoreError: The graph does not fit the schema, the store belongs to another workspace or holds a node
            made by hand with an id of ours, or the database refuses.
    """
    words = Vocabulary(load_schema())
    items = graph if isinstance(graph, Items) else _checked(graph, words)
    store.setup()
    owners = {row["id"]: row["hash"] for row in store.read(OWNERS)}
    for owner in () if take_over else owners:
        refuse_stranger(owner, workspace)
    version = since.version if since and _is_fresh(since, owners, store, words, workspace) else 0
    found = compare(items, store, words, workspace=workspace, take_over=take_over, since=version)
    if on_found:
        on_found(sum(_report(found)))
    if found:
        store.write([(CLAIM, {"id": workspace})])
        _Writing(items, store, found, _Rows(words, workspace)).run()
    store.index()
    if owners.keys() - {workspace}:
        store.write([(EVICT, {"id": workspace})])
    if found or owners.get(workspace) != items.hash:
        store.write([(SEAL, {"id": workspace, "hash": items.hash})])
    return _report(found)


def _checked(graph: Graph, words: Vocabulary) -> Items:
    check_graph(graph, words)
    return Items.of(graph)


def loaded(items: Items, store: Store) -> Loaded:
    """Return what to remember of a store that is now equal to the graph."""
    return Loaded(items.hash, items.version, _counts(store, Vocabulary(load_schema())))


def _is_fresh(
    since: Loaded, owners: Mapping[str, str], store: Store, words: Vocabulary, workspace: str
) -> bool:
    """Say whether nobody but us has changed the store: its mark is the one left, and as much is in it as was then."""
    return owners == {workspace: since.hash} and _counts(store, words) == since.counts


def _counts(store: Store, words: Vocabulary) -> str:
    """How many nodes of each label and relationships of each type the store has, as JSON."""
    return json.dumps(store.counts((*words.nodes, RETRACTED), words.edges), sort_keys=True)


def _nodes(items: Items, ids: Sequence[str]) -> Iterator[tuple[Node, str]]:
    return items.hashed_nodes(f"WHERE n.id IN ({_marks(ids)}) ORDER BY n.id", *ids)


def _edges(items: Items, ids: Sequence[str]) -> Iterator[tuple[Edge, str]]:
    return items.hashed_edges(f"WHERE e.id IN ({_marks(ids)}) ORDER BY e.id", *ids)


def _marks(ids: Sequence[str]) -> str:
    return ", ".join("?" * len(ids))


def read_graph(store: Store, workspace: str | None = None) -> Graph:
    """Return the graph that the store holds, in key order; what people added is left out.

    Args:
        store: Open for reading or writing.
        workspace: Whose graph; that of the workspace it was opened for where not given.
    """
    words = Vocabulary(load_schema())
    params = {"workspace": workspace or store.workspace}
    nodes, edges = {}, {}
    for label, types in words.nodes.items():
        for row in store.read(READ_NODES.format(label=label), params):
            node = Node(row["props"]["id"], label, _ours(row["props"], types))
            nodes[node.id] = node
    for type_, types in words.edges.items():
        for row in store.read(READ_EDGES.format(type=type_), params):
            props = _ours(row["props"], types)
            edges[row["props"]["id"]] = Edge(row["props"]["id"], type_, row["source"], row["target"], props)
    return Graph(dict(sorted(nodes.items())), dict(sorted(edges.items())))


def stored_hash(store: Store) -> str:
    """Return the graph hash noted by the last complete sync; empty where none was, or one was cut short."""
    hashes = {row["id"]: row["hash"] for row in store.read(OWNERS)}
    return hashes.get(store.workspace) or ""


class _Rows:
    """Builds the parameters of the writing statements. In ``blank`` our properties are null: adding nulls removes."""

    def __init__(self, words: Vocabulary, workspace: str) -> None:
        self.words, self.workspace = words, workspace
        known = {**words.nodes, **words.edges}
        self.blanks = {name: dict.fromkeys(types.keys() - {"id"}) for name, types in known.items()}

    def nodes(self, label: str, nodes: Iterable[tuple[Node, str]]) -> dict[str, Any]:
        rows = [{"id": node.id, "props": self._props(node, hash_)} for node, hash_ in nodes]
        return {"rows": rows, "blank": self.blanks[label]}

    def edges(self, type_: str, edges: Iterable[tuple[Edge, str]]) -> dict[str, Any]:
        rows = [
            {"id": edge.id, "source": edge.source, "target": edge.target, "props": self._props(edge, hash_)}
            for edge, hash_ in edges
        ]
        return {"rows": rows, "blank": self.blanks[type_]}

    def _props(self, item: Node | Edge, hash_: str) -> dict[str, Any]:
        check_item(item, self.words)
        return {**item.props, "workspace": self.workspace, "hash": hash_}


class _Writing:
    """The writes, in an order in which any of them may be the last: nodes before edges, what goes at the end."""

    def __init__(self, items: Items, store: Store, found: Differences, rows: _Rows) -> None:
        self.items, self.store, self.found, self.rows = items, store, found, rows

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
                self.store.write([(DELETE_EDGES.format(**shape._asdict()), {"rows": rows})])


def _report(found: Differences) -> SyncReport:
    return SyncReport(*(found.count(step) for step in ("write", "gone", "write edge", "gone edge")))


def _ours(props: Mapping[str, Value], types: Mapping[str, str]) -> dict[str, Value]:
    return {key: value for key, value in props.items() if key in types}
