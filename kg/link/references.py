"""Bare words that mean something named elsewhere in the article."""

from __future__ import annotations

from collections.abc import Sequence

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
    return next(((s, e) for s, e in linked.sentences if s <= position < e), (0, len(linked.text)))
