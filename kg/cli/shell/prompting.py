"""Lines that a person types: with a history in the workspace, and completion."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from kg.cli.shell.completing import Completing

if TYPE_CHECKING:
    from kg.ledger import Ledger

PROMPT = "kg> "
HISTORY = "history"


def lines(folder: Path, ledger: Ledger) -> Iterator[str]:
    """Yield what is typed, line by line, until Ctrl-D; Ctrl-C begins a line anew."""
    session: PromptSession[str] = PromptSession(
        PROMPT,
        history=_history(folder),
        completer=Names(Completing(ledger)),
        complete_while_typing=False,
        auto_suggest=AutoSuggestFromHistory(),
    )
    while True:
        try:
            yield session.prompt()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


class Names(Completer):
    """Offers what may stand at the cursor."""

    def __init__(self, completing: Completing) -> None:
        self._completing = completing

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Yield what may stand in the place of the word before the cursor."""
        begun, found = self._completing.at(document.text_before_cursor)
        for each in found:
            yield Completion(each, start_position=-len(begun))


def _history(folder: Path) -> History:
    """The file of what was typed, for its owner's eyes; of this session alone where none can be written."""
    path = folder / HISTORY
    try:
        os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))
