"""Officials in prose: a title string, then a name; names told again; 姓 + title (高部长)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.tag.lexicon import HAN, Lexicon
from kg.tag.names import Found, Name, Post

BODIES = ("Agency", "Organization", "Mechanism")
JOIN = re.compile(r"[、,;\s]*(?:兼任|兼|和|并)?\s*$")
# A list of nothing but short words, then that they took part.
ROLL = re.compile(
    rf"(?:(?<![{HAN}、0-9])|(?<=领导)|(?<=负责人)|(?<=负责同志))((?:[{HAN}]{{2,4}}、)+[{HAN}]{{2,4}}?)(?:等)?(?:同志)?(?:分别|一同|一起|共同)?(?:参加|出席|列席|陪同)"
)
MECHANISM = re.compile(
    rf"(?:^|[、,;。:\n\s])([{HAN}“”]{{2,50}}?(?:领导小组|联席会议|协调小组|工作组|指挥部|工作专班|协调机制))$"
)
MINORITY = re.compile(rf"[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}})+")


def name_at(text: str, position: int, lexicon: Lexicon) -> int | None:
    """Return where the person's name at ``position`` ends, or None. One blank may pad a two-character name."""
    minority = MINORITY.match(text, position)
    if minority and lexicon.after_name.match(text, minority.end()):
        return minority.end()
    surname = next((n for n in (2, 1) if text[position : position + n] in lexicon.surnames), 0)
    if not surname or text[position : position + 2] in lexicon.not_names:
        return None
    padded = re.compile(rf"[ \u3000]{{1,4}}[{HAN}](?![{HAN}])").match(text, position + surname)
    if padded and surname == 1:
        return padded.end()
    return _unpadded(text, position + surname, lexicon)


def find_people(found: Found, lexicon: Lexicon) -> list[Name]:
    """Return officials that a title introduces, then every later place where their names stand."""
    introduced = _introduced(found, lexicon)
    joined = introduced + _listed(found.text, introduced, lexicon) + _plain(found, introduced, lexicon)
    joined += _roll(found, joined, lexicon)
    return joined + _again(found.text, joined, lexicon) + _by_title(found.text, joined, lexicon)


def posts_before(found: Found, end: int, lexicon: Lexicon) -> tuple[tuple[Post, ...], int]:
    """Return the posts of the title string that ends at ``end``, in text order, and where the string starts.

    A post without a body of its own takes that of the post before it (民政部党组书记、部长).
    """
    posts: list[Post] = []
    start = end
    while True:
        title = _title_ending(found, start, lexicon)
        if not title:
            break
        body, start = _body_before(found, title, lexicon)
        begin = None if body else _mechanism_start(found.text, title)
        if begin is None:
            posts.append(Post(title.group(), title.start(), title.end(), body))
        else:
            posts.append(
                Post(title.group(), title.start(), title.end(), _mechanism(found.text, begin, title))
            )
            start = begin
        gap = JOIN.search(found.text, max(0, start - 6), start)
        if not gap or gap.start() == start or not _title_ending(found, gap.start(), lexicon):
            break
        start = gap.start()
    return _inherit(list(reversed(posts))), start if posts else end


def _mechanism_start(text: str, title: re.Match[str]) -> int | None:
    """Where the mechanism begins whose role this is (政治局常委、中央…领导小组|组长): behind the separator before it."""
    match = MECHANISM.search(text[: title.start()])
    return match.start(1) if match else None


def _mechanism(text: str, begin: int, title: re.Match[str]) -> Name:
    return Name(begin, title.start(), "Mechanism", text[begin : title.start()], "title_mechanism")


def read_posts(found: Found, start: int, end: int, lexicon: Lexicon) -> tuple[Post, ...]:
    """Return the posts told in ``[start, end)``, read forwards (the layout of member lists)."""
    posts = []
    for title in _titles(found, start, end, lexicon):
        body, _ = _body_before(found, title, lexicon)
        posts.append(Post(title.group(), title.start(), title.end(), body))
    return _inherit(posts)


def _titles(found: Found, start: int, end: int, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """Yield the titles between the offsets; one that begins inside a body's name is read behind it."""
    position = start
    while match := lexicon.title.search(found.text, position, end):
        body = next((n for n in found.names if n.type in BODIES and n.start <= match.start() < n.end), None)
        position = body.end if body else match.end()
        if not body:
            yield match


def _unpadded(text: str, given: int, lexicon: Lexicon) -> int | None:
    """Choose one or two characters of given name by what stands right of them."""
    fits = [n for n in (1, 2) if re.fullmatch(f"[{HAN}]{{{n}}}", text[given : given + n])]
    ends = [given + n for n in fits if lexicon.after_name.match(text, given + n)]
    if not ends:
        return None
    if len(ends) == 2 and not re.match(f"[{HAN}]", text[ends[0] : ends[0] + 1]):
        return ends[0]
    return ends[0] if len(ends) == 1 or _is_word(text, ends[0], lexicon) else ends[1]


def _is_word(text: str, position: int, lexicon: Lexicon) -> bool:
    """Whether a word of two characters or more stands here, so that the short name is whole."""
    match = lexicon.after_name.match(text, position)
    return bool(match and len(match.group()) > 1)


def _introduced(found: Found, lexicon: Lexicon) -> list[Name]:
    people: list[Name] = []
    for title in _titles(found, 0, len(found.text), lexicon):
        begin = _name_start(found.text, title.end())
        if begin is None:
            continue
        end = name_at(found.text, begin, lexicon)
        posts, _ = posts_before(found, title.end(), lexicon)
        if end and posts and not found.covering(begin, end):
            posts = _inherit([*_open_before(found.text, people, posts), *posts])[-len(posts) :]
            people.append(_person(found.text, begin, end, posts, "title_name"))
    return people + _followed(found, lexicon)


def _open_before(text: str, people: list[Name], posts: tuple[Post, ...]) -> list[Post]:
    """The last post told before in the sentence, whose body a bare title goes on with (…部长甲讲话,副部长乙主持)."""
    if not people or posts[0].body or "。" in text[people[-1].end : posts[0].start]:
        return []
    return [p for p in people[-1].posts[-1:] if text[posts[0].start - 1 : posts[0].start] in ",、;"]


def _name_start(text: str, end: int) -> int | None:
    """Where a name may start behind a title: at once, or behind a colon of a speaker line."""
    if text[end : end + 1] == ":" and re.match(rf"[{HAN}]{{2,4}}\s*(?:\n|$)", text[end + 1 : end + 8]):
        return end + 1
    return end if re.match(f"[{HAN}]", text[end : end + 1]) else None


def _followed(found: Found, lexicon: Lexicon) -> list[Name]:
    """民政部高晓兵副部长: body, name, title."""
    people = []
    for body in found.names:
        end = _short_name_before_title(found.text, body.end, lexicon) if body.type in BODIES else None
        if end:
            title = lexicon.title.match(found.text, end)
            assert title
            people.append(
                _person(
                    found.text,
                    body.end,
                    end,
                    (Post(title.group(), title.start(), title.end(), body),),
                    "name_title",
                )
            )
    return people


def _short_name_before_title(text: str, start: int, lexicon: Lexicon) -> int | None:
    surname = next((n for n in (2, 1) if text[start : start + n] in lexicon.surnames), 0)
    if not surname or text[start : start + 2] in lexicon.not_names:
        return None
    for given in (2, 1):
        end = start + surname + given
        if re.fullmatch(f"[{HAN}]{{{given}}}", text[end - given : end]) and lexicon.title.match(text, end):
            return end
    return None


def _listed(text: str, people: list[Name], lexicon: Lexicon) -> list[Name]:
    """Names that go on behind a person: 市领导张三、李四出席."""
    more = []
    for person in people:
        position = person.end
        while text[position : position + 1] == "、":
            end = name_at(text, position + 1, lexicon)
            if not end or end - position < 3:
                break
            more.append(_person(text, position + 1, end, (), "name_list"))
            position = end
    return more


def _plain(found: Found, known: list[Name], lexicon: Lexicon) -> list[Name]:
    """A name alone at the head of a clause, before a verb of meeting news, or before 同志."""
    people = []
    pattern = re.compile(
        rf"(?<![{HAN}0-9])(?=[{HAN}]{{2,4}}(?:同志|主持|出席|参加|讲话|指出|强调|宣读|致辞))"
    )
    for match in pattern.finditer(found.text):
        end = name_at(found.text, match.start(), lexicon)
        taken = any(k.start == match.start() for k in known)
        if end and end - match.start() > 1 and not taken and not found.covering(match.start(), end):
            people.append(_person(found.text, match.start(), end, (), "name_verb"))
    return people


def _roll(found: Found, known: list[Name], lexicon: Lexicon) -> list[Name]:
    """Names alone that take part together: 甲、乙、丙参加会见. Every one must be a person's."""
    taken = {k.start for k in known}
    people = []
    for match in ROLL.finditer(found.text):
        parts = [(m.start(), m.end()) for m in re.compile(rf"[{HAN}]+").finditer(found.text, *match.span(1))]
        names = [
            _person(found.text, s, e, (), "name_roll") for s, e in parts if _is_name(found, s, e, lexicon)
        ]
        if len(names) == len(parts):
            people += [name for name in names if name.start not in taken]
    return people


def _is_name(found: Found, start: int, end: int, lexicon: Lexicon) -> bool:
    text = found.text[start:end]
    surname = next((n for n in (2, 1) if text[:n] in lexicon.surnames), 0)
    fits = surname and len(text) - surname in (1, 2) and text[:2] not in lexicon.not_names
    return bool(fits) and not any(
        n.type != "Place" or n.end == end for n in found.names if n.start < end and n.end > start
    )


def _again(text: str, people: list[Name], lexicon: Lexicon) -> list[Name]:
    ritual = re.compile(lexicon.frames["titles"]["ritual"])
    taken = {p.start for p in people}
    again = []
    for name in {p.text for p in people}:
        for match in re.finditer(re.escape(name), text):
            if match.start() not in taken and not ritual.match(text, match.end()):
                again.append(Name(match.start(), match.end(), "Official", name, "name_again"))
    return again


def _by_title(text: str, people: list[Name], lexicon: Lexicon) -> list[Name]:
    """高部长 is the only person of that surname who holds a post with that last word."""
    found = []
    for match in re.finditer(rf"(?<![{HAN}])([{HAN}]{{1,2}})(?=[{HAN}]{{2}})", text):
        for size in (1, 2):
            surname = match.group(1)[:size]
            title = lexicon.title.match(text, match.start() + size)
            holders = {
                p.text for p in people if p.text.startswith(surname) and title and _holds(p, title.group())
            }
            if title and surname in lexicon.surnames and len(holders) == 1:
                found.append(Name(match.start(), title.end(), "Official", holders.pop(), "surname_title"))
                break
    return found


def _holds(person: Name, title: str) -> bool:
    return any(post.title.endswith(title) for post in person.posts)


def _title_ending(found: Found, end: int, lexicon: Lexicon) -> re.Match[str] | None:
    """The title that ends at ``end``: the one that a body stands before (书记处|书记), else the longest."""
    fits = [
        match
        for start in range(max(0, end - 12), end - 1)
        if (match := lexicon.title.fullmatch(found.text, start, end))
    ]
    return next((m for m in fits if found.ending_at(m.start(), BODIES)), fits[0] if fits else None)


def _body_before(found: Found, title: re.Match[str], lexicon: Lexicon) -> tuple[Name | None, int]:
    body = found.ending_at(title.start(), BODIES)
    if body:
        return body, body.start
    known = lexicon.frames["titles"]["bodies"].get(title.group())
    if known:
        row = lexicon.central_names[known][0]
        return Name(title.start(), title.end(), "Agency", known, "title_body", key=row.id), title.start()
    return _implied(found, title, lexicon.frames["titles"]["heads_of_area"])


def _implied(found: Found, title: re.Match[str], heads: dict[str, str]) -> tuple[Name | None, int]:
    """江西省省长, 市长: the government of the area that the title itself names."""
    tail = heads.get(title.group().removeprefix("常务").removeprefix("副"))
    area = found.ending_at(title.start(), ("Place",)) if tail else None
    if not tail:
        return None, title.start()
    words, place, start = (
        (area.area, area.place, area.start) if area else (title.group()[-2], "", title.start())
    )
    return Name(
        start, title.end(), "Agency", words + tail, "title_area", area=words, place=place, tail=tail
    ), start


def _inherit(posts: list[Post]) -> tuple[Post, ...]:
    whole: list[Post] = []
    for post in posts:
        before = whole[-1].body if whole else None
        whole.append(post if post.body or not before else replace(post, body=before))
    return tuple(whole)


def _person(text: str, start: int, end: int, posts: tuple[Post, ...], rule: str) -> Name:
    return Name(start, end, "Official", re.sub(r"\s+", "", text[start:end]), rule, posts=posts)
