"""Which model a user means by a name or a path, and what tells two of them apart."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import spacy
from spacy.language import Language

from kg.errors import ModelError
from kg.model import digest
from kg.propose import lac
from kg.propose.spans import LABELS, Reader, Span

LAC = "lac"
# Components that cost time and that an entity recognizer does not listen to.
UNUSED = ("parser", "senter", "attribute_ruler", "lemmatizer")


class SpacyReader:
    """Any spaCy pipeline with a component that sets ``doc.ents``."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def __call__(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return the persons, organizations and places of each text."""
        return [
            [Span(e.start_char, e.end_char, LABELS[e.label_]) for e in doc.ents if e.label_ in LABELS]
            for doc in self.nlp.pipe(texts)
        ]


def open_reader(model: str) -> Reader:
    """Load ``lac``, an installed spaCy pipeline by name, or one by its folder.

    Raises:
        ModelError: There is no such model, or it recognizes no names.
    """
    if model == LAC:
        return lac.LacReader()
    try:
        nlp = spacy.load(model, exclude=list(UNUSED))
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(
            f"{model}: no spaCy pipeline of this name or path can be loaded ({error})"
        ) from error
    if not {"ner", "beam_ner", "entity_ruler", "span_ruler"} & set(nlp.pipe_names):
        raise ModelError(
            f"{model}: this pipeline has no ner; it has {', '.join(nlp.pipe_names) or 'nothing'}"
        )
    return SpacyReader(nlp)


def identity(model: str) -> str:
    """Return what changes where the model's answers may: its name and version, or the hash of its files.

    Raises:
        ModelError: There is no such model.
    """
    folder = Path(model)
    if model == LAC:
        return f"{LAC} {_version(lac.PACKAGE, lac.MISSING)} {_version('onnxruntime', lac.MISSING)}"
    if folder.is_dir():
        files = sorted(p for p in folder.rglob("*") if p.is_file())
        return digest(*(f"{p.relative_to(folder).as_posix()}={_hash(p)}" for p in files))
    missing = f"{model}: is neither lac, nor an installed spaCy pipeline, nor a folder with one; leave --ner out to go by rules alone"
    missing_zh = f"{model}:既不是 lac,也不是已安装的 spaCy 流水线或其目录;不写 --ner 即只用规则"
    return f"{model} {_version(model, missing, missing_zh)}"


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _version(package: str, missing: str, missing_zh: str = "") -> str:
    try:
        return version(package)
    except (PackageNotFoundError, ValueError) as error:
        raise ModelError(missing, missing_zh) from error
