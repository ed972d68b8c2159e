"""The conversation: a line is understood, run, and its answer shown, page by page where it is long."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from kg.cli.failing import error_line, say, sentence
from kg.cli.language import told
from kg.cli.shell.running import STOPPED, Outcome, Runner
from kg.cli.shell.words import END, HELP, arguments, is_comment
from kg.errors import KgError
from kg.query import load_queries

if TYPE_CHECKING:
    from kg.ledger import Ledger

HELP_EN = """  a question           民政部牵头哪些联席会议? · which mechanisms does 民政部 lead?
  query NAME NAME=…    a canned question; query --list lists all, query NAME --help explains one
  find NAME            who bears a name, or a part of it
  why NAME NAME        every sentence that ties two
  link NAME            which body a name means: --within PLACE --on DATE
  MATCH … RETURN …     Cypher that only reads; schema lists types and relations
  export FILE · view FILE   the graph as a file, as a page
  help · exit          Tab completes, Ctrl-C ends a question, Ctrl-D the shell"""
HELP_ZH = """  直接提问             民政部牵头哪些联席会议?
  query 名称 参数=值   预置问题;query --list 列出全部,query 名称 --help 说明其一
  find 名称            谁叫这个名称,或名称中含有它
  why 名称 名称        把两者联系起来的每一句原文
  link 名称            名称指哪个机构:--within 地名 --on 日期
  MATCH … RETURN …     只读的 Cypher;schema 列出类型与关系
  export 文件 · view 文件   把图写成文件、网页
  help · exit          Tab 补全,Ctrl-C 中止当前问题,Ctrl-D 退出"""


class Talk:
    """Answers lines.

    Attributes:
        ledger: For what is completed while somebody types.
    """

    def __init__(self, runner: Runner, ledger: Ledger) -> None:
        self.runner = runner
        self.ledger = ledger
        self._queries = frozenset(load_queries())

    def all(self, lines: Iterable[str], *, until_stopped: bool = False) -> int:
        """Answer lines to their end, or until one says so; return 0, or the exit code of the last one that failed.

        Args:
            lines: What is asked.
            until_stopped: Whether Ctrl-C ends all of it, not the one question.
        """
        worst = 0
        for line in map(str.strip, lines):
            if line in END:
                break
            worst = self.answer(line) or worst
            if until_stopped and worst == STOPPED:
                break
        return worst

    def answer(self, line: str) -> int:
        """Answer one line and return its exit code."""
        if is_comment(line):
            return 0
        if line in HELP:
            click.echo(told(HELP_EN, HELP_ZH))
            return 0
        try:
            words = arguments(line, self._queries, self.runner.group.commands)
        except KgError as error:
            say(error_line(sentence(error, self.runner.language), self.runner.language))
            return error.exit_code
        outcome = self.runner.run(words)
        try:
            _show(outcome)
        except KeyboardInterrupt:
            return STOPPED
        return outcome.code


def _show(outcome: Outcome) -> None:
    if outcome.code == STOPPED:
        say(told("stopped", "已中止"))
        return
    height = shutil.get_terminal_size().lines
    if sys.stdout.isatty() and outcome.data.count("\n") >= height:
        click.echo_via_pager(outcome.data, color=True)
    else:
        click.echo(outcome.data, nl=False)
    if outcome.said:
        click.echo(outcome.said, nl=False, err=True)
