"""The command about accuracy: eval."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.failing import say
from kg.cli.language import Bilingual
from kg.cli.options import FORMAT, NER
from kg.cli.rows import show

if TYPE_CHECKING:
    from kg.evaluate import Report

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(name="eval", cls=Bilingual)
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.argument("paths", nargs=-1)
@click.option("--by-text", is_flag=True, help="Show every text's figures too. | 同时列出每篇文本的得分。")
@click.option(
    "--errors",
    is_flag=True,
    help="List what is missing and what is wrong on stderr, a line each: text, fault, item, rule, confidence, sentence. "
    "| 在标准错误上逐行列出缺失与错误:文本、类别、条目、规则、可信度、原句。",
)
@click.option(
    "--calibration",
    is_flag=True,
    help="Show instead how often statements are right, by confidence and by rule. "
    "| 改为按可信度与规则列出论断的正确率。",
)
@click.option("--save", type=FILE, help="Keep the run in a file. | 将本次结果存入文件。")
@click.option(
    "--compare",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Show what changed since a kept run; facts won and lost on stderr. "
    "| 与存下的结果比较;得失的事实列在标准错误上。",
)
@click.option(
    "--together",
    is_flag=True,
    help="Score the one graph that all texts make; GOLD is a file. | 将全部文本合为一图评分;GOLD 为一个文件。",
)
@click.option(
    "--traps",
    is_flag=True,
    help="GOLD is a table of name pairs that kg link is asked for. | GOLD 为名称对照表,检验 kg link。",
)
@NER
@FORMAT
def evaluate(
    gold: Path,
    paths: tuple[str, ...],
    traps: bool,
    together: bool,
    ner: str | None,
    format_: str | None,
    **shown: Any,  # noqa: ANN401 - the options of _print
) -> None:
    """Score what is extracted from texts against gold annotations; NNN.json belongs to NNN-….txt.

    n is how many the gold demands; in the mean over predicates, how many predicates.

    Example: kg eval tests/cases/gold seeds/documents

    | 对照金标(NNN.json 对应 NNN-….txt)评估抽取质量。

    n 为金标要求的数目;在各谓词平均一行中为谓词数。

    示例: kg eval tests/cases/gold seeds/documents
    """
    if traps:
        if paths or together or any(value for name, value in shown.items() if name != "errors"):
            raise click.UsageError(
                "--traps takes one table of names, and no option but --errors and --format"
            )
        _print_traps(gold, format_, errors=shown["errors"])
        return
    from kg.evaluate import evaluate_texts
    from kg.evaluate.together import evaluate_together

    if not paths or together == gold.is_dir():
        kind = "one gold file" if together else "the folder of gold files"
        raise click.UsageError(f"give {kind}, then the texts")
    _print((evaluate_together if together else evaluate_texts)(gold, paths, ner), format_, **shown)


def _print(
    report: Report,
    format_: str | None,
    *,
    by_text: bool,
    errors: bool,
    calibration: bool,
    save: Path | None,
    compare: Path | None,
) -> None:
    """Print the figures; then, beside the data, what changed and what is wrong."""
    from kg.evaluate.calibration import calibrated
    from kg.evaluate.faults import faults
    from kg.evaluate.kept import Kept, changes, compared

    before = Kept.read(compare) if compare else None
    rows = calibrated(report) if calibration else report.rows(by_text=by_text)
    show(compared(rows, before) if before and not calibration else rows, format_)
    for line in (*(changes(report, before) if before else ()), *(faults(report) if errors else ())):
        say(line)
    if save:
        Kept.of(report).write(save)


def _print_traps(path: Path, format_: str | None, *, errors: bool) -> None:
    from kg.evaluate.traps import spring, trap_rows

    traps = spring(path)
    show(trap_rows(traps), format_)
    for trap in traps:
        if errors and trap.found != trap.expected:
            say(str(trap))


COMMANDS = (evaluate,)
