"""The help of one question: what it asks and takes, what it answers, and how to try it."""

from __future__ import annotations

import click

from kg.query import ANY, Both, Param, Query
from kg.query.wording import kind_of, words

HEADS = {
    "parameters": Both("参数", "Parameters"),
    "columns": Both("结果各列", "Columns"),
    "example": Both("示例", "Example"),
}
NEEDED = Both("必填", "needed")
ALL = Both("默认不限", "any by default")
DEFAULT = Both("默认 {}", "{} by default")
ONE_OF = Both("{} 之一", "one of {}")
TAGS = Both("主题: {}", "Topics: {}")
ASKED = Both("文献: {}", "Asked by: {}")
DATES = Both("如 2018、2018-09 或 2018-09-26", "as 2018, 2018-09 or 2018-09-26")
ENTITY = Both("实体", "entity")


def describe(query: Query, formatter: click.HelpFormatter, language: str) -> None:
    """Write the help of a question in one language."""
    takes = [f"{p.name}=…" if p.default is None else f"[{p.name}={p.default}]" for p in query.params]
    formatter.write_usage(f"kg query {query.name}", " ".join([*takes, "[OPTIONS]"]))
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(f"{query.id} {query.question.of(language)}")
        formatter.write_paragraph()
        formatter.write_text(query.about.of(language))
        formatter.write_paragraph()
        formatter.write_text(TAGS.of(language).format(_tags(query, language)))
        if query.asked:
            formatter.write_text(ASKED.of(language).format(query.asked))
    if query.params:
        _section(formatter, "parameters", [(p.name, _taken(p, language)) for p in query.params], language)
    columns = [(column.name, column.meaning.of(language)) for column in query.columns]
    _section(formatter, "columns", columns, language)
    with formatter.section(HEADS["example"].of(language)):
        formatter.write_text(query.command)


def _section(formatter: click.HelpFormatter, name: str, rows: list[tuple[str, str]], language: str) -> None:
    with formatter.section(HEADS[name].of(language)):
        formatter.write_dl(rows)


def _tags(query: Query, language: str) -> str:
    known = words().tags
    return ", ".join(f"{tag} ({known[tag].of(language)})" if tag in known else tag for tag in query.tags)


def _taken(param: Param, language: str) -> str:
    """What it means, what it takes, and what it is where it is not given."""
    told = [param.meaning.of(language), _kind(param, language)]
    if param.default is None:
        told.append(NEEDED.of(language))
    elif param.default == ANY:
        told.append(ALL.of(language))
    else:
        told.append(DEFAULT.of(language).format(param.default))
    return "; ".join(told)


def _kind(param: Param, language: str) -> str:
    if param.choices:
        return ONE_OF.of(language).format(", ".join(_choice(each, language) for each in param.choices))
    if param.is_entity and "|" in param.type:
        return ENTITY.of(language)
    kind = kind_of(param.type, language)
    return f"{kind}, {DATES.of(language)}" if param.type == "date" else kind


def _choice(word: str, language: str) -> str:
    """The word as it is typed, and what it means where that differs."""
    meaning = words().codes[word].of(language) if word in words().codes else word
    return word if meaning == word.replace("_", " ") else f"{word} ({meaning})"
