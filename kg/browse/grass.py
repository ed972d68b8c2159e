"""The style as Neo4j Browser reads it: GraSS, a rule for every label and every type."""

from __future__ import annotations

from collections.abc import Iterator

from kg.schema import Schema, Style

# Luminance above which letters are dark.
LIGHT = 0.62
DARK_LETTERS, LIGHT_LETTERS = "#1f2933", "#ffffff"
RULES = """\
node {{
  diameter: 50px;
  color: #a5abb6;
  border-color: #9aa1ac;
  border-width: 2px;
  text-color-internal: {light};
  font-size: 10px;
}}
relationship {{
  color: #b9c4cf;
  shaft-width: 1px;
  font-size: 9px;
  padding: 3px;
  text-color-external: {dark};
  text-color-internal: {light};
  caption: "<type>";
}}
"""


def grass(schema: Schema, style: Style, language: str) -> str:
    """Return the style sheet.

    Args:
        schema: What the types are called.
        style: How they look.
        language: ``zh``: lines bear the types' Chinese names; ``en``: the types themselves.
    """
    general = RULES.format(dark=DARK_LETTERS, light=LIGHT_LETTERS)
    return general + "".join([*_labels(style), *_types(schema, style, language)])


def _labels(style: Style) -> Iterator[str]:
    for name, look in style.labels.items():
        yield _rule(
            f"node.{name}",
            color=look.colour,
            border_color=darker(look.colour),
            text_color_internal=letters(look.colour),
            caption=f'"{{{look.caption}}}"',
            diameter=f"{look.size}px",
        )


def _types(schema: Schema, style: Style, language: str) -> Iterator[str]:
    for name, look in style.types.items():
        usual = schema.relations[name].zh if language == "zh" else "<type>"
        yield _rule(
            f"relationship.{name}",
            color=look.colour,
            text_color_internal=letters(look.colour),
            caption=f'"{{{look.caption}}}"' if look.caption else f'"{usual}"',
            shaft_width=f"{look.width}px",
        )


def _rule(selector: str, **properties: str) -> str:
    lines = [f"  {name.replace('_', '-')}: {value};" for name, value in properties.items()]
    return "\n".join([f"{selector} {{", *lines, "}", ""])


def darker(colour: str) -> str:
    """Return a colour for the edge of a node of that colour."""
    return "#" + "".join(f"{int(colour[place : place + 2], 16) * 7 // 10:02x}" for place in (1, 3, 5))


def letters(colour: str) -> str:
    """Return the colour of letters that can be read on a colour."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return DARK_LETTERS if 0.2126 * red + 0.7152 * green + 0.0722 * blue > LIGHT else LIGHT_LETTERS
