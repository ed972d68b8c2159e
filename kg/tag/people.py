"""Officials in prose: a title string, then a name; names told again; 姓 + title (高部长)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kg.tag.lexicon import Lexicon
from kg.tag.matching import HAN, compiled
from kg.tag.names import Found, Name, Post
from kg.tag.person_names import GIVEN, name_at, person, surname_length
from kg.tag.posts import BODIES, inherit, posts_before, titles_between
from kg.tag.rolls import before_head, bracketed, listed, plain, roll

# A name alone in the next column.
COLUMN = re.compile(
    rf"[ \t\u3000]{{1,12}}(?=[{HAN}](?:[{HAN}]{{1,2}}|[ \u3000]{{1,4}}[{HAN}])[ \t]*(?:\n|$))"
)
# One blank that a page puts between the post and the name.
SPACED = re.compile(rf"[ \t\u3000](?=[{HAN}]{{2,4}})")
# A rank in brackets between title and name.
ASIDE = re.compile(r"\([^()\n]{2,12}\)(?=[\u4e00-\u9fff])")
# What ends a body's name and no person's before a title.
# What goes on behind a title that stands behind its name.
BEHIND_TITLE = re.compile(
    "[、,。;]|等|出席|主持|在会|在讲|代表|表示|强调|指出|介绍|参加|作|做|宣|通报|陪同|就|对|为|以及|和|与|一行|要求|说"
)
GOES_ON = re.compile("[、和与]")
SPEAKER = re.compile(rf"[{HAN}]{{2,4}}\s*(?:\n|$)")
IS_HAN = re.compile(f"[{HAN}]")
OF_RANK = re.compile("([局司厅处部院署科股])长$")
CLOSING = "会委办部局厅组院处司署"


def find_people(found: Found, lexicon: Lexicon) -> list[Name]:
    """Return officials that a title introduces, then every later place where their names stand."""
    introduced = _introduced(found, lexicon)
    joined = introduced + listed(found.text, introduced, lexicon) + plain(found, introduced, lexicon)
    joined += roll(found, joined, lexicon)
    joined += before_head(found, joined, lexicon)
    joined += bracketed(found, joined, lexicon)
    told = joined + again(found.text, joined, lexicon)
    told += listed(found.text, told, lexicon)
    return told + _by_title(found.text, told, lexicon)


def _introduced(found: Found, lexicon: Lexicon) -> list[Name]:
    people: list[Name] = []
    for title in titles_between(found, 0, len(found.text), lexicon):
        begin = _name_start(found.text, title.end())
        if begin is None:
            continue
        end = name_at(found.text, begin, lexicon)
        posts, _ = posts_before(found, title.end(), lexicon)
        if end and posts and not found.covering(begin, end, BODIES):
            before = _open_before(found.text, people, posts) or _host_before(found, posts)
            posts = inherit([*before, *posts])[-len(posts) :]
            people.append(person(found.text, begin, end, posts, "title_name"))
    followed = _followed(found, lexicon)
    return people + followed + _titled(found, [*people, *followed], lexicon)


def _open_before(text: str, people: list[Name], posts: tuple[Post, ...]) -> list[Post]:
    """The last post told before in the sentence, whose body a bare title goes on with (…部长甲讲话,副部长乙主持)."""
    if not people or posts[0].body or "。" in text[people[-1].end : posts[0].start]:
        return []
    return [p for p in people[-1].posts[-1:] if text[posts[0].start - 1 : posts[0].start] in ",、;"]


def _host_before(found: Found, posts: tuple[Post, ...]) -> list[Post]:
    """…设在某局,局长甲兼任: a bare title right behind a body that it is a head of."""
    first = posts[0]
    mark = found.text[first.start - 1 : first.start]
    body = found.ending_at(first.start - 1, ("Agency",)) if mark in (",", "、") else None
    rank = OF_RANK.search(first.title)
    fits = body and rank and body.text.endswith(rank[1]) and not first.body
    return [replace(first, body=body)] if fits else []


def _name_start(text: str, end: int) -> int | None:
    """Where a name may start behind a title: at once, or behind a colon of a speaker line."""
    if text[end : end + 1] == ":" and SPEAKER.match(text, end + 1, end + 8):
        return end + 1
    padded = COLUMN.match(text, end)
    if padded:
        return padded.end()
    spaced = SPACED.match(text, end)
    end = spaced.end() if spaced else end
    aside = ASIDE.match(text, end)
    end = aside.end() if aside else end
    return end if IS_HAN.match(text, end) and text[end] != "和" else None


def _followed(found: Found, lexicon: Lexicon) -> list[Name]:
    """民政部高晓兵副部长: body, name, title."""
    people = []
    for body in found.names:
        end = _short_name_before_title(found.text, body.end, lexicon) if body.type in BODIES else None
        if end:
            title = lexicon.title.match(found.text, end)
            assert title
            people.append(
                person(
                    found.text,
                    body.end,
                    end,
                    (Post(title.group(), title.start(), title.end(), body),),
                    "name_title",
                )
            )
    return people


def _titled(found: Found, known: list[Name], lexicon: Lexicon) -> list[Name]:
    """赵多佳总编辑、窦晓东常务副台长: a name before its title, alone at an edge; the body is that of the one before it."""
    taken = {n.start for n in known}
    ritual = lexicon.frames["titles"]["ritual_titles"]
    people: list[Name] = []
    for edge in lexicon.name_before_title.finditer(found.text):
        start = edge.end()
        end = _short_name_before_title(found.text, start, lexicon) if start not in taken else None
        title = lexicon.title.match(found.text, end) if end else None
        if not end or not title or title.group() in ritual or not BEHIND_TITLE.match(found.text, title.end()):
            continue
        if found.covering(start, end) or lexicon.bare_tail.match(found.text[start : title.end()]):
            continue
        before = _last_before([*known, *people], start)
        posts = (
            before.posts[-1:] if before and GOES_ON.fullmatch(found.text, _titles_end(before), start) else ()
        )
        body = posts[0].body if posts else None
        people.append(
            person(
                found.text, start, end, (Post(title.group(), title.start(), title.end(), body),), "name_title"
            )
        )
    return people


def _last_before(people: list[Name], start: int) -> Name | None:
    return max((p for p in people if p.start < start), key=lambda p: p.start, default=None)


def _titles_end(person: Name) -> int:
    return max([person.end, *(p.end for p in person.posts)])


def _short_name_before_title(text: str, start: int, lexicon: Lexicon) -> int | None:
    surname = surname_length(text, start, lexicon)
    if not surname or text[start : start + 2] in lexicon.not_names or lexicon.title.match(text, start):
        return None
    for given in (2, 1):
        end = start + surname + given
        if text[end - 1] in CLOSING or (text[end - 1] == "副" and lexicon.title.match(text, end - 1)):
            continue
        # 张家口|市长: the city's, not a person's.
        if text[start : end + 1] in lexicon.place_names:
            return None
        if GIVEN.fullmatch(text, end - given, end) and lexicon.title.match(text, end):
            return end
    return None


def again(text: str, people: list[Name], lexicon: Lexicon) -> list[Name]:
    """Return every later place where the names of the people stand, but in slogans."""
    ritual = compiled(lexicon.frames["titles"]["ritual"])
    taken = {p.start for p in people}
    again = []
    for name in {p.text for p in people}:
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            longer = (name_at(text, start, lexicon) or 0) > end
            if start not in taken and not longer and not ritual.match(text, end):
                again.append(Name(start, end, "Official", name, "name_again"))
            start = text.find(name, end)
    return again


def _by_title(text: str, people: list[Name], lexicon: Lexicon) -> list[Name]:
    """高部长 is the only person of that surname who holds a post with that last word."""
    found = []
    by_surname: defaultdict[str, list[Name]] = defaultdict(list)
    for bearer in {(p.text, tuple(post.title for post in p.posts)): p for p in people}.values():
        for size in (1, 2):
            by_surname[bearer.text[:size]].append(bearer)
    for start in sorted({s for first in {p.text[0] for p in people} for s in _alone(text, first)}):
        for size in (1, 2):
            surname = text[start : start + size]
            bearers = by_surname[surname] if surname in lexicon.surnames else []
            title = lexicon.title.match(text, start + size) if bearers else None
            holders = {p.text for p in bearers if title and _holds(p, title.group())}
            if title and len(holders) == 1:
                found.append(Name(start, title.end(), "Official", holders.pop(), "surname_title"))
                break
    return found


def _alone(text: str, character: str) -> Iterator[int]:
    """Where the character stands with no other Chinese one before it."""
    start = text.find(character)
    while start >= 0:
        if not IS_HAN.match(text, start - 1) or not start:
            yield start
        start = text.find(character, start + 1)


def _holds(person: Name, title: str) -> bool:
    return any(post.title.endswith(title) for post in person.posts)
