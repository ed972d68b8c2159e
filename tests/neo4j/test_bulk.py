"""Bulk loads into a server's store: the importer makes of the files what a load over Bolt makes of the graph."""

import json
import os
import random
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from graphs import WORKSPACE, edge, graph, node, sample

from kg.cli import main
from kg.errors import StoreError
from kg.ledger import Items
from kg.model import Graph
from kg.store import Store, open_store
from kg.store.base import setup_statements
from kg.store.bulk import Server, bulk_load
from kg.store.sync import SyncReport, read_graph, stored_hash, sync
from kg.workspace import Workspace
from tests.neo4j.server import LANES, ServerMissingError, admin_command, environment, launch, start, stop

LANE = LANES[os.environ.get("KG_TEST_NEO4J_LANE", "5.26")]
ROOT = Path(__file__).resolve().parents[2]
NOTHING = SyncReport(0, 0, 0, 0)
NASTY = "\"';,\\\n\r\t\x00\x1a\x1f\x85\ufeff\uffff\ufffe\u2028\u200f =𠮷林\ue000"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The home of a server that runs, of this test alone."""
    folder = tmp_path / "server"
    try:
        start(LANE, folder)
    except ServerMissingError as error:
        pytest.fail(str(error)) if os.environ.get("CI") else pytest.skip(str(error))
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(folder / "password"))
    for name, value in environment(folder).items():
        monkeypatch.setenv(name, value)
    yield folder
    stop(folder)


def server(home: Path) -> Server:
    return Server(home, tuple(admin_command(LANE)))


def nasty() -> Graph:
    """The sample, with items that hold every kind of character at every place."""
    draw = random.Random(5)

    def text() -> str:
        return "".join(draw.choices(NASTY, k=draw.randint(0, 6)))

    whole = sample()
    for item in (*whole.nodes.values(), *whole.edges.values()):
        # The one thing that an importer's file cannot carry.
        for key in [key for key, value in item.props.items() if value == []]:
            del item.props[key]
    board = node("Mechanism", f"机制{NASTY}")
    agencies = [
        node(
            "Agency",
            f"机构{n}{text()}",
            nameEn=text(),
            aliases=[text(), "别名", text()],
            sources=draw.choice((-(2**63), 2**63 - 1)),
        )
        for n in range(200)
    ]
    edges = [
        edge(
            "MEMBER_OF",
            each,
            board,
            role=text(),
            quotes=[text(), text()],
            confidence=draw.choice((0.1, -0.0, 5e-324, 1e22)),
        )
        for each in agencies
    ]
    return graph([board, *agencies, *whole.nodes.values()], [*edges, *whole.edges.values()])


def everything(store: Store) -> list[str]:
    """Whatever stands in the database, in some fixed order."""
    nodes = store.read("MATCH (n) RETURN labels(n) AS labels, properties(n) AS props")
    edges = store.read(
        "MATCH (a)-[r]->(b) RETURN a.id AS a, b.id AS b, type(r) AS type, properties(r) AS props"
    )
    return sorted(json.dumps(row, sort_keys=True) for row in (*nodes, *edges))


def test_it_leaves_what_a_load_over_bolt_leaves(home, tmp_path):
    wanted = nasty()
    items = Items.of(wanted)
    with pytest.raises(StoreError, match="the server is running"):
        bulk_load(items, tmp_path / "bulk", workspace=WORKSPACE, server=server(home), overwrite=True)
    stop(home)
    with pytest.raises(StoreError, match="--overwrite"):
        bulk_load(items, tmp_path / "bulk", workspace=WORKSPACE, server=server(home))
    bulk_load(items, tmp_path / "bulk", workspace=WORKSPACE, server=server(home), overwrite=True)
    running = launch(LANE, home)
    with open_store(running.bolt, workspace=WORKSPACE) as store:
        assert read_graph(store) == wanted
        assert sync(wanted, store, workspace=WORKSPACE) == NOTHING
        assert stored_hash(store) == wanted.hash
        made = store.read("SHOW CONSTRAINTS YIELD name RETURN name")
        assert len(made) == len(setup_statements("constraints.cypher"))
        indexes = setup_statements("indexes.cypher", "fulltext.neo4j.cypher")
        store.read("CALL db.awaitIndexes(60)")
        rows = store.read(
            "SHOW INDEXES YIELD state, owningConstraint, type WHERE owningConstraint IS NULL RETURN state, type"
        )
        states = [row["state"] for row in rows if row["type"] != "LOOKUP"]
        assert states == ["ONLINE"] * len(indexes)
        imported = everything(store)
        store.write([("MATCH (n) DETACH DELETE n", {})])
        sync(wanted, store, workspace=WORKSPACE)
        assert everything(store) == imported


def test_kg_load_writes_nothing_after_kg_load_bulk(home, tmp_path, monkeypatch):
    monkeypatch.setenv("KG_DIR", str(tmp_path / "kg"))
    with Workspace(tmp_path / "kg") as workspace:
        workspace.add([str(ROOT / "seeds" / "documents" / "01-children-conference-2016.txt")])
        wanted = workspace.graph()
    stop(home)
    told = ("--bulk", "--overwrite", "--server-home", str(home), "--admin", shlex.join(admin_command(LANE)))
    done = CliRunner().invoke(main, ["load", *told])
    assert done.exit_code == 0, done.output
    running = launch(LANE, home)
    done = CliRunner().invoke(main, ["load", "--store", running.bolt])
    assert done.exit_code == 0, done.output
    assert "nodes: 0 written, 0 deleted; relationships: 0 written, 0 deleted" in done.stderr
    with open_store(running.bolt, workspace=workspace.ledger.workspace) as store:
        assert read_graph(store).hash == wanted.hash
