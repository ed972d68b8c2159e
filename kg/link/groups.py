"""上述四部门, 三方: as many bodies as were last listed together in the article; otherwise nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.link.linked import Item, Linked
from kg.tag.events import chinese_number
from kg.tag.names import Name

GROUP = re.compile(
    r"(?<![一-鿿])(?:上述|以上|这|该)?(?P<n>[两二三四五六七八九十]{1,2}|[0-9]{1,2})(?:个|家)?(?P<what>部门|部委|单位|机构|方)(?=[^,。;]{0,16}?(?:联合|共同|印发|签署|签订|将|要|还|下发|召开|开展|发布))"
    r"|(?:上述|以上)(?P<m>[两二三四五六七八九十]{1,2}|[0-9]{1,2})(?:个|家)?(?:部门|部委|单位|机构|[一-鿿]{0,4}单位)"
)
GROUP_RULE = "group"


def link_groups(linked: Linked, runs: Sequence[Sequence[Name]]) -> None:
    """Let a count of bodies mean the last list before it that holds just as many."""
    for match in GROUP.finditer(linked.text):
        number = int(chinese_number((match["n"] or match["m"]).replace("两", "二")))
        before = [run for run in runs if run[-1].end <= match.start() and len(run) == number]
        items = [linked.body_at(name.start) for name in before[-1]] if before and number > 1 else []
        for item in items:
            if isinstance(item, Item):
                name = Name(match.start(), match.end(), item.type, match.group(), GROUP_RULE)
                linked.place(name, item.id)
