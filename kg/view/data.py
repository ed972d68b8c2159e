"""What the page is given: the nodes that fit, their edges, their places, and the words for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kg.export import to_networkx
from kg.model import Edge, Graph, Node
from kg.schema import EntityType, Property, RelationType, Schema, Style
from kg.view.layout import place

SOURCE = "Source"
MENTION = "MENTIONED_IN"


def page_data(graph: Graph, schema: Schema, style: Style, limit: int) -> dict[str, object]:
    """Return what the page draws, as plain JSON values.

    Sources come beside the limit: as many again of those that name a shown node.
    """
    kept = _kept(graph, limit)
    nodes = {key: node for key, node in graph.nodes.items() if key in kept}
    edges = [edge for edge in graph.edges.values() if edge.source in kept and edge.target in kept]
    shown = Graph(nodes, {edge.id: edge for edge in edges})
    places = place(to_networkx(shown), {key for key, node in nodes.items() if node.label == SOURCE})
    entities = sum(node.label != SOURCE for node in graph.nodes.values())
    return {
        "shown": sum(node.label != SOURCE for node in nodes.values()),
        "total": entities,
        "types": _types(schema.types.values()),
        "colours": {name: look.colour for name, look in style.labels.items()},
        "relations": _types(schema.relations.values()),
        "properties": _names(schema.common_properties.values()),
        "attributes": _names(schema.common_attrs.values()),
        "nodes": [{"type": node.label, "at": places[node.id], **node.props} for node in nodes.values()],
        "edges": [
            {"type": edge.type, "ends": [edge.source, edge.target], "props": edge.props} for edge in edges
        ],
        "sources": {key: dict(node.props) for key, node in _quoted(graph, edges).items()},
    }


def _kept(graph: Graph, limit: int) -> set[str]:
    """Return the best connected entities, ties by id, and the sources that name them."""
    degree = Counter(end for edge in graph.edges.values() if edge.type != MENTION for end in _ends(edge))
    entities = [key for key, node in graph.nodes.items() if node.label != SOURCE]
    kept = set(sorted(entities, key=lambda key: (-degree[key], key))[:limit])
    naming = Counter(
        edge.target for edge in graph.edges.values() if edge.type == MENTION and edge.source in kept
    )
    return kept | set(sorted(naming, key=lambda key: (-naming[key], key))[:limit])


def _ends(edge: Edge) -> tuple[str, str]:
    return edge.source, edge.target


def _quoted(graph: Graph, edges: Iterable[Edge]) -> Mapping[str, Node]:
    """Return the sources that the edges quote, shown as nodes or not."""
    spans = (span for edge in edges for span in _strings(edge, "quoteSpans"))
    ids = dict.fromkeys(span.rpartition("#")[0] for span in spans)
    return {key: graph.nodes[key] for key in sorted(ids) if key in graph.nodes}


def _strings(edge: Edge, name: str) -> list[str]:
    value = edge.props.get(name, [])
    return value if isinstance(value, list) else []


def _types(types: Iterable[EntityType | RelationType]) -> list[dict[str, object]]:
    return [
        {
            "name": kind.name,
            "zh": kind.zh,
            "en": kind.en,
            "properties": _names((kind.properties if isinstance(kind, EntityType) else kind.attrs).values()),
        }
        for kind in types
    ]


def _names(properties: Iterable[Property]) -> dict[str, dict[str, str]]:
    return {one.name: {"zh": one.zh, "en": one.en} for one in properties}
