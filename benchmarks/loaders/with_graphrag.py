"""neo4j-graphrag: ``Neo4jWriter`` with its own batch of 1,000."""

from __future__ import annotations

import asyncio

from common import Clock, arguments
from neo4j import GraphDatabase
from neo4j_graphrag.components.kg_writer import Neo4jWriter
from neo4j_graphrag.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship


def main() -> None:
    """Load, and print the seconds."""
    nodes, edges, address, password = arguments()
    graph = Neo4jGraph(
        nodes=[Neo4jNode(id=r["props"]["id"], label=r["label"], properties=r["props"]) for r in nodes],
        relationships=[
            Neo4jRelationship(
                start_node_id=row["source"],
                end_node_id=row["target"],
                type=row["type"],
                properties=row["props"],
            )
            for row in edges
        ],
    )
    with GraphDatabase.driver(address, auth=("neo4j", password)) as driver:
        writer = Neo4jWriter(driver)
        clock = Clock()
        result = asyncio.run(writer.run(graph))
        clock.report()
    if result.status != "SUCCESS":
        raise SystemExit(str(result.metadata))


if __name__ == "__main__":
    main()
