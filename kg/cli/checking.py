"""Commands about the project's own data: schema, check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.failing import say
from kg.cli.language import Bilingual, language_of
from kg.cli.options import DECISIONS, FOLDER, FORMAT, decisions_given
from kg.cli.progress import counting
from kg.cli.rows import show

if TYPE_CHECKING:
    from kg.review import Contradiction, Material


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
@FOLDER
@DECISIONS
@FORMAT
def check(folder: str, format_: str | None) -> None:
    """Check everything under schema/, seeds/ and cypher/; list what the texts of the workspace tell against each other.

    Nothing is taken back for a contradiction: both claims stay, each with its sentence and date.

    Example: kg check

    | 检查 schema/、seeds/、cypher/ 下的全部数据;并列出工作区文本中相互矛盾之处。

    矛盾的论断都会保留,各附原句与日期。

    示例: kg check
    """
    from kg.check import check_data
    from kg.ledger import FILE

    say(check_data())
    if (Path(folder) / FILE).is_file():
        show(_contradictions(Path(folder)), format_)


def _contradictions(folder: Path) -> list[dict[str, str]]:
    """One row each, the claim that was told first on the left."""
    from kg.review import Material, contradictions
    from kg.workspace import Workspace

    with Workspace(folder, create=False, decisions=decisions_given()) as workspace:
        with counting("looking"):
            material = Material.of(workspace)
            found = list(contradictions(material))
        say(f"{len(found)} contradictions")
        return [_row(material, each) for each in found]


def _row(material: Material, found: Contradiction) -> dict[str, str]:
    row = {"kind": found.kind, "about": found.about}
    for side, claim in (("first", found.first), ("second", found.second)):
        text, place, date = material.quote(claim)
        told = f"{claim.subject} {claim.predicate} {claim.object}"
        row |= {side: told, f"{side}Sentence": text, f"{side}Source": place, f"{side}Date": date}
    return row


COMMANDS = (schema, check)
