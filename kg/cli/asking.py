"""Commands that answer: find, link, why, cypher; and query, which has a module of its own."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from kg.cli.failing import ended_after, say
from kg.cli.holding import held
from kg.cli.language import Bilingual, told
from kg.cli.opening import opened
from kg.cli.options import DATABASE, DECISIONS, FOLDER, FORMAT, STORE, decisions_given, iso_date
from kg.cli.questions import query
from kg.cli.rows import show


@click.command(cls=Bilingual)
@click.argument("name")
@FOLDER
@FORMAT
def find(name: str, folder: str, format_: str | None) -> None:
    """Find entities by a name or a part of it.

    Example: kg find 民政部

    | 按名称或其一部分查找实体。

    示例: kg find 民政部
    """
    from kg.ledger import Ledger
    from kg.lookup import find as find_known
    from kg.lookup import near

    with Ledger.open(Path(folder), create=False) as ledger:
        found = [known._asdict() for known in find_known(ledger, name)]
        alike = [] if found else near(ledger, "", name)
    show(found, format_)
    if not found:
        more_en, more_zh = (
            (f"; near: {', '.join(alike)}", f";相近的:{'、'.join(alike)}") if alike else ("", "")
        )
        say(
            told(
                f"no text names anything that is called {name} or has that in its name{more_en}",
                f"没有文本提到名为 {name} 或名称中含有它的实体{more_zh}",
            )
        )


@click.command(cls=Bilingual)
@click.argument("name")
@click.option("--within", default="", help="Place whose text the name stands in. | 名称所在文本的地区。")
@click.option(
    "--on",
    default="",
    callback=lambda _, __, value: iso_date(value),
    help="ISO date; today's body by default. | 日期;默认为现今的机构。",
)
@FORMAT
def link(name: str, within: str, on: str, format_: str | None) -> None:
    """Say which body a name means, there and then.

    Example: kg link 省住建厅 --within 广东省

    | 说明一个名称在某地、某时指哪个机构。

    示例: kg link 省住建厅 --within 广东省
    """
    from kg.errors import AmbiguousNameError
    from kg.link.api import link as link_body
    from kg.seeds import load_seeds
    from kg.tag.lexicon import Lexicon, load_frames

    answer = link_body(name, Lexicon(load_seeds(), load_frames()), within=within, on=on)
    if answer is None:
        raise AmbiguousNameError(
            f"{name!r} stays open: say where it stands with --within PLACE",
            f"{name!r} 无法确定:请用 --within 地名 说明它出现在哪里",
        )
    show([answer], format_)


@click.command(cls=Bilingual)
@click.argument("first")
@click.argument("second")
@FOLDER
@DECISIONS
@FORMAT
def why(first: str, second: str, folder: str, format_: str | None) -> None:
    """Show every sentence that ties two entities, at its place in the original text; of two names of one entity, what joined them.

    Example: kg why 民政部 农村留守儿童关爱保护工作部际联席会议

    | 显示把两个实体联系起来的每一句原文及其位置;若两名同指一体,则显示合并依据。

    示例: kg why 民政部 农村留守儿童关爱保护工作部际联席会议
    """
    from kg.decisions import decisions_file, load_decisions
    from kg.ledger import Ledger
    from kg.lookup import joined_by
    from kg.lookup import why as find_claims

    decisions = load_decisions(decisions_given() or decisions_file(Path(folder)))
    with Ledger.open(Path(folder), create=False) as ledger:
        steps = joined_by(ledger, decisions, first, second)
        if steps and steps[0].entity:
            show([step._asdict() for step in steps], format_)
            return
        for step in steps:
            say(f"decided: {step.what}: {step.left}, {step.right} ({step.decision}, {step.who}, {step.when})")
        claims = [claim._asdict() for claim in find_claims(ledger, first, second, decisions)]
    show(claims, format_)
    if not claims:
        say(told(f"no sentence ties {first} and {second}", f"没有哪一句把 {first} 与 {second} 联系起来"))


@click.command(cls=Bilingual)
@click.argument("text")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=10_000,
    show_default=True,
    help="The most rows to print. | 最多打印的行数。",
)
@click.option(
    "--timeout",
    "seconds",
    type=click.FloatRange(0.001, 86_400),
    default=60.0,
    show_default=True,
    help="Seconds after which the query is ended. | 查询的时限(秒)。",
)
@FOLDER
@STORE
@DATABASE
@FORMAT
def cypher(
    text: str,
    limit: int,
    seconds: float,
    folder: str,
    store: str | None,
    database: str | None,
    format_: str | None,
) -> None:
    """Run a Cypher query that only reads the graph.

    Example: kg cypher "MATCH (n:Mechanism) RETURN n.name AS name ORDER BY name"

    | 运行只读取图的 Cypher 查询。

    示例: kg cypher "MATCH (n:Mechanism) RETURN n.name AS name ORDER BY name"
    """
    _refuse(text)
    with opened(folder, store, database, seconds) as (_, graph):
        if graph.engine == "embedded":
            _check(text)
        # In a shell, Ctrl-C is enough.
        with nullcontext() if held(folder, store, database) else ended_after(seconds):
            rows, cut = graph.ask(text, limit=limit, seconds=seconds)
    show(rows, format_)
    if not rows:
        _hint_at_names(text)
    if cut:
        say(
            told(
                f"Warning: only the first {limit} rows are shown; --limit asks for more",
                f"提示:只显示前 {limit} 行;用 --limit 可要更多",
            )
        )


def _refuse(text: str) -> None:
    """Refuse what would do more than read the graph."""
    from kg.errors import QueryError
    from kg.lint.reading import CHINESE, beyond_reading

    if not text[:1].isascii():
        raise QueryError(
            f"this is no Cypher; a question in plain words is asked by: kg ask {text}",
            f"这不是 Cypher;用日常语言提问请写:kg ask {text}",
        )
    if found := beyond_reading(text):
        raise QueryError(
            "\n".join(f"line {each.line}: {each.message}" for each in found),
            "\n".join(f"第 {each.line} 行:{CHINESE.get(each.message, each.message)}" for each in found),
        )


def _check(text: str) -> None:
    """Refuse what the embedded engine would answer wrongly; warn of what it answers in its own way."""
    from kg.errors import QueryError
    from kg.lint import lint

    findings = lint(text)
    refused = [f"line {each.line}: {each.message}" for each in findings if each.severity == "refuse"]
    if refused:
        raise QueryError("the embedded engine would answer this wrongly:\n" + "\n".join(refused))
    for each in findings:
        if each.severity == "warn":
            say(f"Warning: line {each.line}: {each.message}")


def _hint_at_names(text: str) -> None:
    """Tell labels and types that the schema does not know, where nothing was found."""
    from kg.lint.unknown import unknown_names
    from kg.schema import load_schema

    schema = load_schema()
    for name in unknown_names(text, {*schema.types, *schema.relations}):
        say(
            told(
                f"Warning: nothing was found, and the schema has no {name}; kg schema lists what there is",
                f"提示:没有结果;模式中没有 {name},全部类型与关系见 kg schema",
            )
        )


COMMANDS = (find, link, why, query, cypher)
