"""Sync against the embedded engine: fewest writes, nothing of other people's touched."""

from pathlib import Path

import pytest
from graphs import WORKSPACE, edge, graph, node, sample, wide

from kg.errors import StoreError
from kg.model import Edge, Graph, Node
from kg.store import Store, open_store
from kg.store.sync import SyncReport, read_graph, stored_hash, sync

NOTHING = SyncReport(0, 0, 0, 0)


@pytest.fixture
def store(tmp_path: Path):
    with open_store(str(tmp_path / "graph"), workspace=WORKSPACE) as opened:
        yield opened


def load(store: Store, wanted: Graph, **options: bool) -> SyncReport:
    report = sync(wanted, store, workspace=WORKSPACE, **options)
    assert read_graph(store, WORKSPACE).hash == wanted.hash == stored_hash(store)
    return report


def without(whole: Graph, *ids: str) -> Graph:
    nodes = [each for each in whole.nodes.values() if each.id not in ids]
    edges = [each for each in whole.edges.values() if not {each.source, each.target} & set(ids)]
    return graph(nodes, edges)


def test_what_was_written_is_read_back(store):
    wanted = sample()
    assert load(store, wanted) == SyncReport(5, 0, 5, 0)
    assert read_graph(store, WORKSPACE) == wanted


def test_a_second_load_writes_nothing(store):
    load(store, sample())
    assert load(store, sample()) == NOTHING


def test_only_what_differs_is_written(store):
    load(store, sample())
    changed = sample()
    old = changed.nodes["Agency/民政部"]
    changed.nodes[old.id] = Node(old.id, old.label, {**old.props, "sources": 3})
    assert load(store, changed) == SyncReport(1, 0, 0, 0)


def test_a_property_that_went_is_removed(store):
    load(store, sample())
    changed = sample()
    changed.nodes["Agency/民政部"] = node("Agency", "民政部")
    load(store, changed)
    assert store.read("MATCH (n:Agency {id: 'Agency/民政部'}) RETURN n.level AS level") == [{"level": None}]


def test_what_went_is_deleted(store):
    load(store, sample())
    assert load(store, without(sample(), "Agency/民政部")) == SyncReport(0, 1, 0, 4)
    assert load(store, graph([])) == SyncReport(0, 4, 0, 1)


def test_batches_are_cut_and_joined(store, monkeypatch):
    monkeypatch.setattr("kg.store.base.BATCH", 7)
    assert load(store, wide(20)) == SyncReport(21, 0, 20, 0)
    assert load(store, wide(20, "x")) == SyncReport(21, 0, 20, 0)
    assert load(store, wide(3, "x")) == SyncReport(0, 17, 0, 17)


def test_another_label_for_an_id_takes_its_relationships_along(store):
    club, board = node("Agency", "x"), node("Mechanism", "y")
    load(store, graph([club, board], [edge("MEMBER_OF", club, board)]))
    other = Node(club.id, "Organization", club.props)
    assert load(store, graph([other, board], [edge("MEMBER_OF", other, board)])) == SyncReport(1, 1, 1, 0)
    assert store.read("MATCH (n)-[:MEMBER_OF]->() RETURN labels(n) AS labels") == [
        {"labels": ["Organization"]}
    ]


def test_a_relationship_can_move_to_other_ends(store):
    one, two, board = node("Agency", "1"), node("Agency", "2"), node("Mechanism", "y")
    first = edge("MEMBER_OF", one, board)
    load(store, graph([one, two, board], [first]))
    moved = Edge(first.id, first.type, two.id, board.id, first.props)
    assert load(store, graph([one, two, board], [moved])) == SyncReport(0, 0, 1, 0)


def test_what_people_added_stays(store):
    load(store, sample())
    store.write(
        [
            (
                "MATCH (a:Agency {id: 'Agency/民政部'}) SET a.remark = '重要' CREATE (a)-[:NOTED {x: 1}]->(:Memo {id: 'm'})",
                {},
            ),
            ("MATCH ()-[r:HOLDS_POST]->() SET r.checked = true", {}),
            ("CREATE (:Agency {id: 'mine'})", {}),
        ]
    )
    changed = sample()
    changed.nodes["Agency/民政部"] = node("Agency", "民政部")
    held = next(each for each in changed.edges.values() if each.type == "HOLDS_POST")
    changed.edges[held.id] = Edge(
        held.id, held.type, held.source, held.target, {**held.props, "statements": 1}
    )
    assert load(store, changed) == SyncReport(1, 0, 1, 0)
    rows = store.read(
        "MATCH (a:Agency)-[r:NOTED]->(m:Memo) RETURN a.remark AS remark, r.x AS x, m.id AS memo"
    )
    assert rows == [{"remark": "重要", "x": 1, "memo": "m"}]
    assert store.read("MATCH ()-[r:HOLDS_POST]->() RETURN r.checked AS checked") == [{"checked": True}]
    assert store.read("MATCH (n:Agency {id: 'mine'}) RETURN count(n) AS n") == [{"n": 1}]


def test_a_node_that_people_tied_something_to_is_retracted_and_returns(store):
    load(store, sample())
    store.write([("MATCH (a:Agency {id: 'Agency/民政部'}) CREATE (a)-[:NOTED]->(:Memo {id: 'm'})", {})])
    assert load(store, without(sample(), "Agency/民政部")) == SyncReport(0, 1, 0, 4)
    assert store.read("MATCH (n:Retracted)-[:NOTED]->() RETURN n.id AS id") == [{"id": "Agency/民政部"}]
    assert load(store, sample()) == SyncReport(1, 0, 4, 0)
    assert store.read("MATCH (n:Retracted) RETURN n.id AS id") == []
    assert store.read("MATCH (n:Agency)-[:NOTED]->() RETURN n.id AS id") == [{"id": "Agency/民政部"}]


def test_a_store_of_another_workspace_is_refused(store):
    sync(sample(), store, workspace="other")
    with pytest.raises(StoreError, match="another workspace"):
        sync(graph([]), store, workspace=WORKSPACE)
    assert read_graph(store, "other").hash == sample().hash
    assert load(store, without(sample(), "Agency/民政部"), take_over=True) == SyncReport(4, 1, 1, 4)
    assert read_graph(store, "other") == graph([])
    assert load(store, without(sample(), "Agency/民政部")) == NOTHING


def test_items_of_another_workspace_are_refused_even_without_its_mark(store):
    sync(sample(), store, workspace="other")
    store.write([("MATCH (w:Workspace) DELETE w", {})])
    with pytest.raises(StoreError, match="another workspace"):
        sync(graph([]), store, workspace=WORKSPACE)


def test_a_node_made_by_hand_is_not_taken(store):
    store.write([("CREATE (:Agency {id: 'Agency/民政部'})", {})])
    with pytest.raises(StoreError, match="by hand"):
        sync(sample(), store, workspace=WORKSPACE)


def test_what_people_deleted_is_written_again(store):
    load(store, sample())
    store.write([("MATCH (a:Agency {id: 'Agency/民政部'}) DETACH DELETE a", {})])
    assert load(store, sample()) == SyncReport(1, 0, 4, 0)


def test_the_hash_is_noted_last(store):
    load(store, sample())
    store.write([("MATCH (w:Workspace) REMOVE w.graphHash", {})])
    assert stored_hash(store) == ""
    assert load(store, sample()) == NOTHING


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"sources": "2"}, "should be integer"),
        ({"sources": True}, "should be integer"),
        ({"sources": 2**63}, "should be integer"),
        ({"aliases": ["a", None]}, "should be strings"),
        ({"aliases": ["a", 1]}, "should be strings"),
        ({"level": None}, "should be string"),
        ({"level": "\ud842"}, "should be string"),
        ({"height": "x"}, "no property height"),
        ({"id": "Agency/z"}, "property id"),
        ({"name": "长" * 5000}, "longer"),
    ],
)
def test_values_that_engines_store_differently_are_refused(store, props, message):
    bad = Node("Agency/a", "Agency", {"id": "Agency/a", "name": "a", **props})
    with pytest.raises(StoreError, match=message):
        sync(graph([bad]), store, workspace=WORKSPACE)
    assert store.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_whole_numbers_are_no_floats(store):
    one, board = node("Agency", "1"), node("Mechanism", "y")
    with pytest.raises(StoreError, match="should be float"):
        sync(graph([one, board], [edge("MEMBER_OF", one, board, confidence=1)]), store, workspace=WORKSPACE)


def test_an_edge_without_its_end_and_an_unknown_label_are_refused(store):
    one, board = node("Agency", "1"), node("Mechanism", "y")
    with pytest.raises(StoreError, match="not in the graph"):
        sync(graph([one], [edge("MEMBER_OF", one, board)]), store, workspace=WORKSPACE)
    with pytest.raises(StoreError, match="not in the schema"):
        sync(graph([node("Club", "1")]), store, workspace=WORKSPACE)
