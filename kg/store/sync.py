"""Make a store equal to a graph with the fewest writes, and read the graph back.

What a store holds of ours carries the workspace's id and a content hash. Whatever does not carry them belongs
to the people who use the database and stays: their nodes, their relationships, their properties on our items.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from kg.model import Edge, Graph, Node, Value
from kg.schema import load_schema
from kg.store.base import Store, Write, batches
from kg.store.check import Vocabulary, check_graph
from kg.store.compare import RETRACTED, Differences, Shape, Stored, compare, refuse_stranger

CLAIM = "MERGE (w:Workspace {id: $id}) REMOVE w.graphHash"
SEAL = "MERGE (w:Workspace {id: $id}) SET w.graphHash = $hash"
EVICT = "MATCH (w:Workspace) WHERE w.id <> $id DETACH DELETE w"
OWNERS = "MATCH (w:Workspace) RETURN w.id AS id, w.graphHash AS hash"
RETURN_NODES = f"UNWIND $ids AS id MATCH (n:{RETRACTED} {{{{id: id}}}}) REMOVE n:{RETRACTED} SET n:{{label}}"
MERGE_NODES = "UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row.props"
MERGE_EDGES = (
    "UNWIND $rows AS row MATCH (a:{source} {{id: row.source}}), (b:{target} {{id: row.target}}) "
    "MERGE (a)-[r:{type} {{id: row.id}}]->(b) SET r += row.props"
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


def sync(graph: Graph, store: Store, *, workspace: str, take_over: bool = False) -> SyncReport:
    """Make the store equal to the graph. Interrupted anywhere, it finishes when run again.

    Args:
        graph: What the store shall hold.
        store: Open for writing.
        workspace: Id that everything written carries.
        take_over: Whether a store that holds another workspace's graph may be turned into this one's.

    Raises:
        StoreError: The graph does not fit the schema, the store belongs to another workspace or holds a node
            made by hand with an id of ours, or the database refuses.
    """
    words = Vocabulary(load_schema())
    check_graph(graph, words)
    store.setup()
    owners = {row["id"]: row["hash"] for row in store.read(OWNERS)}
    if not take_over:
        for owner in owners:
            refuse_stranger(owner, workspace)
    found = compare(graph, store, words, workspace=workspace, take_over=take_over)
    if found:
        store.write([(CLAIM, {"id": workspace})])
        _write(graph, store, _Rows(words, workspace), found)
    if owners.keys() - {workspace}:
        store.write([(EVICT, {"id": workspace})])
    if found or owners.get(workspace) != graph.hash:
        store.write([(SEAL, {"id": workspace, "hash": graph.hash})])
    return _report(found)


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
    """Builds the parameters of the writing statements.

    A property that is ours but that the item lacks goes along as null: adding nulls removes, and what people
    noted under names of their own stays.
    """

    def __init__(self, words: Vocabulary, workspace: str) -> None:
        self.workspace = workspace
        self.blank_nodes = {label: dict.fromkeys(types) for label, types in words.nodes.items()}
        self.blank_edges = {type_: dict.fromkeys(types) for type_, types in words.edges.items()}

    def node(self, node: Node) -> dict[str, Any]:
        return {"id": node.id, "props": self._props(self.blank_nodes[node.label], node)}

    def edge(self, edge: Edge) -> dict[str, Any]:
        props = self._props(self.blank_edges[edge.type], edge)
        return {"id": edge.id, "source": edge.source, "target": edge.target, "props": props}

    def _props(self, blank: Mapping[str, None], item: Node | Edge) -> dict[str, Any]:
        return {**blank, **item.props, "workspace": self.workspace, "hash": item.hash}


def _write(graph: Graph, store: Store, rows: _Rows, found: Differences) -> None:
    for label, ids in found.nodes.items():
        for batch in batches(ids):
            store.write(_node_writes(label, [graph.nodes[each] for each in batch], rows, found.returning))
    _delete_edges(store, found.moved)
    for shape, ids in found.edges.items():
        for batch in batches(ids):
            params = {"rows": [rows.edge(graph.edges[each]) for each in batch]}
            store.write([(MERGE_EDGES.format(**shape._asdict()), params)])
    _delete_edges(store, found.gone_edges)
    for label, ids in found.gone_nodes.items():
        for batch in batches(ids):
            # What is still tied to something after the first statement is tied to what people added.
            texts = (DELETE_NODES.format(label=label), RETRACT_NODES.format(label=label))
            store.write([(text, {"ids": batch}) for text in texts])


def _node_writes(label: str, nodes: list[Node], rows: _Rows, returning: set[str]) -> list[Write]:
    writes: list[Write] = [(MERGE_NODES.format(label=label), {"rows": [rows.node(node) for node in nodes]})]
    back = [node.id for node in nodes if node.id in returning]
    if back:
        writes.insert(0, (RETURN_NODES.format(label=label), {"ids": back}))
    return writes


def _delete_edges(store: Store, edges: Iterable[Stored]) -> None:
    def shape(edge: Stored) -> Shape:
        return edge.shape

    for key, group in groupby(sorted(edges, key=lambda edge: (edge.shape, edge.id)), shape):
        text = DELETE_EDGES.format(**key._asdict())
        for batch in batches(list(group)):
            rows = [{"id": edge.id, "source": edge.source, "target": edge.target} for edge in batch]
            store.write([(text, {"rows": rows})])


def _report(found: Differences) -> SyncReport:
    return SyncReport(
        sum(map(len, found.nodes.values())),
        sum(map(len, found.gone_nodes.values())),
        sum(map(len, found.edges.values())),
        len(found.gone_edges),
    )


def _ours(props: Mapping[str, Value], types: Mapping[str, str]) -> dict[str, Value]:
    return {key: value for key, value in props.items() if key in types}
