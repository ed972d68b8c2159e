"""The bare minimum: UNWIND and MERGE on the id in batches of 5,000, under the same constraints, with the same properties."""

from __future__ import annotations

from collections.abc import Sequence

from common import Clock, arguments, pieces
from neo4j import GraphDatabase

BATCH = 5000


def main(setup: Sequence[str] = ()) -> None:
    """Load, and print the seconds; ``setup`` in the place of constraints for what is loaded."""
    nodes, edges, address, password = arguments()
    # What the project stores beside an item's own properties: as long as it stores it.
    own = {"workspace": "benchmark", "hash": "0123456789abcdef0123456789abcdef"}
    by_label, by_shape = {}, {}
    for row in nodes:
        by_label.setdefault(row["label"], []).append(
            {"id": row["props"]["id"], "props": {**row["props"], **own}}
        )
    for row in edges:
        shape = (row["source_label"], row["type"], row["target_label"])
        ends = {"source": row["source"], "target": row["target"], "id": row["props"]["id"]}
        by_shape.setdefault(shape, []).append({**ends, "props": {**row["props"], **own}})
    with GraphDatabase.driver(address, auth=("neo4j", password)) as driver, driver.session() as session:
        clock = Clock()
        patterns = [f"(n:{label})" for label in by_label]
        patterns += [f"()-[n:{type_}]-()" for _, type_, _ in by_shape]
        constraints = [
            f"CREATE CONSTRAINT IF NOT EXISTS FOR {each} REQUIRE n.id IS UNIQUE" for each in patterns
        ]
        for text in setup or constraints:
            session.run(text).consume()
        for label, rows in by_label.items():
            text = f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row.props"
            run(session, text, rows)
        for (source, type_, target), rows in by_shape.items():
            text = (
                f"UNWIND $rows AS row MATCH (a:{source} {{id: row.source}}), (b:{target} {{id: row.target}}) "
                f"MERGE (a)-[r:{type_} {{id: row.id}}]->(b) SET r += row.props"
            )
            run(session, text, rows)
        clock.report()


def run(session: object, text: str, rows: list[dict]) -> None:
    """Write the rows, a transaction a batch."""
    for batch in pieces(rows, BATCH):
        session.execute_write(lambda transaction, batch=batch: transaction.run(text, rows=batch).consume())


if __name__ == "__main__":
    main()
