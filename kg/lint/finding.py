"""What a rule says of a text."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["refuse", "warn", "shipped"]


class Finding(NamedTuple):
    """A place where another form should stand; the message names that form."""

    line: int
    rule: str
    message: str
    severity: Severity
