"""What a query of a user's own may not say: anything that does more than read the graph.

The engines are asked too. This is what they let through, each in its own way: files and addresses read, procedures
that look like reading ones, other databases, transactions of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kg.lint.finding import Finding
from kg.lint.tokens import NAME, Tokens, blank
from kg.store.reading import may_call, may_use

BEGINNINGS = ("MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL", "SHOW")
SHOWN = ("INDEX", "INDEXES", "CONSTRAINT", "CONSTRAINTS")
ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")
PAIRED_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.S)
UNUSUAL = re.compile(r"[^\x20-\x7e\t\n\r]")
BEGIN = f"nothing that would write or change the server is let through: a query begins with {', '.join(BEGINNINGS)}"
BEGIN_ZH = f"不放行任何会写入图或改动服务器的语句:查询以 {'、'.join(BEGINNINGS)} 开头"
SHOW = "of the server, only SHOW INDEXES and SHOW CONSTRAINTS may be asked"
LOAD = "LOAD CSV reads files and addresses, and only the graph may be read"
USE = "USE would ask another database; name it with --database"
TRANSACTIONS = "IN TRANSACTIONS is for writing; leave it out"
PROCEDURE = "the procedure {name} may not be called here"
FUNCTION = "the function {name} may not be used here"
# What a newcomer is likely to meet.
CHINESE = {BEGIN: BEGIN_ZH}
HIDDEN = "a character that cannot be seen stands outside of quotes: U+{code:04X}"


def beyond_reading(text: str) -> list[Finding]:
    r"""Return what is refused, by line. Linear in the length of the text.

    One engine reads ``\uXXXX`` as that character before it looks for words and quotes, the other does not: the text
    must pass either way.
    """
    readings = {text, ESCAPE.sub(_character, text), PAIRED_ESCAPE.sub(_character, text)}
    return sorted({finding for reading in readings for finding in _findings(reading)})


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[0]


def _findings(text: str) -> Iterator[Finding]:
    tokens = Tokens(text)
    for rule in RULES:
        for index, message in rule(tokens):
            yield Finding(tokens.line(index), "read", message, "refuse")
    for match in UNUSUAL.finditer(blank(text)):
        if unicodedata.category(match[0]) in ("Cc", "Cf"):
            line = text.count("\n", 0, match.start()) + 1
            yield Finding(line, "read", HIDDEN.format(code=ord(match[0])), "refuse")
            return


def _begins(tokens: Tokens) -> Iterator[tuple[int, str]]:
    """The first word of the query, behind ``CYPHER 5``, and that of each part of a UNION."""
    first = 2 if tokens.word(0) == "CYPHER" and tokens.word(1).isdigit() else 0
    starts = [first]
    for index, word in enumerate(tokens.words):
        if word == "UNION" and tokens.word(index - 1) != "AS":
            starts.append(index + 1 + (tokens.word(index + 1) in ("ALL", "DISTINCT")))
    for index in starts:
        if index < len(tokens) and tokens.word(index) not in BEGINNINGS:
            yield index, BEGIN
    if tokens.word(first) == "SHOW" and tokens.word(first + 1) not in SHOWN:
        yield first, SHOW


def _loads(tokens: Tokens) -> Iterator[tuple[int, str]]:
    for index in range(len(tokens)):
        if _is_word(tokens, index, "LOAD") and tokens.word(index + 1) == "CSV":
            yield index, LOAD


def _uses(tokens: Tokens) -> Iterator[tuple[int, str]]:
    """``USE`` where a clause may begin; elsewhere it is somebody's variable."""
    for index in range(len(tokens)):
        begins = tokens.word(index - 1) in ("{", "NEXT", "THEN", "ELSE")
        if begins and _is_word(tokens, index, "USE") and tokens.word(index + 1) not in (":", ",", "}", "."):
            yield index, USE


def _calls(tokens: Tokens) -> Iterator[tuple[int, str]]:
    """Procedures that are not on the list, and subqueries in transactions of their own."""
    for index in range(len(tokens)):
        if not _is_word(tokens, index, "CALL") or tokens.word(index - 1) == "AS":
            continue
        if tokens.word(index + 1) in ("(", "{"):
            if tokens.word(_end_of_subquery(tokens, index + 1) + 1) == "IN":
                yield index, TRANSACTIONS
        elif _is_name(tokens, index + 1):
            name = _name_at(tokens, index + 1)
            if not may_call(name):
                yield index, PROCEDURE.format(name=name)


def _functions(tokens: Tokens) -> Iterator[tuple[int, str]]:
    """Functions with a namespace that is not on the list."""
    for index, word in enumerate(tokens.words):
        first = index - 1
        is_named = word == "(" and _is_name(tokens, first)
        while is_named and tokens.word(first - 1) == "." and _is_name(tokens, first - 2):
            first -= 2
        if first < index - 1 and not _is_word(tokens, first - 1, "CALL"):
            name = "".join(tokens.raw[first:index])
            if not may_use(name):
                yield first, FUNCTION.format(name=name)


RULES = (_begins, _loads, _uses, _calls, _functions)


def _is_word(tokens: Tokens, index: int, word: str) -> bool:
    """Whether a keyword stands here; behind the point of a number it is no property."""
    if not 0 <= index < len(tokens) or tokens.raw[index].upper() != word:
        return False
    is_number = tokens.word(index - 1) == "." and tokens.word(index - 2)[:1].isdigit()
    return tokens.words[index] != NAME or is_number


def _is_name(tokens: Tokens, index: int) -> bool:
    """Whether a word or a quoted name stands here."""
    return 0 <= index < len(tokens) and (tokens.raw[index][0].isalnum() or tokens.raw[index][0] == "_")


def _name_at(tokens: Tokens, index: int) -> str:
    end = index + 1
    while tokens.word(end) == "." and _is_name(tokens, end + 1):
        end += 2
    return "".join(tokens.raw[index:end])


def _end_of_subquery(tokens: Tokens, index: int) -> int:
    """Return where ``{ … }`` or ``(x) { … }`` ends; beyond all tokens where it does not."""
    if tokens.word(index) == "(":
        index = tokens.close.get(index, len(tokens)) + 1
    return tokens.close.get(index, len(tokens)) if tokens.word(index) == "{" else len(tokens)
