"""Forms that give different rows on the two engines, or rows of a different shape."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from kg.lint.finding import Finding
from kg.lint.tokens import NAME, Clause, Tokens

R1 = (
    "a subquery beside OR or a variable, in the WHERE of a MATCH, may lose rows; "
    "write MATCH … WITH a, b WHERE …, or set it apart with AND"
)
R2 = (
    "WHERE behind a shortest path filters what was found and searches no further; "
    "put the limit into the pattern, or write MATCH p = (a)-[*1..5]-(b) WHERE … ORDER BY length(p) LIMIT 1"
)
R3 = "an undirected quantified path counts loops twice; write -[:TYPE*1..2]-"
R6 = "labels() and keys() come in an order of the engine's own; write n:Label as a condition, or name the properties"
R9 = "dates come back in different types; write toString(date(…)), or keep dates as ISO text"
R10 = "whole nodes, relationships and paths come back in different shapes; write n.id AS id, n.name AS name"
TEMPORAL = ("DATE", "DATETIME", "LOCALDATETIME", "TIME", "LOCALTIME", "DURATION")
WHOLE = ("NODES", "RELATIONSHIPS", "STARTNODE", "ENDNODE")
QUANTIFIERS = ("{", "+", "*")
CONNECTIVES = (
    "AND",
    "OR",
    "XOR",
    "NOT",
    "IN",
    "IS",
    "NULL",
    "TRUE",
    "FALSE",
    "STARTS",
    "ENDS",
    "WITH",
    "CONTAINS",
)
OPERATORS = frozenset(
    (*CONNECTIVES, "CASE", "WHEN", "THEN", "ELSE", "END", "EXISTS", "COUNT", "COLLECT", "WHERE", NAME)
)


def mixed_subquery(tokens: Tokens) -> Iterator[Finding]:
    """R1: a subquery and more in one condition, in the WHERE of a MATCH that binds two nodes or more.

    The engine tests a condition as soon as the variables outside of the subquery are bound, which may be too early.
    """
    for clause in tokens.clauses:
        for condition in _conditions(tokens, clause):
            if any(_is_mixed(tokens, part) for part in _parts(tokens, condition)):
                yield Finding(tokens.line(condition[0]), "R1", R1, "refuse")


def filtered_shortest_path(tokens: Tokens) -> Iterator[Finding]:
    """R2: a WHERE directly behind a shortest path."""
    for clause in tokens.clauses:
        if _is_where_of_match(clause) and clause.before:
            words = {tokens.words[index] for index in clause.before.own}
            if words & {"SHORTESTPATH", "ALLSHORTESTPATHS"}:
                yield Finding(tokens.line(clause.own[0]), "R2", R2, "refuse")


def undirected_quantified(tokens: Tokens) -> Iterator[Finding]:
    """R3: an undirected relationship under a quantifier, alone or in a bracketed part of a path."""
    for index in range(len(tokens)):
        if not _ends_undirected(tokens, index):
            continue
        closing = tokens.close.get(tokens.opener[index], len(tokens))
        if tokens.word(index + 1) in QUANTIFIERS or tokens.word(closing + 1) in QUANTIFIERS:
            yield Finding(tokens.line(index), "R3", R3, "refuse")


def engine_order(tokens: Tokens) -> Iterator[Finding]:
    """R6: labels or keys of an item, other than to look for one in them or to take one."""
    for index, word in enumerate(tokens.words):
        is_call = word in ("LABELS", "KEYS") and tokens.word(index + 1) == "("
        after = tokens.word(tokens.close.get(index + 1, len(tokens)) + 1)
        if is_call and tokens.word(index - 1) != "IN" and after != "[":
            yield Finding(tokens.line(index), "R6", R6, "warn")


def returned_date(tokens: Tokens) -> Iterator[Finding]:
    """R9: a date that is returned as such."""
    for clause in tokens.clauses:
        if clause.word == "RETURN" and clause.is_outer:
            for index in clause.own:
                if _is_date(tokens, index):
                    yield Finding(tokens.line(index), "R9", R9, "warn")


def whole_item(tokens: Tokens) -> Iterator[Finding]:
    """R10: a node, relationship or path that is returned as such."""
    bound: set[str] = set()
    for clause in tokens.clauses:
        if clause.word in ("MATCH", "CREATE", "MERGE"):
            bound.update(tokens.raw[index] for index in clause.own if _is_binding(tokens, index))
        elif clause.word == "WITH":
            bound.update(new for old, new in _renamed(tokens, clause) if old in bound)
        elif clause.word == "RETURN" and clause.is_outer:
            for item in _items(tokens, clause):
                if _is_whole(tokens, item, bound):
                    yield Finding(tokens.line(item[0]), "R10", R10, "warn")


RULES = (
    mixed_subquery,
    filtered_shortest_path,
    undirected_quantified,
    engine_order,
    returned_date,
    whole_item,
)


def _is_where_of_match(clause: Clause) -> bool:
    return clause.word == "WHERE" and clause.before is not None and clause.before.word == "MATCH"


def _binds_several(tokens: Tokens, match: Clause | None) -> bool:
    """Whether a MATCH, with one right before it, has several nodes: ``)-``, ``)<-`` or ``),``."""
    if match is None or (match.before and match.before.word in ("MATCH", "WHERE")):
        return True
    return any(
        tokens.words[index] == ")" and tokens.word(index + 1) in ("-", "<", ",") for index in match.own
    )


def _conditions(tokens: Tokens, clause: Clause) -> Iterator[list[int]]:
    """Yield each WHERE that belongs to a MATCH of several nodes: the one behind it, and those inside of its nodes."""
    if _is_where_of_match(clause) and _binds_several(tokens, clause.before):
        yield clause.own
    if clause.word != "MATCH" or not _binds_several(tokens, clause):
        return
    end = 0
    for place, index in enumerate(clause.own):
        if tokens.words[index] == "WHERE" and index >= end:
            end = tokens.close.get(tokens.opener[index], index + 1)
            yield clause.own[place : bisect_left(clause.own, end)]


def _parts(tokens: Tokens, condition: list[int]) -> Iterator[list[int]]:
    """Yield what stands between the ANDs of a condition, less the insides of pattern comprehensions."""
    level, hidden = tokens.opener[condition[0]], 0
    part: list[int] = []
    for index in condition:
        if tokens.words[index] == "AND" and tokens.opener[index] == level:
            yield part
            part = []
        elif index >= hidden:
            part.append(index)
            if _is_pattern_list(tokens, index):
                hidden = tokens.close.get(index, index)
    yield part


def _is_mixed(tokens: Tokens, part: list[int]) -> bool:
    holds = any(tokens.is_subquery(index) or _is_pattern_list(tokens, index) for index in part)
    return holds and any(
        tokens.words[index] in ("OR", "XOR") or _is_variable(tokens, index) for index in part
    )


def _is_variable(tokens: Tokens, index: int) -> bool:
    is_word = tokens.raw[index][0].isalpha() and tokens.words[index] not in OPERATORS
    return is_word and tokens.word(index + 1) != "("


def _is_pattern_list(tokens: Tokens, index: int) -> bool:
    """Whether a bracket opens a pattern comprehension: ``[(a)-->(b) | …]`` or ``[p = (a)-->(b) | …]``."""
    if tokens.words[index] != "[":
        return False
    first = index + 3 if tokens.word(index + 2) == "=" else index + 1
    after = tokens.close.get(first, -2) + 1
    after += tokens.word(after) == "<"
    return tokens.word(first) == "(" and tokens.is_relationship(after)


def _ends_undirected(tokens: Tokens, index: int) -> bool:
    """Whether the last dash of a relationship stands here, with an arrow on neither side or on both."""
    if tokens.words[index] != "-":
        return False
    begin = index - 1
    if tokens.word(begin) == "]":
        begin = tokens.open_of(begin) - 1
    if tokens.word(begin) != "-" or tokens.word(begin - 1) not in (")", "<"):
        return False
    return (tokens.word(begin - 1) == "<") == (tokens.word(index + 1) == ">")


def _is_date(tokens: Tokens, index: int) -> bool:
    if tokens.words[index] not in TEMPORAL or tokens.word(index + 1) != "(":
        return False
    is_part = tokens.word(tokens.close.get(index + 1, -2) + 1) == "."
    is_text = tokens.words[index] == "DATE" and tokens.word(index - 2) == "TOSTRING"
    return not is_part and not is_text


def _is_binding(tokens: Tokens, index: int) -> bool:
    """Whether a variable is bound here to a node ``(n``, a relationship ``-[r`` or a path ``p =``."""
    before, after = tokens.word(index - 1), tokens.word(index + 1)
    if not tokens.raw[index][0].isalpha():
        return False
    in_item = before == "(" or (before == "[" and tokens.word(index - 2) == "-")
    is_path = after == "=" and tokens.word(index + 2) in ("(", "SHORTESTPATH", "ALLSHORTESTPATHS")
    return is_path or (in_item and after in (":", ")", "]", "{", "*", "WHERE"))


def _renamed(tokens: Tokens, clause: Clause) -> Iterator[tuple[str, str]]:
    for item in _items(tokens, clause):
        if len(item) == 3 and tokens.words[item[1]] == "AS":
            yield tokens.raw[item[0]], tokens.raw[item[2]]


def _items(tokens: Tokens, clause: Clause) -> Iterator[list[int]]:
    """Yield the token indexes of each item of a WITH or RETURN."""
    level = tokens.opener[clause.own[0]]
    item: list[int] = []
    for index in clause.own[1:]:
        if tokens.words[index] == "," and tokens.opener[index] == level:
            yield from [item] if item else []
            item = []
        elif tokens.words[index] not in ("DISTINCT", ";"):
            item.append(index)
    if item:
        yield item


def _is_whole(tokens: Tokens, item: list[int], bound: set[str]) -> bool:
    words = [tokens.words[index] for index in item]
    value = item[: words.index("AS")] if "AS" in words else item
    raw = [tokens.raw[index] for index in value]
    if not value:
        return False
    if len(value) == 1:
        return raw[0] == "*" or raw[0] in bound
    ends = tokens.close.get(value[1]) == value[-1]
    is_list = words[0] == "COLLECT" and len(value) == 4 and raw[2] in bound
    return ends and (is_list or words[0] in WHOLE)
