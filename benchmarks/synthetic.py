"""Rows for the loading benchmarks: made up, of the schema's labels and types, the same for every loader.

Six labels; a node has its id and five to eight properties, among them an alias of 60 characters. Eight types; a relationship has
its id, five or six properties and two quotes of 60 characters. One in twenty ends at one of ten hubs, and every hundredth
tells a second fact between the ends of the one before it: the same type, another role.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from kg.model import Edge, Node, Value, digest

LABELS = ("Agency", "Official", "Mechanism", "Meeting", "Program", "Document")
TIES = (
    ("HOLDS_POST", "Official", "Agency", "title"),
    ("MEMBER_OF", "Agency", "Mechanism", "role"),
    ("HAS_ROLE_IN", "Official", "Mechanism", "role"),
    ("ATTENDED", "Agency", "Meeting", "role"),
    ("RUNS", "Agency", "Program", "role"),
    ("ISSUED", "Agency", "Document", "act"),
    ("ABOUT", "Meeting", "Program", None),
    ("SESSION_OF", "Meeting", "Mechanism", None),
)
HUBS = 10
PARALLEL = 100
SENTENCE = "国务院办公厅关于同意建立部际联席会议制度的函提出要求各成员单位按照职责分工加强沟通密切配合形成合力认真落实联席会议议定事项"
PLACES = ("Place/110000", "Place/310000", "Place/440000", "Place/510000")


def make_nodes(count: int) -> Iterator[Node]:
    """Yield nodes, the labels in turn."""
    draw = random.Random(1)
    for number in range(count):
        label = LABELS[number % len(LABELS)]
        name = f"第{number // len(LABELS):07}号{label}"
        props: dict[str, Value] = {
            "id": f"{label}/{name}",
            "name": name,
            "nameEn": f"{label} number {number}",
            "aliases": [f"{number:07}{SENTENCE}"[:60]],
            "sources": 1 + number % 9,
        }
        yield Node(f"{label}/{name}", label, props | _own(label, number, draw))


def _own(label: str, number: int, draw: random.Random) -> dict[str, Value]:
    date = f"{2000 + number % 26}-{1 + number % 12:02}-{1 + number % 28:02}"
    area = {"level": draw.choice(("central", "province", "city")), "jurisdiction": draw.choice(PLACES)}
    own: dict[str, dict[str, Value]] = {
        "Agency": {**area, "system": "government"},
        "Official": {},
        "Mechanism": {**area, "kind": "joint_conference"},
        "Meeting": {"kind": "plenary", "date": date},
        "Program": {"kind": "campaign", "year": date[:4]},
        "Document": {"kind": "通知", "date": date, "number": f"国办发〔{date[:4]}〕{number}号"},
    }
    return own[label]


def make_edges(count: int, nodes: int) -> Iterator[Edge]:
    """Yield relationships between the first ``nodes`` nodes."""
    draw = random.Random(2)
    of_label = nodes // len(LABELS)
    last: Edge | None = None
    for number in range(count):
        if last and number % PARALLEL == 0:
            type_, source, target, key = last.type, last.source, last.target, _key(last.type)
        else:
            type_, left, right, key = TIES[number % len(TIES)]
            end = draw.randrange(HUBS) if draw.random() < 0.05 else draw.randrange(of_label)
            source = _id(left, draw.randrange(of_label))
            target = _id(right, min(end, of_label - 1))
        id_ = digest(type_, str(number))
        props: dict[str, Value] = {
            "id": id_,
            "statements": 1 + number % 4,
            "confidence": 0.5 + (number % 50) / 100,
            "firstDate": f"{2000 + number % 26}-01-01",
            "rule": "member_list",
            "status": "asserted",
            "quotes": [f"{number:07}{SENTENCE}"[:60], f"再{number:07}{SENTENCE}"[:60]],
        }
        if key:
            props[key] = f"成员{number}"
        last = Edge(id_, type_, source, target, props)
        yield last


def _key(type_: str) -> str | None:
    return next(key for name, _, _, key in TIES if name == type_)


def _id(label: str, number: int) -> str:
    return f"{label}/第{number:07}号{label}"
