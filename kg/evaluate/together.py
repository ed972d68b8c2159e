"""Several texts as one graph: what resolving and folding make of them, against one expected graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg.evaluate.gold import load_gold
from kg.evaluate.report import Report
from kg.model import Edge, Graph, Node
from kg.schema import load_schema
from kg.scoring import score
from kg.workspace import Workspace

SOURCE = "Source"


def evaluate_together(gold: Path, paths: Iterable[str], ner: str | None = None) -> Report:
    """Read all texts into a workspace that is thrown away, fold it, and score its graph.

    Args:
        gold: The file of the expected graph. A name that two entities of one type have is written as the id has it:
            ``张伟@民政部``.
        paths: Files, folders and globs.
        ner: A model that proposes names beside the rules; see :func:`kg.pipeline.load_pipeline`.

    Raises:
        ReadError: The gold file or a text cannot be read.
    """
    expected = load_gold(gold)
    with TemporaryDirectory(prefix="kg-eval-") as folder, Workspace(Path(folder)) as workspace:
        for error in workspace.add(paths, ner=ner).errors:
            raise error
        said = list(graph_records(workspace.graph()))
    return Report((score(gold.stem, expected, said),))


def graph_records(graph: Graph) -> Iterator[dict[str, Any]]:
    """Yield the nodes, then the edges, as records of entities and statements, without the texts themselves."""
    yield from (_entity(node) for node in graph.nodes.values() if node.label != SOURCE)
    attributes = {name: relation.attrs for name, relation in load_schema().relations.items()}
    for edge in graph.edges.values():
        if graph.nodes[edge.target].label != SOURCE:
            yield _statement(edge, attributes[edge.type])


def _entity(node: Node) -> dict[str, Any]:
    """A node; its ids are forms too, since they tell apart two officials of one name."""
    ids = [node.id, *_texts(node, "formerIds")]
    keys = [key for id_ in ids if "@" in (key := id_.split("/", 1)[1])]
    return {
        "kind": "entity",
        "id": node.id,
        "type": node.label,
        "name": node.props["name"],
        "aliases": [*_texts(node, "aliases"), *keys],
        "props": dict(node.props),
    }


def _statement(edge: Edge, attributes: Iterable[str]) -> dict[str, Any]:
    return {
        "kind": "statement",
        "subject": edge.source,
        "predicate": edge.type,
        "object": edge.target,
        "attrs": {key: edge.props[key] for key in attributes if key in edge.props},
        "evidence": {"text": _texts(edge, "quotes")[0]},
        "rule": edge.props["rule"],
        "confidence": edge.props["confidence"],
    }


def _texts(item: Node | Edge, key: str) -> list[str]:
    value = item.props.get(key, [])
    return value if isinstance(value, list) else []
