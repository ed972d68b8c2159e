"""The command about accuracy: eval."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.failing import say
from kg.cli.language import Bilingual
from kg.cli.options import FORMAT
from kg.cli.rows import show


@click.command(name="eval", cls=Bilingual)
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("paths", nargs=-1, required=True)
@click.option("--by-text", is_flag=True, help="Show every text's figures too. | 同时列出每篇文本的得分。")
@click.option(
    "--errors",
    is_flag=True,
    help="List what is missing and what is wrong on stderr, a line each: text, fault, item, rule, confidence, sentence. "
    "| 在标准错误上逐行列出缺失与错误:文本、类别、条目、规则、可信度、原句。",
)
@FORMAT
def evaluate(gold: Path, paths: tuple[str, ...], by_text: bool, errors: bool, format_: str | None) -> None:
    """Score what is extracted from texts against gold annotations; NNN.json belongs to NNN-….txt.

    n is how many the gold demands; in the mean over predicates, how many predicates.

    Example: kg eval tests/cases/gold seeds/documents

    | 对照金标(NNN.json 对应 NNN-….txt)评估抽取质量。

    n 为金标要求的数目;在各谓词平均一行中为谓词数。

    示例: kg eval tests/cases/gold seeds/documents
    """
    from kg.evaluate import evaluate_texts
    from kg.evaluate.faults import faults

    report = evaluate_texts(gold, paths)
    show(report.rows(by_text=by_text), format_)
    if errors:
        for line in faults(report):
            say(line)


COMMANDS = (evaluate,)
