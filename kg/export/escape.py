r"""Text that XML and spreadsheets cannot carry, written reversibly.

A character that XML 1.0 forbids, a carriage return (parsers turn it into a line feed) and a lone surrogate
become ``\uXXXX``; a backslash becomes ``\\``. All other text stands as it is.
"""

from __future__ import annotations

import re

FORBIDDEN = re.compile(r"[^\t\n\x20-\x84\x86-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\\")
ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|\\)")


def escape(text: str) -> str:
    r"""Return the text with every forbidden character as ``\uXXXX``.

    Example:
        >>> escape("民政\x00部")
        '民政\\u0000部'
    """
    return FORBIDDEN.sub(lambda found: "\\\\" if found[0] == "\\" else f"\\u{ord(found[0]):04x}", text)


def unescape(text: str) -> str:
    """Return what ``escape`` was given."""
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else "\\", text)
