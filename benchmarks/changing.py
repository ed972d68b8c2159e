"""What one more document costs in a large graph. Run: ``python benchmarks/changing.py NODES [--store bolt://HOST:7687]``.

A ledger is filled with made-up statements until its graph has so many nodes, folded, and loaded into the embedded
engine or a server. Then one document is added, loaded, and taken back again; last, everything is compared once. Each
step's seconds and the highest resident memory so far, in megabytes, go to stdout as JSON Lines.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.ledger import Ledger
from kg.model import Entity, Evidence, Extraction, Mention, Source, Statement, statement_id
from kg.workspace import Workspace

# Every text names these; its other names are its own.
HUBS = ("Agency/国务院", "Agency/民政部", "Agency/教育部")
AGENCIES, OFFICIALS, PLACES = 12, 5, 100
# Nodes that a text brings: its bodies and officials, a mechanism, a meeting, a document, and itself.
EACH = AGENCIES + OFFICIALS + 4


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("nodes", type=int)
    parser.add_argument("--store")
    parser.add_argument(
        "--dir", type=Path, help="Keep the workspace here, or go on with the one that is here."
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for row in measure(given.dir or Path(folder), given.nodes // EACH, given.store):
            print(json.dumps(row, ensure_ascii=False), flush=True)


def measure(folder: Path, texts: int, store: str | None) -> Iterator[dict[str, float | str]]:
    """Yield what each step took."""
    with Workspace(folder) as workspace:
        yield step("fill the ledger", lambda: fill(workspace.ledger, texts))
    yield step("open the ledger", lambda: Ledger.open(folder).close())
    with Workspace(folder) as workspace:
        yield step("fold everything", workspace.items)
        yield {"step": "in the graph", **workspace.items().counts()}
        yield step("first load", lambda: workspace.load(store))
        yield step("load again", lambda: workspace.load(store))
        yield step("add one text", lambda: workspace.ledger.add(text(texts), "f"))
        yield step("fold one text", workspace.items)
        yield step("load one text", lambda: workspace.load(store))
    with Workspace(folder) as workspace:
        yield step("take it back", lambda: workspace.remove(name(texts)))
        yield step("fold and load that", lambda: workspace.load(store))
        yield step("compare everything", lambda: workspace.load(store, full=True))


def step(what: str, work: Callable[[], object]) -> dict[str, float | str]:
    """Time one step."""
    start = time.perf_counter()
    done = work()
    spent = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    row: dict[str, float | str] = {"step": what, "seconds": round(spent, 3), "megabytes": peak}
    return {**row, "wrote": str(tuple(done))} if isinstance(done, tuple) else row


def fill(ledger: Ledger, texts: int) -> None:
    """Add the texts that are not there yet."""
    for number in range(ledger.counts()["texts"], texts):
        ledger.add(text(number), "f")


def name(number: int) -> str:
    """Return the name of a text."""
    return f"text-{number:06}.txt"


def text(number: int) -> Extraction:
    """Return a made-up letter: a mechanism, its members and heads, its first meeting, the paper that sets it up."""
    source = Source(f"sha256:{number:016x}", name(number), "text/plain", "x", date="2018-09-26")
    mechanism, meeting = f"Mechanism/第{number}号领导小组", f"Meeting/第{number}号会议@2018-09-26"
    agencies = [f"Agency/第{number}县第{each}局" for each in range(AGENCIES)]
    officials = [f"Official/张{number:x}{each}@{agencies[each][7:]}" for each in range(OFFICIALS)]
    places = [f"Place/{(number * 7 + each) % PLACES:06}" for each in range(AGENCIES)]
    claims = [
        *((body, "MEMBER_OF", mechanism, {"role": "member"}) for body in (*HUBS, *agencies)),
        *((body, "LOCATED_IN", place, {}) for body, place in zip(agencies, places, strict=True)),
        *((person, "HAS_ROLE_IN", mechanism, {"role": "head"}) for person in officials),
        *(
            (person, "HOLDS_POST", body, {"title": "局长"})
            for person, body in zip(officials, agencies, strict=False)
        ),
        *((body, "ATTENDED", meeting, {"role": "participant"}) for body in (*HUBS, *agencies)),
        (meeting, "SESSION_OF", mechanism, {"ordinal": 1}),
        (HUBS[0], "ISSUED", f"Document/第{number}号通知", {"position": 1}),
    ]
    ids = sorted({end for one, _, other, _ in claims for end in (one, other)})
    entities = tuple(Entity(id_, id_.split("/")[0], id_.split("/")[1].split("@")[0]) for id_ in ids)
    statements = tuple(said(source, place, *claim) for place, claim in enumerate(claims))
    mentions = tuple(Mention(id_, source.id, place, place + 1, "x") for place, id_ in enumerate(ids))
    return Extraction(source, entities, statements, mentions, ())


def said(
    source: Source, place: int, subject: str, predicate: str, object_: str, attrs: dict[str, str | int]
) -> Statement:
    """Return one claim with a sentence of sixty characters."""
    evidence = Evidence(
        source.id, place, place + 60, f"{place:03}" + "某某同志任某某领导小组成员" * 4 + "某某某。"
    )
    key = str(attrs.get("role") or attrs.get("title") or "")
    id_ = statement_id(subject, predicate, object_, key, evidence)
    return Statement(id_, subject, predicate, object_, attrs, evidence, "made_up", 0.9)


if __name__ == "__main__":
    main()
