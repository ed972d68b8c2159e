"""Options that several commands share."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kg.cli.language import told
from kg.cli.rows import FORMATS

FOLDER = click.option(
    "--dir",
    "folder",
    envvar="KG_DIR",
    default=".kg",
    show_default=True,
    help="Folder of the workspace (or KG_DIR). | 工作区目录(或环境变量 KG_DIR)。",
)
KEPT = "kg.decisions"
DECISIONS = click.option(
    "--decisions",
    type=click.Path(dir_okay=False, path_type=Path),
    expose_value=False,
    callback=lambda context, _, path: context.meta.__setitem__(KEPT, path),
    help="File of what people decided; decisions.csv beside the workspace by default (or KG_DECISIONS). "
    "| 人工判定文件;默认为工作区旁的 decisions.csv(或环境变量 KG_DECISIONS)。",
)
STORE = click.option(
    "--store",
    envvar="NEO4J_URI",
    help="bolt://HOST:7687, or a folder; the workspace's own graph by default (or NEO4J_URI). "
    "| 图库地址 bolt://HOST:7687 或目录;默认为工作区内置图库(或环境变量 NEO4J_URI)。",
)
DATABASE = click.option(
    "--database",
    envvar="NEO4J_DATABASE",
    help="Name of the database on the server (or NEO4J_DATABASE). | 服务器上的数据库名(或 NEO4J_DATABASE)。",
)
FORMAT = click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="How rows are printed: a table on a terminal, JSON Lines in a pipe by default. "
    "| 输出格式:终端默认表格,管道默认 JSON Lines。",
)
TAKE_OVER = click.option(
    "--take-over",
    is_flag=True,
    help="Replace another workspace's graph in the store. | 取代图库中属于另一工作区的图。",
)
NER = click.option(
    "--ner",
    metavar="MODEL",
    envvar="KG_NER",
    help="A model that proposes persons and organizations beside the rules: lac (pip install 'tiaokuai[lac]'), or a spaCy "
    "pipeline with ner, by name or folder (or KG_NER). Texts read without it are read again. "
    "| 在规则之外补充人名与组织名的模型:lac(pip install 'tiaokuai[lac]'),或带 ner 的 spaCy 流水线名称或目录"
    "(或环境变量 KG_NER)。此前未用该模型读过的文本会重新读取。",
)
WORKERS = click.option(
    "--workers",
    type=click.IntRange(1),
    default=lambda: os.cpu_count() or 1,
    help="Processes that read large amounts of text; one a core by default. | 读取大量文本的进程数,默认每核一个。",
)
DATE = click.option(
    "--date",
    callback=lambda _, __, value: iso_date(value),
    help="ISO date of publication; wins over what the texts tell, and holds while their bytes stay. "
    "| 发布日期;优先于文本自述,字节不变则一直有效。",
)
PUBLISHER = click.option("--publisher", help="Publisher, likewise. | 发布者,同上。")
URL = click.option("--url", help="Address of the text, likewise. | 网址,同上。")
PRUNE = click.option(
    "--prune",
    is_flag=True,
    help="Take back what lies under the paths and is gone from disk. | 收回所给路径下已从磁盘消失的内容。",
)
STALE = click.option(
    "--stale",
    is_flag=True,
    help="Read again all texts that older rows, rules or models read, from the ledger where their files have gone. "
    "| 重新读取由旧数据、旧规则或旧模型读过的全部文本;文件已不在的,用账本中的原文。",
)
DRY_RUN = click.option(
    "--dry-run",
    is_flag=True,
    help="Change nothing; print the nodes and relationships that would be new (+), gone (-) or changed (~). "
    "| 不作改动,只列出将新增(+)、消失(-)或改变(~)的节点与关系。",
)
WATCH = click.option(
    "--watch",
    is_flag=True,
    help="Go on until Ctrl-C: read what is new or changed, take back what goes, and load the graph. "
    "| 持续监视直至 Ctrl-C:读入新增或改动的文件,收回消失的文件,并载入图库。",
)
INTERVAL = click.option(
    "--interval",
    type=click.FloatRange(0.05),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="With --watch: how long a file must stand still before it is read. | 与 --watch 合用:文件静止多少秒后才读取。",
)


def iso_date(value: str | None) -> str | None:
    """Return a date in ISO form."""
    if not value:
        return value
    from kg.errors import ReadError
    from kg.read.meta import iso

    try:
        return iso(value, "")
    except ReadError as error:
        raise click.BadParameter(
            told(
                f"{value!r} is no date: write 2018, 2018-09 or 2018-09-26",
                f"{value!r} 不是日期:请写作 2018、2018-09 或 2018-09-26",
            )
        ) from error


def decisions_given() -> Path | None:
    """Return the file that the command was given with ``--decisions``."""
    path: Path | None = click.get_current_context().meta.get(KEPT)
    return path
