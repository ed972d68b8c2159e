"""What becomes of a question: an answer, an offer of the nearest readings, or a refusal that says what was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from kg.ask.dates import dates
from kg.ask.fitting import Fit, fits
from kg.ask.likeness import is_like_a_name, whole_name
from kg.ask.names import Lookup, covers, guesses
from kg.ask.pieces import DATE, NAME, TITLE, UNKNOWN, Piece, cut, folded, is_worded, periods, topics
from kg.ask.vocabulary import BEYOND, RELATIVE, SILENT, Vocabulary, vocabulary
from kg.query import Query

HAN = re.compile("[\u4e00-\u9fff]")
LATIN_WORD = re.compile("[a-z]{2,}")
OFFERED = 3
# So much better must the first reading be than the second.
MARGIN = 0.25
# A reading that takes a shorter name where there is a longer one.
SHORTER = 0.5
LONGEST_QUESTION = 300
# And so much better a reading that does not explain a word.
AHEAD = 1.5


class Verdict(Enum):
    """What becomes of a question."""

    ANSWER = "answer"
    OFFER = "offer"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was read.

    Attributes:
        verdict: What becomes of it.
        language: ``zh`` or ``en``: what it is asked in.
        readings: Queries with values: the one to answer, or the nearest.
        unknown: Words that were not understood.
        names: What looks like the name of something that is not here.
        relative: Dates that hang on the day of asking.
    """

    verdict: Verdict
    language: str
    readings: tuple[Fit, ...]
    unknown: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()


def ask(question: str, queries: Mapping[str, Query], lookup: Lookup, long_names: Lookup) -> Asked:
    """Read a question.

    Args:
        question: The sentence.
        queries: The catalogue.
        lookup: Which of some forms are names, and of which entities.
        long_names: The forms of the types whose long names people shorten; only asked for where a part is not understood.
    """
    words = vocabulary()
    text = _without_tail(question.strip()[:LONGEST_QUESTION], words)
    covered = covers(text, lookup, words)
    cuts = [_pieces(text, named, words) for named in covered]
    if any(_unknown(pieces) for pieces in cuts):
        cuts = [_guessed(text, cuts[0], long_names, words), *cuts[1:]]
    found = [fit for n, pieces in enumerate(cuts) for fit in _scored(pieces, queries, words, n)]
    about = _about(text, covered[0], words)
    topical = [fit for pieces in about for fit in _scored(pieces, queries, words, 0) if fit.is_topical]
    if any(fit.is_whole or fit.is_close(words.light) for fit in topical):
        found, cuts = [*found, *topical], [*cuts, *about]
    language = _language(text, cuts[0])
    return _decide(_distinct(found), min(cuts, key=lambda pieces: len(_unknown(pieces))), language, text)


def _without_tail(text: str, words: Vocabulary) -> str:
    """The question without what only asks at its end, as in 改过名没有?"""
    plain = re.sub(r"[?!.。\s]+$", "", folded(text))
    tail = next((tail for tail in words.tail if plain.endswith(tail)), "")
    return text[: len(plain) - len(tail)]


def _pieces(text: str, named: Sequence[Piece], words: Vocabulary) -> list[Piece]:
    plain = folded(text)
    spans = [piece for piece in periods(plain, words) if not piece.meets(named)]
    days = [day for day in dates(plain) if not day.meets([*named, *spans])]
    return _apposed(cut(plain, [*named, *days, *spans], words), words)


def _about(text: str, named: Sequence[Piece], words: Vocabulary) -> list[list[Piece]]:
    """The question with what it may be about as one piece, whatever its words say; once for each topic."""
    return [
        _pieces(text, [*named, topic], words)
        for topic in topics(folded(text), words)
        if not topic.meets(named) and not is_worded(topic.text, words)
    ]


def _guessed(text: str, pieces: list[Piece], long_names: Lookup, words: Vocabulary) -> list[Piece]:
    """The pieces with a long name in the place of what is not understood, where one is like it."""
    named = [p for p in pieces if p.ids]
    found = guesses(folded(text), pieces, long_names([]))
    return _pieces(text, [*named, *found], words) if found else pieces


def _apposed(pieces: list[Piece], words: Vocabulary) -> list[Piece]:
    """Leave out the body and the post that only tell who an official is: 民政部部长黄树贤, 黄树贤部长."""
    kept: list[Piece] = []
    for piece in pieces:
        if "Official" in piece.types:
            before = _without_apposition(kept, words)
            bodies = [p for p in kept[len(before) :] if p.ids]
            kept, piece = before, _of_body(piece, bodies)
        elif piece.kind == TITLE and kept and "Official" in kept[-1].types and kept[-1].end == piece.start:
            continue
        kept.append(piece)
    return kept


def _without_apposition(pieces: list[Piece], words: Vocabulary) -> list[Piece]:
    end = len(pieces)
    while end and (pieces[end - 1].text in words.apposed or pieces[end - 1].kind == TITLE):
        end -= 1
    is_body = end and pieces[end - 1].kind == NAME and pieces[end - 1].types & {"Agency", "Organization"}
    return pieces[: end - 1] if is_body else pieces


def _of_body(official: Piece, bodies: Iterable[Piece]) -> Piece:
    """The official of that body, where several bear the name."""
    of = {id_.split("/", 1)[1] for body in bodies for id_ in body.ids}
    own = tuple(id_ for id_ in official.ids if id_.rpartition("@")[2] in of)
    return replace(official, ids=own or official.ids)


def _scored(pieces: list[Piece], queries: Mapping[str, Query], words: Vocabulary, n: int) -> Iterable[Fit]:
    for fit in fits(pieces, queries, words):
        yield replace(fit, score=fit.score - (SHORTER if n else 0))


def _distinct(found: Iterable[Fit]) -> list[Fit]:
    """The readings, the best first, each once."""
    best: dict[object, Fit] = {}
    for fit in sorted(found, key=lambda each: each.nearness):
        best.setdefault(fit.key, fit)
    return list(best.values())


def _decide(found: list[Fit], pieces: list[Piece], language: str, text: str) -> Asked:
    unknown = _unknown(pieces)
    whole = sorted((fit for fit in found if fit.is_whole), key=lambda fit: -fit.score)
    best = [fit for fit in whole if fit.score > whole[0].score - MARGIN]
    if not whole and (close := _close(found)):
        best = [close]
    near = [fit for fit in found if fit not in best and fit.is_near]
    offered = tuple([*best, *near][:OFFERED])
    if unknown:
        return _refused(unknown, pieces, language, text, offered)
    if len(best) == 1:
        return Asked(Verdict.ANSWER, language, (best[0],))
    return Asked(Verdict.OFFER if offered else Verdict.REFUSE, language, offered)


def _close(found: list[Fit]) -> Fit | None:
    """The reading that explains nearly all, where it does so far better than any other."""
    light = vocabulary().light
    near = sorted((fit for fit in found if not fit.lacking), key=lambda fit: -fit.closeness)
    if not near or not near[0].is_close(light):
        return None
    return near[0] if len(near) == 1 or near[0].closeness - near[1].closeness >= AHEAD else None


def _refused(
    unknown: list[Piece], pieces: list[Piece], language: str, text: str, offered: tuple[Fit, ...]
) -> Asked:
    names = [p for p in unknown if is_like_a_name(p, pieces, text, vocabulary())]
    relative = [p for p in unknown if RELATIVE in p.says]
    rest = [p for p in unknown if p not in names and p not in relative]
    return Asked(
        Verdict.REFUSE,
        language,
        # Without the name that was asked of, no reading is near.
        () if names else offered,
        tuple(text[p.start : p.end] for p in rest),
        tuple(dict.fromkeys(whole_name(p, pieces, text) for p in names)),
        tuple(text[p.start : p.end] for p in relative),
    )


def _unknown(pieces: Iterable[Piece]) -> list[Piece]:
    """What was not understood: what is no word here, and what no query answers."""
    outside = {BEYOND, RELATIVE}
    return [p for p in pieces if p.kind == UNKNOWN or (p.says & outside and SILENT not in p.says)]


def _language(text: str, pieces: Iterable[Piece]) -> str:
    """The language of what is neither name nor date."""
    rest = list(folded(text))
    for piece in pieces:
        if piece.kind in (NAME, DATE):
            rest[piece.start : piece.end] = " " * (piece.end - piece.start)
    plain = "".join(rest)
    return "en" if len(LATIN_WORD.findall(plain)) > len(HAN.findall(plain)) / 2 else "zh"
