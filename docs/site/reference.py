"""The reference: what ``schema/``, ``seeds/``, ``cypher/``, the command line and the docstrings say of themselves."""

from __future__ import annotations

import csv
import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from tables import say, table

import kg
from kg import assets
from kg.cli import main
from kg.cli.language import OPTION, half
from kg.query import Query, load_queries
from kg.schema import Property, Schema, load_schema


def pages(language: str) -> dict[str, str]:
    """Return the generated pages by their place in the site."""
    made = {
        "queries": _queries(language),
        "schema": _schema(load_schema(), language),
        "seeds": _seeds(language),
        "cli": _commands(language),
        "python": _python(language),
    }
    text = {name: "\n".join(lines) + "\n" for name, lines in made.items()}
    return {f"reference/{name}.md": text[name] for name in made}


def _queries(language: str) -> Iterator[str]:
    yield from (f"# {say(language, '预置问题', 'Canned queries')}", "")
    yield say(
        language,
        "由 `cypher/query/` 各文件的头部生成。实体参数可用标识、名称或别名。",
        "Made from the heads of the files in `cypher/query/`. Entities are given by id, name or alias.",
    )
    yield ""
    for query in sorted(load_queries().values(), key=lambda q: (q.id[0], int(q.id[1:]))):
        yield from _query(query, language)


def _query(query: Query, language: str) -> Iterator[str]:
    about = query.about.of(language)
    yield from (f"## {query.name}", "", f"**{query.id}** {query.question.of(language)}", "")
    if about and about != query.question.of(language):
        yield from (about, "")
    if query.asked:
        yield from (f"{say(language, '文献', 'Asked in')}: {query.asked}", "")
    yield from ("```sh", query.command, "```", "")
    yield from table(
        (
            say(language, "参数", "parameter"),
            say(language, "类型", "type"),
            say(language, "默认", "default"),
            "",
        ),
        ((f"`{p.name}`", p.type, p.default or "–", p.meaning.of(language)) for p in query.params),
    )
    yield from table(
        (say(language, "列", "column"), ""), ((f"`{c.name}`", c.meaning.of(language)) for c in query.columns)
    )


def _schema(schema: Schema, language: str) -> Iterator[str]:
    yield from (f"# {say(language, '模式', 'Schema')}", "")
    yield from (say(language, "由 `schema/` 生成。", "Made from `schema/`."), "")
    yield from (f"## {say(language, '实体', 'Entities')}", "")
    for type_ in schema.types.values():
        yield from (f"### {type_.name}", "", say(language, type_.zh, type_.en), "")
        yield from _properties(type_.properties.values(), language)
    yield from (f"### {say(language, '所有实体', 'Every entity')}", "")
    yield from _properties(schema.common_properties.values(), language)
    yield from (f"## {say(language, '关系', 'Relations')}", "")
    for relation in schema.relations.values():
        ends = f"{' / '.join(relation.subject)} → {' / '.join(relation.object)}"
        key = f"{say(language, '。区分事实者', '. Told apart by')}: `{relation.key}`" if relation.key else ""
        yield from (
            f"### {relation.name}",
            "",
            f"{say(language, relation.zh, relation.en)}. {ends}{key}",
            "",
        )
        yield from _properties(relation.attrs.values(), language)
    yield from (f"### {say(language, '所有关系', 'Every relation')}", "")
    yield from _properties(schema.common_attrs.values(), language)


def _properties(properties: Iterable[Property], language: str) -> Iterator[str]:
    head = (say(language, "属性", "property"), say(language, "类型", "type"), "")
    yield from table(
        head, ((f"`{p.name}`", p.type, say(language, f"{p.zh} · {p.en}", p.en)) for p in properties)
    )


def _seeds(language: str) -> Iterator[str]:
    yield from (f"# {say(language, '数据', 'Seeds')}", "")
    yield from (
        say(
            language,
            "读文本之前已知的:`seeds/` 下的表与词表。各列含义与来源见[说明](seeds-sources.md)。",
            "What is known before any text is read: tables and word lists of `seeds/`. "
            "[Their columns, and where they come from](seeds-sources.md).",
        ),
        "",
    )
    head = (say(language, "文件", "file"), say(language, "行数", "rows"), say(language, "列", "columns"))
    yield from table(head, map(_seed, sorted(assets.folder("seeds").glob("*.*"))[1:]))


def _seed(path: Path) -> tuple[str, int, str]:
    with path.open(encoding="utf-8", newline="") as file:
        if path.suffix == ".csv":
            rows = list(csv.reader(file))
            return f"`{path.name}`", len(rows) - 1, ", ".join(f"`{name}`" for name in rows[0])
        words = [line for line in file if line.strip() and not line.startswith("#")]
        return f"`{path.name}`", len(words), ""


def _commands(language: str) -> Iterator[str]:
    yield from (f"# {say(language, '命令', 'Commands')}", "")
    yield from (
        say(
            language,
            "由命令自己的帮助生成;`kg COMMAND --help` 给出同样的文字。",
            "Made from the help of the commands; `kg COMMAND --help` says the same.",
        ),
        "",
    )
    with click.Context(main, info_name="kg") as top:
        top.params[OPTION.lstrip("-")] = top.params["language"] = language
        for name, command in main.commands.items():
            yield from _command(name, command, click.Context(command, info_name=name, parent=top), language)


def _command(name: str, command: click.Command, context: click.Context, language: str) -> Iterator[str]:
    usage = " ".join(["kg", name, *command.collect_usage_pieces(context)])
    yield from (f"## kg {name}", "", "```text", usage, "```", "")
    for line in half(command.help, language).splitlines():
        yield _prose(line)
    yield ""
    records = [found for p in command.get_params(context) if (found := p.get_help_record(context))]
    rows = ((f"`{option}`", _prose(half(text, language))) for option, text in records if text)
    yield from table((say(language, "选项", "option"), ""), rows)


def _prose(line: str) -> str:
    """A line of help as Markdown: an example as code, no sign that Markdown would read."""
    line = line.strip()
    for word in ("Example: ", "示例: "):
        if line.startswith(word):
            return f"{word}`{line.removeprefix(word)}`"
    return line.replace("*", "\\*").replace("<", "&lt;").replace("_", "\\_")


def _python(language: str) -> Iterator[str]:
    yield from ("# Python", "")
    yield from (
        say(
            language,
            "由文档字符串生成,故为英文。各包只列公开的名字;`kg.graph` 是入口。",
            "Made from the docstrings; of each package the public names only. `kg.graph` is the way in.",
        ),
        "",
    )
    for name in ["kg", *(f"kg.{found.name}" for found in pkgutil.iter_modules(kg.__path__) if found.ispkg)]:
        if hasattr(importlib.import_module(name), "__all__") and name != "kg.cli":
            yield from (
                f"## {name}",
                "",
                "```{eval-rst}",
                f".. automodule:: {name}",
                "   :members:",
                "```",
                "",
            )
