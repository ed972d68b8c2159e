"""Make a store equal to a graph by the smallest set of writes; run again after a crash it finishes the work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kg.errors import StoreError
from kg.model import Edge, Graph, Node
from kg.schema import load_schema
from kg.store.base import Store

BATCH = 5000
OWN = ("workspace", "hash")


@dataclass(frozen=True, slots=True)
class SyncReport:
    """How many items a load wrote and deleted; all are 0 where the store was equal already."""

    nodes_written: int = 0
    nodes_deleted: int = 0
    edges_written: int = 0
    edges_deleted: int = 0


def sync(graph: Graph, store: Store, *, workspace: str, take_over: bool = False) -> SyncReport:
    """Write what differs: nodes before edges, deletes last.

    Raises:
        StoreError: The store holds another workspace's items and ``take_over`` is not set, or it refused.
    """
    store.setup()
    _refuse_others(store, workspace, take_over)
    labels, types = vocabulary()
    old_nodes = {k: v for label in labels for k, v in _stored_nodes(store, label).items()}
    old_edges = {k: v for type_ in types for k, v in _stored_edges(store, type_).items()}
    nodes = [n for n in graph.nodes.values() if old_nodes.get(n.id) != (n.label, n.hash)]
    edges = [e for e in graph.edges.values() if old_edges.get(e.id) != (e.type, e.hash)]
    gone_nodes = [(label, k) for k, (label, _) in old_nodes.items() if k not in graph.nodes]
    gone_edges = [(type_, k) for k, (type_, _) in old_edges.items() if k not in graph.edges]
    _write_nodes(store, nodes, workspace)
    _write_edges(store, edges, graph, workspace)
    _delete(store, gone_edges, "MATCH ()-[r:{} {{id: id}}]->() DELETE r")
    _delete(store, gone_nodes, "MATCH (n:{} {{id: id}}) DETACH DELETE n")
    return SyncReport(len(nodes), len(gone_nodes), len(edges), len(gone_edges))


def read_graph(store: Store) -> Graph:
    """Return the graph that the store holds, without what the store adds to it."""
    labels, types = vocabulary()
    nodes: dict[str, Node] = {}
    edges: dict[str, Edge] = {}
    for label in labels:
        for row in store.read(f"MATCH (n:{label}) WHERE n.workspace IS NOT NULL RETURN properties(n) AS p"):
            props = _plain(row["p"])
            nodes[str(props["id"])] = Node(str(props["id"]), label, props)
    for type_ in types:
        query = f"MATCH (a)-[r:{type_}]->(b) RETURN a.id AS a, b.id AS b, properties(r) AS p"
        for row in store.read(query):
            props = _plain(row["p"])
            edges[str(props["id"])] = Edge(str(props["id"]), type_, row["a"], row["b"], props)
    return Graph({k: nodes[k] for k in sorted(nodes)}, {k: edges[k] for k in sorted(edges)})


def vocabulary() -> tuple[list[str], list[str]]:
    """Return the labels and the relationship types of the schema."""
    schema = load_schema()
    return list(schema.types), list(schema.relations)


def _plain(props: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in props.items() if k not in OWN and not k.startswith("@")}


def _refuse_others(store: Store, workspace: str, take_over: bool) -> None:
    for label in vocabulary()[0]:
        query = f"MATCH (n:{label}) WHERE n.workspace <> $own RETURN n.id AS id LIMIT 1"
        if not take_over and store.read(query, {"own": workspace}):
            raise StoreError("the store belongs to another workspace: use an empty one, or --take-over")


def _stored_nodes(store: Store, label: str) -> dict[str, tuple[str, str]]:
    query = f"MATCH (n:{label}) WHERE n.workspace IS NOT NULL RETURN n.id AS id, n.hash AS hash"
    return {r["id"]: (label, r["hash"]) for r in store.read(query)}


def _stored_edges(store: Store, type_: str) -> dict[str, tuple[str, str]]:
    query = f"MATCH ()-[r:{type_}]->() WHERE r.workspace IS NOT NULL RETURN r.id AS id, r.hash AS hash"
    return {r["id"]: (type_, r["hash"]) for r in store.read(query)}


def _write_nodes(store: Store, nodes: Sequence[Node], workspace: str) -> None:
    for label, group in groupby(sorted(nodes, key=lambda n: (n.label, n.id)), key=lambda n: n.label):
        rows = [{"id": n.id, "props": {**n.props, "hash": n.hash, "workspace": workspace}} for n in group]
        text = f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n = row.props"
        _in_batches(store, text, rows)


def _write_edges(store: Store, edges: Sequence[Edge], graph: Graph, workspace: str) -> None:
    def shape(edge: Edge) -> tuple[str, str, str]:
        return edge.type, graph.nodes[edge.source].label, graph.nodes[edge.target].label

    for (type_, a, b), group in groupby(sorted(edges, key=lambda e: (*shape(e), e.id)), key=shape):
        rows = [
            {
                "id": e.id,
                "a": e.source,
                "b": e.target,
                "props": {**e.props, "hash": e.hash, "workspace": workspace},
            }
            for e in group
        ]
        text = (
            f"UNWIND $rows AS row MATCH (a:{a} {{id: row.a}}) MATCH (b:{b} {{id: row.b}}) "
            f"MERGE (a)-[r:{type_} {{id: row.id}}]->(b) SET r = row.props"
        )
        _in_batches(store, text, rows)


def _in_batches(store: Store, text: str, rows: Sequence[Mapping[str, Any]]) -> None:
    for start in range(0, len(rows), BATCH):
        store.write([(text, {"rows": list(rows[start : start + BATCH])})])


def _delete(store: Store, gone: Sequence[tuple[str, str]], pattern: str) -> None:
    for kind, group in groupby(sorted(gone), key=lambda g: g[0]):
        ids = [id_ for _, id_ in group]
        for start in range(0, len(ids), BATCH):
            text = "UNWIND $ids AS id " + pattern.format(kind)
            store.write([(text, {"ids": ids[start : start + BATCH]})])
