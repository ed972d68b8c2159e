"""Programs: quoted names with what follows them, and closing words with their topic."""

from __future__ import annotations

import re

from kg.tag.events import QUOTED, Grammar, left_edge, named
from kg.tag.matching import compiled
from kg.tag.names import Found, Name, is_ref

# Between two quoted parts of one name: “某行动”第四季“某主题”招聘活动.
YEAR = re.compile("(?<![自于从在至到即])(?P<year>(?:19|20)[0-9]{2}年(?:度)?)$")
EDITION = re.compile(r"第[一二三四五六七八九十0-9]+[季届期批]|暨|之")

# “断卡”“断流”等|专项行动: the word behind the list belongs to each.
SHARED = re.compile(r"(?:[、和]?“[^“”\n]{1,12}”){0,6}等(?:系列|一系列)?(?P<tail>专项行动|专项整治|行动|工程)")
LONGEST_SHARED = 12


def find_programs(found: Found, grammar: Grammar) -> list[Name]:
    """Return programs: quoted names with what follows them, and closing words with their topic."""
    names = _quoted_programs(found, grammar)
    spans = [(n.start, n.end) for n in names]
    for match in grammar.suffix.finditer(found.text):
        if any(s < match.end() and e > match.start() for s, e in spans):
            continue
        start = left_edge(found, match.start(), grammar)
        names += named(found.text, start, match, grammar)
    return [_with_year(found.text, n) for n in names]


def _with_year(text: str, name: Name) -> Name:
    """2023年度根治欠薪冬季行动: the year right before the name is part of it; 自2019年 is when it began."""
    year = YEAR.search(text, max(0, name.start - 7), name.start) if not is_ref(name) else None
    return name.moved(year.start("year"), name.end, year["year"] + name.text) if year else name


def _begins(text: str, quoted: re.Match[str], grammar: Grammar) -> bool:
    """Whether a verb of doing stands right before the quoted name."""
    verbs = compiled(f"(?:{grammar.frames['brand_verbs']})$")
    return bool(verbs.search(text, max(0, quoted.start() - 6), quoted.start()))


def _weak_tail(text: str, quoted: re.Match[str], grammar: Grammar) -> re.Match[str] | None:
    """建立“一键止付”快速响应机制: words that end a program's name only behind a verb of doing."""
    begins = _begins(text, quoted, grammar)
    return grammar.weak_tail.match(text, quoted.end()) if begins else None


def _is_brand(text: str, quoted: re.Match[str], grammar: Grammar) -> bool:
    """推行“一河一警”, : behind a verb of doing and before a mark a quoted name is a program's."""
    begins = _begins(text, quoted, grammar)
    return bool(
        begins and len(quoted[1]) > 2 and re.match(r"[,。;、]|$", text[quoted.end() : quoted.end() + 1])
    )


def _quoted_programs(found: Found, grammar: Grammar) -> list[Name]:
    names: list[Name] = []
    for match in QUOTED.finditer(found.text):
        shared = SHARED.match(found.text, match.end())
        if shared and len(match[1]) < LONGEST_SHARED:
            text = match.group() + shared["tail"]
            names.append(
                Name(
                    *match.span(),
                    "Program",
                    text,
                    "quoted",
                    attrs=(("kind", grammar.kind_of(shared["tail"])),),
                )
            )
            continue
        after = grammar.quoted_tail.match(found.text, match.end()) or _weak_tail(found.text, match, grammar)
        whole = grammar.quoted_whole.search(match.group(1)) and len(match.group(1)) > 3
        if not after and not whole and not _is_brand(found.text, match, grammar):
            continue
        start, end = match.start(), after.end() if after else match.end()
        before = names[-1] if names else None
        if after and before and EDITION.fullmatch(found.text, before.end, start):
            start = before.start
            names.pop()
        kind = grammar.kind_of(found.text[start:end].strip('”"')) or "brand"
        names.append(Name(start, end, "Program", found.text[start:end], "quoted", attrs=(("kind", kind),)))
    return names
