"""The words and bounds of ``schema/review.yml``."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import yaml

from kg import assets
from kg.errors import SchemaError


class Vocabulary(NamedTuple):
    """What review looks at.

    Attributes:
        low_confidence: A claim is in doubt below it.
        heads: Roles that one person has at a time.
        telling: Properties that tell two entities of one name apart.
        numerals: Characters in which names of two things differ.
        counted: Type → predicate that counts what a text states the number of.
        number: A number as a text states it, in the group ``n``.
        answers: What is decided → the words for it, the first its name.
    """

    low_confidence: float
    heads: frozenset[str]
    telling: tuple[str, ...]
    numerals: frozenset[str]
    counted: dict[str, str]
    number: str
    answers: dict[str, list[str]]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return what the file holds.

    Raises:
        SchemaError: The file is missing or lacks an entry.
    """
    path = assets.folder("schema") / "review.yml"
    try:
        found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Vocabulary(
            float(found["low_confidence"]),
            frozenset(found["heads"]),
            tuple(found["telling"]),
            frozenset(str(found["numerals"])),
            dict(found["counted"]),
            str(found["number"]),
            dict(found["answers"]),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise SchemaError(f"schema/review.yml:1: {error}") from error


def answer(word: str) -> str:
    """Return what a word decides; empty where it is no answer."""
    told = word.strip().lower()
    return next((what for what, words in vocabulary().answers.items() if told in words), "")
