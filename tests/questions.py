"""The graph of the sample documents, built once a run, and the canned queries asked of it."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from pathlib import Path
from typing import Any

import yaml

from kg.ledger import Ledger
from kg.lookup import meant
from kg.query import Query, bind, load_queries, run, run_on_ledger
from kg.store import Store
from kg.workspace import Workspace

TESTS = Path(__file__).resolve().parent
DOCUMENTS = str(TESTS.parent / "seeds" / "documents")
CASES: dict[str, dict[str, Any]] = yaml.safe_load((TESTS / "cases" / "queries.yml").read_text("utf-8"))
QUERIES = load_queries()
# Which case of which query, for tests to run through.
ASKED = [(name, number) for name in CASES for number in range(1 + len(CASES[name].get("also", [])))]

Row = dict[str, Any]


@functools.cache
def built() -> Path:
    """Return a folder with the ledger of the sample documents and their embedded graph."""
    folder = Path(tempfile.mkdtemp(prefix="kg-questions-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with Workspace(folder) as workspace:
        assert not workspace.add([DOCUMENTS]).errors
        workspace.load()
    return folder


def parameters(query: Query, values: dict[str, str]) -> dict[str, str | int | bool]:
    """Return what a query is run with, names looked up among the sample documents."""
    with Ledger.open(built(), create=False) as ledger:
        return bind(query, values, lambda type_, text: meant(ledger, type_, text))


def asked(name: str) -> list[dict[str, Any]]:
    """Return the cases of a query: its own, and those that ask it with other values."""
    return [CASES[name], *CASES[name].get("also", [])]


def answer(store: Store, name: str, number: int = 0) -> list[Row]:
    """Return the rows that a query gives for the values of one of its cases."""
    return given(store, name, asked(name)[number].get("values", {}))


def given(store: Store, name: str, values: dict[str, str]) -> list[Row]:
    """Return the rows that a query gives for values as typed, from whatever answers it."""
    query = QUERIES[name]
    params = parameters(query, values)
    if query.source == "graph":
        return run(store, query, params)
    with Ledger.open(built(), create=False) as ledger:
        return run_on_ledger(ledger, query, params)
