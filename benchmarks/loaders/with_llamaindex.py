"""LlamaIndex: ``Neo4jPropertyGraphStore`` with its own batch of 1,000; the schema is not read again after each call."""

from __future__ import annotations

from common import Clock, arguments
from llama_index.core.graph_stores.types import EntityNode, Relation
from llama_index.graph_stores.neo4j import Neo4jPropertyGraphStore


def main() -> None:
    """Load, and print the seconds."""
    nodes, edges, address, password = arguments()
    # It takes the name for the id; given the id as name, no two nodes become one.
    entities = [EntityNode(name=r["props"]["id"], label=r["label"], properties=r["props"]) for r in nodes]
    relations = [
        Relation(label=r["type"], source_id=r["source"], target_id=r["target"], properties=r["props"])
        for r in edges
    ]
    store = Neo4jPropertyGraphStore(username="neo4j", password=password, url=address, refresh_schema=False)
    clock = Clock()
    store.upsert_nodes(entities)
    store.upsert_relations(relations)
    clock.report()
    store.close()


if __name__ == "__main__":
    main()
