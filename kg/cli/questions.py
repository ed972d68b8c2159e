"""The command that asks canned questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Unpack

import click

from kg.cells import printable
from kg.cli.completing import complete_question, complete_tag, complete_value
from kg.cli.failing import say
from kg.cli.language import Bilingual, language_of
from kg.cli.opening import opened
from kg.cli.options import DATABASE, FOLDER, FORMAT, STORE
from kg.cli.rows import show

if TYPE_CHECKING:
    from typing import TypedDict

    from kg.ledger import Ledger
    from kg.query import Query

    class Given(TypedDict):
        """What says where the answer comes from, and how it is printed."""

        folder: str
        store: str | None
        database: str | None
        format_: str | None
        told: str | None


EMPTY = {
    "zh": "图是空的:请用 kg build 文件或目录 读入文本。",
    "en": "The graph is empty: kg build FILES-OR-FOLDERS reads texts into it.",
}
NO_ROW = {"zh": "没有结果。", "en": "No row."}


class Answer(NamedTuple):
    """The rows that a query gave."""

    query: Query
    rows: list[dict[str, Any]]
    params: dict[str, str | int | bool]


class Question(Bilingual):
    """A command whose help, behind a question's name, is that of the question."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Look for the question first: help is asked for before the arguments are read."""
        name = self.make_parser(ctx).parse_args(list(args))[0].get("name")
        ctx.meta[__name__] = name if isinstance(name, str) else None
        return super().parse_args(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the question's own help where one is named."""
        if not (name := ctx.meta.get(__name__)):
            super().format_help(ctx, formatter)
            return
        from kg.cli.describing import describe
        from kg.query import find_query, load_queries

        describe(find_query(name, load_queries()), formatter, language_of(ctx))
        self.format_options(ctx, formatter)


@click.command(cls=Question)
@click.argument("name", required=False, shell_complete=complete_question)
@click.argument("values", nargs=-1, shell_complete=complete_value)
@click.option(
    "--list", "listed", is_flag=True, help="List the questions and their parameters. | 列出问题与参数。"
)
@click.option(
    "--tag",
    shell_complete=complete_tag,
    help="List the questions of one topic, such as meeting. | 列出某一主题的问题,如 meeting(会议)。",
)
@click.option(
    "--explain",
    "told",
    flag_value="explain",
    help="Print each row as a sentence. | 把每行结果读作一句话。",
)
@click.option(
    "--evidence",
    "told",
    flag_value="evidence",
    help="Print the sentences behind each row, with their texts and places. | 打印每行结果背后的原句及其出处。",
)
@FOLDER
@STORE
@DATABASE
@FORMAT
def query(
    name: str | None, values: tuple[str, ...], listed: bool, tag: str | None, **given: Unpack[Given]
) -> None:
    """Answer a canned question; values are given as NAME=VALUE, entities by id, name or alias. NAME --help describes one.

    Example: kg query members_of_mechanism mechanism=农村留守儿童关爱保护工作部际联席会议

    | 回答预置问题;参数写作 名=值,实体可用标识、名称或别名。“名称 --help”说明某个问题。

    示例: kg query members_of_mechanism mechanism=农村留守儿童关爱保护工作部际联席会议
    """
    from kg.query import find_query, load_queries, typed

    queries = load_queries()
    if listed or tag or not name:
        show(_listed(queries, tag), given["format_"])
        return
    chosen = find_query(name, queries)
    _answer(chosen, typed(chosen, values), given)


def _answer(chosen: Query, values: dict[str, str], given: Given) -> None:
    """Ask what answers it, and print the rows as they were asked for."""
    from kg.ledger import Ledger
    from kg.query import run, run_on_ledger

    if chosen.source == "ledger":
        with Ledger.open(Path(given["folder"]), create=False) as ledger:
            params = _bound(chosen, values, ledger)
            _print(Answer(chosen, run_on_ledger(ledger, chosen, params), params), ledger, given)
        return
    with opened(given["folder"], given["store"], given["database"]) as (ledger, graph):
        params = _bound(chosen, values, ledger)
        _print(Answer(chosen, run(graph, chosen, params), params), ledger, given)


def _bound(chosen: Query, values: dict[str, str], ledger: Ledger) -> dict[str, str | int | bool]:
    from kg.lookup import known
    from kg.query import bind

    return bind(chosen, values, lambda type_, text: known(ledger, type_, text))


def _print(answer: Answer, ledger: Ledger, given: Given) -> None:
    language = language_of(click.get_current_context())
    if given["told"] == "explain":
        _tell(answer, language, given["format_"])
    elif given["told"] == "evidence":
        from kg.query.evidence import Behind, evidence

        behind = evidence(ledger, answer.query, answer.rows, answer.params, language)
        show([each._asdict() for each in behind], given["format_"], Behind._fields)
    else:
        show(answer.rows, given["format_"], [column.name for column in answer.query.columns])
    if not answer.rows:
        empty = not ledger.entity_ids()
        say(EMPTY[language] if empty else f"{NO_ROW.get(language)} {answer.query.about.of(language)}")


def _tell(answer: Answer, language: str, format_: str | None) -> None:
    """Print the rows as sentences: as lines, unless they are asked for in another form."""
    from kg.query.wording import sentence

    told = [sentence(answer.query, row, answer.params, language) for row in answer.rows]
    if format_:
        show([{"sentence": each} for each in told], format_, ["sentence"])
        return
    for each in told:
        click.echo(printable(each))


def _listed(queries: dict[str, Query], tag: str | None) -> list[dict[str, str]]:
    """The questions, those of one topic where one is asked for."""
    from kg.query.wording import check_tag

    if tag:
        tag = check_tag(tag, sorted({each for query in queries.values() for each in query.tags}))
    return [_overview(each) for each in queries.values() if not tag or tag in each.tags]


def _overview(query: Query) -> dict[str, str]:
    needed = [f"{p.name}=…" if p.default is None else f"[{p.name}={p.default}]" for p in query.params]
    return {
        "name": query.name,
        "zh": query.zh,
        "en": query.en,
        "parameters": " ".join(needed),
        "tags": ", ".join(query.tags),
    }
