"""The guide's one source, ``cypher/browser/guide.yml``: slides with text in two languages and what can be run on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kg import assets
from kg.browse.params import Values, param_lines
from kg.browse.saved import body, is_runnable
from kg.errors import QueryError
from kg.query import Query, find_query

FILE = "cypher/browser/guide.yml"
KINDS = ("query", "cypher", "command")


@dataclass(frozen=True, slots=True)
class Step:
    """Something to run: its title in both languages, and the text that goes into the editor."""

    title: Mapping[str, str]
    text: str
    is_command: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """One page of the guide; ``text`` holds its paragraphs by language, ``params`` the lines that set parameters."""

    title: Mapping[str, str]
    text: Mapping[str, tuple[str, ...]]
    params: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """The whole guide.

    Attributes:
        title: Of all of it.
        parameters: What the lines that set parameters are called.
        saved: What the saved query is called that sets all of them.
        slides: Its pages.
    """

    title: Mapping[str, str]
    parameters: Mapping[str, str]
    saved: Mapping[str, str]
    slides: tuple[Slide, ...]


def load_guide(queries: Mapping[str, Query], values: Values, root: Path | None = None) -> Guide:
    """Read the guide and put the canned queries in.

    Args:
        queries: The catalogue.
        values: What gives the canned queries' parameters their values.
        root: Folder that holds ``cypher/``; the shipped one by default.

    Raises:
        QueryError: It cannot be read, names a query that is not there, or leaves a parameter without a value.
    """
    path = (root or assets.root()) / "cypher" / "browser" / "guide.yml"
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        slides = tuple(_slide(slide, queries, values) for slide in told["slides"].values())
        return Guide(_both(told["title"]), _both(told["parameters"]), _both(told["saved"]), slides)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise QueryError(f"{FILE}: cannot be read: {error}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise QueryError(f"{FILE}: something is missing or out of place: {error}") from error
    except QueryError as error:
        raise QueryError(f"{FILE}: {error}") from error


def _slide(told: Mapping[str, Any], queries: Mapping[str, Query], values: Values) -> Slide:
    named = [find_query(step["query"], queries) for step in told["steps"] if "query" in step]
    steps = tuple(_step(step, queries) for step in told["steps"])
    used = [step.text for step in steps if not step.is_command]
    text = {language: tuple(paragraphs) for language, paragraphs in told["text"].items()}
    return Slide(_both(told["title"]), text, param_lines(used, named, told.get("params", {}), values), steps)


def _step(told: Mapping[str, Any], queries: Mapping[str, Query]) -> Step:
    if sum(kind in told for kind in KINDS) != 1:
        raise QueryError(f"a step is one of {', '.join(KINDS)}, not: {', '.join(told)}")
    if "query" not in told:
        text = told.get("cypher") or told["command"]
        return Step(_both(told["title"]), text.strip(), "command" in told)
    query = find_query(told["query"], queries)
    if not is_runnable(query):
        raise QueryError(f"{query.name} is not answered by Cypher alone: Browser cannot run it")
    return Step({"zh": query.zh, "en": query.en}, body(query))


def _both(told: Mapping[str, str]) -> dict[str, str]:
    return {"zh": told["zh"], "en": told["en"]}
