"""Forms that only one of the engines understands: fine when asked of that engine, wrong in a file meant for both."""

from __future__ import annotations

from collections.abc import Iterator

from kg.lint.finding import Finding
from kg.lint.tokens import NAME, Tokens

WRITING = {"CREATE", "MERGE", "SET", "DELETE", "REMOVE", "CALL", "FOREACH"}
MESSAGES = {
    "shortest": "the embedded engine knows no SHORTEST; write shortestPath((a)-[*1..5]-(b))",
    "prefix": "the embedded engine knows no CYPHER prefix; leave it out",
    "transactions": "IN TRANSACTIONS needs a session of its own on Neo4j; send the rows in batches with UNWIND $rows",
    "exists": "Neo4j has no exists(n.p); write n.p IS NOT NULL",
    "parameter": "no parameter may stand in a path bound, a label, a type or for a whole map; write it out",
    "no-return": "Neo4j refuses a MATCH without RETURN; end with RETURN … AS …",
    "new-clause": "Neo4j's default language has no LET, FILTER and WHEN; write WITH … AS …, WITH … WHERE, CASE WHEN",
}


def shortest(tokens: Tokens) -> Iterator[Finding]:
    """``SHORTEST k``, ``ALL SHORTEST`` and ``ANY`` before a path."""
    for index, word in enumerate(tokens.words):
        is_any = word == "ANY" and tokens.word(index - 1) in ("MATCH", "=") and tokens.word(index + 1) == "("
        if (word == "SHORTEST" and tokens.word(index + 1) not in (")", ":", ".")) or is_any:
            yield _finding(tokens, index, "shortest")


def prefix(tokens: Tokens) -> Iterator[Finding]:
    """``CYPHER 5`` at the start."""
    if tokens.word(0) == "CYPHER":
        yield _finding(tokens, 0, "prefix")


def transactions(tokens: Tokens) -> Iterator[Finding]:
    """``CALL … IN TRANSACTIONS``, with or without a number before the last word."""
    for index, word in enumerate(tokens.words):
        if word == "TRANSACTIONS" and "IN" in (tokens.word(index - back) for back in (1, 2, 3)):
            yield _finding(tokens, index, "transactions")


def property_exists(tokens: Tokens) -> Iterator[Finding]:
    """``exists(n.p)``."""
    for index, word in enumerate(tokens.words):
        if word == "EXISTS" and tokens.word(index + 1) == "(" and tokens.word(index + 3) == ".":
            yield _finding(tokens, index, "exists")


def parameter(tokens: Tokens) -> Iterator[Finding]:
    """A parameter where neither engine takes one."""
    for index, word in enumerate(tokens.words):
        if word == "$" and (_is_bound(tokens, index) or _is_label(tokens, index)):
            yield _finding(tokens, index, "parameter")


def no_return(tokens: Tokens) -> Iterator[Finding]:
    """A MATCH that neither returns nor writes."""
    words = [clause.word for clause in tokens.clauses if clause.is_outer]
    if "MATCH" in words and not {"RETURN", *WRITING} & set(words):
        first = next(clause for clause in tokens.clauses if clause.is_outer and clause.word == "MATCH")
        yield _finding(tokens, first.own[0], "no-return")


def new_clause(tokens: Tokens) -> Iterator[Finding]:
    """``LET``, ``FILTER``, and a ``WHEN`` outside of ``CASE``."""
    cases = 0
    for index, word in enumerate(tokens.words):
        cases += (word == "CASE") - (word == "END" and cases > 0)
        is_let = word == "LET" and tokens.word(index + 2) == "="
        is_filter = word == "FILTER" and tokens.word(index - 1) not in ("AS", ",", "(")
        if is_let or is_filter or (word == "WHEN" and not cases):
            yield _finding(tokens, index, "new-clause")


RULES = (shortest, prefix, transactions, property_exists, parameter, no_return, new_clause)


def _is_bound(tokens: Tokens, index: int) -> bool:
    """Whether a ``$`` stands in ``[*1..$n]`` or in the quantifier ``{1,$n}``."""
    opening = tokens.opener[index]
    if tokens.word(opening) == "{":
        return tokens.word(opening - 1) in (")", "-", ">") and not tokens.is_subquery(opening)
    if tokens.word(opening) != "[" or tokens.word(opening - 1) != "-":
        return False
    return tokens.word(index - 1) == "*" or (tokens.word(index - 1) == "." and tokens.word(index - 2) == ".")


def _is_label(tokens: Tokens, index: int) -> bool:
    """Whether a ``$`` stands for a label or type ``(n:$l)``, or for the map of a node ``(n $m)``."""
    opening = tokens.opener[index]
    if tokens.word(opening) not in ("(", "["):
        return False
    if tokens.word(index - 1) == ":":
        return True
    is_alone = tokens.word(index + 1) == NAME and tokens.word(index + 2) == ")" and index - opening <= 2
    is_node = tokens.word(opening - 1) in ("MATCH", "-", ">", ",", "MERGE", "CREATE", "=")
    return tokens.word(opening) == "(" and is_alone and is_node


def _finding(tokens: Tokens, index: int, form: str) -> Finding:
    return Finding(tokens.line(index), "form", MESSAGES[form], "shipped")
