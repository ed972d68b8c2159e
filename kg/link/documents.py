"""Documents of an article: 关于… and 国务院关于… are one, and a short title means what was so called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.link.bodies import Body
from kg.link.linked import Linked
from kg.link.references import antecedent
from kg.tag.names import Name, is_ref


def link_documents(linked: Linked, names: Sequence[Name]) -> None:
    """Give every document its id; 关于… and 国务院关于… are one; a short title means what was so called, or the last it closes."""
    known: list[Body] = []
    for name in sorted(names, key=is_ref):
        attrs = dict(name.attrs)
        body = _named_so(name, known) if is_ref(name) else _same_title(name.text, known)
        if body is None and is_ref(name):
            linked.open.append(name)
            continue
        body = body or Body(f"Document/{_key(name.text)}", "Document", name.text, set(), {})
        _longer_name(linked, body, name.text)
        body.props |= {k: v for k, v in attrs.items() if k in ("kind", "number", "status")}
        body.aliases |= {a for a in (name.text, attrs.get("number", ""), attrs.get("alias", "")) if a} - {
            body.name
        }
        linked.add(body)
        known = [b for b in known if b.id != body.id] + [body]
        linked.place(name, body.id)


def _key(title: str) -> str:
    return re.sub(r"[《》〈〉<>\s]", "", title)


def _core(title: str) -> str:
    return re.sub(r"^.{0,30}?(?=关于)", "", title)


def _bare(title: str) -> str:
    """The title without years in brackets at its end."""
    return re.sub(r"[(（](?:19|20)[0-9]{2}[^()（）]*[)）]$", "", title)


def _same_title(title: str, known: Sequence[Body]) -> Body | None:
    about = "关于" in title
    return next(
        (
            b
            for b in known
            if _bare(b.name) == _bare(title)
            or (
                about
                and "关于" in b.name
                and _core(b.name) == _core(title)
                and (b.name.startswith("关于") or title.startswith("关于"))
            )
        ),
        None,
    )


def _longer_name(linked: Linked, body: Body, title: str) -> None:
    """The form with the issuer in front becomes the name; the id follows, as nothing refers to it yet but items."""
    if len(title) <= len(body.name) or _core(_bare(title)) != _core(_bare(body.name)):
        return
    old = body.id
    body.aliases.add(body.name)
    body.name, body.id = title, f"Document/{_key(title)}"
    linked.entities.pop(old, None)
    for item in linked.items:
        if item.id == old:
            item.id = body.id


def _named_so(name: Name, known: Sequence[Body]) -> Body | None:
    called = [b for b in known if name.text in b.aliases]
    return called[-1] if called else antecedent(name.text, known)
