"""Posts of a member list: what stands between a name or a separator and a title is a body, known or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.tag.lexicon import Lexicon
from kg.tag.matching import HAN
from kg.tag.names import Found, Name, Post
from kg.tag.posts import BARE_BODY, PART, body_before, inherit, titles_between

SEPARATOR = re.compile(r"[\s、,;:。(兼]|\)(?=.)|(?:原任|时任|现任|原)")
RELATIVE = re.compile(
    f"(?:自治区|开发区|高新区|经开区|新区|示范区|试验区|实验区|度假区|自治州|[省市区县州旗镇乡])(?=[{HAN}]{{2}})"
)
PLAIN = re.compile(f"[{HAN}“”]{{2,24}}")


def roster_posts(found: Found, start: int, end: int, lexicon: Lexicon) -> tuple[Post, ...]:
    """Return the posts told in ``[start, end)`` of a member list, each with its body."""
    posts: list[Post] = []
    edge = start
    for title in titles_between(found, start, end, lexicon):
        known, _ = body_before(found, title, lexicon)
        before = posts[-1].body if posts else None
        body = _whole(found, edge, title.start(), known, before, lexicon)
        posts.append(Post(title.group(), title.start(), title.end(), body))
        edge = title.end()
    return inherit(posts)


def roster_bodies(people: list[Name]) -> Iterator[Name]:
    """Yield the bodies that only their place in a list shows to be such."""
    for person in people:
        yield from (p.body for p in person.posts if p.body and p.body.rule == BARE_BODY)


def _whole(
    found: Found, edge: int, end: int, known: Name | None, before: Name | None, lexicon: Lexicon
) -> Name | None:
    """The body up to the title: the known one, unless it is only the end of what stands there."""
    stop = _before_bracket(found.text, edge, end)
    begin = max((m.end() for m in SEPARATOR.finditer(found.text, edge, stop)), default=edge)
    run = found.text[begin:stop]
    if before and PART.search(run) and known and known.rule == "continued":
        known = None
    if (known and known.start <= begin) or not PLAIN.fullmatch(run):
        return known
    if known and not _runs_into(found, begin, known):
        return known
    if before and PART.search(run) and not known:
        return replace(before, start=begin, end=stop, text=before.text + run, inner=(*before.inner, run))
    return _unknown(found, begin, stop, lexicon)


def _before_bracket(text: str, edge: int, end: int) -> int:
    """Where the name ends that a bracket explains (城市运行中心(绿化市容中心)主任)."""
    opening = text.rfind("(", edge, end)
    return opening if text[end - 1 : end] == ")" and opening > edge else end


def _runs_into(found: Found, begin: int, known: Name) -> bool:
    """Whether the words before a known body are no body or person of their own (国网|岳阳供电公司)."""
    return known.end > known.start and found.covering(begin, known.start, ("Agency", "Organization")) is None


def _unknown(found: Found, begin: int, end: int, lexicon: Lexicon) -> Name:
    run = found.text[begin:end]
    ends = lexicon.frames["bodies"]["organization_ends"]
    kind = "Organization" if re.search(f"(?:{ends})$", run) else "Agency"
    relative = (
        None if run.startswith(tuple(lexicon.frames["bodies"]["relative_not"])) else RELATIVE.match(run)
    )
    named = found.covering(begin, end, ("Place", "Agency", "Organization"))
    area = relative.group() if relative else ""
    tail = "" if named and not relative else run[len(area) :]
    return Name(begin, end, kind, run, BARE_BODY, area=area, tail=tail)
