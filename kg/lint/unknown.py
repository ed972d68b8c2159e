"""Labels and relationship types of a query that no schema knows: an answer without rows may come from them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from kg.lint.tokens import blank

# Behind a bracket, perhaps a variable, and a colon: one name or several.
NAMED = re.compile(r"[(\[]\s*\w*\s*:\s*(\w+(?:\s*[|:&]\s*:?\s*\w+)*)")


def unknown_names(text: str, known: Collection[str]) -> Iterator[str]:
    """Yield the labels and types of a query's patterns that are none of those known, each once, in order."""
    found = (name for group in NAMED.findall(blank(text)) for name in re.findall(r"\w+", group))
    yield from (name for name in dict.fromkeys(found) if name not in known)
