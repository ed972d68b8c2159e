"""Decisions on persons: who is given a post, and who is relieved of one."""

from __future__ import annotations

import re

from kg.tag.lexicon import HAN, Lexicon
from kg.tag.names import Found, Name
from kg.tag.posts import read_posts
from kg.tag.rolls import is_name

DISMISSED = "dismissed"


def find_appointments(found: Found, lexicon: Lexicon) -> list[Name]:
    """Return the persons that a decision names, with the posts of the decision; the rule tells which way it went."""
    frames = lexicon.frames["titles"]
    pattern = re.compile(
        rf"(?:(?P<appointed>{frames['appointed']})|(?P<dismissed>{frames['dismissed']}))"
        rf"(?P<name>[{HAN}]{{2,4}}?)(?:同志)?(?:为|的|担任|辞去)(?P<posts>[^,;。\n]{{2,40}}?)(?=职务|[,;。\n]|$)"
    )
    people = []
    for match in pattern.finditer(found.text):
        start, end = match.span("name")
        posts = read_posts(found, *match.span("posts"), lexicon)
        if posts and is_name(found, start, end, lexicon):
            rule = DISMISSED if match["dismissed"] else "appointed"
            people.append(Name(start, end, "Official", match["name"], rule, posts=posts))
    return people
