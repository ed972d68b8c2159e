"""Words that mean bodies named before: 上述四部门, 主办单位, 该局; otherwise nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.link.linked import Item, Linked
from kg.tag.events import chinese_number
from kg.tag.names import Name

GROUP = re.compile(
    r"(?=[上以这该两二三四五六七八九十0-9])(?:(?<![一-鿿])|(?<=[今去]年)|(?<=近日)|(?<=日前)|(?<=[由是]))(?:上述|以上|这|该)?(?P<n>[两二三四五六七八九十]{1,2}|[0-9]{1,2})(?:个|家)?(?:部门|部委|单位|机构|方)"
    r"(?=[^,。;]{0,16}?(?:联合|共同|印发|签署|签订|将|要|还|下发|召开|开展|发布))"
    r"|(?:上述|以上)(?P<m>[两二三四五六七八九十]{1,2}|[0-9]{1,2})(?:个|家)?(?:部门|部委|单位|机构|[一-鿿]{0,4}单位)"
)
CALLED = re.compile(
    r"(?:等[^()]{0,8})?\((?:以下|下)(?:统|并)?(?:简)?称(?:为)?[“\"]?(?P<word>[^()“”\"]{3,8})[”\"]?\)"
)
# 某局等10部门: the list that begins with it and holds as many.
LED = re.compile(
    "等(?P<n>[0-9一二三四五六七八九十]{1,3})(?:个|家)?(?:部门|单位)(?=[^,。;]{0,16}?(?:联合|共同|决定|开展|印发|要|将))"
)
# 由某部牵头,其他八部门参加: the list of nine without its first.
OTHERS = re.compile("(?:其他|其余)(?P<n>[二三四五六七八九十]{1,3}|[0-9]{1,2})(?:个|家)?(?:部门|单位|部委)")
THAT = re.compile(r"该(?P<rank>局|厅|委|部|办|院|司|中心|公司|集团|协会|学会)(?![一-鿿]?(?:门|属|分|位|长))")
ADDRESSED = re.compile(r"(?m)^[ \t]*(?P<who>[一-鿿]{2,20}):[ \t]*$")
YOURS = re.compile(
    r"(?:(?<![一-鿿])|(?<=收到))你(?:部|局|委|办|厅|院|省|市|县|区|会|署|行)(?=[《关]|报来|报送|《)"
)
THAT_RULE = "that_body"
GROUP_RULE = "group"


def link_groups(linked: Linked, runs: Sequence[Sequence[Name]]) -> None:
    """Let a count of bodies mean the last list before it that holds just as many, and a word what the text says it means."""
    for match in GROUP.finditer(linked.text):
        number = int(chinese_number((match["n"] or match["m"]).replace("两", "二")))
        before = [run for run in runs if run[-1].end <= match.start() and len(run) == number]
        if before and number > 1:
            _place(linked, before[-1], match)
    _others(linked, runs)
    for match in LED.finditer(linked.text):
        number = int(chinese_number(match["n"]))
        heads = linked.between(max(0, match.start() - 30), match.start(), "Agency")
        same = [run for run in runs if heads and len(run) == number and _begins(linked, run, heads[-1].id)]
        if same and heads[-1].end == match.start():
            _place(linked, same[0][1:], match)
    for run in runs:
        called = CALLED.match(linked.text, run[-1].end) if len(run) > 1 else None
        for match in re.finditer(re.escape(called["word"]), linked.text[called.end() :]) if called else ():
            _place(linked, run, match, called.end() if called else 0)


def _others(linked: Linked, runs: Sequence[Sequence[Name]]) -> None:
    for match in OTHERS.finditer(linked.text):
        number = int(chinese_number(match["n"])) + 1
        before = [run for run in runs if run[-1].end <= match.start() and len(run) == number]
        if before:
            _place(linked, before[-1][1:], match)


def _begins(linked: Linked, run: Sequence[Name], id_: str) -> bool:
    first = linked.body_at(run[0].start)
    return first is not None and first.id == id_


def _place(linked: Linked, run: Sequence[Name], match: re.Match[str], shift: int = 0) -> None:
    for item in filter(None, (linked.body_at(name.start) for name in run)):
        name = Name(match.start() + shift, match.end() + shift, item.type, match.group(), GROUP_RULE)
        linked.place(name, item.id)


def link_that(linked: Linked) -> None:
    """Let 该局 mean the last body named before it whose name ends so."""
    for match in THAT.finditer(linked.text):
        before = [
            i for i in linked.between(0, match.start(), "Agency", "Organization") if i.name.rule != THAT_RULE
        ]
        fits = [i for i in before if _closes(linked, i, match["rank"])]
        if fits:
            name = Name(match.start(), match.end(), fits[-1].type, match.group(), THAT_RULE)
            linked.place(name, fits[-1].id)


def link_addressed(linked: Linked) -> None:
    """Let 你部 mean the body that the letter is written to: alone on its line, before a colon."""
    told = ADDRESSED.search(linked.text)
    here = linked.between(*told.span("who"), "Agency") if told else []
    for match in YOURS.finditer(linked.text, told.end()) if told and len(here) == 1 else ():
        name = Name(match.start(), match.end(), "Agency", match.group(), THAT_RULE)
        linked.place(name, here[0].id)


def _closes(linked: Linked, item: Item, rank: str) -> bool:
    entity = linked.entities[item.id]
    return item.name.text.endswith(rank) or entity.name.endswith(rank)
