"""How a question was read, in the language in which it was asked."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from kg.ask.deciding import Asked, Verdict
from kg.ask.fitting import Fit
from kg.query import Both

READ = Both("读作", "Read as")
NEAREST = Both("最接近的问法", "The nearest readings")
DOUBT = Both("问题可以有不同读法", "The question may be read in more than one way, or in part only")
NOT_HERE = Both("这里没有“{}”", "nothing here is called “{}”")
NOT_UNDERSTOOD = Both("没有看懂“{}”", "“{}” is not understood")
RELATIVE = Both(
    "“{}”要看今天是哪一天;请写明日期,如 2018年、2018年9月",
    "“{}” hangs on today's date: give one, as in 2018 or September 2018",
)
NOTHING = Both("没有看懂这个问题", "the question is not understood")
CATALOGUE = Both("能回答的问题: kg query --list", "what can be asked: kg query --list")


def told(asked: Asked) -> Iterator[str]:
    """Yield the lines that say how a question was read, or what was not understood and what comes near."""
    language = asked.language
    if asked.verdict is Verdict.ANSWER:
        yield f"{READ.of(language)}: {_reading(asked.readings[0], language)}"
        return
    yield from _faults(asked)
    if asked.readings:
        yield f"{NEAREST.of(language)}:"
        for fit in asked.readings:
            yield f"  {command(fit)}"
            yield f"    {fit.query.question.of(language)}"
    else:
        yield CATALOGUE.of(language)


def command(fit: Fit) -> str:
    """Return a reading as it is typed in a shell."""
    return shlex.join(
        ["kg", "query", fit.query.name, *(f"{name}={value}" for name, value in fit.values.items())]
    )


def _reading(fit: Fit, language: str) -> str:
    meanings = {param.name: param.meaning.of(language) for param in fit.query.params}
    values = [f"{meanings[name]} = {_plain(value)}" for name, value in fit.values.items()]
    return fit.query.question.of(language) + (f" ({', '.join(values)})" if values else "")


def _plain(value: str) -> str:
    """A value as people call it: an entity without its type."""
    return value.split("/", 1)[-1] if value[:1].isupper() else value


def _faults(asked: Asked) -> Iterator[str]:
    for words, text in ((asked.names, NOT_HERE), (asked.relative, RELATIVE), (asked.unknown, NOT_UNDERSTOOD)):
        for word in words:
            yield text.of(asked.language).format(word)
    if not (asked.names or asked.relative or asked.unknown):
        yield (DOUBT if asked.readings else NOTHING).of(asked.language)
