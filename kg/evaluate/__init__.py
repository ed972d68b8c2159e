"""How well texts are read: extractions against gold annotations, by precision, recall and F1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.evaluate.gold import load_gold
from kg.evaluate.report import Report, Score
from kg.model import Extraction
from kg.scoring import score

__all__ = ["Report", "Score", "evaluate_texts", "load_gold", "records"]

NUMBER = re.compile(r"[_-]")
MARKS = "。!?\n"
END = re.compile(f"[{MARKS}]")


def records(extraction: Extraction) -> Iterator[dict[str, Any]]:
    """Yield entities, then statements, as the plain records that ``kg extract`` prints."""
    for kind, items in (("entity", extraction.entities), ("statement", extraction.statements)):
        yield from ({"kind": kind, **asdict(item)} for item in items)


def evaluate_texts(gold: Path, paths: Iterable[str], ner: str | None = None) -> Report:
    """Extract from texts and score them.

    Args:
        gold: Folder of ``NNN.json``.
        paths: Texts whose names begin with ``NNN``, up to a ``_``, a ``-`` or the ending; those without gold are left out.
        ner: A model that proposes names beside the rules; see :func:`kg.pipeline.load_pipeline`.

    Raises:
        ReadError: No text has a gold file, or one cannot be read.
        ModelError: There is no such model.
    """
    from kg.pipeline import extract, load_pipeline
    from kg.read import expand, read

    named = {NUMBER.split(Path(path).stem)[0]: path for path in expand(paths)}
    scored = {name: path for name, path in sorted(named.items()) if (gold / f"{name}.json").is_file()}
    if not scored:
        raise ReadError(f"{gold}: none of its gold files belongs to a text that was given")
    nlp = load_pipeline(ner=ner)
    said = {n: [r for s in read(p) for r in _quoted(extract(s, nlp))] for n, p in scored.items()}
    return Report(tuple(score(n, load_gold(gold / f"{n}.json"), said[n]) for n in scored))


def _quoted(extraction: Extraction) -> Iterator[dict[str, Any]]:
    """Yield the records, every entity with the sentence that names it first."""
    raw, mentions = extraction.source.raw, {m.entity: m for m in reversed(extraction.mentions)}
    for record in records(extraction):
        mention = mentions.get(record["id"])
        if mention:
            before, after = raw[: mention.start], END.search(raw, mention.end)
            start = max(before.rfind(mark) for mark in MARKS) + 1
            record["evidence"] = {"text": raw[start : after.end() if after else len(raw)]}
        yield record
