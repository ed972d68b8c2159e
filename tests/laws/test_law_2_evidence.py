"""Law 2: every statement's evidence is the exact slice of its source."""

from pathlib import Path

import pytest

from kg.pipeline import extract
from kg.read import expand, read

DOCUMENTS = Path(__file__).resolve().parents[2] / "seeds" / "documents"


def sources(folder: Path):
    return [s for path in expand([str(folder)]) for s in read(path)]


def test_evidence_is_the_exact_slice_of_every_sample_document(nlp):
    for source in sources(DOCUMENTS):
        for statement in extract(source, nlp).statements:
            evidence = statement.evidence
            assert source.raw[evidence.start : evidence.end] == evidence.text
            assert evidence.text.strip()


@pytest.mark.parametrize("folder", ["seeds", "eval/docs"])
def test_evidence_is_the_exact_slice_of_every_shared_text(folder, shared, nlp):
    for source in sources(shared / folder):
        extraction = extract(source, nlp)
        for item in [*(s.evidence for s in extraction.statements), *extraction.mentions]:
            assert source.raw[item.start : item.end] == item.text
