"""Whether a part of a question that nobody understands looks like the name of something that is not here."""

from __future__ import annotations

from functools import lru_cache

from kg import assets
from kg.ask.pieces import UNKNOWN, Piece
from kg.ask.vocabulary import Vocabulary, vocabulary

PERSON = range(2, 5)
PLACE = "Place"
ENDS = {"mechanism", "body"}


def is_like_a_name(piece: Piece, pieces: list[Piece], text: str, words: Vocabulary) -> bool:
    """Say whether an unknown piece looks like a name, with the place before it and the words after it."""
    if piece.kind != UNKNOWN:
        return False
    name = whole_name(piece, pieces, text)
    is_person = len(name) in PERSON and name.startswith(_surnames())
    return is_person or any(words.names.fullmatch(each) for each in (name, piece.text))


def whole_name(piece: Piece, pieces: list[Piece], text: str) -> str:
    """Return the name that an unknown piece is part of: 上海市 and 教育局, 外交 and 部, 月球移民 and 部际联席会议."""
    place = pieces.index(piece)
    start, end = piece.start, piece.end
    for before in reversed(pieces[:place]):
        if before.end != start or not (PLACE in before.types or _is_syllable(before)):
            break
        start = before.start
    for after in pieces[place + 1 :]:
        if after.start != end or not (after.kind == UNKNOWN or after.says & ENDS or _is_syllable(after)):
            break
        end = after.end
    return text[start:end].strip("《》 ")


def _is_syllable(piece: Piece) -> bool:
    """Whether a word of one character might as well be part of a name."""
    return len(piece.text) == 1 and bool(piece.says) and piece.text not in vocabulary().apart


@lru_cache(maxsize=1)
def _surnames() -> tuple[str, ...]:
    lines = (assets.folder("seeds") / "surnames.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.split()[0] for line in lines if line.strip() and not line.startswith("#"))
