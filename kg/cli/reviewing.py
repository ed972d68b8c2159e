"""The command for what people decide: review."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.failing import say, say_error
from kg.cli.language import Bilingual, told
from kg.cli.options import DECISIONS, FOLDER, FORMAT, decisions_given
from kg.cli.progress import counting
from kg.cli.rows import show

if TYPE_CHECKING:
    from kg.decisions import Decision
    from kg.review import Doubt, Material

FILE = click.Path(dir_okay=False, path_type=Path)
KINDS = ("name", "official", "near", "confidence", "count", "contradiction")


@click.command(cls=Bilingual)
@click.option(
    "--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Ask only of this. | 只问此类。"
)
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    help="Confidence below which a claim is asked for. | 低于此可信度即询问。",
)
@click.option("--limit", type=click.IntRange(1), help="Ask no more than so many. | 最多询问的条数。")
@click.option(
    "--table", type=FILE, help="Write the questions as .csv or .xlsx to fill in. | 写成待填的表格。"
)
@click.option("--from", "filled", type=FILE, help="Read a table that was filled in. | 读回填好的表格。")
@click.option("--list", "listed", is_flag=True, help="List what was decided. | 列出已有判定。")
@click.option(
    "--undo",
    type=click.IntRange(2),
    metavar="LINE",
    help="Take back the decision on a line. | 撤销某行的判定。",
)
@click.option("--who", envvar="KG_WHO", help="Who decides (or KG_WHO). | 判定人(或环境变量 KG_WHO)。")
@FOLDER
@DECISIONS
@FORMAT
def review(
    folder: str,
    table: Path | None,
    filled: Path | None,
    undo: int | None,
    who: str | None,
    listed: bool,
    **asked: Any,  # noqa: ANN401 - the options of _doubts and the format
) -> None:
    """Walk through what is in doubt, sentences side by side; each answer is kept at once in a text file.

    Answers: s same, d different, u unsure; of a claim w wrong, r right. What stands behind the letter is kept as the reason.

    Example: kg review --table doubts.xlsx

    | 逐条核对存疑之处,原句并列显示;每个回答立即写入文本文件。

    回答:s 相同,d 不同,u 不确定;论断则 w 错误,r 正确。字母之后的文字记为理由。

    示例: kg review --table doubts.xlsx
    """
    from kg.decisions import decisions_file

    if sum(map(bool, (table, filled, undo, listed))) > 1:
        raise click.UsageError("--table, --from, --list and --undo are four things to do: give one")
    path = decisions_given() or decisions_file(Path(folder))
    if listed:
        _list(path, asked["format_"])
    elif undo:
        _undo(path, undo)
    elif filled:
        _take(path, filled, who or _user())
    else:
        _ask(Path(folder), path, table, who or _user(), asked)


def _list(path: Path, format_: str | None) -> None:
    """List the rows, also where they are wrong or contradict each other; then say so."""
    from kg.decisions import COLUMNS, load_decisions, read_rows

    rows = read_rows(path)
    numbers = (int(row.place.rsplit(":", 1)[1]) for row in rows)
    show(
        [
            {"line": number, **dict(zip(COLUMNS, row, strict=False))}
            for number, row in zip(numbers, rows, strict=True)
        ],
        format_,
    )
    load_decisions(path)


def _undo(path: Path, number: int) -> None:
    from kg.decisions import take_out

    row = take_out(path, number)
    say(told(f"taken back: {row}", f"已撤回:{row}"))


def _take(path: Path, filled: Path, who: str) -> None:
    """Write the answers of a table: all of them, or none."""
    from kg.decisions import append_rows, load_decisions
    from kg.review import read_table

    known = {row[:7] for row in load_decisions(path).rows}
    fresh = [decision for decision in read_table(filled, who) if decision[:7] not in known]
    load_decisions(path, fresh)
    append_rows(path, fresh)
    _end(path, len(fresh))


def _ask(folder: Path, path: Path, table: Path | None, who: str, asked: dict[str, Any]) -> None:
    from kg.review import Material, doubts, write_table
    from kg.workspace import Workspace

    with Workspace(folder, create=False, decisions=path) as workspace:
        with counting("looking"):
            material = Material.of(workspace)
        # Closed before the ledger is, however early the questions end.
        with closing(doubts(material, asked["kinds"] or KINDS, asked["below"])) as everything:
            found = islice(everything, asked["limit"])
            if table:
                count = write_table(table, found)
                say(
                    told(
                        f"{table}: {count} questions; fill in answer and why, then: kg review --from {table}",
                        f"{table}:{count} 个问题;填好 answer 和 why 两列后运行:kg review --from {table}",
                    )
                )
            else:
                _end(path, sum(1 for _ in _walk(material, path, found, who)))


def _walk(material: Material, path: Path, found: Iterable[Doubt], who: str) -> Iterator[Decision]:
    """Ask one question after the other; yield each decision when it is written."""
    from kg.decisions import append_rows, load_decisions
    from kg.errors import DecisionError
    from kg.review import is_open

    for number, doubt in enumerate((doubt for doubt in found if is_open(material, doubt)), 1):
        _show(material, number, doubt)
        while word := _word(doubt):
            if word == "quit":
                return
            what, _, why = word.partition(" ")
            decision = doubt.decided(what, who, why, "this answer")
            try:
                material.decisions = load_decisions(path, [decision])
            except DecisionError as error:
                say_error(error)
                continue
            append_rows(path, [decision])
            yield decision
            break


def _word(doubt: Doubt) -> str:
    """What is answered: nothing to go on, ``quit``, or a decision and behind a blank the reason."""
    from kg.review import answer
    from kg.review.vocabulary import vocabulary

    words = vocabulary().answers
    choice = ", ".join(f"{words[what][1]} {what} {words[what][2]}" for what in doubt.answers)
    while True:
        try:
            typed = click.prompt(
                f"{choice}, Enter skip 跳过, q quit 退出", default="", show_default=False, err=True
            )
        except click.Abort:
            return "quit"
        first, _, why = str(typed).strip().partition(" ")
        if first in ("", "skip"):
            return ""
        if first in ("q", "quit"):
            return "quit"
        if (what := answer(first)) in doubt.answers:
            return f"{what} {why.strip()}"
        say(told(f"{first!r} is none of these", f"没有 {first!r} 这个选项"))


def _show(material: Material, number: int, doubt: Doubt) -> None:
    """Print the question, and the sentences side by side."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    claim = f"{doubt.left} {doubt.predicate} {doubt.key} {doubt.right}" if doubt.predicate else ""
    heads = (
        [claim, *[told("beside it", "对照")] * (len(doubt.quotes) - 1)]
        if claim
        else [doubt.left, doubt.right]
    )
    table = Table(title=Text(_visible(f"{number}. {doubt.kind}: {doubt.about}")), expand=True)
    for head in heads:
        table.add_column(Text(_visible(head)), ratio=1, overflow="fold")
    table.add_row(*(Text(_visible(quote.text)) for quote in doubt.quotes))
    table.add_row(*(Text(_visible(f"{quote.place} {quote.date}"), style="dim") for quote in doubt.quotes))
    Console(stderr=True).print(table)


def _visible(text: str) -> str:
    """The text without what would move the cursor or turn the writing."""
    return "".join(char if char.isprintable() or char == "\n" else "·" for char in text)


def _end(path: Path, count: int) -> None:
    more = told("; kg load brings them into the graph", ";运行 kg load 使其进入图中") if count else ""
    say(told(f"{path}: {count} decisions written{more}", f"{path}:写入 {count} 条裁定{more}"))


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return os.environ.get("USERNAME", "unknown")


COMMANDS = (review,)
