"""Which of a model's spans become names: where the sentence gives them something to do, and the rules have none there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.propose.gate import clause_end
from kg.propose.spans import Span
from kg.tag.lexicon import Lexicon
from kg.tag.matching import HAN
from kg.tag.names import Found, Name, Post
from kg.tag.posts import posts_before

RULE = "proposed"
AGREED = ("agreed", "1")
BODIES = ("Agency", "Organization")
PERSON = re.compile(f"[{HAN}]{{2,4}}|[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}})+|[{HAN}][ \u3000]{{1,4}}[{HAN}]")


class Acceptance:
    """The patterns by which spans are judged, compiled once from the frames."""

    def __init__(self, lexicon: Lexicon, cue: re.Pattern[str]) -> None:
        frames, proposals = lexicon.frames, lexicon.frames["proposals"]
        self.lexicon = lexicon
        self.cue = cue
        self.proposals = proposals
        self.kinds = {k: re.compile(f"(?:{w})$") for k, w in frames["bodies"]["organizations"].items()}
        meetings = frames["relations"]["meetings"]
        self.acts = re.compile("|".join(f"(?:{meetings[k]})" for k in ("chair", "speak", "attend")))
        self.left = tuple(proposals["left"])
        self.other = re.compile(proposals["other_subject"])
        self.ritual = re.compile(frames["titles"]["ritual"])

    def names(self, text: str, names: Sequence[Name], spans: Iterable[Span]) -> list[Name]:
        """Return the names of the rules, agreement noted, with those of the model; in the order of the recogniser."""
        found = Found(text, list(names))
        ordered = sorted(spans, key=lambda s: s.start)
        organizations = [o for s in ordered if s.label == "ORG" and (o := self._organization(found, s))]
        found.names += organizations
        found.names = [_completed(n, organizations) for n in found.names]
        for span in ordered:
            person = self._person(found, span) if span.label == "PER" else None
            found.names += [person] if person else []
        agreed = {(s.start, s.end, s.label) for s in ordered}
        return sorted((_noted(n, agreed) for n in found.names), key=lambda n: (n.start, -n.end))

    def _organization(self, found: Found, span: Span) -> Name | None:
        """Make an organization; bodies of the state need a place, which the rules read and a model does not."""
        text = found.text[span.start : span.end]
        kind = next((k for k, words in self.kinds.items() if words.search(text)), "")
        clean = not text.startswith(tuple(self.proposals["organization_not"]))
        long = len(text) >= self.proposals["shortest_organization"]
        free = not any(
            n.start < span.end and n.end > span.start and not _inside(n, span) for n in found.names
        )
        if kind and clean and long and free and self._has_part(found, span):
            return Name(span.start, span.end, "Organization", text, RULE, tail=text, attrs=(("kind", kind),))
        return None

    def _has_part(self, found: Found, span: Span) -> bool:
        """A title or a person stands behind it, it stands in a list with a body, or a verb of a frame follows."""
        text, end = found.text, span.end
        if self.lexicon.title.match(text, end) or found.starting_at(end, ("Official",)):
            return True
        before = text[span.start - 1 : span.start] == "、" and found.ending_at(span.start - 1, BODIES)
        behind = text[end : end + 1] == "、" and found.starting_at(end + 1, BODIES)
        return bool(
            before or behind or self.cue.search(text, end, clause_end(text, end, self.proposals["reach"]))
        )

    def _person(self, found: Found, span: Span) -> Name | None:
        surface = found.text[span.start : span.end]
        if (
            not self._is_built(surface)
            or found.covering(span.start, span.end)
            or self.ritual.match(found.text, span.end)
        ):
            return None
        posts = self._posts(found, span)
        if any(p.body for p in posts) or self._goes_on(found, span) or self._acts(found, span):
            return Name(span.start, span.end, "Official", re.sub(r"\s", "", surface), RULE, posts=posts)
        return None

    def _is_built(self, surface: str) -> bool:
        """Two or three characters, four behind a double surname, or parts with dots; foreign names are mostly longer."""
        whole = re.sub(r"\s", "", surface)
        double = len(whole) < 4 or "·" in whole or whole[:2] in self.lexicon.surnames
        return bool(PERSON.fullmatch(surface)) and double

    def _posts(self, found: Found, span: Span) -> tuple[Post, ...]:
        """The posts beside the name; a name that blanks pad stands in columns, where the title before it is another's."""
        if re.search(r"\s", found.text[span.start : span.end]):
            return ()
        posts, start = posts_before(found, span.start, self.lexicon)
        if not self._is_edge(found.text, start):
            return ()
        title = self.lexicon.title.match(found.text, span.end)
        body = found.ending_at(span.start, BODIES)
        if not posts and title and body:
            return (Post(title.group(), title.start(), title.end(), body),)
        return posts

    def _is_edge(self, text: str, start: int) -> bool:
        """A title begins behind an edge or a small word; behind others it is half of a title unknown here (某党|总书记)."""
        return not re.match(f"[{HAN}]", text[start - 1 : start]) or text[:start].endswith(self.left)

    def _goes_on(self, found: Found, span: Span) -> bool:
        """It goes on with a list of persons (市领导甲、乙|、丙出席)."""
        before = found.text[span.start - 1 : span.start] == "、"
        return before and found.ending_at(span.start - 1, ("Official",)) is not None

    def _acts(self, found: Found, span: Span) -> bool:
        """It heads a clause, or stands behind its body, and takes part in a meeting of the text."""
        text = found.text
        head = span.start == 0 or re.match(f"[^{HAN}0-9、·—-]", text[span.start - 1])
        stands = head or found.ending_at(span.start, BODIES)
        end = clause_end(text, span.end, self.proposals["person_reach"])
        told = any(n.type == "Meeting" for n in found.names)
        verb = self.acts.search(text, span.end, end) if stands and told else None
        return bool(verb and not self.other.search(text, span.end, verb.start()))


def _inside(name: Name, span: Span) -> bool:
    """A place in an organization's name is no rival to it (北京|信息科技大学)."""
    return name.type == "Place" and span.start <= name.start and name.end <= span.end


def _completed(name: Name, organizations: Sequence[Name]) -> Name:
    """Give the posts of a person that name no body the organization that the model found before them."""
    posts: list[Post] = []
    for post in name.posts:
        goes_on = bool(posts) and posts[-1].body in organizations and post.start - posts[-1].end == 1
        own = next((o for o in organizations if o.end == post.start), posts[-1].body if goes_on else None)
        posts.append(post if post.body else replace(post, body=own))
    return name if tuple(posts) == name.posts else replace(name, posts=tuple(posts))


def _noted(name: Name, agreed: set[tuple[int, int, str]]) -> Name:
    label = "PER" if name.type == "Official" else "ORG" if name.type in BODIES else ""
    if name.rule == RULE or (name.start, name.end, label) not in agreed:
        return name
    return replace(name, attrs=(*name.attrs, AGREED))
