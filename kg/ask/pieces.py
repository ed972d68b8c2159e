"""A question in pieces: names, dates, amounts, posts, words, and what is none of these."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.ask.vocabulary import BEYOND, LATIN, RELATIVE, SILENT, Vocabulary, says, stems

NAME, DATE, NUMBER, TITLE, AMOUNT, LIMIT, SHARE, PERIOD, WORD, TOPIC, UNKNOWN = (
    *("name", "date", "number", "title", "amount", "limit", "percent", "period", "word", "topic"),
    "unknown",
)
OVER_TIME = "over_time"
DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2, "〇": 0}
ENGLISH = {
    word: n
    for n, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 2)
}
MEASURED = re.compile(
    r"(?<![0-9])(?:([0-9]{1,3}|[一二两三四五六七八九十]{1,2})[个项家种份次位名类职](?:[及或]?以上)?|[0-9]{1,3}(?![0-9]))"
)
FIRST_FEW = re.compile(
    r"(?:排名)?前([0-9]{1,3}|[一二两三四五六七八九十]{1,2})[名位个家对份条篇种项]?|top ([0-9]{1,3}|[a-z]{3,5})\b"
)
PERCENT = re.compile(
    r"([0-9]{1,3})\s?(?:%|percent\b|per cent\b)(?:以上)?|百分之([一二两三四五六七八九十]{1,3}|[0-9]{1,3})(?:以上)?"
)
LEAST = "least"
AT_LEAST = re.compile(
    r"(?:至少|不少于|最少|起码|超过|多于|不止|少于|不到|(?:at least|more than|over|fewer than|minimum of|no fewer than) )$"
)
# What goes before an amount that says how many rows are wanted.
ROWS = re.compile(
    r"(?:最(?![少低小])[\u4e00-\u9fff]{1,4}的?|列出?|列举|给出|给我)$|\b(?:list|show|give me) $"
)
ORDINAL = re.compile(r"第[0-9一二三四五六七八九十]{1,3}[次届批期]?")
MORE_THAN = re.compile(r"(?:超过|多于|more than )$")
NAMED = re.compile("[0-9“”]")
PHRASE_WORDS = 7
# An unknown character costs more than any number of words.
OUTSIDE = {BEYOND, RELATIVE}
UNKNOWN_COST, WORD_COST, LONG_WORD = 100_000, 100, 6
BETWEEN = re.compile(r"[\s,.;:!?、。“”\"'‘’《》()\[\]〔〕…/·—~-]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a question.

    Attributes:
        kind: What it is.
        start: Where it begins.
        end: Where it ends.
        text: Its characters.
        says: What it may say, by the rows of the vocabulary.
        value: The date, number or post that it means.
        ids: The entities that it may name.
        doubtful: Whether the name is only like that of the entity.
    """

    kind: str
    start: int
    end: int
    text: str
    says: frozenset[str] = frozenset()
    value: str = ""
    ids: tuple[str, ...] = ()
    doubtful: bool = False

    @property
    def types(self) -> set[str]:
        """Types of the entities that it may name."""
        return {id_.split("/", 1)[0] for id_ in self.ids}

    def meets(self, others: Iterable[Piece]) -> bool:
        """Say whether it has a character in common with one of them."""
        return any(other.start < self.end and self.start < other.end for other in others)


def folded(text: str) -> str:
    """Return a question in half-width lower case, character for character."""
    return "".join(_fold(char) for char in text)


def cut(text: str, known: Sequence[Piece], words: Vocabulary) -> list[Piece]:
    """Cut a folded question: names and dates stay whole, the gaps become the fewest words that leave the least unknown."""
    return _merged(text, _Cut(text, known, words).pieces())


def is_worded(text: str, words: Vocabulary) -> bool:
    """Say whether a text is made of words of the vocabulary alone, so that it names nothing by itself."""
    pieces = cut(folded(text), (), words)
    return not NAMED.search(text) and all(piece.kind != UNKNOWN for piece in pieces)


def whole(text: str) -> int:
    """Return the number that digits of either kind mean."""
    if text.isdigit() and text.isascii():
        return int(text)
    if text in ENGLISH:
        return ENGLISH[text]
    tens, found, units = text.rpartition("十")
    if not found:
        return DIGITS[text[-1]]
    return DIGITS.get(tens, 1) * 10 + DIGITS.get(units, 0)


def _fold(char: str) -> str:
    wide = unicodedata.normalize("NFKC", char)
    return (wide if len(wide) == 1 else char).lower()[:1]


class _Cut:
    """The cheapest way through a text, found from its end."""

    def __init__(self, text: str, known: Sequence[Piece], words: Vocabulary) -> None:
        self.text = text
        self.words = words
        self.known = {piece.start: piece for piece in known}
        self.borders = sorted([*self.known, len(text)])
        self.before = {piece.end: piece for piece in known}

    def pieces(self) -> Iterator[Piece]:
        """The pieces in order; what is between words is left out."""
        best: list[tuple[int, Piece | None]] = [(0, None)] * (len(self.text) + 1)
        for start in reversed(range(len(self.text))):
            best[start] = min(
                ((self._cost(piece) + best[piece.end][0], piece) for piece in self._at(start)),
                key=lambda each: each[0],
            )
        start = 0
        while start < len(self.text):
            piece = best[start][1]
            assert piece is not None
            if piece.text.strip() and not BETWEEN.fullmatch(piece.text):
                yield piece
            start = piece.end

    def _cost(self, piece: Piece) -> int:
        if piece.kind == UNKNOWN:
            return 0 if BETWEEN.fullmatch(piece.text) else UNKNOWN_COST * len(piece.text)
        # Of as many words, those with a long one among them.
        beyond = WORD_COST if piece.says & OUTSIDE else 0
        return WORD_COST + beyond - min(len(piece.text), LONG_WORD) ** 2

    def _at(self, start: int) -> Iterator[Piece]:
        """What may begin here."""
        if start in self.known:
            yield self.known[start]
            return
        border = next(each for each in self.borders if each > start)
        inside = any(p.start < start < p.end for p in self.known.values())
        if not inside:
            yield from self._counted(start, border)
            yield from self._worded(start, border)
            yield from self._titled(start, border)
        latin = LATIN.match(self.text, start, border)
        end = latin.end() if latin and not self._in_word(start) else start + 1
        yield Piece(UNKNOWN, start, end, self.text[start:end])

    def _in_word(self, start: int) -> bool:
        return start > 0 and bool(LATIN.fullmatch(self.text[start - 1])) and start not in self.before

    def _worded(self, start: int, border: int) -> Iterator[Piece]:
        for end, key in self._keys(start, border):
            if told := says(key):
                yield self._with_title(Piece(WORD, start, end, self.text[start:end], told), key)

    def _keys(self, start: int, border: int) -> Iterator[tuple[int, str]]:
        """Ends and forms of the words that might begin here."""
        if not LATIN.match(self.text[start]):
            for end in range(start + 1, min(border, start + self.words.longest) + 1):
                yield end, self.text[start:end]
        elif not self._in_word(start):
            position, parts = start, list[str]()
            while len(parts) < PHRASE_WORDS and (match := LATIN.match(self.text, position, border)):
                parts.append(match[0])
                yield match.end(), stems(" ".join(parts))
                position = match.end() + 1 if self.text[match.end() : match.end() + 1] == " " else border

    def _with_title(self, piece: Piece, key: str) -> Piece:
        title = self.words.english_titles.get(key) or (piece.text if piece.text in self.words.titles else "")
        return _title(piece, title) if title else piece

    def _titled(self, start: int, border: int) -> Iterator[Piece]:
        for end, key in self._keys(start, border):
            title = self.words.english_titles.get(key) or (key if key in self.words.titles else "")
            if title and key not in self.words.words:
                yield _title(Piece(WORD, start, end, self.text[start:end]), title)
        body = self.before.get(start)
        if body and body.text and body.text[-1] + self.text[start] in self.words.titles:
            title = body.text[-1] + self.text[start]
            yield _title(Piece(WORD, start, start + 1, self.text[start]), title)

    def _counted(self, start: int, border: int) -> Iterator[Piece]:
        text = self.text
        match = FIRST_FEW.match(text, start, border)
        if match and (not match[2] or match[2].isdigit() or match[2] in ENGLISH):
            yield _valued(LIMIT, match, match[1] or match[2])
        if match := PERCENT.match(text, start, border):
            yield _valued(SHARE, match, match[1] or match[2])
        if match := ORDINAL.match(text, start, border):
            told = self.words.words.get(match[0], frozenset({"ordinal"}))
            yield Piece(WORD, start, match.end(), match[0], told)
        if match := MEASURED.match(text, start, border):
            number = whole(match[1] or match[0])
            yield self._amount(start, match.end(), number)
        if (match := LATIN.match(text, start, border)) and match[0] in ENGLISH and not self._in_word(start):
            yield self._amount(start, match.end(), ENGLISH[match[0]])

    def _amount(self, start: int, end: int, number: int) -> Piece:
        text = self.text[start:end]
        more = MORE_THAN.search(self.text[:start]) and "以上" not in text
        told = self.words.words.get(text, frozenset()) | {AMOUNT}
        if AT_LEAST.search(self.text[:start]):
            told |= {LEAST}
        elif ROWS.search(self.text[:start]):
            return Piece(LIMIT, start, end, text, told | {LIMIT}, str(number))
        return Piece(AMOUNT, start, end, text, told, str(number + 1 if more else number))


def _valued(kind: str, match: re.Match[str], number: str) -> Piece:
    return Piece(kind, match.start(), match.end(), match[0], frozenset({kind}), str(whole(number)))


def _title(piece: Piece, title: str) -> Piece:
    return Piece(TITLE, piece.start, piece.end, piece.text, piece.says - {SILENT} | {TITLE}, title)


def _merged(text: str, pieces: Iterable[Piece]) -> list[Piece]:
    """Join unknown pieces that stand side by side, or with a word of one character between them: 成都市."""
    merged: list[Piece] = []
    for piece in pieces:
        if piece.kind == UNKNOWN:
            start = _joint(merged, piece)
            if start < len(merged):
                first = merged[start].start
                piece = Piece(UNKNOWN, first, piece.end, text[first : piece.end])
                del merged[start:]
        merged.append(piece)
    return merged


def _joint(merged: list[Piece], piece: Piece) -> int:
    """The place of the unknown piece that the next one goes on with; behind the last where there is none."""
    for back in (1, 2):
        before = merged[-back:]
        whole = len(before) == back and before[0].kind == UNKNOWN and before[0].end + back - 1 == piece.start
        if whole and (back == 1 or len(before[1].text) == 1):
            return len(merged) - back
    return len(merged)


def periods(text: str, words: Vocabulary) -> list[Piece]:
    """The lengths of periods that a folded question tells: 以三年为一期, three-year periods."""
    return [
        replace(_valued(PERIOD, match, number), says=frozenset({OVER_TIME}))
        for match in words.period.finditer(text)
        if (number := match["zh"] or match["each"] or match["en"]).isdigit()
        or number in ENGLISH
        or not number.isascii()
    ]


def topics(text: str, words: Vocabulary) -> list[Piece]:
    """What a folded question may be about, by the words around it: 关于养老服务的文件, papers about child welfare."""
    found: list[Piece] = []
    for match in (match for pattern in words.topics for match in pattern.finditer(text)):
        topic = Piece(
            TOPIC, *match.span("topic"), match["topic"], says=frozenset({TOPIC}), value=match["topic"]
        )
        if not topic.meets(found):
            found.append(topic)
    return found
