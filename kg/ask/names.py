"""The names in a question: entities of the workspace, document numbers, titles in brackets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import product

from kg.ask.pieces import NAME, NUMBER, UNKNOWN, Piece, folded, is_worded
from kg.ask.vocabulary import Vocabulary

# Forms → (form, entity id) of those that the workspace has; none given: all of the long names.
Lookup = Callable[[list[str]], Iterable[tuple[str, str]]]
LONGEST = 80
BRACKETED = re.compile("《([^《》]+)》")
NUMBERED = re.compile(
    r"[〔\[(\uff08【〈\uff3b](?P<year>(?:19|20)[0-9]{2})[〕\])\uff09】〉\uff3d]\s*(?P<number>第?[0-9]+号)"
)
NUMBER_HEAD = re.compile(r"[\u4e00-\u9fff]{1,12}$")
QUOTED = re.compile(r"[\s\"'“”‘’]")
# Their names are long, and people shorten them; the words of some texts' short names mean no one thing.
LONG_TYPES = ("Mechanism", "Meeting", "Program", "Document")
LEAST_TAIL, LEAST_LENGTH, LEAST_PART = 2, 5, 0.3
AREA = re.compile("[省市区县州旗团镇乡]")
WIDER = re.compile("(?:全国|中央|国家|全省|全市|全区|全县|[省市县])$")
GENERIC = frozenset(LONG_TYPES) - {"Document"}
OFFICE = "办公室"
SHORT = 6
MOST_READINGS = 16


def covers(text: str, lookup: Lookup, words: Vocabulary) -> list[list[Piece]]:
    """Return the ways to tell the names of a question from its words; first the one with the longest names."""
    fixed = list(_fixed(text, lookup))
    found = [*fixed, *_free(text, fixed, lookup, words)]
    longest = _longest(found, fixed)
    longest = _longest([*found, *_central(text, longest, lookup, words)], longest)
    choices = [_alternatives(piece, found) for piece in longest]
    readings = [[p for part in combination for p in part] for combination in product(*choices)]
    return readings[:MOST_READINGS]


def guesses(text: str, pieces: list[Piece], forms: Iterable[tuple[str, str]]) -> list[Piece]:
    """Return what the unknown parts of a question may name: long names of which people leave parts out."""
    best: dict[tuple[int, int], dict[str, bool]] = defaultdict(dict)
    unknown = [piece for piece in pieces if piece.kind == UNKNOWN]
    taken = [piece for piece in pieces if piece.kind in (NAME, NUMBER)]
    for form, id_ in forms:
        region = _aligned(text, form, unknown)
        if region and not any(p.start < region[1] and region[0] < p.end for p in taken):
            start, end, doubtful = region
            best[start, end][id_] = best[start, end].get(id_, True) and doubtful
    spans = sorted(best, key=lambda span: span[0] - span[1])[:1]
    return [
        Piece(
            NAME, *span, text[slice(*span)], ids=tuple(sorted(best[span])), doubtful=any(best[span].values())
        )
        for span in spans
    ]


def _fixed(text: str, lookup: Lookup) -> Iterator[Piece]:
    """Titles in brackets and document numbers: each a whole, known or not."""
    for match in BRACKETED.finditer(text):
        ids = _ids(lookup(_variants(match[1])))
        yield Piece(NAME if ids else UNKNOWN, match.start(), match.end(), match[0], ids=ids)
    for match in NUMBERED.finditer(text):
        yield _numbered(text, match, lookup)


def _numbered(text: str, match: re.Match[str], lookup: Lookup) -> Piece:
    tail = f"〔{match['year']}〕{match['number']}"
    head = NUMBER_HEAD.search(text[: match.start()])
    starts = [match.start() - n for n in range(len(head[0]) if head else 0, 0, -1)]
    known = dict(lookup([text[start : match.start()] + tail for start in starts]))
    for start in starts:
        number = text[start : match.start()] + tail
        if number in known:
            return Piece(NUMBER, start, match.end(), number, value=number, ids=(known[number],))
    start = starts[0] if starts else match.start()
    return Piece(UNKNOWN, start, match.end(), text[start : match.end()])


def _free(text: str, fixed: list[Piece], lookup: Lookup, words: Vocabulary) -> list[Piece]:
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end in _spans(text, fixed):
        for variant in _variants(text[start:end]):
            spans[variant].append((start, end))
    ids: dict[tuple[int, int], set[tuple[str, str]]] = defaultdict(set)
    for form, id_ in lookup(list(spans)):
        for span in spans[form]:
            ids[span].add((form, id_))
    pieces = [Piece(NAME, *span, text[slice(*span)], ids=_ids(each)) for span, each in ids.items()]
    return [piece for piece in pieces if not _is_generic(piece, words)]


def _central(text: str, named: list[Piece], lookup: Lookup, words: Vocabulary) -> Iterator[Piece]:
    """Short names of central bodies: what is nobody's name here, but is one with 国家 before it."""
    spans = [(start, end) for start, end in _spans(text, named) if end - start <= SHORT]
    spans = [span for span in spans if not AREA.match(text[span[0] - 1 : span[0]])]
    whole = {head + text[start:end]: (start, end) for head in words.central for start, end in spans}
    for form, id_ in lookup(list(whole)):
        start, end = whole[form]
        if not any(piece.end == start for piece in named) and id_.startswith("Agency/"):
            yield Piece(NAME, start, end, text[start:end], ids=(id_,))


def _spans(text: str, fixed: list[Piece]) -> Iterator[tuple[int, int]]:
    for start in range(len(text)):
        for end in range(start + 2, min(len(text), start + LONGEST) + 1):
            if text[start].isspace() or text[end - 1].isspace():
                continue
            if not any(piece.start < end and start < piece.end for piece in fixed):
                yield start, end


def _variants(text: str) -> list[str]:
    """The text as names are written: quotes the Chinese way, no spaces between characters, English ones in capitals."""
    opened = re.sub('"([^"]*)"', "“\\1”", text)
    return sorted(
        {text, opened, _capitalized(text), re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", text)}
    )


def _capitalized(text: str) -> str:
    """An English name as it is written, however it was typed: ministry of civil affairs."""
    if not text.isascii() or " " not in text:
        return text
    return re.sub(r"(?<![\w'])(?!(?:of|and|for|the|on|in)\b)[a-z]", lambda first: first[0].upper(), text)


def _ids(found: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The entities that bear a name; those whose own it is go before those also called so."""
    bearers = set(found)
    own = {id_ for form, id_ in bearers if id_.split("/", 1)[1].split("@")[0] == form}
    return tuple(sorted(own or {id_ for _, id_ in bearers}))


def _is_generic(piece: Piece, words: Vocabulary) -> bool:
    """Whether the words of a name mean any such thing: 联席会议, 专项行动, 第一次全体会议."""
    fitting = piece.types & GENERIC or piece.text.endswith(OFFICE)
    return bool(fitting) and is_worded(piece.text, words)


def _longest(found: list[Piece], fixed: list[Piece]) -> list[Piece]:
    chosen = list(fixed)
    for piece in sorted(found, key=lambda p: (p.start - p.end, p.start)):
        if not piece.meets(chosen):
            chosen.append(piece)
    return sorted(chosen, key=lambda p: p.start)


def _alternatives(piece: Piece, found: list[Piece]) -> list[list[Piece]]:
    """A name as a whole; and the mechanism that an office is named after, for who asks where its office is."""
    inner = [p for p in found if p.start == piece.start and p.end < piece.end and "Mechanism" in p.types]
    named = max(inner, key=lambda p: p.end, default=None)
    return [[piece], *([[named]] if named and "Agency" in piece.types else [])]


def _aligned(text: str, form: str, unknown: list[Piece]) -> tuple[int, int, bool] | None:
    """Where a part of the text is the name with parts left out, up to its end; and whether that leaves doubt."""
    plain = folded(QUOTED.sub("", form))
    if len(plain) < LEAST_TAIL:
        return None
    tail = plain[-LEAST_TAIL:]
    found = [_backwards(text, plain, match.end()) for match in re.finditer(f"(?={re.escape(tail)})", text)]
    regions = [
        (start, end, rest) for start, end, rest in found if any(start <= p.start < end for p in unknown)
    ]
    if not regions:
        return None
    start, end, rest = max(regions, key=lambda each: each[1] - each[0])
    covered = all(p.end <= end for p in unknown if start <= p.start < end)
    least = min(len(plain), max(LEAST_LENGTH, LEAST_PART * len(plain)))
    if not covered or len(QUOTED.sub("", text[start:end])) < least:
        return None
    return start, end, bool(AREA.search(plain[:rest]) or WIDER.search(text[:start]))


def _backwards(text: str, plain: str, at: int) -> tuple[int, int, int]:
    """Start and end of what fits from a tail leftwards, and how much of the name is left before it."""
    end = at + LEAST_TAIL
    position, rest = end, len(plain)
    while position > 0:
        if QUOTED.match(text[position - 1]):
            position -= 1
            continue
        where = plain.rfind(text[position - 1], 0, rest)
        if where < 0:
            break
        position, rest = position - 1, where
    return position, end, rest
