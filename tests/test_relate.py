"""Case files: what a sentence must say, and what it must not."""

from pathlib import Path

import pytest
import yaml

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "relate.yml").read_text(encoding="utf-8"))


STATUSES = ("ended", "planned", "negated")


def said(extraction, status: str = "asserted") -> set[str]:
    """Return ``subject PREDICATE object`` and the same with role or title, by names, statements of one status only."""
    names = {e.id: e.name for e in extraction.entities}
    lines = set()
    for statement in extraction.statements:
        if statement.status == status:
            plain = f"{names[statement.subject]} {statement.predicate} {names[statement.object]}"
            key = statement.attrs.get("title") or statement.attrs.get("role")
            lines |= {plain, f"{plain} {key}"}
    return lines


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_relate_says_what_the_sentence_says(case, read_text):
    known = {k: str(case[k]) for k in ("date", "publisher", "title") if k in case}
    extraction = read_text(case["text"], **known)
    lines = said(extraction)
    assert not [line for line in case.get("says", []) if line not in lines], sorted(lines)
    assert not [line for line in case.get("not", []) if line in lines]
    for status in STATUSES:
        told = said(extraction, status)
        assert not [line for line in case.get(status, []) if line not in told], sorted(told)
    stated = {e.name: e.props.get("statedCount") for e in extraction.entities}
    assert not {name: n for name, n in case.get("stated", {}).items() if stated.get(name) != n}
