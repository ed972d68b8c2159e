"""What a shell may put behind ``kg query``: questions, their parameters, and the values that those take.

Shells of the bash family split words at ``=``; then the name, the mark and the value come one by one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from kg.cli.language import language_of
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.query import Param, Query

# So many names of entities at a time: nobody reads more.
MOST = 50


def complete_question(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the questions whose name begins so, with what they ask."""
    from kg.query import load_queries

    language = language_of(ctx)
    return [
        CompletionItem(query.name, help=query.question.of(language))
        for query in load_queries().values()
        if query.name.startswith(incomplete)
    ]


def complete_tag(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the topics that begin so."""
    from kg.query.wording import words

    language = language_of(ctx)
    return [
        CompletionItem(tag, help=both.of(language))
        for tag, both in words().tags.items()
        if tag.startswith(incomplete)
    ]


def complete_value(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return parameters that are still to be given, or values of the one that is begun."""
    from kg.query import load_queries

    query = load_queries().get(str(ctx.params.get("name") or ""))
    if query is None:
        return []
    given = list(ctx.params.get("values") or ())
    if "=" in incomplete:
        name, _, value = incomplete.partition("=")
        return _items(ctx, query, name, value, prefix=f"{name}=")
    # Of a mark alone, click makes an empty word.
    if not incomplete and any(each.name in given[-1:] for each in query.params):
        return _items(ctx, query, given[-1], "")
    if given[-1:] == ["="]:
        return _items(ctx, query, given[-2] if given[1:] else "", incomplete)
    taken = {word.partition("=")[0] for word in given}
    return [
        CompletionItem(f"{each.name}=", help=each.meaning.of(language_of(ctx)))
        for each in query.params
        if each.name.startswith(incomplete) and each.name not in taken
    ]


def _items(ctx: click.Context, query: Query, name: str, begun: str, prefix: str = "") -> list[CompletionItem]:
    param = next((each for each in query.params if each.name == name), None)
    values = _values(ctx, param, begun) if param else ()
    return [CompletionItem(prefix + value) for value in values if value.startswith(begun)]


def _values(ctx: click.Context, param: Param, begun: str) -> Iterable[str]:
    if param.is_entity:
        return _names(ctx, param.type, begun)
    if param.type == "bool":
        return ("true", "false")
    return param.choices or ([param.default] if param.default else ())


def _names(ctx: click.Context, types: str, begun: str) -> list[str]:
    """Names of entities in the workspace; none where there is no workspace."""
    from kg.ledger import Ledger
    from kg.lookup import names_of

    folder = ctx.params.get("folder") or os.environ.get("KG_DIR") or ".kg"
    try:
        with Ledger.open(Path(folder), create=False) as ledger:
            return names_of(ledger, types, begun, MOST)
    except KgError:
        return []
