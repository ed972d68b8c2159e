r"""The flat form that GraphML and GEXF share: scalars only, in names that graph viewers understand.

- A node's ``label`` is its name, for viewers to print; its ``type`` is the entity type. An edge's ``label``
  is the relationship type.
- A list is JSON text under the property's name and ``[]``: ``aliases[]`` = ``["卫健委"]``.
- A property whose name the formats keep for themselves gets a ``_``: ``start_``.
- ``id`` is not repeated: it is the element's own. Text is escaped as ``escape`` says.

Attributes are declared in the file with their type (string, long, double, boolean), so each property has one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import networkx as nx

from kg.export.escape import escape, unescape
from kg.model import Value

KEPT = frozenset(
    {"id", "label", "type", "key", "networkx_key", "weight", "start", "end"}
    | {"pid", "viz", "spells", "slices", "parents", "source", "target"}
)


def flatten(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return the graph in the flat form.

    Raises:
        ValueError: A property has two types.
    """
    flat = nx.MultiDiGraph()
    for key, data in graph.nodes(data=True):
        label = escape(str(data.get("name", key)))
        flat.add_node(escape(key), label=label, type=escape(data["label"]), **_flat(data, "label"))
    for source, target, key, data in graph.edges(keys=True, data=True):
        known = {"id": escape(key), "label": escape(data["type"])}
        flat.add_edges_from([(escape(source), escape(target), escape(key), known | _flat(data, "type"))])
    for items in (
        flat.nodes(data=True),
        ((key, data) for _, _, key, data in flat.edges(keys=True, data=True)),
    ):
        _check_types(items)
    return flat


def unflatten(flat: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return the graph that ``flatten`` was given."""
    graph = nx.MultiDiGraph()
    for key, data in flat.nodes(data=True):
        props = {"id": unescape(key), "label": unescape(data["type"])} | _full(data)
        graph.add_node(unescape(key), **props)
    for source, target, data in flat.edges(data=True):
        props = {"id": unescape(data["id"]), "type": unescape(data["label"])} | _full(data)
        graph.add_edges_from([(unescape(source), unescape(target), props["id"], props)])
    return graph


def _flat(data: Mapping[str, Value], kind: str) -> dict[str, Value]:
    return dict(_flat_item(name, value) for name, value in data.items() if name not in {kind, "id"})


def _flat_item(name: str, value: Value) -> tuple[str, Value]:
    title = escape(name).replace("[", "\\u005b")
    if name.rstrip("_") in KEPT:
        title += "_"
    if isinstance(value, list):
        return f"{title}[]", escape(json.dumps(value, ensure_ascii=False))
    return title, escape(value) if isinstance(value, str) else value


def _full(data: Mapping[str, Value]) -> dict[str, Value]:
    return dict(_full_item(title, value) for title, value in data.items() if title not in KEPT)


def _full_item(title: str, value: Value) -> tuple[str, Value]:
    name = unescape(title.removesuffix("[]"))
    if name.endswith("_") and name.rstrip("_") in KEPT:
        name = name[:-1]
    text = unescape(value) if isinstance(value, str) else value
    return name, json.loads(str(text)) if title.endswith("[]") else text


def _check_types(items: Iterable[tuple[str, Mapping[str, Value]]]) -> None:
    types: dict[str, type] = {}
    for key, data in items:
        for name, value in data.items():
            if types.setdefault(name, type(value)) is not type(value):
                raise ValueError(f"{key}: {name} is {type(value).__name__}, elsewhere {types[name].__name__}")
