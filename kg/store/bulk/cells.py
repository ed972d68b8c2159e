"""How a value is written into an import file so that it comes out the same.

Tried against the importer: between quotes every character survives, quotes doubled, line ends too where it is told of
fields over several lines; an empty field is no property, an empty pair of quotes an empty string. The elements of a list
stand in one field, with a character between them that nothing can quote. A list without any character cannot be told
from no list: the importer leaves it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kg.store.check import FITS

TYPES = {
    "string": "string",
    "integer": "long",
    "float": "double",
    "boolean": "boolean",
    "strings": "string[]",
}
# Separators of old, which texts do not hold; then characters that Unicode leaves to private use.
DELIMITERS = (*range(0x1F, 0x1B, -1), *range(0xE000, 0xF900))

Form = Callable[[Any], str]


class DelimiterClashError(Exception):
    """A text in a list holds the character that should separate the list's elements."""


class EmptyListError(Exception):
    """A list has no character in it."""


def delimiters() -> Iterator[str]:
    """Yield the characters that may separate the elements of lists, the best first."""
    return map(chr, DELIMITERS)


def forms(delimiter: str) -> Mapping[str, Form]:
    """Return what turns a value into a field, by the type that the schema gives; a value of another type fails.

    The fields raise TypeError, ValueError or AttributeError then.

    Args:
        delimiter: Stands between the elements of a list.
    """

    def listed(texts: list[str]) -> str:
        if type(texts) is not list:
            raise TypeError
        joined = delimiter.join(texts)
        if not joined:
            raise EmptyListError
        if joined.count(delimiter) >= len(texts):
            raise DelimiterClashError
        return quoted(joined)

    return {
        "string": quoted,
        "integer": _strict("integer", str),
        "float": _strict("float", repr),
        "boolean": _strict("boolean", _truth),
        "strings": listed,
    }


def quoted(text: str) -> str:
    """Return text between quotes."""
    return f'"{text.replace(_QUOTE, _TWO_QUOTES)}"'


_QUOTE, _TWO_QUOTES = '"', '""'


def _strict(type_: str, form: Form) -> Form:
    fits = FITS[type_]

    def strict(value: object) -> str:
        if not fits(value):
            raise TypeError
        return form(value)

    return strict


def _truth(value: bool) -> str:
    return "true" if value else "false"
