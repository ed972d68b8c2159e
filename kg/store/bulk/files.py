"""A graph → the CSV files that ``neo4j-admin database import full`` reads: one a label, one a relationship type.

They hold what a load over Bolt would store: every property, ``workspace`` and ``hash`` on every item, and the
``Workspace`` node that bears the graph's hash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Self

from kg.errors import StoreError
from kg.ledger import Items
from kg.model import Edge, Node, Value
from kg.schema import load_schema
from kg.store.bulk.cells import TYPES, DelimiterClashError, EmptyListError, Form, delimiters, forms, quoted
from kg.store.check import Types, Vocabulary, check_item

SEAL = "Workspace"
Kind = Literal["node", "edge"]
# The columns by which the importer ties items together; the id of a node is stored as a property, too.
HEADS: dict[Kind, tuple[str, ...]] = {"node": ("id:ID",), "edge": (":START_ID", ":END_ID", "id:string")}
LINES = 2000

OnItems = Callable[[int], None]
# What the importer ties an item in by, the item, and its hash.
Tied = tuple[tuple[str, ...], Node | Edge, str]


@dataclass(slots=True)
class Files:
    """What was written, and what its reader must be told.

    Attributes:
        folder: Where the files stand.
        delimiter: Stands between the elements of lists.
        nodes: Label to name of its file.
        edges: Relationship type to name of its file.
        multiline: Whether some field goes over several lines.
        longest: Characters of the longest line.
        items: Number of nodes and relationships, the node of the workspace apart.
        hash: The graph's.
    """

    folder: Path
    delimiter: str
    nodes: dict[str, str] = field(default_factory=dict)
    edges: dict[str, str] = field(default_factory=dict)
    multiline: bool = False
    longest: int = 0
    items: int = 0
    hash: str = ""


def write_files(folder: Path, items: Items, *, workspace: str, on_items: OnItems | None = None) -> Files:
    """Write the files; what stands under their names is replaced.

    Args:
        folder: Is made where there is none.
        items: The graph; gone through once, and again in the rare case that a list holds the character meant to
            separate its elements.
        workspace: Id that everything written carries.
        on_items: Called now and then with the number of items done so far.

    Raises:
        StoreError: An item does not fit the schema, a value would come out another, or the disk is full.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for delimiter in delimiters():
            files = Files(folder, delimiter, hash=items.hash)
            try:
                with _Writer(files, workspace, on_items) as writer:
                    writer.write(items)
            except DelimiterClashError:
                continue
            return files
    except OSError as error:
        raise StoreError(
            f"{folder}: the import files cannot be written: {error.strerror or error}"
        ) from error
    raise StoreError("texts hold every character that could separate a list's elements: load without --bulk")


class _Table:
    """One file on its way: a line of heads, then a line an item."""

    def __init__(self, path: Path, heads: tuple[str, ...], types: Types, shapes: Mapping[str, Form]) -> None:
        self.columns = [(key, shapes[type_]) for key, type_ in types.items() if key != "id"]
        names = [f"{key}:{TYPES[type_]}" for key, type_ in types.items() if key != "id"]
        self.lines = [",".join((*heads, *names, "workspace:string", "hash:string"))]
        self.out = path.open("w", encoding="utf-8", newline="")
        self.longest = 0
        self.multiline = False

    def add(self, heads: tuple[str, ...], props: Mapping[str, Value], tail: str) -> None:
        """Add an item: the fields that the importer ties it in by, its properties, and what is the store's own."""
        cells = ["" if (value := props.get(key)) is None else form(value) for key, form in self.columns]
        line = ",".join((*map(quoted, heads), *cells, tail))
        self.longest = max(self.longest, len(line))
        self.multiline = self.multiline or "\n" in line or "\r" in line
        self.lines.append(line)
        if len(self.lines) >= LINES:
            self.flush()

    def flush(self) -> None:
        """Hand what has gathered to the file."""
        self.out.write("\n".join((*self.lines, "")))
        self.lines.clear()

    def close(self) -> None:
        """Let go of the file, whole or not."""
        self.out.close()


class _Writer:
    """Writes a graph, with one character between the elements of lists."""

    def __init__(self, files: Files, workspace: str, on_items: OnItems | None) -> None:
        self.files, self.workspace, self.on_items = files, workspace, on_items
        self.tail = f"{quoted(workspace)},"
        self.shapes = forms(files.delimiter)
        self.tables: list[_Table] = []
        self.words = Vocabulary(load_schema())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        for table in self.tables:
            table.close()

    def write(self, items: Items) -> None:
        """Write all files."""
        there = "WHERE props IS NOT NULL"
        for label, types in self.words.nodes.items():
            nodes = items.hashed_nodes(f"{there} AND n.label = ?", label)
            self._items("node", label, types, (((n.id,), n, hash_) for n, hash_ in nodes))
        for type_, types in self.words.edges.items():
            edges = items.hashed_edges(f"{there} AND e.type = ?", type_)
            self._items("edge", type_, types, (((e.source, e.target, e.id), e, hash_) for e, hash_ in edges))
        for table in self.tables:
            table.flush()
        self.files.multiline = any(table.multiline for table in self.tables)
        self.files.longest = max((table.longest for table in self.tables), default=0)
        self._seal()

    def _items(self, kind: Kind, name: str, types: Types, items: Iterator[Tied]) -> None:
        table = None
        for heads, item, hash_ in items:
            check_item(item, self.words)
            table = table or self._table(kind, name, types)
            try:
                table.add(heads, item.props, f'{self.tail}"{hash_}"')
            except EmptyListError as error:
                key = next(key for key, value in item.props.items() if value in ([], [""]))
                message = (
                    f"{item.id}: the importer drops the list {key}, which holds no text; load without --bulk"
                )
                raise StoreError(message) from error
            self._count()

    def _table(self, kind: Kind, name: str, types: Types) -> _Table:
        file = f"{name}.csv"
        (self.files.nodes if kind == "node" else self.files.edges)[name] = file
        table = _Table(self.files.folder / file, HEADS[kind], types, self.shapes)
        self.tables.append(table)
        return table

    def _count(self) -> None:
        self.files.items += 1
        if self.on_items and self.files.items % LINES == 0:
            self.on_items(self.files.items)

    def _seal(self) -> None:
        """Write the node that says whose graph this is, and that it is whole."""
        # A group of its own: its id is none of the graph's.
        text = f"id:ID({SEAL}),graphHash:string\n{quoted(self.workspace)},{quoted(self.files.hash)}\n"
        self.files.nodes[SEAL] = f"{SEAL}.csv"
        (self.files.folder / self.files.nodes[SEAL]).write_text(text, "utf-8", newline="")
