"""Which queries a question in pieces may ask for, and how well each explains it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from kg.ask.dates import ON, SINCE, UNTIL
from kg.ask.pieces import (
    AMOUNT,
    DATE,
    LEAST,
    LIMIT,
    NAME,
    NUMBER,
    PERIOD,
    SHARE,
    TITLE,
    TOPIC,
    UNKNOWN,
    WORD,
    Piece,
)
from kg.ask.vocabulary import SILENT, Frame, Vocabulary, Way
from kg.query import Param, Query

NUMBER_PARAM, LINEAGE, FORMER = "number", "lineage", "former"
MEETING, DOCUMENT = "Meeting", "Document"
FULL, HALF, BESIDE = 2.0, 1.0, 0.5
# A name or date that a query has no use for weighs more than a word.
LOST_NAME = 4.0
MOST_LOST = 2
LEAST_ROWS = 3
# What a word weighs that a reading does not explain.
LOSS = 0.75
MOST_MEANINGS = 64


@dataclass(frozen=True, slots=True)
class Fit:
    """A query with values, as one reading of a question.

    Attributes:
        query: The query.
        values: Text by parameter name; entities by id.
        score: How much of the question it needs.
        lost: Pieces of the question that it does not explain.
        lacking: Parameters that it needs and the question does not give.
        doubtful: Whether a name is only like the one meant.
        sure: Whether a word asks for it that few others have.
        bearable: Whether not too many words are only allowed beside those that ask for it.
    """

    query: Query
    values: Mapping[str, str]
    score: float
    lost: tuple[Piece, ...]
    lacking: tuple[str, ...]
    doubtful: bool
    sure: bool
    bearable: bool

    @property
    def is_whole(self) -> bool:
        """Whether it explains all and lacks nothing."""
        return not self.lost and not self.lacking and not self.doubtful and self.bearable

    @property
    def is_near(self) -> bool:
        """Whether it is worth offering: it lacks nothing, and no name or date is without a use."""
        told = [piece for piece in self.lost if piece.kind != UNKNOWN]
        return (
            not self.lacking
            and all(piece.kind not in (NAME, NUMBER, DATE) for piece in told)
            and len(told) <= MOST_LOST
        )

    @property
    def is_topical(self) -> bool:
        """Whether it has a use for a topic."""
        return TOPIC in self.values

    @property
    def closeness(self) -> float:
        """How much it explains, less what it does not."""
        return self.score - sum(LOSS if piece.kind == WORD else LOST_NAME for piece in self.lost)

    def is_close(self, light: frozenset[str]) -> bool:
        """Whether a distinctive word asks for it, and what it does not explain are a few light words."""
        return (
            not (self.lacking or self.doubtful)
            and self.sure
            and len(self.lost) <= MOST_LOST
            and all(piece.kind == WORD and piece.says & light for piece in self.lost)
        )

    @property
    def nearness(self) -> tuple[int, float, float]:
        """Sorts the nearest first."""
        lost = sum(LOST_NAME if piece.kind != "word" else 1.0 for piece in self.lost)
        return len(self.lacking), lost, -self.score

    @property
    def key(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """What makes two readings the same."""
        return self.query.name, tuple(sorted(self.values.items()))


def fits(pieces: Sequence[Piece], queries: Mapping[str, Query], words: Vocabulary) -> Iterator[Fit]:
    """Yield every query of which a way is met, with each of the entities that a name may mean."""
    for frame in words.frames:
        query = queries.get(frame.query)
        if query is None:
            continue
        for named in _named(pieces):
            if fit := _Fitting(query, frame, named, words).fit():
                yield fit


def _named(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces with one entity a name, for each that it may mean."""
    choices = [[_one(piece, id_) for id_ in piece.ids] if piece.ids else [piece] for piece in pieces]
    for each in islice(product(*choices), MOST_MEANINGS):
        yield list(each)


def _one(piece: Piece, id_: str) -> Piece:
    return Piece(
        piece.kind, piece.start, piece.end, piece.text, piece.says, piece.value, (id_,), piece.doubtful
    )


class _Fitting:
    """One query tried on the pieces of one question."""

    def __init__(self, query: Query, frame: Frame, pieces: list[Piece], words: Vocabulary) -> None:
        self.query, self.frame, self.pieces, self.words = query, frame, pieces, words
        self.values: dict[str, str] = {}
        self.used: set[int] = set()

    def fit(self) -> Fit | None:
        """The reading; none where no way is met."""
        self._fill_entities()
        self._fill_dates()
        self._fill_numbers()
        self._fill_choices()
        best = max(
            (way for way in map(self._met, self.frame.ways) if way is not None),
            key=self._weight,
            default=None,
        )
        if best is None:
            return None
        lost = tuple(self._lost(best))
        lacking = tuple(p.name for p in self.query.params if p.default is None and p.name not in self.values)
        beside = sum(BESIDE for n in range(len(self.pieces)) if n in self.used)
        doubtful = any(self.pieces[n].doubtful for n in self.used)
        sure = any(self._worth(n) == FULL for n in best)
        bearable = self._allowed(best) <= max(MOST_LOST, len(best))
        return Fit(
            self.query, self.values, self._weight(best) + beside, lost, lacking, doubtful, sure, bearable
        )

    def _params(self, *names: str) -> list[Param]:
        return [param for param in self.query.params if param.name in names]

    def _fill_entities(self) -> None:
        by_id: dict[str, list[int]] = {}
        for n, piece in enumerate(self.pieces):
            if piece.kind in (NAME, NUMBER) and piece.ids:
                by_id.setdefault(piece.ids[0], []).append(n)
        for param in [p for p in self.query.params if p.is_entity]:
            types = param.type.split("|")
            for id_, places in by_id.items():
                if id_.split("/", 1)[0] in types and not self.used & set(places):
                    self.values[param.name] = id_
                    self.used |= set(places)
                    break

    def _fill_dates(self) -> None:
        for n, piece in enumerate(self.pieces):
            if piece.kind == DATE and (given := self._dated(piece)) is not None:
                self.values |= given
                self.used.add(n)

    def _dated(self, piece: Piece) -> dict[str, str] | None:
        """The parameters that a date gives; none where the query has no use for it."""
        names = {param.name for param in self.query.params}
        says = next(iter(piece.says))
        first, _, last = piece.value.partition("/")
        meeting = next((v for v in self.values.values() if v.startswith(f"{MEETING}/")), "")
        if says == ON and meeting.rpartition("@")[2].startswith(piece.value) and "@" in meeting:
            return {}
        if says == ON and "on" in names:
            return {"on": piece.value}
        if says == SINCE and "since" in names:
            return {"since": piece.value}
        if {"from", "to"} <= names:
            return {ON: {"from": first, "to": first}, SINCE: {"from": first}, UNTIL: {"to": first}}.get(
                says, {"from": first, "to": last}
            )
        return None

    def _fill_numbers(self) -> None:
        kinds = {
            NUMBER: (NUMBER_PARAM,),
            AMOUNT: (LEAST,),
            TITLE: ("title",),
            LIMIT: ("limit",),
            TOPIC: ("topic",),
            SHARE: ("share",),
            PERIOD: ("years",),
        }
        for n, piece in enumerate(self.pieces):
            named = kinds.get(piece.kind, ())
            if piece.kind == AMOUNT and self._is_of_rows(piece):
                named = ("limit",)
            for param in self._params(*named):
                self.values[param.name] = piece.value
                self.used.add(n)

    def _is_of_rows(self, piece: Piece) -> bool:
        """Whether an amount tells how many rows are wanted: 五个, not 两个, 五个以上, nor where the query asks for amounts."""
        asks = self._params(LEAST) or any(AMOUNT in said for way in self.frame.ways for said in way)
        return (
            not asks and int(piece.value) >= LEAST_ROWS and not (LEAST in piece.says or "以上" in piece.text)
        )

    def _met(self, way: Way) -> tuple[int, ...] | None:
        """The pieces that say what a way needs, each another one; none where it is not said."""
        return self._choose(way, ())

    def _choose(self, way: Way, chosen: tuple[int, ...]) -> tuple[int, ...] | None:
        if not way:
            return chosen
        for n, piece in enumerate(self.pieces):
            fitting = n not in chosen and piece.kind != DATE and piece.says & way[0]
            if fitting and (found := self._choose(way[1:], (*chosen, n))) is not None:
                return found
        return None

    def _weight(self, way: tuple[int, ...]) -> float:
        return sum(self._worth(n) for n in way)

    def _worth(self, n: int) -> float:
        """What a word counts: less where it might say nothing, and where many questions have it."""
        says = self.pieces[n].says
        return HALF if SILENT in says or says <= self.words.weak else FULL

    def _fill_choices(self) -> None:
        said = [piece.says for piece in self.pieces if piece.kind in ("word", TITLE)]
        for param in self.query.params:
            if param.name == LINEAGE and any(FORMER in each for each in said):
                self.values[LINEAGE] = "true"
            told = {
                value
                for value in param.choices
                if any(self.frame.sets.get(value, frozenset()) & s for s in said)
            }
            if len(told) == 1:
                self.values[param.name] = told.pop()

    def _allowed(self, way: tuple[int, ...]) -> int:
        """How many words tell something that the reading only allows."""
        others = (p for n, p in enumerate(self.pieces) if n not in way and n not in self.used)
        return sum(p.kind == WORD and not p.says & ({SILENT} | self.words.light) for p in others)

    def _lost(self, way: tuple[int, ...]) -> Iterator[Piece]:
        """The pieces that nothing in the query explains."""
        needed = set(way)
        for n, piece in enumerate(self.pieces):
            if n in self.used or n in needed or piece.says & (self.frame.also | {SILENT}):
                continue
            if piece.kind == LIMIT and self._params("limit"):
                continue
            if piece.kind == UNKNOWN or not self._is_set(piece):
                yield piece

    def _is_set(self, piece: Piece) -> bool:
        """Whether the piece gives a choice its value."""
        given = set(self.values.values())
        return any(value in given and said & piece.says for value, said in self.frame.sets.items())
