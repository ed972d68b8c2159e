"""Values for the parameters of a query, as people type them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.errors import AmbiguousNameError, QueryError
from kg.query.question import ANY, Param, Query

Value = str | int | bool
Find = Callable[[str, str], list[str]]
# Of no more digits than both engines take.
WHOLE = re.compile("-?[0-9]{1,18}")
DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
TRUTH = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


def bind(query: Query, values: Mapping[str, str], find: Find) -> dict[str, Value]:
    """Return the parameters of a run.

    Args:
        query: The query.
        values: Text by parameter name, as typed.
        find: Entity type and text → ids that the text may mean.

    Raises:
        QueryError: A parameter is unknown or missing, or a value is none of its type.
        AmbiguousNameError: A name means no entity or several.
    """
    known = {p.name: p for p in query.params}
    for name in values.keys() - known.keys():
        raise QueryError(
            f"{query.name} has no parameter {name!r}{nearest(name, known)}; it has: {', '.join(known) or 'none'}",
            f"{query.name} 没有参数 {name!r}{nearest_zh(name, known)};它的参数:{'、'.join(known) or '无'}",
        )
    return {p.name: _value(p, values.get(p.name), query, find) for p in query.params}


def typed(query: Query, words: Iterable[str]) -> dict[str, str]:
    """Return values by parameter name, from words of the form ``NAME=VALUE``.

    Raises:
        QueryError: A word has another form, or a name comes twice.
    """
    values: dict[str, str] = {}
    for word in words:
        name, mark, value = word.partition("=")
        if not mark:
            raise _bare(query, word)
        if name in values:
            raise QueryError(f"{name} is given twice", f"{name} 给了两次")
        values[name] = value
    return values


def _bare(query: Query, word: str) -> QueryError:
    """The error of a value without its name; a query that takes one, takes it."""
    name = next((p.name for p in query.params if p.default is None), "")
    shown = f"kg query {query.name} {name}={word}" if name else query.command
    return QueryError(
        f"{word!r} should be NAME=VALUE, as in: {shown}", f"{word!r} 应写作 名=值;或许是:{shown}"
    )


def nearest(word: str, words: Iterable[str]) -> str:
    """Return a question after the word that is most like one; empty where none is."""
    near = difflib.get_close_matches(word, list(words), n=1)
    return f": did you mean {near[0]}?" if near else ""


def nearest_zh(word: str, words: Iterable[str]) -> str:
    """Return the same question in Chinese."""
    near = difflib.get_close_matches(word, list(words), n=1)
    return f":是否想写 {near[0]}?" if near else ""


def one(ids: list[str], type_: str, text: str) -> str:
    """Return the only id.

    Raises:
        AmbiguousNameError: There is none, or there are several, which the message lists.
    """
    if len(ids) == 1:
        return ids[0]
    if not ids:
        raise unknown(type_, text)
    raise AmbiguousNameError(
        f"{text!r} may mean: " + ", ".join(ids) + "; give one of these ids",
        f"{text!r} 可能指:{'、'.join(ids)};请给出其中一个标识",
    )


def unknown(
    type_: str, text: str, near: Sequence[str] = (), others: Sequence[str] = ()
) -> AmbiguousNameError:
    """Return the error of a name that nobody bears.

    Args:
        type_: What it should be.
        text: The name.
        near: Names like it that are known.
        others: Entities of other types that bear the name.
    """
    if others:
        return AmbiguousNameError(
            f"{text!r} is no {type_} here but {', '.join(others)}",
            f"{text!r} 在这里不是 {type_},而是 {'、'.join(others)}",
        )
    if near:
        return AmbiguousNameError(
            f"no {type_} is called {text!r} here: did you mean {', '.join(near)}?",
            f"这里没有名为 {text!r} 的 {type_}:是否想写 {'、'.join(near)}?",
        )
    return AmbiguousNameError(
        f"no {type_} is called {text!r} here; a part of the name finds it: kg find PART",
        f"这里没有名为 {text!r} 的 {type_};可按名称的一部分查找:kg find 部分名称",
    )


def _value(param: Param, given: str | None, query: Query, find: Find) -> Value:
    text = param.default if given is None else given
    if text is None:
        raise QueryError(
            f"{query.name} needs {param.name}=… ({param.en}); for example: {query.command}",
            f"{query.name} 需要 {param.name}=…({param.zh});例如:{query.command}",
        )
    if text == ANY == param.default:
        return ""
    if param.is_entity:
        return one(find(param.type, text), param.type, text)
    return _READERS.get(param.type, _choice)(param, text)


def _whole(param: Param, text: str) -> int:
    if not WHOLE.fullmatch(text):
        raise QueryError(
            f"{param.name} should be a whole number, not {text!r}", f"{param.name} 应为整数,不能是 {text!r}"
        )
    return int(text)


def _text(param: Param, text: str) -> str:
    return text


def _date(param: Param, text: str) -> str:
    if not DATE.fullmatch(text):
        raise QueryError(
            f"{param.name} should be a year, month or day, not {text!r}: write 2018, 2018-09 or 2018-09-26",
            f"{param.name} 应为年、月或日,不能是 {text!r}:请写作 2018、2018-09 或 2018-09-26",
        )
    return text


def _truth(param: Param, text: str) -> bool:
    if text.lower() not in TRUTH:
        raise QueryError(
            f"{param.name} should be true or false (yes, no, 是, 否), not {text!r}",
            f"{param.name} 应为 true 或 false(yes、no、是、否),不能是 {text!r}",
        )
    return TRUTH[text.lower()]


def _choice(param: Param, text: str) -> str:
    if text not in param.choices:
        taken = (*param.choices, *([ANY] if param.default == ANY else []))
        raise QueryError(
            f"{param.name} cannot be {text!r}{nearest(text, taken)}; it is one of: {', '.join(taken)}",
            f"{param.name} 不能是 {text!r}{nearest_zh(text, taken)};可用:{'、'.join(taken)}",
        )
    return text


_READERS: dict[str, Callable[[Param, str], Value]] = {
    "int": _whole,
    "str": _text,
    "date": _date,
    "bool": _truth,
}
