"""What is in doubt, asked one by one or as a table to fill in; and what texts tell against each other."""

from __future__ import annotations

from kg.review.contradictions import Contradiction, contradictions
from kg.review.doubts import KINDS, Doubt, doubts, is_open
from kg.review.material import Material, Quote
from kg.review.table import read_table, write_table
from kg.review.vocabulary import answer

__all__ = [
    "KINDS",
    "Contradiction",
    "Doubt",
    "Material",
    "Quote",
    "answer",
    "contradictions",
    "doubts",
    "is_open",
    "read_table",
    "write_table",
]
