"""Decisions on persons: who is given a post, and who is relieved of one."""

from __future__ import annotations

import re

from kg.tag.lexicon import Lexicon
from kg.tag.matching import HAN, compiled
from kg.tag.names import Found, Name
from kg.tag.posts import read_posts
from kg.tag.rolls import is_name

DISMISSED = "dismissed"
# The posts of one person end where the next one's name comes: 任命甲为某部部长、乙为某局局长.
EACH = re.compile(rf"[{HAN}]+")
END = rf"[,;。\n]|$|、[{HAN}]{{2,4}}为"
POSTS = rf"(?:(?!、[{HAN}]{{2,4}}为)[^,;。\n]){{2,40}}?"
NEXT = re.compile(rf"、(?P<name>[{HAN}]{{2,4}}?)(?:同志)?为(?P<posts>{POSTS})(?=职务|{END})")


def find_appointments(found: Found, lexicon: Lexicon) -> list[Name]:
    """Return the persons that a decision names, with the posts of the decision; the rule tells which way it went."""
    frames = lexicon.frames["titles"]
    pattern = compiled(
        rf"(?:(?P<appointed>{frames['appointed']})|(?P<dismissed>{frames['dismissed']}))"
        rf"(?P<name>[{HAN}]{{2,4}}?(?:、[{HAN}]{{2,4}}?){{0,9}})(?:同志)?(?:为|的|担任|辞去)(?P<posts>{POSTS})(?=职务|{END})"
    )
    people = []
    for match in pattern.finditer(found.text):
        rule = DISMISSED if match["dismissed"] else "appointed"
        told: re.Match[str] | None = match
        while told:
            people += _person(found, told, rule, lexicon)
            told = NEXT.match(found.text, told.end()) if match["appointed"] else None
    return people


def _person(found: Found, told: re.Match[str], rule: str, lexicon: Lexicon) -> list[Name]:
    posts = read_posts(found, *told.span("posts"), lexicon)
    spans = [m.span() for m in EACH.finditer(found.text, *told.span("name"))] if posts else []
    return [
        Name(start, end, "Official", found.text[start:end], rule, posts=posts)
        for start, end in spans
        if is_name(found, start, end, lexicon)
    ]
