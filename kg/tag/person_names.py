"""Where a person's name ends: surname, given name, and what stands right of it."""

from __future__ import annotations

import re

from kg.tag.lexicon import Lexicon
from kg.tag.matching import HAN
from kg.tag.names import Name, Post

PADDED = re.compile(rf"(?P<gap>[ \u3000]{{1,4}})[{HAN}](?:(?P=gap)[{HAN}](?=[ \u3000,、;。(\n]|$))?")
# 徐 相 锋通报: padded twice, with the verb right behind.
THRICE = re.compile(rf"(?P<gap>[ \u3000])[{HAN}](?P=gap)(?P<last>[{HAN}])(?=[{HAN}])")
# 肖捷在作报告时: what hardly ends a given name, where words go on behind it.
NOT_GIVEN = "在将对就到率任兼与及还也受以都说作做"
GIVEN = re.compile(f"[{HAN}]{{1,2}}")
GOES_ON = re.compile(f"[{HAN}0-9《“]")
MINORITY = re.compile(rf"[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}})+")


def name_at(text: str, position: int, lexicon: Lexicon) -> int | None:
    """Return where the person's name at ``position`` ends, or None. One blank may pad a two-character name."""
    minority = MINORITY.match(text, position)
    if minority:
        return _dotted_end(text, text.rindex("·", position, minority.end()), minority.end(), lexicon)
    surname = surname_length(text, position, lexicon)
    foreign = lexicon.transliterated.match(text, position)
    if foreign and lexicon.after_name.match(text, foreign.end()):
        return foreign.end()
    if not surname or text[position : position + 2] in lexicon.not_names:
        return None
    thrice = THRICE.match(text, position + surname) if surname == 1 else None
    if thrice and thrice["last"] not in NOT_GIVEN and lexicon.after_name.match(text, thrice.end()):
        return thrice.end()
    padded = PADDED.match(text, position + surname)
    whole = re.sub(r"\s+", "", text[position : padded.end()]) if padded else ""
    if (
        padded
        and surname == 1
        and whole not in lexicon.role_words
        and lexicon.after_name.match(text, padded.end())
    ):
        return padded.end()
    return _unpadded(text, position + surname, lexicon)


def _dotted_end(text: str, dot: int, end: int, lexicon: Lexicon) -> int | None:
    """Where a name with dots ends: before the first word or mark behind its last part, else before one character."""
    fits = [e for e in range(dot + 2, end + 1) if lexicon.after_name.match(text, e)]
    whole = [e for e in fits if e == end or _is_word(text, e, lexicon)]
    return next(iter([*whole, *fits]), None)


def surname_length(text: str, position: int, lexicon: Lexicon) -> int:
    """Return how many characters of a surname stand at the position: 2, 1 or 0."""
    return next((n for n in (2, 1) if text[position : position + n] in lexicon.surnames), 0)


def _unpadded(text: str, given: int, lexicon: Lexicon) -> int | None:
    """Choose one or two characters of given name by what stands right of them."""
    run = GIVEN.match(text, given)
    fits = [
        n
        for n in range(1, len(run[0]) + 1 if run else 1)
        if not lexicon.title.fullmatch(text, given, given + n) and text[given + n - 1] != "等"
    ]
    ends = [given + n for n in fits if lexicon.after_name.match(text, given + n)]
    if not ends:
        return None
    if len(ends) == 2 and not GIVEN.match(text, ends[0]):
        return ends[0]
    if len(ends) == 2 and text[ends[0]] in NOT_GIVEN and GOES_ON.match(text, ends[1]):
        return ends[0]
    return ends[0] if len(ends) == 1 or _is_word(text, ends[0], lexicon) else ends[1]


def _is_word(text: str, position: int, lexicon: Lexicon) -> bool:
    """Whether a word of two characters or more stands here, so that the short name is whole."""
    match = lexicon.after_name.match(text, position)
    return bool(match and len(match.group()) > 1)


def person(text: str, start: int, end: int, posts: tuple[Post, ...], rule: str) -> Name:
    """Make the name of an official; blanks that pad it are not part of it."""
    return Name(start, end, "Official", re.sub(r"\s+", "", text[start:end]), rule, posts=posts)
