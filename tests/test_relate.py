"""Case files: what a sentence must say, and what it must not."""

from pathlib import Path

import pytest
import yaml

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "relate.yml").read_text(encoding="utf-8"))


def said(extraction) -> set[str]:
    """Return ``subject PREDICATE object`` and the same with role or title, by names, asserted statements only."""
    names = {e.id: e.name for e in extraction.entities}
    lines = set()
    for statement in extraction.statements:
        if statement.status == "asserted":
            plain = f"{names[statement.subject]} {statement.predicate} {names[statement.object]}"
            key = statement.attrs.get("title") or statement.attrs.get("role")
            lines |= {plain, f"{plain} {key}"}
    return lines


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_relate_says_what_the_sentence_says(case, read_text):
    known = {k: str(case[k]) for k in ("date", "publisher", "title") if k in case}
    lines = said(read_text(case["text"], **known))
    assert not [line for line in case.get("says", []) if line not in lines], sorted(lines)
    assert not [line for line in case.get("not", []) if line in lines]
