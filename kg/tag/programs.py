"""Programs: quoted names with what follows them, and closing words with their topic."""

from __future__ import annotations

import re

from kg.tag.event_grammar import QUOTED, Grammar
from kg.tag.events import left_edge, named
from kg.tag.matching import compiled
from kg.tag.names import Found, Name, is_ref

# Between two quoted parts of one name: “某行动”第四季“某主题”招聘活动.
YEAR = re.compile("(?<![自于从在至到即])(?P<year>(?:19|20)[0-9]{2}年(?:度)?)$")
EDITION = re.compile(r"第[一二三四五六七八九十0-9]+[季届期批]|暨|之")

# “断卡”“断流”等|专项行动: the word behind the list belongs to each.
SHARED = re.compile(
    r"(?:[、和]?“[^“”\n]{1,12}”){0,6}等(?:系列|一系列|[0-9一二三四五六七八九十]{1,3}(?:个|项))?(?P<tail>专项行动|专项整治|行动|工程|(?P<plain>品牌项目|品牌活动|系列活动|项目|活动|品牌))"
)
LONGEST_SHARED = 12
SHORTEST_PLAIN = 6
PREFIX = re.compile("(?:(?![的了以为年月日个和与第])[一-鿿]){2,8}")
MEANT = re.compile(
    "(?:该|此次|本次|这次|此项|这项)(?P<word>专项行动|专项整治|专项治理|行动|活动|工程|计划|项目)(?=,?(?:由|将|自|在|从))"
)


def find_programs(found: Found, grammar: Grammar) -> list[Name]:
    """Return programs: quoted names with what follows them, and closing words with their topic."""
    names = _quoted_programs(found, grammar)
    spans = [(n.start, n.end) for n in names]
    for match in grammar.suffix.finditer(found.text):
        if any(s < match.end() and e > match.start() for s, e in spans):
            continue
        start = left_edge(found, match.start(), grammar)
        names += named(found.text, start, match, grammar)
    spans = [(n.start, n.end) for n in names]
    names += [n for n in _plain(found, grammar) if not any(s < n.end and e > n.start for s, e in spans)]
    refs = [
        n
        for n in _meant(found.text)
        if not any(s <= n.start < e for s, e in ((k.start, k.end) for k in names))
    ]
    return [_with_year(found.text, n) for n in [*names, *refs]]


def _plain(found: Found, grammar: Grammar) -> list[Name]:
    """开展社区减负增效行动: a common word closes the name of a program behind a verb of doing."""
    return [
        Name(*m.span("name"), "Program", m["name"], "plain", attrs=(("kind", grammar.kind_of(m["name"])),))
        for key in ("plain", "census")
        for m in compiled(grammar.frames[key]).finditer(found.text)
        if not found.covering(*m.span("name")) and len(m["name"]) > SHORTEST_PLAIN
    ]


def _meant(text: str) -> list[Name]:
    """该行动由…牵头, 本次活动将…: the program told of before."""
    return [
        Name(*m.span("word"), "Program", m["word"], "suffix", attrs=(("ref", "1"),))
        for m in MEANT.finditer(text)
    ]


def _with_year(text: str, name: Name) -> Name:
    """2023年度根治欠薪冬季行动: the year right before the name is part of it; 自2019年 is when it began."""
    year = YEAR.search(text, max(0, name.start - 7), name.start) if not is_ref(name) else None
    return name.moved(year.start("year"), name.end, year["year"] + name.text) if year else name


def _begins(text: str, quoted: re.Match[str], grammar: Grammar) -> bool:
    """Whether a verb of doing stands right before the quoted name."""
    verbs = compiled(f"(?:{grammar.frames['brand_verbs']})$")
    return bool(verbs.search(text, max(0, quoted.start() - 6), quoted.start()))


def _begins_list(text: str, quoted: re.Match[str], grammar: Grammar) -> bool:
    """打造“甲”“乙”等品牌项目: whether a verb of doing stands before the first of the quoted names."""
    run = compiled(rf"(?:{grammar.frames['brand_verbs']})(?:“[^“”\n]{{1,16}}”[、和]?)*$")
    return bool(run.search(text, max(0, quoted.start() - 80), quoted.start()))


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


def _from(found: Found, quoted: re.Match[str], grammar: Grammar) -> int:
    """开展农资打假“利剑护农”专项行动: the plain words between a verb of doing and the quotes belong to the name."""
    edge = left_edge(found, quoted.start(), grammar)
    verbs = compiled(f"(?:{grammar.frames['brand_verbs']})$")
    plain = PREFIX.fullmatch(found.text, edge, quoted.start())
    begun = verbs.search(found.text, max(0, edge - 6), edge)
    return edge if plain and begun else quoted.start()


def _quoted_programs(found: Found, grammar: Grammar) -> list[Name]:
    names: list[Name] = []
    for match in QUOTED.finditer(found.text):
        shared = SHARED.match(found.text, match.end())
        if (
            shared
            and len(match[1]) < LONGEST_SHARED
            and (not shared["plain"] or _begins_list(found.text, match, grammar))
        ):
            text = match.group() + ("" if shared["plain"] else shared["tail"])
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
        start, end = _from(found, match, grammar), after.end() if after else match.end()
        before = names[-1] if names else None
        if after and before and EDITION.fullmatch(found.text, before.end, start):
            start = before.start
            names.pop()
        kind = grammar.kind_of(found.text[start:end].strip('”"')) or "brand"
        names.append(Name(start, end, "Program", found.text[start:end], "quoted", attrs=(("kind", kind),)))
    return names
