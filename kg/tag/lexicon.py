"""Seeds and frame words compiled for matching.

Word lists come from ``schema/frames`` and ``seeds``; nothing here names a place, a body or a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from kg import assets
from kg.seeds import NameRow, PlaceRow, Seeds
from kg.tag.matching import HAN, Matcher, alternation

PLACE_LEVELS = {"province": 0, "city": 1, "zone": 2, "county": 3, "town": 4}


def load_frames(folder: Path | None = None) -> dict[str, Any]:
    """Return ``schema/frames/*.yml`` by file stem."""
    folder = folder or assets.folder("schema") / "frames"
    return {p.stem: yaml.safe_load(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.yml"))}


def by_name(rows: Iterable[NameRow]) -> dict[str, list[NameRow]]:
    """Group name rows by the name."""
    groups: dict[str, list[NameRow]] = {}
    for row in rows:
        groups.setdefault(row.name, []).append(row)
    return groups


class Lexicon:
    """Everything the recogniser matches with, built once from the seeds and the frames."""

    def __init__(self, seeds: Seeds, frames: Mapping[str, Any]) -> None:
        self.seeds = seeds
        self.frames = frames

    @cached_property
    def central_names(self) -> dict[str, list[NameRow]]:
        """Rows by name: every form of every body of the gazetteer."""
        own = [
            NameRow(name=a.name, id=k, kind="name", valid_from=a.founded, valid_to=a.dissolved, context="")
            for k, a in self.seeds.agencies.items()
        ]
        return by_name([*own, *self.seeds.names])

    @cached_property
    def central(self) -> Matcher:
        """Matcher over the gazetteer's names."""
        return Matcher.of(self.central_names)

    @cached_property
    def forms(self) -> dict[str, list[str]]:
        """Every form of a body by its key, the ambiguous ones left out."""
        groups: dict[str, list[str]] = {}
        for row in self.seeds.names:
            if row.context != "bare":
                groups.setdefault(row.id, []).append(row.name)
        return groups

    @cached_property
    def places(self) -> dict[str, PlaceRow]:
        """Places by :meth:`place_key`, and under the bare code the newest of its names."""
        exact = {self.place_key(p): p for p in self.seeds.places}
        return {p.key: p for p in self.seeds.places} | exact

    @cached_property
    def place_names(self) -> dict[str, list[PlaceRow]]:
        """Rows by full and short name; short names of counties are left out, as many are plain words."""
        groups: dict[str, list[PlaceRow]] = {}
        for place in self.seeds.places:
            groups.setdefault(place.name, []).append(place)
            if place.short and place.short != place.name and place.level in ("province", "city", "zone"):
                groups.setdefault(place.short, []).append(place)
            if place.short and re.search("自治[州县旗]$", place.name):
                groups.setdefault(place.short + place.name[-1], []).append(place)
        return groups

    @cached_property
    def county_shorts(self) -> dict[str, list[PlaceRow]]:
        """Counties by short name, for bodies that carry it in front (平潭海关)."""
        groups: dict[str, list[PlaceRow]] = {}
        for place in self.seeds.places:
            if place.level == "county" and len(place.short) > 1 and place.short != place.name:
                groups.setdefault(place.short, []).append(place)
        return groups

    @cached_property
    def county_short(self) -> Matcher:
        """Matcher over the short names of counties."""
        return Matcher.of(self.county_shorts)

    @cached_property
    def area(self) -> Matcher:
        """Matcher over place names."""
        return Matcher.of(self.place_names)

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Single and compound surnames."""
        return frozenset(self.seeds.words.get("surnames", ()))

    @cached_property
    def transliterated(self) -> re.Pattern[str]:
        """A run of the characters that Mongol, Tibetan, Uyghur names are written with."""
        return re.compile(f"(?![和及])[{''.join(self.seeds.words.get('transliterated', ())) or '·'}]{{3,7}}")

    @cached_property
    def stems(self) -> dict[str, str]:
        """Short department stems and offices with their full form (发改 → 发展和改革)."""
        return dict(self.seeds.stems)

    def place_key(self, place: PlaceRow) -> str:
        """Return what tells a place under one of its names apart: its code and the name."""
        return f"{place.code}/{place.name}"

    def ancestors(self, place: PlaceRow) -> list[PlaceRow]:
        """Return the place's parents, nearest first."""
        chain: list[PlaceRow] = []
        while place.parent and place.parent in self.places and len(chain) < 5:
            place = self.places[place.parent]
            chain.append(place)
        return chain

    @cached_property
    def tail(self) -> re.Pattern[str]:
        """The tail of a local body behind its area. Groups tell which part of the grammar matched."""
        f = self.frames["bodies"]
        stop = alternation(f["open_stop"])
        stem = alternation(f["stems"])
        ranks = f["ranks"]
        end = r"(?![门署队际]|员会?[主委]|(?<=办)[公理事法学案好])"
        open_stem = rf"(?:(?!{stop})[{HAN}]){{2,14}}?"
        party = rf"委(?:{f['party_departments']})|{f['party']}"
        return re.compile(
            rf"(?P<discipline>{f['discipline']})|(?P<zone>{f['zone']})|(?P<mass>{f['mass']})"
            rf"|(?P<offices>{f['offices']})|(?P<party>{party})|(?P<government>{f['government']})"
            rf"|(?P<congress>{f['congress']})|(?P<justice>{f['justice']})"
            rf"|(?P<known>(?:{stem})(?:{ranks}){end})|(?P<vertical>{f['vertical']})"
            rf"|(?P<open>{open_stem}(?:{ranks}){end})"
        )

    @cached_property
    def bare_tail(self) -> re.Pattern[str]:
        """A department named without its area, in a list that goes on or by a known stem."""
        f = self.frames["bodies"]
        stem = alternation(f["stems"])
        return re.compile(
            rf"(?P<mass>{f['mass']})|(?P<offices>{f['offices']})|(?P<zone>{f['zone']})"
            rf"|(?P<known>(?:{stem})(?:{f['ranks']})(?<![主承协]办)(?![门署队际]|员会?[主委]|(?<=办)[公理事法学案好]))"
        )

    @cached_property
    def inner(self) -> re.Pattern[str]:
        """An inner bureau behind a body's name."""
        f = self.frames["bodies"]
        # 新闻发布处, 综合协调司: right before the rank such a word is part of the bureau's name.
        named = alternation(f["inner_words"])
        stop = rf"(?!(?:{named})[处司科局室]|对[外口台])(?:{alternation(f['inner_stop'])})"
        part = rf"(?:(?!{stop})[{HAN}])"
        return re.compile(
            rf"(?:{f['inner_ordinal']}|(?<=局)(?!分局)[{HAN}]{{2,4}}?(?:监察)?分局|机关党委|(?:办公厅|办公室)|{part}{{2,10}}?(?:{f['inner_ranks']})"
            # 建筑节能与科技设计处.
            rf"|{part}{{2,8}}[和与]{part}{{2,8}}?[处科司])"
            rf"(?![{HAN}]{{0,2}}(?:科学|部长级))(?![门长署属委际面势])"
        )

    @cached_property
    def title(self) -> re.Pattern[str]:
        """A post: prefixes, 副, root."""
        f = self.frames["titles"]
        return re.compile(
            rf"(?=[{self.title_first}])(?:{alternation(f['prefixes'])}){{0,8}}副?(?:{alternation(f['roots'])})(?:助理)?(?![局处室])"
        )

    @cached_property
    def title_first(self) -> str:
        """The characters that a title may begin with."""
        f = self.frames["titles"]
        return "".join(sorted({word[0] for word in (*f["prefixes"], *f["roots"], "副")}))

    @cached_property
    def title_root(self) -> Matcher:
        """Matcher over the roots of titles: where none stands, there is no title."""
        return Matcher.of(self.frames["titles"]["roots"])

    @cached_property
    def name_before_title(self) -> re.Pattern[str]:
        """Where a name may stand alone before its title: behind a mark or a blank."""
        surnames = "".join(sorted({s[0] for s in self.surnames}))
        return re.compile(
            rf"(?:^|(?<=[、,。;:\s和与]))(?!和)(?=[{surnames}][{HAN}]{{1,3}}?[{self.title_first}])"
        )

    @cached_property
    def role_words(self) -> frozenset[str]:
        """Roles in a mechanism; padded (成 员) they look like names."""
        return frozenset(self.frames["titles"]["roles"])

    @cached_property
    def role_label(self) -> re.Pattern[str]:
        """Role labels of member lists, padded or not, with their colon or line break behind them (组  长:)."""
        roles = sorted(self.frames["titles"]["roles"], key=len, reverse=True)
        words = "|".join(r"[ \t\u3000]*".join(re.escape(c) for c in role) for role in roles)
        padded = "|".join(
            r"[ \t\u3000]+".join(re.escape(c) for c in role) for role in roles if len(role) == 2
        )
        edge = rf"(?:(?<![{HAN}、])|(?<=[长员任记])|(?={padded}))"
        listed = r"(?P<listed>成员|委员)名单(?:\([^()\n]{0,20}\))?(?=[ \t]*\n)"
        # In columns: the role, the post, and at the end of the line the name.
        columned = (
            rf"(?:^|(?<=\n))[ \t\u3000]*(?P<columned>{words})[ \t\u3000]+"
            rf"(?=[{HAN}、()“”]{{3,40}}[ \t\u3000]+[{HAN}][ \t\u3000]?[{HAN}]{{1,3}}[ \t\u3000]*(?:\n|$))"
        )
        first = "".join(sorted({role[0] for role in roles} | set("成委")))
        # The same with the name before the post.
        surnames = "".join(sorted({s[0] for s in self.surnames}))
        named = (
            rf"(?:^|(?<=\n))[ \t\u3000]*(?P<named>{words})[ \t\u3000]+"
            rf"(?=[{surnames}][ \t\u3000]{{0,4}}[{HAN}]{{1,3}}[ \t\u3000]+[{HAN}“][^\n。]{{2,60}}(?:\n|$))"
        )
        return re.compile(
            rf"(?=[ \t\u3000〃″同{first}])(?:{columned}|{named}"
            rf"|(?:{edge}(?P<role>{words})(?:[0-9一二三四五六七八九十]{{1,3}}[名人位])?|{listed}|(?<=\s)(?P<ditto>〃|″|同上))"
            rf"[ \t\u3000]*(?::|\n|\t|$)\s*)"
        )

    @cached_property
    def organization_body(self) -> re.Pattern[str]:
        """What follows the head of an organization's name, up to the word that ends such names."""
        f = self.frames["bodies"]
        stop, suffix = alternation(f["organization_stop"]), "|".join(f["organizations"].values())
        return re.compile(
            rf"(?:(?!{stop})[{HAN}A-Za-z]|\((?:中国|集团|北京|上海|广东|深圳|[A-Z]{{1,20}})\)){{1,24}}?(?:{suffix})(?!{suffix}|议|[{HAN}]?(?:商会|会长))"
        )

    @cached_property
    def open_zone(self) -> re.Pattern[str]:
        """A zone that no table knows, with its committee (九华山风景区管委会)."""
        return re.compile(rf"(?<![{HAN}])[{HAN}]{{2,8}}?{self.frames['bodies']['open_zone']}")

    @cached_property
    def heading(self) -> re.Pattern[str]:
        """The title of a letter alone on its line, or broken over up to three."""
        whole = self.frames["events"]["documents"]["heading"]
        return re.compile(rf"^[ \t]*({whole})[ \t]*$", re.M)

    @cached_property
    def town(self) -> re.Pattern[str]:
        """The rank word of a town before a body's own part (杜桥|镇党委)."""
        return re.compile(rf"(?<=[{HAN}])(?P<rank>镇|乡|街道)(?P<tail>{self.frames['bodies']['town_tails']})")

    @cached_property
    def after_name(self) -> re.Pattern[str]:
        """What may stand right of a person's name."""
        return re.compile(rf"$|[^{HAN}]|(?:{alternation(self.frames['titles']['after_name'])})")

    @cached_property
    def not_names(self) -> frozenset[str]:
        """First two characters that never begin a person's name."""
        return frozenset(self.frames["titles"]["not_names"])
