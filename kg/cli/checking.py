"""Commands about the project's own data and accuracy: schema, check, eval."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.failing import say
from kg.cli.language import Bilingual, language_of
from kg.cli.options import FORMAT, NER
from kg.cli.rows import show


@click.command(cls=Bilingual)
@click.argument("name", required=False)
@FORMAT
@click.pass_context
def schema(context: click.Context, name: str | None, format_: str | None) -> None:
    """List entity types and relations, or the properties of one.

    Example: kg schema MEMBER_OF

    | 列出实体类型与关系,或其中一项的属性。

    示例: kg schema MEMBER_OF
    """
    from kg.schema import load_schema
    from kg.schema.overview import overview, properties

    loaded, language = load_schema(), language_of(context)
    show(properties(loaded, name, language) if name else overview(loaded, language), format_)


@click.command(cls=Bilingual)
def check() -> None:
    """Check everything under schema/, seeds/ and cypher/.

    Example: kg check

    | 检查 schema/、seeds/、cypher/ 下的全部数据。

    示例: kg check
    """
    from kg.check import check_data

    say(check_data())


@click.command(name="eval", cls=Bilingual)
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("paths", nargs=-1, required=True)
@click.option("--errors", is_flag=True, help="List what is missing and what is wrong. | 列出缺失与错误。")
@NER
@FORMAT
def evaluate(gold: Path, paths: tuple[str, ...], errors: bool, ner: str | None, format_: str | None) -> None:
    """Score what is extracted from texts against gold annotations; NNN.json belongs to NNN-….txt.

    Example: kg eval tests/cases/gold seeds/documents

    | 对照金标(NNN.json 对应 NNN-….txt)评估抽取质量。

    示例: kg eval tests/cases/gold seeds/documents
    """
    from kg.evaluate import evaluate_texts

    report = evaluate_texts(gold, paths, ner)
    show(report.rows(), format_)
    if errors:
        for line in report.errors():
            say(line)


COMMANDS = (schema, check, evaluate)
