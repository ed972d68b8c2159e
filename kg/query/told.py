"""Questions about the texts themselves, answered by the ledger. A function has the name of its query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from kg.ledger import Ledger
from kg.model import Issue

Row = dict[str, Any]
Function = Callable[[Ledger, Mapping[str, Any]], list[Row]]
UNRESOLVED = "unresolved"


def unresolved_names(ledger: Ledger, params: Mapping[str, Any]) -> list[Row]:
    """Return the names that mean nobody in particular, those met most often first."""
    met: dict[str, list[Issue]] = defaultdict(list)
    for issue in ledger.issues():
        if issue.kind == UNRESOLVED:
            met[issue.message].append(issue)
    ranked = sorted(met.items(), key=lambda item: (-len(item[1]), item[0]))
    names = {source: name for name, source in reversed(list(ledger.names()))}
    wanted = ranked if not params["type"] else [each for each in ranked if _type(each[0]) == params["type"]]
    return [_name(ledger, names, message, issues) for message, issues in wanted[: params["limit"]]]


def source_yield(ledger: Ledger, params: Mapping[str, Any]) -> list[Row]:
    """Return what each text gave, those that gave most first; files that gave nothing last."""
    told: list[Row] = [
        {
            "source": each.name,
            "date": each.date or "",
            "entities": each.entities,
            "statements": each.statements,
            "unused": each.issues,
            "version": each.fingerprint,
        }
        for each in ledger.yields()
    ]
    ranked = sorted(told, key=lambda row: (-row["statements"], -row["entities"], row["source"]))
    nothing: Row = {"date": "", "entities": 0, "statements": 0, "unused": 1, "version": ""}
    return [*ranked, *({"source": name} | nothing for name in ledger.failures())][: params["limit"]]


FUNCTIONS: dict[str, Function] = {"unresolved_names": unresolved_names, "source_yield": source_yield}


def _type(message: str) -> str:
    return message.partition(" ")[0].lower()


def _name(ledger: Ledger, names: Mapping[str, str], message: str, issues: list[Issue]) -> Row:
    """The name where it stands first, by the names of the texts."""
    first = min(issues, key=lambda issue: (names.get(issue.source, issue.source), issue.line or 0))
    return {
        "type": _type(message),
        "name": message.partition(" ")[2],
        "times": len(issues),
        "source": names.get(first.source, first.source),
        "line": first.line,
        "quote": _line(ledger, first),
    }


def _line(ledger: Ledger, issue: Issue) -> str:
    source = ledger.source(issue.source)
    lines = source.raw.split("\n") if source else []
    return lines[issue.line - 1].strip() if issue.line and issue.line <= len(lines) else ""
