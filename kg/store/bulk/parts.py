"""A part of a graph → lines for the importer, a file for each label or relationship type in it.

They hold what a load over Bolt would store: every property, and ``workspace`` and ``hash`` on every item.
"""

from __future__ import annotations

import json
import os
from contextlib import ExitStack
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from kg.errors import StoreError
from kg.ledger import Items, Kind
from kg.model import Edge, Node
from kg.schema import load_schema
from kg.store.bulk.cells import TYPES, EmptyListError, forms, quoted
from kg.store.check import LONGEST_KEY, Types, Vocabulary, check_item

# The columns by which the importer ties items together; the id of a node is stored as a property, too.
HEADS: dict[Kind, tuple[str, ...]] = {"node": ("id:ID",), "edge": (":START_ID", ":END_ID", "id:string")}
LINES = 2000


class Part(NamedTuple):
    """Some of the nodes or of the edges.

    Attributes:
        kind: Which of them.
        first: Number of the first row of the ledger.
        behind: Number of the row behind the last.
    """

    kind: Kind
    first: int
    behind: int


class Manner(NamedTuple):
    """How all files of a load are written.

    Attributes:
        folder: Where they stand.
        workspace: Id that everything written carries.
        delimiter: Stands between the elements of lists.
    """

    folder: Path
    workspace: str
    delimiter: str


class Written(NamedTuple):
    """What was written.

    Attributes:
        kind: Nodes or edges.
        names: Their labels or relationship types.
        items: Their number.
        longest: Bytes of the longest line.
        multiline: Whether some field goes over several lines.
    """

    kind: Kind
    names: frozenset[str]
    items: int
    longest: int
    multiline: bool


def heads(kind: Kind, name: str) -> str:
    """Return the line that tells the importer what the fields of a label or relationship type are."""
    names = [f"{key}:{TYPES[type_]}" for key, type_ in _types(kind, name).items() if key != "id"]
    return ",".join((*HEADS[kind], *names, "workspace:string", "hash:string"))


def write_part(part: Part, manner: Manner, items: Items) -> Written:
    """Add the lines of a part, without heads, to this process's own files: many small ones slow the importer down.

    Raises:
        StoreError: An item does not fit the schema, or a value would come out another.
        DelimiterClashError: A text in a list holds the delimiter.
        OSError: The disk is full.
    """
    done = 0
    tables: dict[str, _Table] = {}
    rows = items.rows(part.kind, part.first, part.behind)
    with ExitStack() as stack:
        while batch := list(islice(rows, LINES)):
            for row in batch:
                name = row[1]
                if name not in tables:
                    file = manner.folder / f"{name}-{os.getpid()}.csv"
                    tables[name] = _Table(part.kind, name, manner, stack.enter_context(file.open("ab")))
                tables[name].add(row)
            for table in tables.values():
                table.flush()
            done += len(batch)
    longest = max((table.longest for table in tables.values()), default=0)
    multiline = any(table.multiline for table in tables.values())
    return Written(part.kind, frozenset(tables), done, longest, multiline)


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary(load_schema())


def _types(kind: Kind, name: str) -> Types:
    words = _vocabulary().nodes if kind == "node" else _vocabulary().edges
    if name not in words:
        raise StoreError(f"{name} is not in the schema")
    return words[name]


class _Table:
    """A file on its way. What looks odd is gone over by the rules that hold for every store, and told by them."""

    def __init__(self, kind: Kind, name: str, manner: Manner, out: BinaryIO) -> None:
        shapes = forms(manner.delimiter)
        self.columns = [(key, shapes[type_]) for key, type_ in _types(kind, name).items() if key != "id"]
        self.parse = json.JSONDecoder().raw_decode
        self.workspace = quoted(manner.workspace)
        self.out = out
        self.lines: list[bytes] = []
        self.longest = 0
        self.multiline = False

    def add(self, row: tuple[Any, ...]) -> None:
        """Add a row of the ledger."""
        id_, _name, *ends, packed, hash_ = row
        props, _ = self.parse(packed)
        get = props.get
        try:
            cells = ["" if (value := get(key)) is None else form(value) for key, form in self.columns]
            tied = ",".join(map(quoted, (*ends, id_)))
            line = f'{tied},{",".join(cells)},{self.workspace},"{hash_}"'.encode()
        except EmptyListError as error:
            raise _empty(id_, props) from error
        except (TypeError, ValueError, AttributeError):
            check_item(_item(row, props), _vocabulary())
            raise
        told = len(cells) - cells.count("") + 1
        if told != len(props) or get("id") != id_ or len(line) > LONGEST_KEY:
            check_item(_item(row, props), _vocabulary())
        self.lines.append(line)

    def flush(self) -> None:
        """Hand what has gathered to the file."""
        text = b"".join(line + b"\n" for line in self.lines)
        self.out.write(text)
        self.longest = max(self.longest, *map(len, self.lines), 0)
        self.multiline = self.multiline or text.count(b"\n") > len(self.lines) or b"\r" in text
        self.lines.clear()


def _item(row: tuple[Any, ...], props: dict[str, Any]) -> Node | Edge:
    if len(row) == 4:
        return Node(row[0], row[1], props)
    return Edge(row[0], row[1], row[2], row[3], props)


def _empty(id_: str, props: dict[str, Any]) -> StoreError:
    key = next(key for key, value in props.items() if value in ([], [""]))
    return StoreError(f"{id_}: the importer drops the list {key}, which holds no text; load without --bulk")
