"""Gold files: the entities and facts that a careful reader would put into a graph."""

from __future__ import annotations

import json
from pathlib import Path

from kg.errors import ReadError
from kg.scoring import Record


def load_gold(path: Path) -> Record:
    """Read a gold file.

    Raises:
        ReadError: It is no JSON object with ``entities`` and ``facts``.
    """
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
        return {"entities": gold["entities"], "facts": gold["facts"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReadError(f"{path}: is no gold file with entities and facts ({error})") from error
