"""我局, 我厅: the body whose text this is, or that a speaker stands for."""

from __future__ import annotations

import re

from kg.link.linked import Item, Linked
from kg.tag.names import Name

OWN = re.compile(r"(?<![一-鿿])我(?P<rank>局|厅|委|部|办|院|署|行)(?![一-鿿]?们)")
# A speaker's name before a colon, at the head of a line.
LABEL = re.compile(r"(?m)^[ \t]*【?(?P<name>[一-鿿·]{2,8})】?[ \t]*:?")
HEAD = 200
RULE = "own_body"


def link_own(linked: Linked) -> None:
    """Let 我局 mean the speaker's body, else the one that heads the text or signs it; ``linked.own`` is the latter."""
    for match in OWN.finditer(linked.text):
        speaker = _speaker(linked, match.start())
        body = _posted(linked, speaker, match["rank"]) if speaker else None
        if body is None:
            body = linked.own = linked.own or _issuer(linked, match["rank"])
        if body:
            name = Name(match.start(), match.end(), "Agency", match.group(), RULE)
            linked.place(name, body)


def _speaker(linked: Linked, position: int) -> Item | None:
    """The official whose label heads the paragraph."""
    line = linked.text.rfind("\n", 0, position) + 1
    label = LABEL.match(linked.text, line)
    here = linked.between(line, label.end(), "Official") if label else []
    return here[0] if here and here[0].end <= position else None


def _posted(linked: Linked, speaker: Item, rank: str) -> str | None:
    posts = [
        p.body
        for i in linked.between(0, len(linked.text), "Official")
        if i.id == speaker.id
        for p in i.name.posts
        if p.body
    ]
    bodies = [i.id for b in posts for i in linked.between(b.start, b.end, "Agency") if i.end == b.end]
    return next((b for b in bodies if _ends(linked, b, rank)), None)


def _issuer(linked: Linked, rank: str) -> str:
    """The first body of the head that ends so, else the last of the whole text, which signs it."""
    head = [i.id for i in linked.between(0, HEAD, "Agency") if _ends(linked, i.id, rank)]
    rest = [i.id for i in linked.between(0, len(linked.text), "Agency") if _ends(linked, i.id, rank)]
    return next(iter([*head, *reversed(rest)]), "")


def _ends(linked: Linked, id_: str, rank: str) -> bool:
    entity = linked.entities[id_]
    return any(n.endswith((rank, rank + "员会", rank + "公室")) for n in (entity.name, *entity.aliases))
