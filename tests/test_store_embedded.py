"""The embedded engine: opening, closing, what its errors say."""

import subprocess
import sys
from pathlib import Path

import pytest
from graphs import WORKSPACE, sample
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError, StoreError
from kg.store import open_store
from kg.store.sync import read_graph, sync

LEAVE_OPEN = """
import os, sys
from kg.store import open_store
store = open_store(sys.argv[1], workspace="w")
store.write([("CREATE (:Agency {id: 'a'})", {})])
print("ready", flush=True)
if sys.argv[2] == "die":
    os._exit(0)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path / "deep" / "graph")


@pytest.fixture
def store(folder: str):
    with open_store(folder, workspace=WORKSPACE) as opened:
        yield opened


def child(folder: str, how: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", LEAVE_OPEN, folder, how]
    started = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert started.stdout is not None
    assert started.stdout.readline() == b"ready\n"
    return started


def test_closing_twice_is_closing_once_and_then_it_says_so(folder):
    store = open_store(folder, workspace=WORKSPACE)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.read("RETURN 1 AS x")


def test_a_graph_outlives_its_process_end(folder):
    with open_store(folder, workspace=WORKSPACE) as store:
        sync(sample(), store, workspace=WORKSPACE)
    with open_store(folder, workspace=WORKSPACE, read_only=True) as store:
        assert store.engine == "embedded"
        assert read_graph(store, WORKSPACE) == sample()


def test_reading_before_the_first_load_says_what_to_run(folder):
    with pytest.raises(StoreError, match="kg load"):
        open_store(folder, workspace=WORKSPACE, read_only=True)


def test_a_folder_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(StoreError, match="neither empty nor a graph"):
        open_store(str(tmp_path), workspace=WORKSPACE)
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_an_empty_folder_is_fine(tmp_path):
    with open_store(str(tmp_path), workspace=WORKSPACE) as store:
        assert store.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_a_killed_writer_does_not_stop_the_next_reader(folder):
    started = child(folder, "die")
    started.communicate()
    with open_store(folder, workspace=WORKSPACE, read_only=True) as store:
        assert store.read("MATCH (n:Agency) RETURN n.id AS id") == [{"id": "a"}]


@pytest.mark.parametrize("read_only", [True, False])
def test_a_folder_in_use_is_named(folder, read_only):
    started = child(folder, "wait")
    with pytest.raises(StoreError, match="in use by another program"):
        open_store(folder, workspace=WORKSPACE, read_only=read_only)
    started.communicate()


def test_a_failed_transaction_leaves_nothing(store):
    store.setup()
    with pytest.raises(StoreError, match="one id"):
        store.write([("CREATE (:Agency {id: 'b'})", {}), ("CREATE (:Agency {id: 'b'})", {})])
    assert store.read("MATCH (n:Agency) RETURN n.id AS id") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("MATCH (n RETURN n", "not valid Cypher.*line 1"),
        ("RETURN x AS x", "not valid Cypher"),
        ("RETURN unheardOf(1) AS x", "not valid Cypher"),
        ("RETURN $x AS x", "parameter is missing.*x"),
        ("CREATE (:Agency)", "would write"),
        ("RETURN 1/0 AS x", "arithmetic"),
    ],
)
def test_a_wrong_query_is_the_asker_s(store, text, message):
    with pytest.raises(QueryError, match=message):
        store.read(text)


def test_a_read_only_graph_refuses_writes(folder):
    open_store(folder, workspace=WORKSPACE).close()
    with (
        open_store(folder, workspace=WORKSPACE, read_only=True) as store,
        pytest.raises(QueryError, match="reading only"),
    ):
        store.write([("CREATE (:Agency {id: 'a'})", {})])


def test_setup_again_changes_nothing(store):
    store.setup()
    before = store.read("SHOW CONSTRAINTS")
    store.setup()
    assert store.read("SHOW CONSTRAINTS") == before


def test_no_wheel_asks_for_a_server(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "arcadedb", None)
    with pytest.raises(StoreError, match="bolt://"):
        open_store(folder, workspace=WORKSPACE)


TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.one_of(TEXT, st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.lists(TEXT)))
)
def test_values_come_back_as_they_went(shared_store, values):
    rows = shared_store.read(
        "UNWIND $rows AS row RETURN row.v AS v", {"rows": [{"v": each} for each in values]}
    )
    assert [(row["v"], type(row["v"])) for row in rows] == [(each, type(each)) for each in values]


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory):
    with open_store(str(tmp_path_factory.mktemp("g") / "graph"), workspace=WORKSPACE) as opened:
        yield opened
