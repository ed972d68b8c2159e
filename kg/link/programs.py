"""Programs of an article: longer and shorter forms of one, and 专项行动 for the last that it closes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.link.bodies import Body
from kg.link.linked import Linked
from kg.link.references import antecedent
from kg.tag.names import Name, is_ref

# 该|行动 is nobody's name.
SHORTEST = 3
# 该行动 may mean “某行动”; 工程 alone, elsewhere in a text, rather not.
THIS = ("该", "此次", "本次", "这次", "此项", "这项")
QUOTED = re.compile(r"(“[^“”]+”)(?:.{0,4}?)(模式|品牌|行动|计划|工程|项目|平台)$")
CALLED = re.compile(r"\((?:以下|下)?简?称(?:为)?[“\"]?(?P<word>[^()“”\"]{2,12})[”\"]?\)")


def link_programs(linked: Linked, names: Sequence[Name]) -> None:
    """Give every program its id; a year in front is not part of the name; 专项行动 means the last one that it closes."""
    known: list[Body] = []
    called: dict[str, Body] = {}
    for name in names:
        text = re.sub(r"^(?:19|20)[0-9]{2}年(?:度)?", "", name.text)
        kind = dict(name.attrs).get("kind", "")
        body = called.get(text.strip('“”"'))
        if body is None:
            this = linked.text[max(0, name.start - 2) : name.start].endswith(THIS)
            body = antecedent(text, known, quoted=this) if is_ref(name) else _joined(text, known)
        if body is None and (is_ref(name) or not text):
            linked.open.append(name)
            continue
        body = body or Body(f"Program/{text}", "Program", text, set(), {"kind": kind} if kind else {})
        if len(text) >= SHORTEST:
            body.aliases |= {text, name.text, _bare(text)} - {body.name, ""}
        linked.add(body)
        known = [b for b in known if b.id != body.id] + [body]
        word = CALLED.match(linked.text, name.end)
        if word:
            called[word["word"]] = body
        linked.place(name, body.id)


def _joined(text: str, known: Sequence[Body]) -> Body | None:
    """A longer form of the same program named before (全国… and …), or itself."""
    return next(
        (
            b
            for b in reversed(known)
            if b.name == text
            or _core(b.name) == _core(text) != ""
            or (len(text) > 6 and (b.name.endswith(text) or (text.endswith(b.name) and len(b.name) > 6)))
        ),
        None,
    )


def _bare(text: str) -> str:
    """农资打假“利剑护农”行动 without the words before the quotes."""
    at = text.find("“")
    return text[at:] if at > 0 and text.count("“") == 1 else ""


def _core(text: str) -> str:
    """“1343”工作模式 is “1343”模式: what is quoted, and the last word behind it."""
    match = QUOTED.match(text) if text.startswith("“") else None
    return match[1] + match[2] if match else ""
