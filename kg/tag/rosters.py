"""Member lists of persons in letters: role label, name, posts; in one line, many lines, brackets, tables.

组  长:谢秀桐 区党工委委员、管委会办公室主任副组长:黄良希 区市场监督管理局局长 …
成  员:巫振江(市府办)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.tag.lexicon import Lexicon
from kg.tag.matching import HAN
from kg.tag.names import Found, Name
from kg.tag.person_names import name_at, surname_length
from kg.tag.roster_posts import roster_posts

END = re.compile(
    r"下设办公室|办公室(?:[(][^()]{2,20}[)])?设在|办公室主任由|以上(?:个别)?(?:成员|人员)|今后|领导小组办公室设|联络员由|(?:主要)?(?:工作)?职责|工作规则"
    r"|\n[ \t]*[0-9]{1,2}[、.．][一-鿿]{4,30}(?:委员会|领导小组|指挥部|联席会议)[ \t]*\n"
    r"|[一二三四五六七八九十]、|抄送|主送|附件|特此通知|办公室,|20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日|各成员单位|索\s?引\s?号|主题分类"
)
# The header of a table: the name, then the post, then the role.
ROLE_COLUMN = re.compile(r"姓[ \t]*名\s[^。]{0,24}?职务\s[^。]{0,12}?职务\s")
HEADER = 200
ENTRY = re.compile(r"[^;。]+")
HEAD_NAME = re.compile(
    rf"\s{{0,60}}+(?P<name>[{HAN}]{{2,7}}|[{HAN}] {{1,4}}[{HAN}]{{1,3}})(?=\s{{0,60}}+[,(]|\s{{2}})"
)
# 第三小组(南阳), is a part of the mechanism.
PART_HEAD = re.compile("第[一二三四五六七八九十]{1,2}(?:小)?组")
# 陈芸|副省长, 黄琪玉|省政府副秘书长, 吴立官|团省委副书记.
AREA_HEAD = re.compile("(?:常务)?副?[省市县区州旗]长|团[省市县区州旗]委")
RELATIVE_BODY = re.compile("[省市县区州旗](?!长)")
MAX_LENGTH = 6000
# From the end of a body to that of the title behind it, an inner bureau between them.
TITLE_WITHIN = 14


@dataclass(frozen=True, slots=True)
class Roster:
    """The region of one member list: from its first role label to where it ends."""

    start: int
    end: int


def find_rosters(text: str, lexicon: Lexicon) -> list[Roster]:
    """Return the regions that hold persons under role labels, in text order, not overlapping."""
    rosters: list[Roster] = []
    for match in lexicon.role_label.finditer(text):
        if rosters and match.start() < rosters[-1].end:
            continue
        end = _end(text, match.end())
        rosters.append(Roster(match.start(), end))
    return rosters


def read_roster(found: Found, roster: Roster, lexicon: Lexicon) -> list[Name]:
    """Return the officials of one list, each with the role of the label above it and the posts beside it."""
    marks = list(lexicon.role_label.finditer(found.text, roster.start, roster.end))
    people: list[Name] = []
    role = ""
    for start, stop, mark in _regions(found.text, roster, marks):
        role = re.sub(r"\s+", "", mark["role"] or mark["listed"] or mark["columned"] or mark["named"] or role)
        people += _under_label(found, start, stop, role, lexicon)
    if len(people) < 2:
        return []
    region = ("roster", str(roster.start))
    return [replace(p, attrs=(*p.attrs, region)) for p in people]


def _regions(text: str, roster: Roster, marks: list[re.Match[str]]) -> list[tuple[int, int, re.Match[str]]]:
    """Where the people of each label stand: behind it, but before it in a table whose last column is the role."""
    header = ROLE_COLUMN.search(text, max(0, roster.start - HEADER), marks[0].start()) if marks else None
    if header:
        starts = [header.end(), *(m.end() for m in marks[:-1])]
        return [(start, m.start(), m) for start, m in zip(starts, marks, strict=True)]
    stops = [*(m.start() for m in marks[1:]), roster.end]
    return [(m.end(), stop, m) for m, stop in zip(marks, stops, strict=False)]


def _end(text: str, start: int) -> int:
    match = END.search(text, start, min(len(text), start + MAX_LENGTH))
    return match.start() if match else min(len(text), start + MAX_LENGTH)


def _under_label(found: Found, start: int, stop: int, role: str, lexicon: Lexicon) -> list[Name]:
    """The people under one label; where ; parts them, each entry is read by itself."""
    entries = (
        [m.span() for m in ENTRY.finditer(found.text, start, stop)] if ";" in found.text[start:stop] else []
    )
    if len(entries) < 2:
        return _in_run(found, start, stop, role, lexicon)
    return [p for entry in entries for p in _entry(found, *entry, role, lexicon)]


def _entry(found: Found, start: int, end: int, role: str, lexicon: Lexicon) -> list[Name]:
    """甲,某局局长: whatever stands before the comma or bracket is a name, be its surname known or not."""
    head = HEAD_NAME.match(found.text, start, end)
    posts = roster_posts(found, head.end(), end, lexicon) if head else ()
    if (
        head
        and posts
        and not _is_body(found, head.start("name"), head.end("name"))
        and not lexicon.title.fullmatch(head["name"])
        and not PART_HEAD.match(head["name"])
    ):
        text = re.sub(r"\s+", "", head["name"])
        return [Name(*head.span("name"), "Official", text, "roster", posts=posts, role=role)]
    return _in_run(found, start, end, role, lexicon)


def _in_run(found: Found, start: int, stop: int, role: str, lexicon: Lexicon) -> list[Name]:
    starts = _name_starts(found, start, stop, lexicon)
    before = bool(starts) and _is_told_before(found.text, start, stop, starts, lexicon)
    people = []
    for number, (begin, end) in enumerate(starts):
        limit = _line_end(found.text, end, starts[number + 1][0] if number + 1 < len(starts) else stop)
        row = _row_before(found.text, start, starts, number, limit, lexicon) if not before else 0
        told = (starts[number - 1][1] if number else start, begin) if before else (end, limit)
        told = (row, begin) if row else told
        posts = roster_posts(found, *told, lexicon)
        name = re.sub(r"\s+", "", found.text[begin:end])
        people.append(
            Name(
                begin,
                end,
                "Official",
                name,
                "roster",
                posts=posts,
                role=role,
                attrs=_place_beside(found, end, limit),
            )
        )
    return people


def _row_before(
    text: str, start: int, starts: list[tuple[int, int]], number: int, limit: int, lexicon: Lexicon
) -> int:
    """In a list of names with their posts behind them: where the posts of one begin that ends its row; 0 for the others."""
    begin, end = starts[number]
    line = max(start, text.rfind("\n", 0, begin) + 1)
    stop = text.find("\n", end)
    row_end = min(limit, stop) if stop > 0 else limit
    first = max(line, starts[number - 1][1] if number else line)
    alone = first == line and not lexicon.title.search(text, end, row_end)
    return first if alone and lexicon.title.search(text, first, begin) else 0


def _is_told_before(
    text: str, start: int, stop: int, starts: list[tuple[int, int]], lexicon: Lexicon
) -> bool:
    """Whether posts stand before the names: one before the first, and none behind the last on its line."""
    last = starts[-1][1]
    behind = lexicon.title.search(text, last, _line_end(text, last, stop))
    return bool(lexicon.title.search(text, start, starts[0][0])) and not behind


def _line_end(text: str, start: int, stop: int) -> int:
    """Posts stand on the name's own line; on the next one only where the name stands alone on its line."""
    line = text.find("\n", start, stop)
    return line if line > 0 and text[start:line].strip() else stop


def _name_starts(found: Found, start: int, stop: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Spans of names: at the label, at a line's head, behind 、, or where a title ends and a blank follows the name."""
    spans: list[tuple[int, int]] = []
    position = start
    while position < stop:
        may = _may_start(found, position, start, lexicon) and not _is_body(found, position, position + 1)
        end = _name_end(found, position, stop, lexicon) if may else None
        if end:
            spans.append((position, end))
            position = end
        else:
            position += 1
    return spans


def _name_end(found: Found, position: int, stop: int, lexicon: Lexicon) -> int | None:
    """Where the name ends: at a mark or blank, else right before the body of its post (马建堂|统计局局长)."""
    end = name_at(found.text, position, lexicon)
    if end and end <= stop and _has_right_edge(found.text, end, stop):
        return end
    given = position + surname_length(found.text, position, lexicon)
    body = lexicon.tail.match(found.text, position)
    known = body and body.lastgroup != "open"
    glued = given > position and not known and not re.match(r"[ \t\u3000、,;)]", found.text[position - 1])
    # 刘平|省教育厅: such a character begins the post rather than ends the name.
    short_first = found.text[given + 1 : given + 2] in tuple("省市县区州旗副团")
    ends = sorted((given + 1, given + 2), reverse=not short_first) if glued else []
    return next((e for e in ends if e < stop and _is_body_of_post(found, e, lexicon)), None)


def _is_body_of_post(found: Found, position: int, lexicon: Lexicon) -> bool:
    if AREA_HEAD.match(found.text, position):
        return True
    relative = RELATIVE_BODY.match(found.text, position)
    tail = lexicon.tail.match(found.text, relative.end() if relative else position)
    known = found.starting_at(position, ("Agency", "Organization"))
    end = known.end if known else tail.end() if tail and tail.lastgroup != "open" else 0
    return bool(end and lexicon.title.search(found.text, end, end + TITLE_WITHIN))


def _may_start(found: Found, position: int, start: int, lexicon: Lexicon) -> bool:
    text = found.text
    if not re.match(f"[{HAN}]", text[position]):
        return False
    before = text[max(start, position - 3) : position]
    if position == start or re.search(r"[\n\t、,;)’‘'| ]\s{0,2}$", before):
        return True
    end = start + len(text[start:position].rstrip())
    return any(lexicon.title.fullmatch(text, s, end) for s in range(max(start, end - 8), end - 1))


def _has_right_edge(text: str, end: int, stop: int) -> bool:
    return end >= stop or bool(re.match(r"[\s(、,;:。)—]|同志", text[end : end + 2]))


def _is_body(found: Found, start: int, end: int) -> bool:
    return found.covering(start, start + 1, ("Agency", "Organization")) is not None


def _place_beside(found: Found, end: int, limit: int) -> tuple[tuple[str, str], ...]:
    """The body in brackets behind a name, where no title is told: its offset, as text."""
    match = re.match(r"\s{0,60}+\(", found.text[end:limit])
    body = found.starting_at(end + match.end(), ("Agency", "Organization")) if match else None
    return (("body", str(body.start)),) if body else ()
