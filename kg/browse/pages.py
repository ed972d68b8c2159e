"""The guide written out: HTML for Neo4j Browser up to 5.26.27, AsciiDoc for the later one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from kg.browse.guide import Guide, Slide, Step

CODE = "pre-scrollable code runnable"
LISTING = "----"
MARKUP = re.compile(r"[*_`#{<^~+\[|]")
BASE, STYLE = "{base}", "{style}"


def as_html(guide: Guide, language: str, base: str, style: str) -> str:
    """Return the guide for ``:play``.

    Args:
        guide: The guide.
        language: ``zh`` or ``en``.
        base: Address under which the kit is served; empty where it is not: then what needs it is left out.
        style: Name of the style's file.
    """
    slides = "".join(
        f'<slide class="row-fluid">\n<div class="col-sm-3">\n<h3>{escape(slide.title[language])}</h3>\n'
        f'<p class="lead">{escape(guide.title[language])}</p>\n</div>\n<div class="col-sm-9">\n'
        + "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in slide.text[language])
        + "".join(
            f'<figure>\n<pre class="{CODE}">{escape(text)}</pre>\n<figcaption>{escape(title)}</figcaption>\n</figure>\n'
            for title, text in runnable(guide, slide, language, base, style)
        )
        + "</div>\n</slide>\n"
        for slide in guide.slides
    )
    return (
        f'<article class="guide">\n<carousel class="deck container-fluid">\n{slides}</carousel>\n</article>\n'
    )


def as_asciidoc(guide: Guide, language: str, base: str, style: str) -> str:
    """Return the guide for ``:guide``; arguments as those of :func:`as_html`."""
    parts = [f"= {guide.title[language]}"]
    for slide in guide.slides:
        parts += [f"== {slide.title[language]}", *map(_inert, slide.text[language])]
        for title, text in runnable(guide, slide, language, base, style):
            parts.append(f".{_inert(title)}\n[source,cypher]\n{LISTING}\n{text}\n{LISTING}")
    return "\n\n".join(parts) + "\n"


def runnable(guide: Guide, slide: Slide, language: str, base: str, style: str) -> Iterator[tuple[str, str]]:
    """Yield title and text of everything on a slide that can be run, parameters first."""
    if slide.params:
        yield guide.parameters[language], slide.params
    for step in slide.steps:
        if base or not _needs_base(step):
            yield step.title[language], _filled(step, base, style)


def _needs_base(step: Step) -> bool:
    return step.is_command and BASE in step.text


def _filled(step: Step, base: str, style: str) -> str:
    return step.text.replace(BASE, base).replace(STYLE, style) if step.is_command else step.text


def _inert(text: str) -> str:
    """Keep AsciiDoc from taking marks in running text for markup."""
    if not MARKUP.search(text):
        return text
    return "pass:c[" + text.replace("]", "\\]") + "]"
