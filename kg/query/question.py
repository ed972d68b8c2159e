"""What a canned query is: a question, its parameters, its columns, and what answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

# The text that stands for a parameter which was not given: a query then asks of all.
ANY = "any"
PLAIN = frozenset({"int", "str", "bool", "date"})


class Both(NamedTuple):
    """One text in two languages."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        """Return the text in one language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter: ``int``, ``str``, ``bool``, ``date``, a choice of words, or an entity type whose value is resolved to an id."""

    name: str
    type: str
    default: str | None
    zh: str
    en: str

    @property
    def is_entity(self) -> bool:
        """Whether the value names an entity: types of entities begin with a capital."""
        return self.type[0].isupper()

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that it takes; none where it is no choice."""
        return () if self.type in PLAIN or self.is_entity else tuple(self.type.split("|"))

    @property
    def meaning(self) -> Both:
        """What it says, in both languages."""
        return Both(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer and what it holds."""

    name: str
    zh: str
    en: str

    @property
    def meaning(self) -> Both:
        """What it holds, in both languages."""
        return Both(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class Query:
    """One question, its answer's columns, and the Cypher with its header.

    Attributes:
        id: Number of the question in the list of questions, e.g. ``M1``.
        name: File name without its ending.
        question: The question itself.
        about: How the answer comes about, and when something is missing.
        tags: Topics, of the list in ``cypher/words.yml``.
        asked: Literature that asks it; may be empty.
        row: How one row reads as a sentence, with columns and parameters in braces.
        then: Name of the function that makes the answer from the rows; empty where they are the answer.
        source: ``graph`` or ``ledger``: what answers it.
        example: Values to try it with, by parameter name.
        text: The whole file.
    """

    id: str
    name: str
    question: Both
    about: Both
    tags: tuple[str, ...]
    asked: str
    row: Both
    then: str
    source: str
    params: tuple[Param, ...]
    columns: tuple[Column, ...]
    example: dict[str, str]
    text: str

    @property
    def zh(self) -> str:
        """The question in Chinese."""
        return self.question.zh

    @property
    def en(self) -> str:
        """The question in English."""
        return self.question.en

    @property
    def command(self) -> str:
        """The example as it is typed in a shell."""
        return " ".join(["kg query", self.name, *(f"{name}={value}" for name, value in self.example.items())])
