"""langchain-neo4j: ``add_graph_documents`` with the base label that it recommends for speed, 1,000 items a document."""

from __future__ import annotations

from common import Clock, arguments, pieces
from langchain_core.documents import Document
from langchain_neo4j import Neo4jGraph
from langchain_neo4j.graphs.graph_document import GraphDocument, Node, Relationship

BATCH = 1000


def main() -> None:
    """Load, and print the seconds."""
    nodes, edges, address, password = arguments()
    source = Document(page_content="benchmark")
    documents = [
        GraphDocument(
            nodes=[Node(id=r["props"]["id"], type=r["label"], properties=r["props"]) for r in batch],
            relationships=[],
            source=source,
        )
        for batch in pieces(nodes, BATCH)
    ]
    documents += [
        GraphDocument(nodes=[], relationships=[relationship(row) for row in batch], source=source)
        for batch in pieces(edges, BATCH)
    ]
    graph = Neo4jGraph(url=address, username="neo4j", password=password)
    clock = Clock()
    graph.add_graph_documents(documents, baseEntityLabel=True)
    clock.report()


def relationship(row: dict) -> Relationship:
    """Return a row as the library takes it."""
    return Relationship(
        source=Node(id=row["source"], type=row["source_label"]),
        target=Node(id=row["target"], type=row["target_label"]),
        type=row["type"],
        properties=row["props"],
    )


if __name__ == "__main__":
    main()
