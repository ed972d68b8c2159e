"""Areas named in a text: chains of place names (江苏省南京市) and relative words (省, 我市)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.seeds import PlaceRow
from kg.tag.lexicon import PLACE_LEVELS, Lexicon
from kg.tag.matching import HAN

SHORTEST = 2
IS_HAN = re.compile(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Area:
    """Words that name an area; ``places`` are the rows the words may mean, best known first; empty if relative."""

    start: int
    end: int
    text: str
    places: tuple[PlaceRow, ...]
    short: bool = False

    @property
    def is_relative(self) -> bool:
        """Whether only the article tells which area is meant."""
        return not self.places


def find_areas(text: str, lexicon: Lexicon) -> list[Area]:
    """Return every place chain of the text, in text order."""
    hits = [
        _area(s, e, w, lexicon)
        for s, e, w in lexicon.area.find(text)
        if not _is_verb(text, s, w, lexicon) and not _is_part(text, s, w, lexicon)
    ]
    chains: list[Area] = []
    for hit in hits:
        joined = _join(chains[-1], hit, lexicon) if chains and chains[-1].end == hit.start else None
        if joined:
            chains[-1] = joined
        else:
            chains.append(hit)
    return chains


@lru_cache(maxsize=4)
def find_relative(text: str, lexicon: Lexicon) -> tuple[Area, ...]:
    """Return the relative area words whose left neighbour lets them be one."""
    frames = lexicon.frames["bodies"]
    words = sorted(frames["relative_areas"], key=len, reverse=True)
    left = tuple(frames["relative_left"])
    words_not = tuple(frames["relative_not"])
    found = []
    for match in re.finditer("|".join(words), text):
        if text.startswith(words_not, match.start()):
            continue
        before = text[max(0, match.start() - 4) : match.start()]
        if _is_open(before) or len(match.group()) > 1 or before.endswith(left):
            found.append(Area(match.start(), match.end(), match.group(), ()))
    return tuple(found)


def best_place(places: tuple[PlaceRow, ...], context: PlaceRow | None, lexicon: Lexicon) -> PlaceRow | None:
    """Return the row that the context decides for, or the only one; None where several remain."""
    if len(places) == 1 or not places:
        return places[0] if places else None
    near = [p for p in places if context and _related(p, context, lexicon)]
    if len(near) == 1:
        return near[0]
    pool = near or list(places)
    living = [p for p in pool if not p.valid_to]
    best = min(PLACE_LEVELS.get(p.level, 9) for p in living or pool)
    top = [p for p in living or pool if PLACE_LEVELS.get(p.level, 9) == best]
    return top[0] if len({(p.name, p.parent) for p in top}) == 1 else None


def _is_open(before: str) -> bool:
    return not before or not IS_HAN.match(before[-1])


def _is_verb(text: str, start: int, word: str, lexicon: Lexicon) -> bool:
    """会同县公安局 is said of the county 会同县 only where its city or province stands before it."""
    verbs = tuple(lexicon.frames["bodies"]["fused_verbs"])
    return word.startswith(verbs) and text[start - 1 : start] not in ("省", "市")


def _is_part(text: str, start: int, word: str, lexicon: Lexicon) -> bool:
    """示范县, 主城区: a name of two characters that ends in a rank word is one only behind an edge or an area."""
    if word in lexicon.frames["bodies"]["needs_city"]:
        return text[start - 1 : start] not in ("市", "省")
    if len(word) != SHORTEST or word[-1] not in "县区市旗":
        return False
    before = text[max(0, start - 4) : start]
    edges = (*lexicon.frames["bodies"]["relative_left"], "省", "市", "州", "盟", "区")
    return not _is_open(before) and not before.endswith(edges)


def _area(start: int, end: int, word: str, lexicon: Lexicon) -> Area:
    rows = tuple(
        sorted(lexicon.place_names[word], key=lambda p: (PLACE_LEVELS.get(p.level, 9), p.code, p.valid_to))
    )
    return Area(start, end, word, rows, short=all(r.name != word for r in rows))


def _join(left: Area, right: Area, lexicon: Lexicon) -> Area | None:
    """Join two neighbours where the right one lies in the left one."""
    parents = {lexicon.place_key(p) for p in left.places}
    inside = tuple(p for p in right.places if parents & {lexicon.place_key(a) for a in lexicon.ancestors(p)})
    if not inside:
        return None
    return Area(left.start, right.end, left.text + right.text, inside, short=right.short)


def _related(place: PlaceRow, context: PlaceRow, lexicon: Lexicon) -> bool:
    line = {lexicon.place_key(p) for p in [context, *lexicon.ancestors(context)]}
    own = {lexicon.place_key(p) for p in [place, *lexicon.ancestors(place)]}
    return lexicon.place_key(place) in line or lexicon.place_key(context) in own
