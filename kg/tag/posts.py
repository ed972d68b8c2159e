"""Title strings: the posts told before a name or in a list, each with the body it is of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from kg.tag.body_lists import party_tail
from kg.tag.lexicon import Lexicon
from kg.tag.matching import HAN
from kg.tag.names import Found, Name, Post

BODIES = ("Agency", "Organization", "Mechanism")
JOIN = re.compile(r"[、,;\s]{0,8}(?:兼任|兼|和|并)?\s{0,8}$")
RANK = re.compile("^(?:常务|第一|执行|代理|代)?副?")
WINDOW = 64
LONGEST_PREFIXES = 24
# The name of a town before the title of its head (杜桥镇|镇长 or 杜桥|镇长), behind an edge.
TOWN = re.compile(rf"(?:(?<![{HAN}])|(?<=[和及与]))[{HAN}]{{2,3}}(?=[镇乡]?$)")
# Roles that only a mechanism has: they are never of the body named before.
MECHANISM_ROLE = re.compile("组长|召集人|指挥长")
OWN_ROLE = re.compile("组长|召集人|指挥长|国家副?主席")
BARE_BODY = "roster_body"
# Parts of the body that the post before it belongs to (公安局副局长、交警支队支队长).
PART = re.compile("(?:支队|大队|中队|科|股|处|室|队|司)$")
HOLDS = re.compile("兼|担任|任|由")
# 甲任某会召集人,某委副主任乙: what 任 gives to another is no post of this one.
GIVEN = re.compile("兼任|担任|(?<![责主])任(?!务)")
GOVERNED = re.compile("[任为]$")
BARE = re.compile(rf"(?:(?<=[、,由])|(?<=邀请))([{HAN}]{{2,12}})$")
UNKNOWN = re.compile(rf"[、,]([{HAN}]{{2,12}})$")
MECHANISM = re.compile(
    rf"(?:^|[、,;。:\n\s])([{HAN}“”]{{0,50}}?(?:领导小组|联席会议|协调小组|工作组|指挥部|工作专班|协调机制|委员会|防总|防指|禁毒委|安委会|食安委|减灾委|未保委|爱卫会|双拥委|残工委)(?P<office>办公室|办)?)$"
)

# 领导小组副组长兼|办公室|主任: of the office of the mechanism before it.
OWN_OFFICE = re.compile(
    rf"(?P<of>(?:领导小组|委员会|联席会议|指挥部|工作专班|协调小组))(?:[{HAN}]{{2,8}})(?:兼|、|兼任)(?P<office>办公室)$"
)


def posts_before(found: Found, end: int, lexicon: Lexicon) -> tuple[tuple[Post, ...], int]:
    """Return the posts of the title string that ends at ``end``, in text order, and where the string starts.

    A post without a body of its own takes that of the post before it (民政部党组书记、部长).
    """
    posts: list[Post] = []
    start = end
    while title := _title_ending(found, start, lexicon):
        post, begin = _one_post(found, title, lexicon)
        if posts and GOVERNED.search(found.text, max(0, begin - 2), begin):
            break
        start = begin
        if post:
            posts.append(post)
        gap = JOIN.search(found.text, max(0, start - 6), start)
        if not gap or gap.start() == start or not _title_ending(found, gap.start(), lexicon):
            break
        start = gap.start()
    start = _behind_mark(found.text, start)
    return inherit(_share_area(list(reversed(posts)), lexicon)), start if posts else end


def _behind_mark(text: str, start: int) -> int:
    """Where the string starts if a post before its mark turned out to be another's."""
    mark = JOIN.match(text, start)
    return mark.end() if mark else start


def _one_post(found: Found, title: re.Match[str], lexicon: Lexicon) -> tuple[Post | None, int]:
    """The post with its body, and where it begins; None where nothing knows the body that it is of."""
    body, start = body_before(found, title, lexicon)
    office = _just_before(OWN_OFFICE, found.text, title)
    begin = None if body else _mechanism_start(found.text, title)
    if office:
        body, start = _office_of(office), office.start("office")
    elif begin is not None:
        body, start = _mechanism(found.text, begin, title), begin
    elif not body:
        body = bare_body(found.text, title, lexicon)
        start = body.start if body else start
        unknown = None if body else _unknown_start(found, title, lexicon)
        if unknown is not None:
            return None, unknown
    return Post(title.group(), title.start(), title.end(), body), start


def bare_body(text: str, title: re.Match[str], lexicon: Lexicon) -> Name | None:
    """副市长、公安局|局长; 某局新闻发言人、某司|司长: a body told without its area or its parent, behind another post."""
    run = _just_before(BARE, text, title)
    if not run or HOLDS.search(run[1]) or not (lexicon.bare_tail.fullmatch(run[1]) or PART.search(run[1])):
        return None
    return Name(*run.span(1), "Agency", run[1], BARE_BODY, tail=run[1])


def _office_of(told: re.Match[str]) -> Name:
    return Name(told.start("of"), told.end(), "Agency", told["of"] + "办公室", "office")


def _share_area(posts: list[Post], lexicon: Lexicon) -> list[Post]:
    """A bare body lies in the area of the post before it, or inside that post's body; without one it is the article's own."""
    whole: list[Post] = []
    for post in posts:
        before = whole[-1].body if whole else None
        if post.body and before and post.body.rule == BARE_BODY:
            post = replace(post, body=_placed(post.body, before, lexicon))
        whole.append(post)
    return whole


def _placed(bare: Name, before: Name, lexicon: Lexicon) -> Name:
    if PART.search(bare.text) and before.type == "Agency":
        return replace(
            before,
            start=bare.start,
            end=bare.end,
            text=before.text + bare.text,
            inner=(*before.inner, bare.text),
        )
    return replace(
        bare, area=before.area, place=before.place, tail=party_tail(before.tail, bare.text, lexicon)
    )


def _mechanism_start(text: str, title: re.Match[str]) -> int | None:
    """Where the mechanism begins whose role this is (政治局常委、中央…领导小组|组长): behind the separator before it."""
    match = _just_before(MECHANISM, text, title)
    given = [m.end() for m in GIVEN.finditer(text, *match.span(1))] if match else []
    return max([match.start(1), *given]) if match else None


def _unknown_start(found: Found, title: re.Match[str], lexicon: Lexicon) -> int | None:
    """Where a body that nothing knows begins (政治局常委、首规委|主任): behind the separator after another title."""
    match = _just_before(UNKNOWN, found.text, title)
    return match.start(1) if match and _title_ending(found, match.start(), lexicon) else None


def _just_before(pattern: re.Pattern[str], text: str, title: re.Match[str]) -> re.Match[str] | None:
    """Match what ends where the title begins; no such name is longer than the window."""
    return pattern.search(text, max(0, title.start() - WINDOW), title.start())


def _mechanism(text: str, begin: int, title: re.Match[str]) -> Name:
    if text[begin : title.start()].endswith(("办公室", "办")):
        return Name(begin, title.start(), "Agency", text[begin : title.start()], "office")
    return Name(begin, title.start(), "Mechanism", text[begin : title.start()], "title_mechanism")


def read_posts(found: Found, start: int, end: int, lexicon: Lexicon) -> tuple[Post, ...]:
    """Return the posts told in ``[start, end)``, read forwards."""
    posts = []
    for title in titles_between(found, start, end, lexicon):
        body, _ = body_before(found, title, lexicon)
        posts.append(Post(title.group(), title.start(), title.end(), body))
    return inherit(posts)


def titles_between(found: Found, start: int, end: int, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """Yield the titles between the offsets; one that begins inside a body's name is read behind it."""
    position = start
    while (begin := _next_title(found.text, position, end, lexicon)) is not None:
        match = lexicon.title.search(found.text, begin, end)
        if not match:
            return
        body = found.covering(match.start(), match.start() + 1, BODIES)
        position = body.end if body else match.end()
        if not body:
            yield match


def _next_title(text: str, position: int, end: int, lexicon: Lexicon) -> int | None:
    """Where the next title may begin at the earliest: a few prefixes before the next root of one."""
    hits = lexicon.title_root.find(text)
    number = bisect_right(hits, position, key=_hit_end)
    if number == len(hits) or hits[number][0] >= end:
        return None
    return max(position, hits[number][0] - LONGEST_PREFIXES)


def _hit_end(hit: tuple[int, int, str]) -> int:
    return hit[1]


def _title_ending(found: Found, end: int, lexicon: Lexicon) -> re.Match[str] | None:
    """The title that ends at ``end``: the one that a body stands before (书记处|书记), else the longest."""
    fits = [
        match
        for start in range(max(0, end - 12), end - 1)
        if (match := lexicon.title.fullmatch(found.text, start, end))
    ]
    return next((m for m in fits if found.ending_at(m.start(), BODIES)), fits[0] if fits else None)


def body_before(found: Found, title: re.Match[str], lexicon: Lexicon) -> tuple[Name | None, int]:
    """Return the body whose post the title is, and where the title string with it begins."""
    body = found.ending_at(title.start(), BODIES) or _before_former(found, title.start())
    if body:
        return body, body.start
    known = lexicon.frames["titles"]["bodies"].get(title.group())
    if known:
        row = lexicon.central_names[known][0]
        return Name(title.start(), title.end(), "Agency", known, "title_body", key=row.id), title.start()
    return _implied(found, title, lexicon.frames["titles"]["heads_of_area"])


def _before_former(found: Found, start: int) -> Name | None:
    """县住建局|原|局长."""
    return found.ending_at(start - 1, BODIES) if found.text[start - 1 : start] == "原" else None


def _implied(found: Found, title: re.Match[str], heads: dict[str, str]) -> tuple[Name | None, int]:
    """江西省省长, 市长: the government of the area that the title itself names."""
    if title.group().endswith("主席") and found.text.endswith("自治区", 0, title.start()):
        return _of_region(found, title)
    tail = heads.get(RANK.sub("", title.group()))
    town = _just_before(TOWN, found.text, title) if tail and "镇乡".count(title.group()[-2]) else None
    if town:
        name = town.group() if town.group()[-1] in "镇乡" else town.group() + title.group()[-2]
        return Name(
            town.start(), title.end(), "Agency", name + "人民政府", "town", area=name, tail="人民政府"
        ), town.start()
    area = found.ending_at(title.start(), ("Place",)) if tail else None
    if not tail:
        return None, title.start()
    words, place, start = (
        (area.area, area.place, area.start) if area else (title.group()[-2], "", title.start())
    )
    return Name(
        start, title.end(), "Agency", words + tail, "title_area", area=words, place=place, tail=tail
    ), start


def _of_region(found: Found, title: re.Match[str]) -> tuple[Name, int]:
    """自治区副主席: of the region's government."""
    area = found.ending_at(title.start(), ("Place",))
    words, place, start = (area.area, area.place, area.start) if area else ("自治区", "", title.start() - 3)
    tail = "人民政府"
    return Name(
        start, title.end(), "Agency", words + tail, "title_area", area=words, place=place, tail=tail
    ), start


def inherit(posts: list[Post]) -> tuple[Post, ...]:
    """Give a post without a body that of the post before it, unless its title is of no body or of a mechanism."""
    whole: list[Post] = []
    for post in posts:
        before = whole[-1].body if whole and not OWN_ROLE.search(post.title) else None
        whole.append(post if post.body or not before else replace(post, body=before))
    return tuple(whole)
