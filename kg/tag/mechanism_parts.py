"""What a text calls a mechanism by, beside its full name: its parts under their numbers, and short names it defines."""

from __future__ import annotations

import re

from kg.tag.matching import HAN
from kg.tag.names import Name

PART_NUMBER = r"(?:[(][一二三四五六七八九十0-9]{1,2}[)]|[一二三四五六七八九十]{1,2}、|[0-9]{1,2}[.、])"
PART = re.compile(
    rf"(?:(?:^|(?<=[\n。;: ]))\s{{0,60}}+{PART_NUMBER}\s{{0,60}}+|(?:^|(?<=\n))\s{{0,60}}+)"
    rf"(?P<name>[{HAN}、]{{2,18}}?(?:组|专业委员会|专委会|分指挥部|工作专班))(?=[。:(\s]|由|,由)"
    r"|(?:^|(?<=[。;\n]))(?P<numbered>第[一二三四五六七八九十]{1,2}(?:小)?组)(?=由|:|,|\()"
)
ALIAS = re.compile(r"(?:制度)?\((?:以下|下)?简?称(?:为)?[“\"]?(?P<alias>[^()“”\"]{2,16}?)[”\"]?\)")
PART_END = re.compile(r"(?:组|专业委员会|专委会|分指挥部|工作专班)(?=[。:(\s,]|由)")
NO_PART = re.compile("(?:小组|各组)$|领导小组|的")
# A bare closing word is no name of its own: it is resolved like any other.
GENERIC = ("联席会议", "领导小组", "委员会", "工作组", "工作专班", "专班", "指挥部")
SHORTEST = 6


def find_parts(text: str) -> list[Name]:
    """Return the parts of mechanisms: (一)综合协调组, each under its number or at the head of its line."""
    attrs = (("kind", "working_group"), ("part", "1"))
    if not PART_END.search(text):
        return []
    spans = [m.span("name" if m["name"] else "numbered") for m in PART.finditer(text)]
    return [
        Name(start, end, "Mechanism", text[start:end], "part", attrs=attrs)
        for start, end in spans
        if not NO_PART.search(text, start, end) or text[start] == "第"
    ]


def find_aliases(text: str, names: list[Name]) -> list[Name]:
    """Return every place of a short name that the text gives to a mechanism of ``names``.

    …食品药品安全委员会(以下简称旗食药安委); the attribute ``alias_of`` holds where the full name stands.
    """
    taken = {n.start for n in names}
    told = [(name, m) for name in names if (m := ALIAS.match(text, name.end)) and not _is_bare(m["alias"])]
    until: dict[str, int] = {}
    found: list[Name] = []
    # From the last to the first: a word means what it was last given to.
    for name, given in reversed(told):
        found += _aliases_of(text, name, given, until.get(given["alias"], len(text)), taken)
        until[given["alias"]] = given.start("alias")
    return found[::-1]


def _is_bare(word: str) -> bool:
    return word.endswith(GENERIC) and len(word) < SHORTEST


def _aliases_of(text: str, name: Name, given: re.Match[str], until: int, taken: set[int]) -> list[Name]:
    attrs = (("alias_of", str(name.start)),)
    word = given["alias"]
    later = [m.start() for m in re.compile(re.escape(word)).finditer(text, given.end(), until)]
    spots = [s for s in (given.start("alias"), *later) if s not in taken]
    return [Name(s, s + len(word), "Mechanism", word, "alias", attrs=attrs) for s in spots]
