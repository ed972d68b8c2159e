"""Letters: who stands above the title, and who signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.link.linked import Item, Linked
from kg.relate.papers import title_issuers, title_mechanism
from kg.relate.scene import Claim, Scene
from kg.tag.lexicon import Lexicon

# A day alone on its line: what stands above it signs.
SIGNED = re.compile(
    r"(?m)(?<=[\n\s])(?P<date>(?:(?:19|20)[0-9]{2}|[〇○零一二三四五六七八九O]{4})年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日)"
    r"[ \t]*(?:印发)?[ \t]*(?:\([^()\n]{2,20}\)[ \t]*)?(?:-->[ \t]*)?$"
)
LONGEST_TAIL = 600
BLANK = " \n\t\u3000、"


def signed(linked: Linked, scene: Scene, heading: Item | None) -> Iterator[Claim]:
    """ISSUED from the signature: bodies alone on the lines above a day, of a letter headed by its title."""
    for match in SIGNED.finditer(linked.text) if heading else ():
        run = _alone_before(linked, match.start())
        date = next((d.iso for d in linked.dates if d.start >= match.start("date")), "")
        for position, item in enumerate(run if heading and run and run[0].start > heading.end else (), 1):
            for paper in _papers(linked, heading):
                yield scene.claim(
                    item.id,
                    "ISSUED",
                    paper,
                    "issued_signed",
                    start=item.start,
                    end=item.end,
                    date=date,
                    position=position,
                )


def _papers(linked: Linked, heading: Item | None) -> list[str]:
    """The letter, and the paper that it prints (关于印发《某方案》的通知)."""
    inside = linked.between(heading.start, heading.end, "Document") if heading else []
    return (
        list(
            dict.fromkeys(
                i.id for i in inside if i is heading or "印发" in linked.text[heading.start : i.start]
            )
        )
        if heading
        else []
    )


def _alone_before(linked: Linked, position: int) -> list[Item]:
    """The bodies that, with nothing between them but blanks, end before the position and begin their line."""
    run: list[Item] = []
    for item in reversed(linked.between(max(0, position - LONGEST_TAIL), position, "Agency")):
        edge = run[0].start if run else position
        if run and run[0].start <= item.start:
            continue
        if linked.text[item.end : edge].strip(BLANK):
            break
        run.insert(0, item)
    return run


def headed(linked: Linked, scene: Scene, heading: Item | None) -> Iterator[Claim]:
    """ISSUED by the bodies that alone stand on the lines above the title of a letter."""
    run = _alone_before(linked, heading.start) if heading else []
    for position, item in enumerate(run, 1):
        if heading:
            for paper in _papers(linked, heading):
                yield scene.claim(
                    item.id,
                    "ISSUED",
                    paper,
                    "issued_title",
                    start=item.start,
                    end=heading.end,
                    position=position,
                )
            mechanism = title_mechanism(scene, heading, linked.entities[heading.id].name)
            if mechanism:
                yield scene.claim(
                    item.id, "ESTABLISHES", mechanism, "establishes_title", start=item.start, end=heading.end
                )


def issuers_of(linked: Linked, heading: Item, scene: Scene) -> list[str]:
    """Whom the title names, else who stands above it, else who signs."""
    named = [linked.add(b) for b in title_issuers(scene, linked.entities[heading.id].name)]
    if named:
        return list(dict.fromkeys(named))
    run = _alone_before(linked, heading.start)
    for match in () if run else SIGNED.finditer(linked.text):
        run = run or [i for i in _alone_before(linked, match.start()) if i.start > heading.end]
    return list(dict.fromkeys(i.id for i in run))


def heading_document(linked: Linked, lexicon: Lexicon, end: int) -> Item | None:
    """Return the document whose title is the article's heading, or None."""
    return next(
        (
            i
            for i in linked.items
            if i.type == "Document" and i.start < end and i.name.rule in ("unmarked", "heading")
        ),
        None,
    )
