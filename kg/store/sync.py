"""Make a store equal to a graph with the fewest writes, and read the graph back.

What a store holds of ours carries the workspace's id and a content hash. Whatever does not carry them belongs
to the people who use the database and stays: their nodes, their relationships, their properties on our items.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import NamedTuple

from kg.ledger import Items, Loaded
from kg.model import Edge, Graph, Node, Value, digest
from kg.schema import load_schema
from kg.store.base import SETUP, Store, Write, setup_statements
from kg.store.check import Vocabulary, check_graph
from kg.store.compare import RETRACTED, compare, refuse_stranger
from kg.store.differences import Differences
from kg.store.writing import Rows, Writing

CLAIM = "MERGE (w:Workspace {id: $id}) REMOVE w.graphHash"
SEAL = "MERGE (w:Workspace {id: $id}) SET w.graphHash = $hash"
EVICT = "MATCH (w:Workspace) WHERE w.id <> $id DETACH DELETE w"
OWNERS = "MATCH (w:Workspace) RETURN w.id AS id, w.graphHash AS hash"
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
    owners = _owners(store, workspace, take_over)
    version = since.version if since and _is_fresh(since, owners, store, words, workspace) else 0
    if not version:
        store.setup()
    found = compare(items, store, words, workspace=workspace, take_over=take_over, since=version)
    if on_found:
        on_found(sum(_report(found)))
    writing = Writing(items, store, found, Rows(words, workspace))
    seal: Write = (SEAL, {"id": workspace, "hash": items.hash})
    if found and version and writing.run_at_once(seal):
        return _report(found)
    if found:
        store.write([(CLAIM, {"id": workspace})])
        writing.run()
    if not version:
        store.index()
    _seal(store, {**owners, workspace: None} if found else owners, seal)
    return _report(found)


def _owners(store: Store, workspace: str, take_over: bool) -> dict[str, str | None]:
    """Return the mark that each workspace has left in the store; refuse a store that is another's."""
    owners = {row["id"]: row["hash"] for row in store.read(OWNERS)}
    for owner in () if take_over else owners:
        refuse_stranger(owner, workspace)
    return owners


def _seal(store: Store, owners: Mapping[str, str | None], seal: Write) -> None:
    """Mark the store as whole and this workspace's alone, where it is not marked so already."""
    workspace, hash_ = seal[1]["id"], seal[1]["hash"]
    if owners.keys() - {workspace}:
        store.write([(EVICT, {"id": workspace})])
    if owners.get(workspace) != hash_:
        store.write([seal])


def _checked(graph: Graph, words: Vocabulary) -> Items:
    check_graph(graph, words)
    return Items.of(graph)


def loaded(items: Items, store: Store) -> Loaded:
    """Return what to remember of a store that is now equal to the graph."""
    return Loaded(items.hash, items.version, _counts(store, Vocabulary(load_schema())))


def _is_fresh(
    since: Loaded, owners: Mapping[str, str | None], store: Store, words: Vocabulary, workspace: str
) -> bool:
    """Say whether nobody but us has changed the store: its mark is the one left, and as much is in it as was then."""
    return owners == {workspace: since.hash} and _counts(store, words) == since.counts


def _counts(store: Store, words: Vocabulary) -> str:
    """How many nodes of each label and relationships of each type the store has, and how it was set up, as JSON."""
    counts = store.counts((*words.nodes, RETRACTED), words.edges)
    return json.dumps({**counts, "setup": digest(*setup_statements(*SETUP))}, sort_keys=True)


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


def _report(found: Differences) -> SyncReport:
    return SyncReport(*(found.count(step) for step in ("write", "gone", "write edge", "gone edge")))


def _ours(props: Mapping[str, Value], types: Mapping[str, str]) -> dict[str, Value]:
    return {key: value for key, value in props.items() if key in types}
