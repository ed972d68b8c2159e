"""Conditions on what is known of a text: ``publisher=民政部``, ``date<2016``, ``name=news/*.html``."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from typing import NamedTuple

from kg.errors import QueryError, ReadError
from kg.model import Source
from kg.read.meta import iso

FIELDS = ("id", "name", "title", "publisher", "date", "url", "media_type")
FORM = re.compile(r"\s{0,60}+(\w{1,60}+)\s{0,60}+(<=|>=|=|<|>)(.*)", re.DOTALL)
ORDERS: dict[str, Callable[[str, str], bool]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Condition(NamedTuple):
    """One field of a text beside a value.

    A value with ``*``, ``?`` or ``[…]`` fits as file names do, a ``*`` over folders too; an empty one fits what is not known.
    Dates are compared as precisely as the value: ``date<=2016`` takes all of 2016 in, and ``date<2016-03`` leaves out a
    text of which only 2016 is known. A text without a date is neither before nor after one.
    """

    field: str
    sign: str
    value: str

    def fits(self, source: Source) -> bool:
        """Say whether the text is as the condition demands."""
        told = getattr(source, self.field) or ""
        if not told or not self.value:
            return not told and not self.value
        if self.field != "date":
            return fnmatchcase(told, self.value)
        vague = len(told) < len(self.value) and self.value.startswith(told)
        return not vague and ORDERS[self.sign](told[: len(self.value)], self.value)


def condition(text: str) -> Condition:
    """Return the condition that is written ``FIELD=VALUE``, or with ``<``, ``<=``, ``>``, ``>=`` for dates.

    Raises:
        QueryError: It is none, or of a field that texts do not have.
    """
    form = FORM.fullmatch(text)
    if not form:
        raise QueryError(f"{text!r} is no condition: write FIELD=VALUE, or date<2016")
    field, sign, value = form[1], form[2], form[3].strip()
    if field not in FIELDS:
        raise QueryError(f"texts have no {field!r}; there are {', '.join(FIELDS)}")
    if sign != "=" and (field != "date" or not value):
        raise QueryError(f"{text!r}: only dates have an order; write {field}={value or 'VALUE'}")
    return Condition(field, sign, _date(value) if field == "date" and value else value)


def chosen(texts: Iterable[Source], conditions: Iterable[Condition]) -> list[str]:
    """Return the names of the texts that fit all conditions, in their order."""
    demanded = list(conditions)
    return [text.name for text in texts if all(each.fits(text) for each in demanded)]


def _date(value: str) -> str:
    try:
        return iso(value, "--where")
    except ReadError as error:
        raise QueryError(str(error)) from error
