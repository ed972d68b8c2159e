"""Words between names: the segmentation model that the project trained, without its package's own re-merging."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import spacy_pkuseg

from kg import assets

BLANKS = re.compile(r"(\s+)")
LONGEST = 2000


class Segmenter:
    """Cuts text into words. The model is loaded at the first cut; nothing is downloaded.

    Args:
        folder: A model that ``kg.tag.train_segmenter`` wrote; the shipped one by default.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or assets.folder("models") / "pkuseg-gsdsimp"

    @cached_property
    def model(self) -> Any:  # noqa: ANN401 - the library has no types
        """The loaded model."""
        model = spacy_pkuseg.pkuseg(model_name=str(self.folder), user_dict="default", postag=False)
        # The package joins words again by a dictionary of its own; that costs ten points of F on the corpus's standard.
        model.postprocesser.do_process = False
        # Shipped in single precision to be small; the decoder wants double.
        model.model.w = model.model.w.astype("float64")
        return model

    def cut(self, text: str) -> list[str]:
        """Return the words; joined together they are the text, blanks included."""
        return [word for piece in BLANKS.split(text) if piece for word in self._words(piece)]

    def _words(self, piece: str) -> Iterator[str]:
        if piece.isspace() or len(piece) == 1:
            yield piece
            return
        for start in range(0, len(piece), LONGEST):
            yield from _whole(self.model.cut(piece[start : start + LONGEST]), piece[start : start + LONGEST])


def _whole(words: list[str], text: str) -> list[str]:
    """The words where they make up the text; its characters where the model changed one."""
    return words if "".join(words) == text else list(text)
