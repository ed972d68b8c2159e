"""Chinese names for readers of English."""

from __future__ import annotations

from pypinyin import Style, lazy_pinyin


def in_pinyin(name: str) -> str:
    """Return the name in pinyin without tones, a capital a syllable: 民政部 → ``Min Zheng Bu``; other scripts stay."""
    syllables = (part.strip() for part in lazy_pinyin(name, style=Style.NORMAL))
    return " ".join(part[:1].upper() + part[1:] for part in syllables if part)
