"""What to write in another way in Cypher, so that both engines give the same rows."""

from __future__ import annotations

from kg.lint import rules, shipped
from kg.lint.finding import Finding, Severity
from kg.lint.tokens import Tokens

__all__ = ["Finding", "Severity", "lint"]


def lint(text: str) -> list[Finding]:
    """Return what should be written otherwise, by line and rule. Linear in the length of the text.

    ``refuse`` marks what the embedded engine answers wrongly without saying so, ``warn`` what the engines give in
    different shapes, and ``shipped`` what only one of them understands, which matters for files meant for both.
    """
    tokens = Tokens(text)
    found = {finding for rule in (*rules.RULES, *shipped.RULES) for finding in rule(tokens)}
    return sorted(found)
