"""Persons without a title: names that go on behind one, names at the head of a clause, rolls of bare names."""

from __future__ import annotations

import re

from kg.tag.lexicon import Lexicon
from kg.tag.matching import HAN, compiled
from kg.tag.names import Found, Name, Post
from kg.tag.person_names import name_at, person, surname_length
from kg.tag.posts import read_posts

BRACKET = re.compile(r"\((?P<posts>[^()\n]{3,40})\)")
NAME_BEFORE = re.compile(
    rf"(?:(?<![{HAN}])|(?<=[增补][补充加])|(?<=由))"
    rf"(?P<name>[{HAN}]{{2,4}}|[{HAN}] {{1,4}}[{HAN}](?: {{1,4}}[{HAN}])?|[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,6}})$"
)
LONGEST_NAME = 30
# There may be several of these, but only one 书记.
SEVERAL = re.compile("^副|委员$|常委$|党组成员$|巡视员$|调研员$|代表$")
# A list of nothing but short words, then that they took part.
ROLL_END = re.compile(f"、[{HAN}]{{2,16}}(?:参加|出席|列席|陪同|不再担任)")
ROLL = re.compile(
    rf"(?:(?<![{HAN}、0-9])|(?<=领导)|(?<=负责人)|(?<=负责同志))((?:[{HAN}]{{2,4}}、){{1,200}}[{HAN}]{{2,4}}?)(?:等)?(?:同志)?(?:分别|一同|一起|共同)?(?:参加|出席|列席|陪同|不再担任)"
)


def listed(text: str, people: list[Name], lexicon: Lexicon) -> list[Name]:
    """Names that go on behind a person: 市领导张三、李四出席."""
    more = []
    for before in people:
        position = before.end
        while text[position : position + 1] == "、":
            end = name_at(text, position + 1, lexicon)
            if not end or end - position < 3:
                break
            more.append(person(text, position + 1, end, _shared(before), "name_list"))
            position = end
    return more


def _shared(before: Name) -> tuple[Post, ...]:
    """副主任甲、乙、丙: a post of which there are several is that of each."""
    last = before.posts[-1:]
    return last if last and before.end > last[0].end and SEVERAL.search(last[0].title) else ()


def plain(found: Found, known: list[Name], lexicon: Lexicon) -> list[Name]:
    """A name alone at the head of a clause, before a verb of meeting news, or before 同志."""
    people = []
    pattern = re.compile(
        rf"(?<![{HAN}0-9])(?=[{HAN}]{{2,4}}(?:同志|主持|出席|参加|讲话|指出|强调|宣读|致辞))"
    )
    for match in pattern.finditer(found.text):
        end = name_at(found.text, match.start(), lexicon)
        taken = any(k.start == match.start() for k in known)
        if end and end - match.start() > 1 and not taken and not found.covering(match.start(), end):
            people.append(person(found.text, match.start(), end, (), "name_verb"))
    return people


def bracketed(found: Found, known: list[Name], lexicon: Lexicon) -> list[Name]:
    """孟宪涛(市人民政府副市长): a name with its posts behind it."""
    taken = {k.start for k in known}
    people = []
    for match in BRACKET.finditer(found.text):
        floor = max(0, match.start() - LONGEST_NAME)
        before = NAME_BEFORE.search(found.text[floor : match.start()])
        start, end = (floor + before.start("name"), match.start()) if before else (0, 0)
        if not before or start in taken or not is_name(found, start, end, lexicon):
            continue
        posts = read_posts(found, *match.span("posts"), lexicon)
        if posts and posts[-1].end == match.end("posts") and posts[0].body:
            people.append(person(found.text, start, end, posts, "name_bracket"))
    return people


def before_head(found: Found, known: list[Name], lexicon: Lexicon) -> list[Name]:
    """由李玛琳副省长担任: a name before the title of an area's head, whose government the title itself names."""
    heads = lexicon.frames["titles"]["heads_of_area"]
    title = f"(?:常务)?副?(?:{'|'.join(heads)})"
    pattern = compiled(
        rf"(?<=[由、,和及经])(?P<name>[{HAN}]{{2,3}})(?P<title>{title})(?![{HAN}]{{2}}(?:[、,]|主持))"
    )
    people = []
    for match in pattern.finditer(found.text):
        start, end = match.span("name")
        # 张家口|市长: the city's, not a person's.
        of_area = found.text[start : end + 1] in lexicon.place_names
        if of_area or any(k.start == start for k in known) or not is_name(found, start, end, lexicon):
            continue
        area = match["title"][-2]
        tail = heads[match["title"].removeprefix("常务").removeprefix("副")]
        body = Name(*match.span("title"), "Agency", area + tail, "title_area", area=area, tail=tail)
        people.append(
            person(found.text, start, end, (Post(match["title"], *match.span("title"), body),), "name_title")
        )
    return people


def roll(found: Found, known: list[Name], lexicon: Lexicon) -> list[Name]:
    """Names alone that take part together: 甲、乙、丙参加会见. Every one must be a person's."""
    taken = {k.start for k in known}
    people = []
    for match in ROLL.finditer(found.text) if ROLL_END.search(found.text) else ():
        parts = [(m.start(), m.end()) for m in re.compile(rf"[{HAN}]+").finditer(found.text, *match.span(1))]
        names = [person(found.text, s, e, (), "name_roll") for s, e in parts if is_name(found, s, e, lexicon)]
        if len(names) == len(parts):
            people += [name for name in names if name.start not in taken]
    return people


def is_name(found: Found, start: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether the span can be a person's whole name: a surname, one or two characters, and no other name in it."""
    text = found.text[start:end]
    surname = surname_length(text, 0, lexicon)
    fits = surname and len(text) - surname in (1, 2) and text[:2] not in lexicon.not_names
    return bool(fits) and not any(n.type != "Place" or n.end == end for n in found.overlapping(start, end))
