"""Bare words that mean something named elsewhere in the article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from kg.link.bodies import Body
from kg.link.linked import Linked


def antecedent(text: str, known: Sequence[Body], *, quoted: bool = False) -> Body | None:
    """The last thing named whose name or other form ends with the words, be it in quotes where ``quoted`` allows."""
    tail = text.removesuffix("制度")
    return next(
        (
            b
            for b in reversed(known)
            if any((n.rstrip("”") if quoted else n).endswith(tail) for n in (b.name, *b.aliases))
        ),
        None,
    )


def sentence_of(linked: Linked, position: int) -> tuple[int, int]:
    """Return the sentence that holds the position; the whole text where none does."""
    number = bisect_right(linked.sentences, position, key=itemgetter(0)) - 1
    inside = number >= 0 and position < linked.sentences[number][1]
    return linked.sentences[number] if inside else (0, len(linked.text))
