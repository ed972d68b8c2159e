"""Pinyin in brackets behind a character, as pages that were machine-annotated carry it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.clean.draft import Edit

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
SOUND = f"(?=[a-zü]{{0,5}}[{TONED}])[a-zü{TONED}]{{1,6}}"
# The bracket first: it is what the engine can look for quickly.
GLOSS = re.compile(rf"[(（](?<=[\u3400-\u9fff].) ?{SOUND} ?[)）](?:[(（] ?{SOUND} ?[)）])*")


def drop_glosses(text: str) -> Iterator[Edit]:
    """Drop every gloss; a tone mark is required, so that (pm) and the like stay."""
    return (Edit(m.start(), m.end(), "", "gloss") for m in GLOSS.finditer(text))
