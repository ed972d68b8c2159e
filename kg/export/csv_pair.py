"""A pair of CSV files, for spreadsheets, pandas and Gephi's import: ``NAME.nodes.csv`` and ``NAME.edges.csv``.

Gephi's columns come first (``Id,Label,Kind`` and ``Id,Source,Target,Type,Label``), then a column a property
with its type in the header: ``name:string``, ``statedCount:int``, ``confidence:float``, ``closed:boolean``,
``aliases:string[]``. A list is JSON text. An empty cell is a missing value. Text that is empty or that a
spreadsheet might take for a formula (:mod:`kg.cells`), or that begins with ``'``, is preceded by ``'``.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import networkx as nx

from kg.cells import QUOTE, from_cell, to_cell
from kg.export.escape import escape, unescape
from kg.model import Value

NODE_HEAD = ("Id", "Label", "Kind")
EDGE_HEAD = ("Id", "Source", "Target", "Type", "Label")
TYPES: dict[type, str] = {str: "string", int: "int", float: "float", bool: "boolean", list: "string[]"}
Row = tuple[tuple[str, ...], Mapping[str, Value]]


def write(graph: nx.MultiDiGraph, path: Path) -> list[Path]:
    """Write both files, UTF-8, columns in the order of their names."""
    nodes, edges = paths(path)
    _write(nodes, NODE_HEAD, list(_node_rows(graph)))
    _write(edges, EDGE_HEAD, list(_edge_rows(graph)))
    return [nodes, edges]


def read(path: Path) -> nx.MultiDiGraph:
    """Return the graph as ``to_networkx`` has it."""
    nodes, edges = paths(path)
    graph = nx.MultiDiGraph()
    for (key, _, label), props in _read(nodes, NODE_HEAD):
        graph.add_node(key, label=label, **props)
    for (key, source, target, _, label), props in _read(edges, EDGE_HEAD):
        graph.add_edges_from([(source, target, key, {"type": label, **props})])
    return graph


def paths(path: Path) -> tuple[Path, Path]:
    """Return the two files that stand for the one path."""
    stem = path.name.removesuffix(".csv")
    return path.with_name(f"{stem}.nodes.csv"), path.with_name(f"{stem}.edges.csv")


def _node_rows(graph: nx.MultiDiGraph) -> Iterator[Row]:
    for key, data in graph.nodes(data=True):
        yield (key, str(data.get("name", key)), data["label"]), _without(data, "label")


def _edge_rows(graph: nx.MultiDiGraph) -> Iterator[Row]:
    for source, target, key, data in graph.edges(keys=True, data=True):
        yield (key, source, target, "Directed", data["type"]), _without(data, "type")


def _without(data: Mapping[str, Value], name: str) -> dict[str, Value]:
    return {key: value for key, value in data.items() if key != name}


def _write(path: Path, head: tuple[str, ...], rows: list[Row]) -> None:
    columns = sorted({(name, TYPES[type(value)]) for _, props in rows for name, value in props.items()})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*head, *(_text_cell(f"{name}:{kind}") for name, kind in columns)])
        for fixed, props in rows:
            cells = (_cell(props, name, kind) for name, kind in columns)
            writer.writerow([*map(_text_cell, fixed), *cells])


def _cell(props: Mapping[str, Value], name: str, kind: str) -> str:
    value = props.get(name)
    if value is None or TYPES[type(value)] != kind:
        return ""
    if isinstance(value, list):
        return escape(json.dumps(value, ensure_ascii=False))
    return _text_cell(value) if isinstance(value, str) else str(value)


def _text_cell(text: str) -> str:
    return escape(to_cell(text) or QUOTE)


def _cell_text(cell: str) -> str:
    return from_cell(unescape(cell))


READERS: dict[str, Callable[[str], Value]] = {
    "string": _cell_text,
    "int": int,
    "float": float,
    "boolean": lambda cell: cell == "True",
    "string[]": lambda cell: list(json.loads(unescape(cell))),
}


def _read(path: Path, head: tuple[str, ...]) -> Iterator[tuple[list[str], dict[str, Value]]]:
    csv.field_size_limit(2**31 - 1)  # a quote may be as long as its source
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        columns = [_column(title) for title in next(rows)[len(head) :]]
        for row in rows:
            yield [_cell_text(cell) for cell in row[: len(head)]], _props(columns, row[len(head) :])


def _column(title: str) -> tuple[str, Callable[[str], Value]]:
    name, _, kind = _cell_text(title).rpartition(":")
    return name, READERS[kind]


def _props(columns: list[tuple[str, Callable[[str], Value]]], cells: Iterable[str]) -> dict[str, Value]:
    pairs = zip(columns, cells, strict=True)
    return {name: convert(cell) for (name, convert), cell in pairs if cell}
