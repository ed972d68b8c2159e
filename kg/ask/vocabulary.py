"""The words and questions of ``schema/ask.yml``."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

import yaml

from kg import assets
from kg.errors import SchemaError

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # some platforms have no compiled one
APART = "、"
LATIN = re.compile(r"[a-z][a-z'’.-]*[a-z]|[a-z]")
# What a word says that says nothing, what none of our questions answers, and what hangs on the day of asking.
SILENT, BEYOND, RELATIVE = "silent", "beyond", "relative"
NOTHING = "nothing"
ENDINGS = (("ies", "y"), ("s", ""), ("ing", ""), ("ed", ""), ("e", ""))
# Whose end is none of these endings.
WHOLE_ENDS = ("eed", "ss", "us", "is")
SHORTEST = 3
Way = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What asks for a query.

    Attributes:
        query: Name of the query.
        ways: Each a list of what must be said, any one of a set.
        also: What may be said beside it.
        sets: Value of a choice → what sets it.
    """

    query: str
    ways: tuple[Way, ...]
    also: frozenset[str]
    sets: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What questions are made of.

    Attributes:
        words: A word or phrase, English ones by their stems → what it says.
        longest: Characters of the longest Chinese word.
        titles: Names of posts.
        english_titles: English name of a post, by stems → the Chinese one.
        apposed: Words between a body and the person who acts for it.
        weak: What weighs half.
        central: What stands before the short name of a central body.
        names: How unknown words look that name something.
        apart: Words of one character that are no part of a name.
        tail: What only asks, at the end of a question.
        topics: Where a topic stands in a question, each with a group of that name.
        period: How the length of a period in years is told.
        light: Rows of words that may be passed over where all else is understood.
        frames: What asks for each query.
    """

    words: dict[str, frozenset[str]]
    longest: int
    titles: frozenset[str]
    english_titles: dict[str, str]
    apposed: frozenset[str]
    weak: frozenset[str]
    central: tuple[str, ...]
    names: re.Pattern[str]
    apart: frozenset[str]
    tail: tuple[str, ...]
    topics: tuple[re.Pattern[str], ...]
    period: re.Pattern[str]
    light: frozenset[str]
    frames: tuple[Frame, ...]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return what the file holds.

    Raises:
        SchemaError: The file is missing, lacks an entry, or speaks of a row that it has not.
    """
    path = assets.folder("schema") / "ask.yml"
    try:
        return _read(yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER))
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise SchemaError(f"schema/ask.yml:1: {error!r}") from error


@lru_cache(maxsize=4096)
def says(word: str) -> frozenset[str]:
    """Return what a word says; a phrase may say nothing, or what the verb does that it begins with: 是什么, 搞了什么."""
    words = vocabulary().words
    own = words.get(word, frozenset())
    if not own or len(word) < SHORTEST or own & {BEYOND, RELATIVE}:
        return own
    parts = _parts(word)
    telling = [part for part in parts if SILENT not in words[part]]
    if parts and not telling:
        return own | {SILENT}
    if parts and telling == parts[:1] and parts[1] in vocabulary().apart:
        return own | words[parts[0]] - {BEYOND, RELATIVE}
    return own


def _parts(word: str) -> list[str]:
    """The fewest shorter words that a phrase is made of; empty where a part of it is none."""
    known = vocabulary().words
    ends = [n for n, char in enumerate(word) if char == " "] if " " in word else list(range(len(word)))
    best: dict[int, list[str]] = {0: []}
    for end in [*ends, len(word)]:
        found = [
            [*parts, part]
            for start, parts in best.items()
            if start < end and end - start < len(word) and (part := word[start:end].strip()) in known
        ]
        if found:
            best[end] = min(found, key=len)
    return best.get(len(word), [])


def stems(text: str) -> str:
    """Return the words of an English phrase without their endings; Chinese stays as it is."""
    return LATIN.sub(lambda match: _stem(match[0]), text)


def _stem(word: str) -> str:
    word = word.replace("’", "'").removesuffix("'s")
    if word.endswith(WHOLE_ENDS):
        return word
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word.removesuffix(ending) + instead
    return word


def _read(found: dict[str, Any]) -> Vocabulary:
    words = _words(found)
    choices = {value: frozenset(str(said).split()) for value, said in found["choices"].items()}
    anywhere = frozenset(found["anywhere"])
    frames = tuple(_frame(name, row, choices, anywhere) for name, row in found["questions"].items())
    titles = found["titles"]
    return Vocabulary(
        words,
        max(map(len, words)),
        frozenset(map("".join, product(["", *titles["before"]], titles["ends"].split(APART)))),
        {stems(name): title for name, title in titles["english"].items()},
        frozenset(found["apposed"]),
        frozenset(found["weak"]),
        tuple(found["central"]),
        re.compile(found["names"]),
        frozenset(found["apart"]),
        tuple(sorted(found["tail"].split(APART), key=len, reverse=True)),
        tuple(map(re.compile, found["topics"])),
        re.compile(found["period"]),
        frozenset(found["light"]),
        frames,
    )


def _words(found: dict[str, Any]) -> dict[str, frozenset[str]]:
    """Word → what it says. What the parts of our own words would say is beyond us only where nothing else is said."""
    said: dict[str, set[str]] = defaultdict(set)
    implied: dict[str, str] = found["implies"]
    rows = [*found["words"].items(), *((SILENT, row) for row in found[SILENT])]
    for concept, row in rows:
        for word in row.split(APART):
            said[stems(word.strip())] |= {concept, implied.get(concept, concept)}
    for concept in (BEYOND, RELATIVE):
        for word in found[concept].split(APART):
            said[stems(word.strip())] = {concept}
    return {word: frozenset(concepts) for word, concepts in said.items() if word}


def _frame(
    name: str, row: dict[str, Any], choices: dict[str, frozenset[str]], anywhere: frozenset[str]
) -> Frame:
    ways = tuple(_way(way) for way in row["ways"].split(";"))
    own = {value: frozenset(str(said).split()) for value, said in row.get("sets", {}).items()}
    unset = {value: frozenset[str]() for value in row.get("unset", ())}
    also = anywhere.union(row["also"].split(), *(said for way in ways for said in way))
    return Frame(name, ways, also, choices | own | unset)


def _way(text: str) -> Way:
    return tuple(frozenset(each.split("|")) for each in text.split() if each != NOTHING)
