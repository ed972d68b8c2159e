"""Names first: every name of an article, found on its text before any word is cut.

Order matters and is the grammar's own: bodies, then documents and events (which stop at bodies), then people (whose
titles end bodies), then organizations and places in what is left.
"""

from __future__ import annotations

import re

from kg.tag.appointments import find_appointments
from kg.tag.areas import Area, best_place, find_areas
from kg.tag.bodies import find_bodies
from kg.tag.documents import find_documents, marked_spans
from kg.tag.event_grammar import grammars
from kg.tag.events import find_mechanisms
from kg.tag.lexicon import Lexicon
from kg.tag.meetings import find_meetings
from kg.tag.names import Found, Name, Places, is_part
from kg.tag.organizations import find_organizations
from kg.tag.people import again, find_people
from kg.tag.programs import find_programs
from kg.tag.roster_posts import roster_bodies
from kg.tag.rosters import Roster, find_rosters, read_roster

# To whom a letter goes says nothing of them; the blanks keep every place.
DISTRIBUTION = re.compile(
    r"(?m)^([ \t\u3000]*(?:抄送|抄报|主送|分送|印送|主题词|报送|呈报|报|送|发)(?:机关|单位)?:)([^\n]*)"
)
# 各市、县人民政府,省政府各部门: the line above the first paragraph says to whom a letter goes.
SALUTATION = re.compile(
    r"(?m)^(?!.*(?:会议|如下|强调|指出|要求|汇报|意见))[^\n。;:]{0,80}各[^\n。;:]{2,160}:[ \t]*$"
)
DISPATCH = re.compile(
    r"(?m)^[ \t\u3000]*(?:新华社|中新社|中新网|新华网|人民网|央视网|中国网)[一-鿿]{0,8}(?=[0-9]{1,2}月)"
    r"|(?<=[日网])(?:电|讯)?\s*\((?:本报|本网)?(?:记者|通讯员)[^()]{1,40}\)"
)
# Where two names overlap and neither is the longer one's head, the earlier type here keeps its extent.
PRIORITY = ("Document", "Official", "Meeting", "Mechanism", "Program", "Agency", "Organization", "Place")


def recognise(text: str, lexicon: Lexicon) -> list[Name]:
    """Return the names of one article in text order; a name may lie inside another, never across its edge."""
    found = Found(_without_frame(text))
    text = found.text
    areas = find_areas(text, lexicon)
    found.names += find_bodies(text, areas, lexicon)
    organizations = find_organizations(found, areas, lexicon)
    branches = [n for n in organizations if n.rule == "branch"]
    found.names = _with_listed(found.names, branches) + [n for n in organizations if n.rule != "branch"]
    found.names += [_place(area, lexicon) for area in areas]
    rosters = find_rosters(text, lexicon)
    people = _people(found, rosters, lexicon)
    found.names = _with_listed(found.names, list(roster_bodies(people))) + people
    lists = [r for r in rosters if any(r.start <= p.start < r.end and p.rule == "roster" for p in people)]
    _events(found, lists, lexicon)
    return _settle(found)


def _without_frame(text: str) -> str:
    """Blank out who a letter goes to and whose dispatch news is; every place stays."""
    text = DISTRIBUTION.sub(lambda m: m[1] + "\u3000" * len(m[2]), text)
    text = SALUTATION.sub(lambda m: "\u3000" * len(m.group()), text)
    return DISPATCH.sub(lambda m: "\u3000" * len(m.group()), text)


def _people(found: Found, rosters: list[Roster], lexicon: Lexicon) -> list[Name]:
    listed = [p for r in rosters for p in read_roster(found, r, lexicon)]
    listed += find_appointments(found, lexicon)
    taken = {p.start for p in listed}
    prose = [p for p in find_people(found, lexicon) if p.start not in taken]
    known = {p.text for p in prose}
    return [*listed, *prose, *again(found.text, [p for p in listed if p.text not in known], lexicon)]


def _with_listed(names: list[Name], listed: list[Name]) -> list[Name]:
    """The names with these, which keep their extent."""
    places = Places(listed)
    return [n for n in names if not places.overlapping(n.start, n.end)] + listed


def _events(found: Found, lists: list[Roster], lexicon: Lexicon) -> None:
    compiled = grammars(lexicon)
    mechanisms = find_mechanisms(found, compiled["Mechanism"])
    # In a list of persons only the parts that it goes on with (第二小组) are meant, no mechanism of somebody's post.
    mechanisms = [m for m in mechanisms if is_part(m) or not any(r.start <= m.start < r.end for r in lists)]
    found.names += mechanisms
    found.names += find_documents(found, lexicon)
    found.names += find_meetings(found, compiled["Meeting"])
    found.names += find_programs(found, compiled["Program"])
    found.names += _offices(found, mechanisms)


def _offices(found: Found, mechanisms: list[Name]) -> list[Name]:
    """领导小组办公室: the office of a mechanism is a body of its own."""
    offices = []
    for m in mechanisms:
        if found.text.startswith("办公室", m.end):
            end = m.end + 3
            offices.append(Name(m.start, end, "Agency", m.text + "办公室", "office", attrs=m.attrs))
    return offices


def _place(area: Area, lexicon: Lexicon) -> Name:
    place = best_place(area.places, None, lexicon)
    code = lexicon.place_key(place) if place else ""
    return Name(area.start, area.end, "Place", area.text, "area", area=area.text, place=code)


def _settle(found: Found) -> list[Name]:
    """Drop what lies inside a document's marks (but the document), doubles, and what crosses an edge."""
    short = {n.start for n in found.names if n.rule == "alias"}
    found.names = [n for n in found.names if n.rule == "alias" or n.type != "Agency" or n.start not in short]
    marks = marked_spans(found.text)
    names = sorted(set(found.names), key=lambda n: (n.start, -n.end, PRIORITY.index(n.type), n.rule))
    organizations = [n for n in found.names if n.type == "Organization"]
    kept: list[Name] = []
    # Names come in text order: those that end before this one begins can be neither around nor across it.
    reaching: list[Name] = []
    for name in names:
        reaching = [o for o in reaching if o.end > name.start]
        if name.type != "Document" and any(s <= name.start and name.end <= e for s, e in marks):
            continue
        if name.type == "Place" and any(_hides(o, name) for o in reaching):
            continue
        if name.type == "Program" and any(_holds(o, name) for o in organizations):
            continue
        if not any(_clashes(name, other) for other in reaching):
            kept.append(name)
            reaching.append(name)
    return kept


def _holds(other: Name, program: Name) -> bool:
    """水利工程协会 speaks of no 水利工程."""
    return other.type == "Organization" and other.start <= program.start and program.end < other.end


def _hides(other: Name, place: Name) -> bool:
    """An area that a body's name or a person's holds inside (陈|金华) is not spoken of."""
    inside = other.start <= place.start and place.end <= other.end
    return inside and (other.type == "Official" or (other.type == "Agency" and other.start < place.start))


def _clashes(name: Name, other: Name) -> bool:
    """Same extent and type twice, or crossing edges."""
    if name.start == other.start and name.end == other.end:
        return name.rule != "two_offices" or name == other
    return other.start < name.start < other.end < name.end
