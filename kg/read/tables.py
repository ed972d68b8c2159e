"""The tables under ``schema/clean/``, read once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml

from kg.assets import folder
from kg.errors import SchemaError


@lru_cache(maxsize=16)
def table(name: str) -> dict[str, Any]:
    """Return the table of ``schema/clean/<name>.yml``.

    Raises:
        SchemaError: The file is missing or is not a mapping.
    """
    path = folder("schema") / "clean" / f"{name}.yml"
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise SchemaError(f"{path}:1: {error}") from error
    if not isinstance(data, dict):
        raise SchemaError(f"{path}:1: must be a mapping")
    return data


def any_of(words: list[str]) -> str:
    """Return the body of a pattern that takes any of the patterns, the longest first."""
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))
