"""Commands that hand the graph on: export, view."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.failing import say
from kg.cli.language import LANGUAGES, Bilingual, language_of, told
from kg.cli.options import DECISIONS, FOLDER, decisions_given

SUFFIXES = {".graphml": "graphml", ".gexf": "gexf", ".json": "json", ".csv": "csv"}


@click.command(cls=Bilingual)
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--as",
    "kind",
    type=click.Choice(sorted(SUFFIXES.values())),
    help="Format; told by the file's ending by default. | 格式;默认由文件扩展名决定。",
)
@FOLDER
@DECISIONS
def export(path: Path, kind: str | None, folder: str) -> None:
    """Write the graph as GraphML, GEXF, node-link JSON, or a pair of CSV files.

    Example: kg export graph.graphml

    | 把图写成 GraphML、GEXF、节点—边 JSON 或一对 CSV 文件。

    示例: kg export graph.graphml
    """
    from kg.export import write
    from kg.workspace import Workspace

    chosen = kind or SUFFIXES.get(path.suffix.lower())
    if chosen is None:
        raise click.UsageError(
            told(
                f"{path}: say the format with --as, or end the name in {', '.join(SUFFIXES)}",
                f"{path}:请用 --as 说明格式,或让文件名以 {'、'.join(SUFFIXES)} 结尾",
            )
        )
    _check_folder(path)
    with Workspace(Path(folder), create=False, decisions=decisions_given()) as workspace:
        written = write(workspace.graph(), path, chosen)
    for each in written:
        say(f"written: {each}")


def _check_folder(path: Path) -> None:
    """Refuse a file whose folder is not there before any work is done."""
    if not path.parent.is_dir():
        raise click.UsageError(
            told(
                f"{path}: there is no folder {path.parent}; make it first",
                f"{path}:没有目录 {path.parent};请先建立",
            )
        )


@click.command(cls=Bilingual)
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path), default=Path("graph.html"))
@click.option("--title", default="政府协调知识图谱", help="Shown in the page's head. | 页面标题。")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=400,
    show_default=True,
    help="Nodes to show, the best connected first. | 显示的节点数,连接多者优先。",
)
@click.option("--page-lang", type=click.Choice(LANGUAGES), help="Language of the page. | 页面语言。")
@FOLDER
@DECISIONS
@click.pass_context
def view(
    context: click.Context, path: Path, title: str, limit: int, page_lang: str | None, folder: str
) -> None:
    """Write one HTML file in which the graph can be walked, with the sentence of every edge; no network needed.

    Example: kg view graph.html

    | 写出一个自足的 HTML 文件,可浏览全图与每条边的原句,无需网络。

    示例: kg view graph.html
    """
    from kg.view import write_html
    from kg.workspace import Workspace

    _check_folder(path)
    with Workspace(Path(folder), create=False, decisions=decisions_given()) as workspace:
        language = page_lang or language_of(context)
        write_html(
            workspace.graph(), path, title=title, language="zh" if language == "zh" else "en", limit=limit
        )
    say(f"written: {path}")


COMMANDS = (export, view)
