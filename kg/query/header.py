"""The header of a file of ``cypher/query``: lines that begin with ``//``, read and checked against the text below them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.query.question import ANY, Both, Column, Param, Query

MARK = "//"
BOTH = r"(?P<zh>.+?) \| (?P<en>.+)"
LINES = {
    "id": re.compile(r"id: (?P<id>[A-Z]\d+)"),
    "zh": re.compile(r"zh: (?P<zh>.+)"),
    "en": re.compile(r"en: (?P<en>.+)"),
    "about": re.compile(rf"\Aabout: {BOTH}"),
    "tags": re.compile(r"tags: (?P<tags>\w+(?:, ?\w+)*)"),
    "asked": re.compile(r"asked: (?P<asked>.+)"),
    "param": re.compile(rf"param (?P<name>\w+): (?P<type>\w+(?:\|\w+)*)(?: = (?P<default>\S+))? -- {BOTH}"),
    "column": re.compile(rf"column (?P<name>\w+) -- {BOTH}"),
    "row": re.compile(rf"\Arow: {BOTH}"),
    "then": re.compile(r"then: (?P<then>\w+)"),
    "from": re.compile(r"from: (?P<from>ledger)"),
    "example": re.compile(r"example (?P<name>\w+)=(?P<value>.+)"),
}
USED = re.compile(r"\$(\w+)")
PLACE = re.compile(r"\{(\w+)\}")
# What can stand for any value of these types is none of them.
NEVER_ANY = ("int", "bool")


def parse(path: Path) -> Query:
    """Return the query of a file.

    Raises:
        QueryError: The header cannot be read, lacks a line, or declares other parameters than the text uses; the message
            names file and line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"{path.name}:1: is not UTF-8 ({error.reason} at byte {error.start})") from error
    header = _Header(path.name, text)
    query = header.query(path.stem, text)
    header.check(query)
    return query


class _Header:
    """The lines of a file that begin with ``//``, by their first word."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines = text.splitlines()
        self.found: dict[str, list[tuple[int, dict[str, Any]]]] = {key: [] for key in LINES}
        for number, line in enumerate(self.lines, 1):
            if line.startswith(MARK):
                self._read(number, line.removeprefix(MARK).strip())

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

    def query(self, name: str, text: str) -> Query:
        """What the lines say."""
        return Query(
            id=self._word("id"),
            name=name,
            question=Both(self._word("zh"), self._word("en")),
            about=Both(**self._needed("about")),
            tags=tuple(re.split(", ?", self._word("tags"))),
            asked=self._word("asked", ""),
            row=Both(**self._needed("row")),
            then=self._word("then", ""),
            source=self._word("from", "graph"),
            params=tuple(Param(**each) for each in self._all("param")),
            columns=tuple(Column(**each) for each in self._all("column")),
            example={each["name"]: each["value"] for each in self._all("example")},
            text=text,
        )

    def _all(self, key: str) -> list[dict[str, Any]]:
        return [values for _, values in self.found[key]]

    def _needed(self, key: str) -> dict[str, Any]:
        if not self.found[key]:
            raise self._error(1, f"the header needs a line: // {key}: …")
        return self.found[key][0][1]

    def _word(self, key: str, without: str | None = None) -> str:
        if without is not None and not self.found[key]:
            return without
        return str(self._needed(key)[key])

    def check(self, query: Query) -> None:
        """Compare what is declared with what is used."""
        self._check_params(query)
        self._check_defaults(query)
        self._check_examples(query)
        if not query.columns:
            raise self._error(1, "the header needs a line for each column: // column name -- zh | en")
        self._check_row(query)

    def _check_params(self, query: Query) -> None:
        declared, used = self._declared(), self._used()
        for name in sorted(used.keys() - declared.keys()):
            raise self._error(used[name], f"${name} is not declared: add // param {name}: …")
        # What the Cypher leaves to a function, that function uses.
        if query.source == "graph" and not query.then:
            for name in sorted(declared.keys() - used.keys()):
                raise self._error(declared[name], f"the text does not use ${name}")

    def _check_defaults(self, query: Query) -> None:
        for param in query.params:
            taken = (ANY, *param.choices)
            if (param.choices and param.default not in (None, *taken)) or (
                param.type in NEVER_ANY and param.default == ANY
            ):
                raise self._error(
                    self._declared()[param.name], f"{param.name} cannot be {param.default} by default"
                )

    def _check_examples(self, query: Query) -> None:
        declared = self._declared()
        for number, values in self.found["example"]:
            if values["name"] not in declared:
                raise self._error(number, f"there is no parameter {values['name']!r} to give an example of")
        for param in query.params:
            if param.default is None and param.name not in query.example:
                raise self._error(declared[param.name], f"add // example {param.name}=…")

    def _check_row(self, query: Query) -> None:
        known = {column.name for column in query.columns} | {param.name for param in query.params}
        for name in PLACE.findall(query.row.zh + query.row.en):
            if name not in known:
                raise self._error(self.found["row"][0][0], f"{{{name}}} is no column and no parameter")

    def _declared(self) -> dict[str, int]:
        return {values["name"]: number for number, values in self.found["param"]}

    def _used(self) -> dict[str, int]:
        """First line of each parameter that the text uses."""
        body = [(number, line) for number, line in enumerate(self.lines, 1) if not line.startswith(MARK)]
        return {name: number for number, line in reversed(body) for name in USED.findall(line)}

    def _error(self, number: int, message: str) -> QueryError:
        return QueryError(f"{self.file}:{number}: {message}")
