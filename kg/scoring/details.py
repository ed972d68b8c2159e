"""What names and facts alone do not show: dates of meetings, numbers of sessions, entities told apart from themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.scoring.names import Named, Record
from kg.scoring.reading import ENDS, Expected, Item, Reading, Tally

HELD = "ORGANIZED"


def dates(reading: Reading) -> Tally:
    """Compare the dates of meetings, as precise as told: (meeting, ISO date).

    Where neither the meeting nor a fact of the gold tells a date, none may be said of a meeting that must be found.
    """
    must, told = set[Item](), set[Item]()
    known = set[str]()
    for entity in reading.gold["entities"]:
        if entity["type"] == "Meeting":
            items = {(entity["name"], date) for date in _gold_dates(entity, reading.gold["facts"])}
            told |= items
            must |= items if entity.get("must", True) else set()
            known |= {entity["name"]} if items or entity.get("must", True) else set()
    said: set[Item] = {item for item in _said_dates(reading) if item[0] in known}
    return Expected(must, told).tally({item for item in said if not _said_better(item, said)})


def ordinals(reading: Reading) -> Tally:
    """Compare the numbers of sessions: (meeting, mechanism, number); a session without a number in the gold is left out."""
    told = [
        ((f["s"], f["o"], str(f["attrs"]["ordinal"])), f.get("must", True))
        for f in reading.gold["facts"]
        if f["p"] == "SESSION_OF" and (f.get("attrs") or {}).get("ordinal")
    ]
    pairs = {item[:2] for item, _ in told}
    said = {item for item in _said_ordinals(reading) if item[:2] in pairs}
    return Expected({item for item, must in told if must}, {item for item, _ in told}).tally(said)


def splits(reading: Reading) -> Tally:
    """Tell gold entities that one predicted entity is (right) from those that several are (wrong, with their ids)."""
    ids: dict[Named, list[str]] = defaultdict(list)
    for id_ in sorted(reading.means):
        ids[reading.entity(id_)].append(id_)
    whole: set[Item] = {entity for entity, parts in ids.items() if len(parts) == 1}
    split: list[Item] = [(*entity, *parts) for entity, parts in sorted(ids.items()) if len(parts) > 1]
    return Tally(whole, split)


def _said_better(item: Item, said: Iterable[Item]) -> bool:
    """The same meeting is also said to be of a more precise date: many texts told as one graph tell both."""
    return any(name == item[0] and date.startswith(f"{item[1]}-") for name, date in said)


def _gold_dates(meeting: Record, facts: Iterable[Record]) -> set[str]:
    own = (meeting.get("attrs") or {}).get("date")
    if own:
        return {str(own)}
    held = (f for f in facts if f["p"] == HELD and f["o"] == meeting["name"])
    return {str(date) for f in held if (date := (f.get("attrs") or {}).get("date"))}


def _said_dates(reading: Reading) -> Iterator[Item]:
    for id_, name in reading.means.items():
        entity = reading.entities[id_]
        if entity["type"] == "Meeting" and (date := (entity.get("props") or {}).get("date")):
            yield name, str(date)
    for claim in reading.claims:
        meeting, date = reading.means.get(claim["object"]), (claim.get("attrs") or {}).get("date")
        if claim["predicate"] == HELD and meeting and date:
            yield meeting, str(date)


def _said_ordinals(reading: Reading) -> Iterator[Item]:
    for claim in reading.claims:
        meeting, mechanism = (reading.means.get(claim[end]) for end in ENDS)
        number = (claim.get("attrs") or {}).get("ordinal")
        if claim["predicate"] == "SESSION_OF" and meeting and mechanism and number:
            yield meeting, mechanism, str(number)
