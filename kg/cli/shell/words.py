"""One line of the shell → the words of a command."""

from __future__ import annotations

import shlex
from collections.abc import Collection

from kg.errors import QueryError
from kg.lint.reading import BEGINNINGS
from kg.lint.tokens import CLAUSES

# What answers, and what hands the answer on; the rest of the commands change what is asked.
ANSWERING = ("ask", "query", "find", "why", "link", "cypher", "schema", "export", "view")
# What takes the rest of its line as one text, quotes and all, unless it begins with an option.
WHOLE = ("ask", "cypher")
END = frozenset({"exit", "quit", "退出"})
HELP = frozenset({"help", "?", "\uff1f", "帮助"})
COMMENTS = ("#", "//")
CYPHER = CLAUSES | frozenset(BEGINNINGS)


def is_comment(line: str) -> bool:
    """Say whether a line asks nothing."""
    return not line or line.startswith(COMMENTS)


def arguments(line: str, queries: Collection[str], commands: Collection[str]) -> list[str]:
    """Return the words of the command that a line means.

    Args:
        line: What was typed: a command, the name of a canned query with its values, Cypher, or a question in plain words.
        queries: Names of the canned queries.
        commands: Names of all commands.

    Raises:
        QueryError: A quote is not closed, or the command is none of a shell.
    """
    line = line.removeprefix("kg ").strip()
    first, _, rest = line.partition(" ")
    if first in WHOLE and not rest.lstrip().startswith("-"):
        return [first, rest.strip()] if rest.strip() else [first, "--help"]
    if first in ANSWERING:
        return _split(line)
    if first in queries:
        return ["query", *_split(line)]
    if first.upper() in CYPHER and first.isascii():
        return ["cypher", line]
    if first in commands:
        raise QueryError(
            f"kg {first} changes what is asked here: run it outside of the shell",
            f"kg {first} 会改动所问的内容:请在 shell 之外运行",
        )
    return ["ask", line]


def _split(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError as error:
        raise QueryError(
            f"a quotation mark is opened and not closed: {line}", f"引号没有成对:{line}"
        ) from error
