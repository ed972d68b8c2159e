"""Law 3: same bytes in, same statements out, whatever the order of files, number of workers, or hash seed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language

from kg import workers
from kg.model import Graph
from kg.pipeline import extract
from kg.read import read
from kg.workers import extract_all
from kg.workspace import Workspace
from tests.laws.conftest import DOCUMENTS

TEXTS = sorted(str(path) for path in Path(DOCUMENTS).iterdir() if path.suffix in {".txt", ".html", ".md"})


def test_order_of_files_is_nothing(tmp_path: Path):
    hashes = set()
    for number, order in enumerate((TEXTS, TEXTS[::-1])):
        with Workspace(tmp_path / str(number)) as workspace:
            for path in order:
                workspace.add([path])
            hashes.add(workspace.graph().hash)
    assert len(hashes) == 1


def test_number_of_workers_is_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, whole: Graph):
    monkeypatch.setattr(workers, "WORTH_STARTING", 0)
    sources = [source for path in TEXTS for source in read(path)]
    assert list(extract_all(sources, 2)) == list(extract_all(sources, 1))
    with Workspace(tmp_path) as workspace:
        workspace.add([DOCUMENTS], workers=2)
        assert workspace.graph().hash == whole.hash


def test_many_short_texts_are_much_text(monkeypatch: pytest.MonkeyPatch):
    (source,) = read(TEXTS[0])
    asked: list[int] = []
    monkeypatch.setattr(
        workers, "_in_pool", lambda sources, number, ner: asked.append(len(list(sources))) or ()
    )
    many = [source] * (workers.WORTH_STARTING // len(source.raw) + 2)
    assert (list(extract_all(many, 2)), asked) == ([], [len(many)])
    assert len(list(extract_all(many[:3], 2))) == 3


def test_hash_seed_is_nothing():
    outputs = set()
    for seed in ("0", "1", "4711"):
        command = [sys.executable, "-m", "kg", "extract", *TEXTS]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        outputs.add(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
    assert len(outputs) == 1
    assert b'"statement"' in outputs.pop()


def test_what_was_read_before_is_nothing(nlp: Language):
    texts = [source for path in TEXTS[:5] for source in read(path)]
    forth = [extract(source, nlp) for source in texts]
    back = [extract(source, nlp) for source in reversed(texts)]
    assert forth == back[::-1]
