"""Policy papers: 《titles》, titles without marks (国务院关于…的批复), work papers of a mechanism; numbers and short names."""

from __future__ import annotations

import re

from kg.tag.lexicon import Lexicon
from kg.tag.matching import HAN, compiled
from kg.tag.names import Found, Name

MARK = re.compile(r"[《》\n。]")
HEAD = 1200
NUMBER = re.compile(
    rf"[{HAN}]{{1,12}}〔[0-9]{{4}}〕第?[0-9]{{1,5}}号|(?:GB/T|GB|DB[0-9]{{2}}/T|MZ/T)\s?[0-9.]+[-—][0-9]{{4}}"
)
ALIAS = re.compile(
    r"(?:以下|下)(?:统|并)?(?:简)?称(?:为)?[:“]?《([^《》]{1,30})》|(?:以下|下)(?:统)?(?:简)?称(?:为)?“([^”]{1,30})”"
)
YEAR_REPORT = re.compile(
    r"(?=[0-9国政“])(?:(?:[0-9]{4}年)?(?:国务院)?政府工作报告|“[十一二三四五六七八九]+五”(?:时期)?[^。,;:!?\n《》“”]{0,24}?规划(?:纲要)?)"
)


def find_documents(found: Found, lexicon: Lexicon) -> list[Name]:
    """Return the documents of the text; a short title (《意见》) carries ``ref`` in its attributes."""
    marked = _marked(found.text, lexicon)
    plain = (
        _unmarked(found, lexicon)
        + _work_papers(found, lexicon)
        + _reports(found.text)
        + _headings(found.text, lexicon)
    )
    spans = [(n.start, n.end) for n in marked]
    return marked + [n for n in plain if not any(_crosses(n, s, e) for s, e in spans)]


def _crosses(name: Name, start: int, end: int) -> bool:
    """Whether the marks lie across the name or around it; 关于印发《…》的通知 holds them inside."""
    return start < name.end and end > name.start and not (name.start < start and end < name.end)


def kind_of(title: str, lexicon: Lexicon) -> str:
    """Return the last word of a title that says what it is, or an empty string."""
    bare = re.sub(r"(?:[((][^()()]{0,100}[))]){1,4}$", "", title)
    kinds = sorted(lexicon.frames["events"]["documents"]["kinds"].split("|"), key=len, reverse=True)
    return next((k for k in kinds if bare.endswith(k)), "")


def marked_spans(text: str) -> list[tuple[int, int]]:
    """Return ``(start, end)`` of every outermost 《…》, marks included; a mark that is never closed ends at a line's end."""
    spans, depth, start = [], 0, -1
    if "《" not in text:
        return []
    for match in MARK.finditer(text):
        char, position = match.group(), match.start()
        if char == "《":
            start = position if depth == 0 else start
            depth += 1
        elif char == "》":
            depth = max(0, depth - 1)
            if depth == 0 and start >= 0:
                spans.append((start, position + 1))
                start = -1
        else:
            depth, start = 0, -1
    return spans


def _marked(text: str, lexicon: Lexicon) -> list[Name]:
    return [
        n
        for s, e in marked_spans(text)
        if (n := _document(text, s, e, text[s + 1 : e - 1], "marked", lexicon))
    ]


def _document(text: str, start: int, end: int, title: str, rule: str, lexicon: Lexicon) -> Name | None:
    frames = lexicon.frames["events"]["documents"]
    title = re.sub(r"\s+", "", title)
    if title in frames["not_documents"] or not title:
        return None
    attrs = {"kind": kind_of(title, lexicon)}
    behind = re.match(r"\s{0,60}+\(([^()]{0,80})\)|\s{0,60}+(?=(?:GB|DB|MZ))", text[end : end + 90])
    number = NUMBER.search(text, end, end + (behind.end() if behind else 0))
    alias = ALIAS.search(text, end, min(len(text), end + 90)) if behind else None
    if number:
        attrs["number"] = number.group()
    if alias:
        attrs["alias"] = alias.group(1) or alias.group(2)
    if not attrs["kind"] and not number and not alias:
        return None
    if any(mark in title for mark in frames["draft_marks"]):
        attrs["status"] = "draft"
    if len(title) <= 5 and "alias" not in attrs and "number" not in attrs and not title.endswith("法"):
        attrs["ref"] = "1"
    return Name(
        start, end, "Document", title, rule, attrs=tuple(sorted((k, v) for k, v in attrs.items() if v))
    )


def _unmarked(found: Found, lexicon: Lexicon) -> list[Name]:
    frames = lexicon.frames["events"]["documents"]
    broken = (m for m in compiled(frames["heading"]).finditer(found.text, 0, HEAD // 2) if "\n" in m.group())
    names = []
    for match in (*compiled(frames["unquoted"]).finditer(found.text), *broken):
        issuer = found.ending_at(match.start(), ("Agency",))
        if issuer and not issuer.rule.startswith("shared"):
            start = _joint_start(found, issuer)
            name = _document(
                found.text, start, match.end(), found.text[start : match.end()], "unmarked", lexicon
            )
            names += [name] if name else []
    return names


def _headings(text: str, lexicon: Lexicon) -> list[Name]:
    """关于…的通知 alone on a line: the title of a letter whose issuer stands elsewhere."""
    names = []
    for match in lexicon.heading.finditer(text, 0, HEAD):
        # Broken over lines, it is a heading only where it stands among the first.
        if "\n" not in match[1] or match.start() < HEAD // 2:
            names += [_document(text, match.start(1), match.end(1), match[1], "heading", lexicon)]
    return [n for n in names if n]


def _joint_start(found: Found, issuer: Name) -> int:
    """国家发展改革委办公厅 税务总局办公厅关于…: the title begins with the first of the issuers."""
    start = issuer.start
    while start and found.text[start - 1] in " 、\n":
        before = found.ending_at(len(found.text[:start].rstrip(" 、\n")), ("Agency",))
        if not before:
            break
        start = before.start
    return start


def _work_papers(found: Found, lexicon: Lexicon) -> list[Name]:
    """…部际联席会议成员单位职责分工和2016年工作要点: the mechanism's name is shared by both papers."""
    papers = lexicon.frames["events"]["documents"]["work_papers"]
    pattern = re.compile(rf"(?:成员单位)?({papers})(?:和|、|及)?")
    names = []
    for mechanism in [n for n in found.names if n.type == "Mechanism"]:
        position, first = mechanism.end, mechanism.start
        while match := pattern.match(found.text, position):
            own = found.text[position : match.end(1)]
            title = mechanism.text + own
            name = _document(found.text, first, match.end(1), title, "work_paper", lexicon)
            names += [name] if name else []
            position = first = match.end()
    return names


def _reports(text: str) -> list[Name]:
    return [Name(m.start(), m.end(), "Document", m.group(), "report") for m in YEAR_REPORT.finditer(text)]
