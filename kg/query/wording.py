"""Answers in words: what codes mean, and how a row reads as a sentence, in Chinese or English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import yaml

from kg import assets
from kg.errors import QueryError
from kg.query.binding import nearest, nearest_zh
from kg.query.header import PLACE
from kg.query.question import Both, Query
from kg.schema import load_schema

COMMA = Both("、", ", ")
STOP = Both("。", ".")


class Words(NamedTuple):
    """The words of ``cypher/words.yml``, each in both languages."""

    tags: Mapping[str, Both]
    types: Mapping[str, Both]
    codes: Mapping[str, Both]
    others: Mapping[str, Both]


@lru_cache(maxsize=1)
def words() -> Words:
    """Return the words, those of relations from the schema among them.

    Raises:
        QueryError: The file is missing or lacks an entry.
    """
    try:
        text = (assets.folder("cypher") / "words.yml").read_text(encoding="utf-8")
        found: dict[str, dict[str, list[str]]] = yaml.load(
            text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
        read = {name: {key: Both(*pair) for key, pair in found[name].items()} for name in Words._fields}
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise QueryError(f"cypher/words.yml:1: {error}") from error
    schema = load_schema()
    relations = {name: Both(each.zh, _spelled(name)) for name, each in schema.relations.items()}
    types = {name: Both(each.zh, name) for name, each in schema.types.items()}
    return Words(read["tags"], types | read["types"], relations | read["codes"], read["others"])


def worded(value: Any, language: str) -> str:  # noqa: ANN401 - any value of a row
    """Return a value as people say it."""
    if isinstance(value, list | tuple):
        value = COMMA.of(language).join(worded(each, language) for each in value)
    if isinstance(value, Mapping):
        value = COMMA.of(language).join(f"{key} {worded(each, language)}" for key, each in value.items())
    if value is None or value == "":
        return words().others["nothing"].of(language)
    if isinstance(value, bool):
        return words().others["yes" if value else "no"].of(language)
    text = str(value)
    return words().codes[text].of(language) if text in words().codes else text


def sentence(query: Query, row: Mapping[str, Any], params: Mapping[str, Any], language: str) -> str:
    """Return a row as a sentence."""
    entities = {param.name for param in query.params if param.is_entity}
    told = {name: _name(str(value)) if name in entities else value for name, value in params.items()}
    text = PLACE.sub(lambda match: worded((told | dict(row))[match[1]], language), query.row.of(language))
    return text[:1].upper() + text[1:] + STOP.of(language)


def quoted(query: Query) -> tuple[str, ...]:
    """Return the columns that hold sentences of the texts."""
    return tuple(column.name for column in query.columns if re.search("(^q|Q)uotes?$", column.name))


def kind_of(types: str, language: str) -> str:
    """Return what a parameter takes."""
    return " / ".join(_kind(each, language) for each in types.split("|"))


def check_tag(tag: str, known: Sequence[str]) -> str:
    """Return a tag that there is, given by its name or by a word for it.

    Raises:
        QueryError: There is none; the message names those that there are.
    """
    named = {word: name for name, both in words().tags.items() for word in (name, *both)}
    if named.get(tag) in known:
        return named[tag]
    raise QueryError(
        f"no tag {tag!r}{nearest(tag, named)}; there are: {', '.join(known)}",
        f"没有主题 {tag!r}{nearest_zh(tag, named)};共有:{'、'.join(known)}",
    )


def _kind(name: str, language: str) -> str:
    return words().types[name].of(language) if name in words().types else name


def _name(id_: str) -> str:
    """What an entity is called in its id."""
    return id_.partition("/")[2].partition("@")[0] or id_


def _spelled(predicate: str) -> str:
    return predicate.replace("_", " ").lower()
