"""The command that makes a model of one's own: train."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.failing import say
from kg.cli.language import Bilingual
from kg.cli.reading import PATHS
from kg.errors import ReadError


@click.command(cls=Bilingual)
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@PATHS
@click.option(
    "--agree",
    metavar="MODEL",
    help="Learn only from sentences in which this model (lac, or a spaCy pipeline) sees what the rules see. "
    "| 仅用该模型(lac 或 spaCy 流水线)与规则结果一致的句子训练。",
)
@click.option(
    "--epochs",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    help="How often the sentences are gone through. | 训练轮数。",
)
def train(out: Path, paths: tuple[str, ...], agree: str | None, epochs: int) -> None:
    """Train a small spaCy ner on texts of your own, labelled by the rules, for --ner OUT.

    Its figures compare it with the rules on sentences held back, not with what is true: a megabyte of text is little.

    Example: kg train my-model seeds/documents

    | 用自有文本(由规则标注)训练小型 spaCy ner 模型,供 --ner OUT 使用。

    所报指标是在留出句子上与规则的一致程度,并非真实准确率;一兆字节文本尚属偏少。

    示例: kg train my-model seeds/documents
    """
    from kg.intake import read_all
    from kg.propose.train import train as train_model

    errors: list[ReadError] = []

    def note(error: ReadError) -> None:
        errors.append(error)
        say(f"Error: {error}")

    done = train_model(
        read_all(paths, note),
        out,
        ner=agree,
        epochs=epochs,
        on_epoch=lambda number, loss: say(f"epoch {number}/{epochs}: loss {loss:.0f}"),
    )
    say(
        f"{out}: learnt from {done.sentences} sentences; on {done.held_back} held back it agrees with the rules at "
        f"precision {done.precision:.2f}, recall {done.recall:.2f}, F1 {done.f1:.2f}"
    )
    if errors:
        raise click.exceptions.Exit(1)


COMMANDS = (train,)
