"""Canned queries: files of ``cypher/query`` with a parsed header, and what binds values to their parameters."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import assets
from kg.errors import AmbiguousNameError, QueryError
from kg.store import Store

HEADER = "//"
LINES = {
    "id": re.compile(r"id: (?P<id>[A-Z]\d+)"),
    "zh": re.compile(r"zh: (?P<zh>.+)"),
    "en": re.compile(r"en: (?P<en>.+)"),
    "param": re.compile(
        r"param (?P<name>\w+): (?P<type>[\w|]+)(?: = (?P<default>\S+))? -- (?P<zh>.+?) \| (?P<en>.+)"
    ),
    "column": re.compile(r"column (?P<name>\w+) -- (?P<zh>.+?) \| (?P<en>.+)"),
    "example": re.compile(r"example (?P<name>\w+)=(?P<value>.+)"),
}
# Of no more digits than both engines take.
WHOLE = re.compile("-?[0-9]{1,18}")
USED = re.compile(r"\$(\w+)")
Find = Callable[[str, str], list[str]]
PAGE = (
    "# 预置问题 · Canned queries",
    "",
    "每个问题是 `cypher/query` 下的一个文件;实体参数可用标识、名称或别名。",
    "Each question is a file of `cypher/query`; entities are given by id, name or alias. "
    "`kg query NAME …` answers it, on the embedded engine and on a Neo4j server alike.",
    "",
    "| id | 名称 · name | 问题 · question | 参数 · parameters | 示例 · example |",
    "| --- | --- | --- | --- | --- |",
)


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter: ``int``, ``str``, or an entity type whose value is resolved to an id."""

    name: str
    type: str
    default: str | None
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer and what it holds."""

    name: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Query:
    """One question, its answer's columns, and the Cypher with its header.

    Attributes:
        id: Number of the question in the list of questions, e.g. ``M1``.
        name: File name without its ending.
        example: Values to try it with, by parameter name.
    """

    id: str
    name: str
    zh: str
    en: str
    params: tuple[Param, ...]
    columns: tuple[Column, ...]
    example: dict[str, str]
    text: str

    @property
    def command(self) -> str:
        """The example as it is typed in a shell."""
        return " ".join(["kg query", self.name, *(f"{name}={value}" for name, value in self.example.items())])


def load_queries(root: Path | None = None) -> dict[str, Query]:
    """Return the queries by name.

    Raises:
        QueryError: A header cannot be read, lacks a line, or declares other parameters than the text uses; the
            message names file and line.
    """
    folder = (root or assets.root()) / "cypher" / "query"
    return {path.stem: _parse(path) for path in sorted(folder.glob("*.cypher"))}


def find_query(name: str, queries: Mapping[str, Query]) -> Query:
    """Return a query by name.

    Raises:
        QueryError: There is none; the message names the nearest.
    """
    if name in queries:
        return queries[name]
    near = difflib.get_close_matches(name, queries, n=1)
    raise QueryError(
        f"no query {name!r}" + (f": did you mean {near[0]}?" if near else "; see: kg query --list")
    )


def bind(query: Query, values: Mapping[str, str], find: Find) -> dict[str, str | int]:
    """Return the parameters of a run.

    Args:
        query: The query.
        values: Text by parameter name, as typed.
        find: Entity type and text → ids that the text may mean.

    Raises:
        QueryError: A parameter is unknown, missing or no number.
        AmbiguousNameError: A name means no entity or several.
    """
    known = {p.name: p for p in query.params}
    for name in values.keys() - known.keys():
        raise QueryError(f"{query.name} has no parameter {name!r}; it has: {', '.join(known) or 'none'}")
    return {p.name: _value(p, values.get(p.name, p.default), query, find) for p in query.params}


def run(store: Store, query: Query, params: Mapping[str, str | int]) -> list[dict[str, Any]]:
    """Return the rows of a query."""
    return store.read(query.text, dict(params))


def _parse(path: Path) -> Query:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"{path.name}:1: is not UTF-8 ({error.reason} at byte {error.start})") from error
    header = _Header(path.name, text)
    query = Query(
        header.word("id"),
        path.stem,
        header.word("zh"),
        header.word("en"),
        tuple(Param(**each) for each in header.all("param")),
        tuple(Column(**each) for each in header.all("column")),
        {each["name"]: each["value"] for each in header.all("example")},
        text,
    )
    header.check(query)
    return query


class _Header:
    """The lines of a file that begin with ``//``, by their first word."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines = text.splitlines()
        self.found: dict[str, list[tuple[int, dict[str, Any]]]] = {key: [] for key in LINES}
        for number, line in enumerate(self.lines, 1):
            if line.startswith(HEADER):
                self._read(number, line.removeprefix(HEADER).strip())

    def _read(self, number: int, line: str) -> None:
        key = re.split(r"[ :]", line, maxsplit=1)[0]
        match = LINES[key].fullmatch(line) if key in LINES else None
        if not match:
            raise self._error(
                number, f"{line!r} is none of: {', '.join(LINES)}; see any other query for the form"
            )
        names = [values.get("name") for _, values in self.found[key]]
        if match.groupdict().get("name") in names:
            raise self._error(number, f"a second {line.split(' -- ')[0]!r}")
        self.found[key].append((number, match.groupdict()))

    def all(self, key: str) -> list[dict[str, Any]]:
        return [values for _, values in self.found[key]]

    def word(self, key: str) -> str:
        if not self.found[key]:
            raise self._error(1, f"the header needs a line: // {key}: …")
        return str(self.found[key][0][1][key])

    def check(self, query: Query) -> None:
        """Compare what is declared with what the text uses."""
        declared = {values["name"]: number for number, values in self.found["param"]}
        used = self._used()
        for name in sorted(used.keys() - declared.keys()):
            raise self._error(used[name], f"${name} is not declared: add // param {name}: …")
        for name in sorted(declared.keys() - used.keys()):
            raise self._error(declared[name], f"the text does not use ${name}")
        for number, values in self.found["example"]:
            if values["name"] not in declared:
                raise self._error(number, f"there is no parameter {values['name']!r} to give an example of")
        for param in query.params:
            if param.default is None and param.name not in query.example:
                raise self._error(declared[param.name], f"add // example {param.name}=…")
        if not query.columns:
            raise self._error(1, "the header needs a line for each column: // column name -- zh | en")

    def _used(self) -> dict[str, int]:
        """First line of each parameter that the text uses."""
        body = [(number, line) for number, line in enumerate(self.lines, 1) if not line.startswith(HEADER)]
        return {name: number for number, line in reversed(body) for name in USED.findall(line)}

    def _error(self, number: int, message: str) -> QueryError:
        return QueryError(f"{self.file}:{number}: {message}")


def markdown(queries: Mapping[str, Query]) -> str:
    """Return the page that lists the queries, in both languages."""
    rows = [_row(query) for query in sorted(queries.values(), key=lambda q: (q.id[0], int(q.id[1:])))]
    return "\n".join([*PAGE, *rows, ""])


def _row(query: Query) -> str:
    params = "<br>".join(_described(param) for param in query.params) or "–"
    cells = (query.id, f"`{query.name}`", f"{query.zh}<br>{query.en}", params, f"`{query.command}`")
    return "| " + " | ".join(cells) + " |"


def _described(param: Param) -> str:
    # Written out, the bar of a choice of types would end the cell.
    kind = param.type if "|" not in param.type else "entity"
    default = "" if param.default is None else f" = {param.default}"
    return f"`{param.name}: {kind}{default}` {param.zh} · {param.en}"


def _value(param: Param, text: str | None, query: Query, find: Find) -> str | int:
    if text is None:
        raise QueryError(f"{query.name} needs {param.name}=… ({param.en})")
    if param.type == "int":
        if not WHOLE.fullmatch(text):
            raise QueryError(f"{param.name} should be a whole number, not {text!r}")
        return int(text)
    return text if param.type == "str" else one(find(param.type, text), param.type, text)


def one(ids: list[str], type_: str, text: str) -> str:
    """Return the only id.

    Raises:
        AmbiguousNameError: There is none, or there are several, which the message lists.
    """
    if len(ids) == 1:
        return ids[0]
    if not ids:
        raise AmbiguousNameError(f"no {type_} is called {text!r} here; try: kg find {text}")
    raise AmbiguousNameError(f"{text!r} may mean: " + ", ".join(ids) + "; give one of these ids")
