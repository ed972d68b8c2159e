"""Commands about the project's own data: schema, check."""

from __future__ import annotations

import click

from kg.cli.failing import say
from kg.cli.language import Bilingual, language_of
from kg.cli.options import FORMAT
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


COMMANDS = (schema, check)
