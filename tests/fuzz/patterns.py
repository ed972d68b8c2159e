"""Every regular expression of the package, and inputs that are hard for it.

Patterns are taken where they are compiled: the package is imported, its lexicon and grammars are made, and the sample
documents are read, while ``re`` notes what it is asked for and by which module.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from itertools import product
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
# What texts are full of: each alone, and in pairs, is repeated.
PLAIN = tuple(' \n\t\u3000会一第的市1a、,。:《“"(<|·&-')
REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
ANY = "会"
LONGEST_SAMPLE = 400


def all_patterns() -> dict[str, str]:
    """Return the patterns that the package uses: source text with flags → the module that compiled it first."""
    seen: dict[str, str] = {}
    with _noting(seen):
        modules = list(_modules())
        _make_all(modules)
        _read_samples()
    for module in modules:
        for value in vars(module).values():
            if isinstance(value, re.Pattern):
                seen.setdefault(_key(value), module.__name__)
    return seen


def compiled(key: str) -> re.Pattern[Any]:
    """Return the pattern of a key of ``all_patterns``."""
    kind, flags, source = key.split(" ", 2)
    return re.compile(source.encode("latin-1") if kind == "bytes" else source, int(flags))


def hard_units(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """What may be hard for the pattern when it stands there again and again, and what then ends the text."""
    units = [*PLAIN, *map("".join, product(PLAIN[:6], PLAIN[9:14])), *_of(pattern)]
    return [(unit, tail) for unit in dict.fromkeys(u for u in units if u) for tail in ("", "\x01")]


def repeated(unit: str, tail: str, size: int, pattern: re.Pattern[Any]) -> str | bytes:
    """Return a text of about the size: the unit again and again, then the tail."""
    text = unit * (size // len(unit)) + tail
    return text.encode("utf-8") if isinstance(pattern.pattern, bytes) else text


def uses(pattern: re.Pattern[Any]) -> tuple[Callable[[Any], object], ...]:
    """Return the ways in which a pattern meets a text: at every place, at its start, as a whole."""
    return (lambda text: sum(1 for _ in pattern.finditer(text)), pattern.match, pattern.fullmatch)


def _of(pattern: re.Pattern[Any]) -> Iterator[str]:
    """What the pattern itself asks for: a text that fits, its head, and every repeated part alone."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(source, pattern.flags & ~re.UNICODE)
    for times in (0, 1):
        whole = "".join(_sample(tree, times))[:LONGEST_SAMPLE]
        yield from (whole, whole[:-1], whole[: len(whole) // 2], whole + ANY)
    for part in list(_repeated(tree))[:24]:
        yield "".join(_sample(part, 1))[:LONGEST_SAMPLE]


def _repeated(tree: Any) -> Iterator[Any]:
    for op, value in tree:
        if op in REPEATS and value[1] > 8:
            yield value[2]
        for inner in _inside(op, value):
            yield from _repeated(inner)


def _inside(op: Any, value: Any) -> Iterator[Any]:
    """The parsed patterns within a part of one."""
    if op is codes.BRANCH:
        yield from value[1][:40]
    elif op is codes.ATOMIC_GROUP:
        yield value
    elif op in (codes.SUBPATTERN, codes.ASSERT, codes.ASSERT_NOT, *REPEATS):
        yield value[-1]


def _sample(tree: Any, times: int) -> Iterator[str]:
    """A text that the parsed pattern takes, or nearly: what looks around is passed over."""
    for op, value in tree:
        if op in (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN):
            yield _character(op, value)
        elif op in REPEATS:
            yield "".join(_sample(value[2], times)) * max(value[0], min(times, value[1]))
        elif op not in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _sample(next(_inside(op, value), ()), times)


def _character(op: Any, value: Any) -> str:
    if op is codes.IN:
        return _member(value)
    if op is codes.LITERAL:
        return chr(value)
    return "一" if op is codes.NOT_LITERAL and chr(value) == ANY else ANY


def _member(members: Any) -> str:
    """A character of the set; one that texts hold where the set is a negative."""
    negated = members[0][0] is codes.NEGATE
    for candidate in (ANY, "一", "1", "a", " ", ",", *(chr(_first(m)) for m in members)):
        if negated != any(_holds(m, candidate) for m in members):
            return candidate
    return ANY


def _first(member: Any) -> int:
    op, value = member
    if op is codes.LITERAL:
        return int(value)
    return int(value[0]) if op is codes.RANGE else ord(" ")


def _holds(member: Any, char: str) -> bool:
    op, value = member
    if op is codes.LITERAL:
        return ord(char) == value
    if op is codes.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    if op is codes.CATEGORY:
        tests = {
            codes.CATEGORY_DIGIT: char.isdigit(),
            codes.CATEGORY_NOT_DIGIT: not char.isdigit(),
            codes.CATEGORY_SPACE: char.isspace(),
            codes.CATEGORY_NOT_SPACE: not char.isspace(),
            codes.CATEGORY_WORD: char.isalnum(),
            codes.CATEGORY_NOT_WORD: not char.isalnum(),
        }
        return tests[value]
    return False


@contextmanager
def _noting(seen: dict[str, str]) -> Iterator[None]:
    compile_ = re._compile  # type: ignore[attr-defined]

    def noting(pattern: Any, flags: Any) -> re.Pattern[Any]:
        made: re.Pattern[Any] = compile_(pattern, flags)
        module = sys._getframe(2).f_globals.get("__name__", "")
        if module.split(".")[0] == "kg":
            seen.setdefault(_key(made), module)
        return made

    re._compile = noting  # type: ignore[attr-defined]
    try:
        yield
    finally:
        re._compile = compile_  # type: ignore[attr-defined]


def _key(pattern: re.Pattern[Any]) -> str:
    if isinstance(pattern.pattern, bytes):
        return f"bytes {int(pattern.flags)} {pattern.pattern.decode('latin-1')}"
    return f"str {int(pattern.flags & ~re.UNICODE)} {pattern.pattern}"


def _modules() -> Iterator[Any]:
    import kg

    for found in pkgutil.walk_packages(kg.__path__, "kg."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def _make_all(modules: list[Any]) -> None:
    """Ask for every pattern that is made when it is first wanted."""
    from kg.clean.chrome import _line_pattern, _tokens
    from kg.clean.lines import _shape
    from kg.read.tables import table
    from kg.seeds import load_seeds
    from kg.split import _pattern
    from kg.tag.event_grammar import grammars
    from kg.tag.lexicon import Lexicon, load_frames

    lexicon = Lexicon(load_seeds(), load_frames())
    for owner in (lexicon, *grammars(lexicon).values()):
        for name, member in vars(type(owner)).items():
            if isinstance(member, cached_property):
                # Not every kind of event has frames for every part of a name.
                with suppress(KeyError):
                    getattr(owner, name)
    for name in table("split"):
        _pattern(name)
    _shape(), _tokens(), _line_pattern("lines"), _line_pattern("captions")


def _read_samples() -> None:
    from kg.pipeline import extract, load_pipeline
    from kg.read import expand, read

    nlp = load_pipeline()
    for path in expand([str(ROOT / "seeds" / "documents"), str(ROOT / "tests" / "data" / "sources")]):
        for source in read(path):
            extract(source, nlp)


if __name__ == "__main__":
    # Escaped: a pattern may hold halves of surrogate pairs.
    print(json.dumps(all_patterns()))
