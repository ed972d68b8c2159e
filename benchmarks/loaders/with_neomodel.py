"""neomodel: ``bulk_create_or_update`` for nodes, ``connect`` in one transaction for relationships.

It goes one relationship at a time, so that only the first ``RELATIONSHIPS`` are loaded: its rate is of these.
"""

from __future__ import annotations

import io

from common import Clock, arguments, pieces
from neomodel import (
    ArrayProperty,
    FloatProperty,
    IntegerProperty,
    RelationshipTo,
    StringProperty,
    StructuredNode,
    StructuredRel,
    ZeroOrMore,
    db,
)

BATCH = 1000
RELATIONSHIPS = 3000
KINDS = {str: StringProperty, int: IntegerProperty, float: FloatProperty, list: ArrayProperty}


def main() -> None:
    """Load, and print the seconds and how many items they were for."""
    nodes, edges, address, password = arguments()
    edges = edges[:RELATIONSHIPS]
    models = declare(nodes, edges)
    # The library looks for the classes of other ends in the module.
    globals().update(models)
    db.set_connection(url=address.replace("://", f"://neo4j:{password}@"))
    db.install_all_labels(stdout=io.StringIO())
    by_label: dict[str, list[dict]] = {}
    for row in nodes:
        by_label.setdefault(row["label"], []).append(told(row["props"]))
    clock = Clock()
    known = {}
    for label, rows in by_label.items():
        for batch in pieces(rows, BATCH):
            for node in models[label].nodes.bulk_create_or_update(*batch):
                known[node.uid] = node
    nodes_seconds = clock.seconds()
    with db.transaction:
        for row in edges:
            getattr(known[row["source"]], way(row)).connect(known[row["target"]], told(row["props"]))
    clock.report(items=len(nodes) + len(edges), nodes_seconds=nodes_seconds, relationships=len(edges))


def told(props: dict) -> dict:
    """Return the properties, the id under another name: the library keeps that one to itself."""
    return {"uid" if key == "id" else key: value for key, value in props.items()}


def way(row: dict) -> str:
    """Name the attribute that holds the relationships of a row's type and target."""
    return f"{row['type']}_{row['target_label']}".lower()


def declare(nodes: list[dict], edges: list[dict]) -> dict[str, type]:
    """Return a class a label, with what its rows hold."""
    fields: dict[str, dict] = {}
    for row in nodes:
        own = fields.setdefault(row["label"], {"uid": StringProperty(required=True, unique_index=True)})
        for key, value in told(row["props"]).items():
            own.setdefault(key, KINDS[type(value)]())
    kinds = {}
    for row in edges:
        kind = kinds.setdefault(row["type"], {})
        for key, value in told(row["props"]).items():
            kind.setdefault(key, KINDS[type(value)]())
    classes = {
        name: type(name.title().replace("_", ""), (StructuredRel,), own) for name, own in kinds.items()
    }
    for row in edges:
        fields[row["source_label"]].setdefault(
            way(row),
            RelationshipTo(
                row["target_label"], row["type"], cardinality=ZeroOrMore, model=classes[row["type"]]
            ),
        )
    return {label: type(label, (StructuredNode,), own) for label, own in fields.items()}


if __name__ == "__main__":
    main()
