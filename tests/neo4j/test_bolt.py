"""The server through the driver: logins, access, errors, and the same sync as on the embedded engine."""

import os
from itertools import pairwise
from pathlib import Path

import pytest
from graphs import WORKSPACE, edge, graph, node, sample
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import QueryError, StoreError
from kg.store import Store, open_store
from kg.store.bolt import check_version
from kg.store.sync import SyncReport, read_graph, stored_hash, sync
from tests.neo4j.server import Running


def test_it_says_what_it_is(neo4j_store: Store):
    assert neo4j_store.engine == "neo4j"
    assert neo4j_store.workspace == WORKSPACE


def test_a_named_database_is_used(neo4j_store, neo4j_server):
    with open_store(neo4j_server.bolt, workspace=WORKSPACE, database="neo4j") as store:
        assert store.read("RETURN 1 AS x") == [{"x": 1}]


def test_a_database_that_is_not_there(neo4j_store, neo4j_server):
    with (
        open_store(neo4j_server.bolt, workspace=WORKSPACE, database="elsewhere") as store,
        pytest.raises(StoreError, match="no such database"),
    ):
        store.read("RETURN 1 AS x")


def test_the_password_may_come_plain_or_in_the_server_s_own_form(
    neo4j_server: Running, tmp_path, monkeypatch
):
    secret = Path(neo4j_server.password_file).read_text()
    monkeypatch.setenv("NEO4J_PASSWORD", secret)
    open_store(neo4j_server.bolt, workspace=WORKSPACE).close()
    monkeypatch.delenv("NEO4J_PASSWORD")
    (tmp_path / "auth").touch(mode=0o600)
    (tmp_path / "auth").write_text(f"neo4j/{secret}\n")
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(tmp_path / "auth"))
    open_store(neo4j_server.bolt, workspace=WORKSPACE).close()


def test_no_password_says_which_variables_to_set(neo4j_server: Running, monkeypatch):
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    monkeypatch.delenv("NEO4J_PASSWORD_FILE", raising=False)
    with pytest.raises(StoreError, match="NEO4J_PASSWORD_FILE"):
        open_store(neo4j_server.bolt, workspace=WORKSPACE)


def test_a_wrong_user_is_refused(neo4j_server: Running, monkeypatch):
    # Another user than the tests': the server locks one for seconds after a wrong password.
    monkeypatch.setenv("NEO4J_USER", "nobody")
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong-password")
    with pytest.raises(StoreError, match="refuses user or password"):
        open_store(neo4j_server.bolt, workspace=WORKSPACE)


def test_a_password_file_that_is_not_there(tmp_path, monkeypatch):
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(tmp_path / "none"))
    with pytest.raises(StoreError, match="cannot be read"):
        open_store("bolt://127.0.0.1:1", workspace=WORKSPACE)


def test_nobody_there():
    with pytest.raises(StoreError, match="no Neo4j answers at bolt://127"):
        open_store("bolt://127.0.0.1:1", workspace=WORKSPACE)


def test_no_secrets_in_addresses():
    with pytest.raises(StoreError, match="NEO4J_PASSWORD"):
        open_store("bolt://neo4j:secret@127.0.0.1:1", workspace=WORKSPACE)


def test_an_address_that_is_none():
    with pytest.raises(StoreError):
        open_store("bolt://127.0.0.1:port", workspace=WORKSPACE)


@pytest.mark.parametrize(
    ("agent", "fits"), [("Neo4j/4.4.30", False), ("Neo4j/5.26.0", True), ("Neo4j/2026.08.1", True)]
)
def test_old_servers_are_refused(agent, fits):
    if fits:
        check_version(agent)
    else:
        with pytest.raises(StoreError, match="version 5 or later"):
            check_version(agent)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("MATCH (n RETURN n", "not valid Cypher"),
        ("RETURN x AS x", "not valid Cypher"),
        ("RETURN $x AS x", "parameter is missing.*x"),
        ("CREATE (:Agency)", "would write"),
        ("CREATE CONSTRAINT x FOR (n:X) REQUIRE n.id IS UNIQUE", "would write"),
        ("LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line", "does not read files"),
        ("CALL unheard.of() YIELD x RETURN x", "does not know this procedure"),
        ("RETURN 1/0 AS x", "arithmetic"),
    ],
)
def test_a_wrong_query_is_the_asker_s(neo4j_store, text, message):
    with pytest.raises(QueryError, match=message):
        neo4j_store.read(text)


def test_a_failed_transaction_leaves_nothing(neo4j_store):
    neo4j_store.setup()
    with pytest.raises(StoreError, match="one id"):
        neo4j_store.write([("CREATE (:Agency {id: 'b'})", {}), ("CREATE (:Agency {id: 'b'})", {})])
    assert neo4j_store.read("MATCH (n:Agency) RETURN n.id AS id") == []


def test_numbers_over_64_bits_are_refused(neo4j_store):
    with pytest.raises(QueryError, match="too large"):
        neo4j_store.read("RETURN $x AS x", {"x": 2**70})


def test_sync_writes_reads_and_takes_back(neo4j_store):
    wanted = sample()
    assert sync(wanted, neo4j_store, workspace=WORKSPACE) == SyncReport(5, 0, 5, 0)
    assert read_graph(neo4j_store, WORKSPACE) == wanted
    assert sync(wanted, neo4j_store, workspace=WORKSPACE) == SyncReport(0, 0, 0, 0)
    neo4j_store.write([("MATCH (a:Agency {id: 'Agency/民政部'}) CREATE (a)-[:NOTED]->(:Memo {id: 'm'})", {})])
    assert sync(graph([]), neo4j_store, workspace=WORKSPACE) == SyncReport(0, 5, 0, 5)
    assert neo4j_store.read("MATCH (n:Retracted)-[:NOTED]->() RETURN n.id AS id") == [{"id": "Agency/民政部"}]
    assert sync(wanted, neo4j_store, workspace=WORKSPACE) == SyncReport(5, 0, 5, 0)
    assert read_graph(neo4j_store, WORKSPACE) == wanted
    assert stored_hash(neo4j_store) == wanted.hash


def test_names_and_sentences_are_found_by_their_characters(neo4j_store):
    sync(sample(), neo4j_store, workspace=WORKSPACE)
    neo4j_store.read("CALL db.awaitIndexes(60)")
    names = "CALL db.index.fulltext.queryNodes('names', $q) YIELD node RETURN node.id AS id"
    assert neo4j_store.read(names, {"q": '"联席会议"'}) == [{"id": "Mechanism/全国联席会议"}]
    quotes = "CALL db.index.fulltext.queryRelationships('quotes', $q) YIELD relationship RETURN relationship.role AS role"
    assert neo4j_store.read(quotes, {"q": '"牵头单位"'}) == [{"role": "lead"}]


TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.one_of(TEXT, st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.lists(TEXT)))
)
def test_values_come_back_as_they_went(neo4j_store, values):
    rows = neo4j_store.read(
        "UNWIND $rows AS row RETURN row.v AS v", {"rows": [{"v": each} for each in values]}
    )
    assert [(row["v"], type(row["v"])) for row in rows] == [(each, type(each)) for each in values]


def test_the_lane_is_the_one_asked_for(neo4j_store):
    rows = neo4j_store.read("CALL dbms.components() YIELD name, versions RETURN name, versions")
    versions = {row["name"]: row["versions"][0] for row in rows}
    assert versions["Neo4j Kernel"].startswith(os.environ.get("KG_TEST_NEO4J_LANE", "5.26"))


# Of code points over U+FFFF and just below, which are in another order where text is kept in units of 16 bits.
SIGNS = ("甲", "𠮷", "豈", "\uffee", "Z", "~")


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_store_that_differs_somewhere_is_made_equal_page_by_page(neo4j_store, data):
    names = [f"{one}{other}局" for one in SIGNS for other in SIGNS]
    told = data.draw(st.lists(st.sampled_from(names), unique=True, min_size=3))
    nodes = [node("Agency", name) for name in told]
    wanted = graph(nodes, [edge("SUCCEEDS", one, other) for one, other in pairwise(nodes)])
    some = data.draw(st.lists(st.sampled_from(sorted(wanted.nodes)), max_size=3))
    gone = data.draw(st.lists(st.sampled_from(sorted(wanted.edges)), max_size=3))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.store.bolt.BATCH", 4)
        sync(wanted, neo4j_store, workspace=WORKSPACE)
        assert sync(wanted, neo4j_store, workspace=WORKSPACE) == SyncReport()
        neo4j_store.write([("MATCH (n:Agency) WHERE n.id IN $ids SET n.hash = ''", {"ids": some})])
        neo4j_store.write([("MATCH ()-[r]->() WHERE r.id IN $ids DELETE r", {"ids": gone})])
        report = sync(wanted, neo4j_store, workspace=WORKSPACE)
    assert report == SyncReport(nodes_written=len(set(some)), edges_written=len(set(gone)))
    assert read_graph(neo4j_store) == wanted
