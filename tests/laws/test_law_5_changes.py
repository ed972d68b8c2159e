"""Law 5, through changes: a store that is loaded after each is the store loaded once; what people did is seen."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Extraction
from kg.store import open_store
from kg.store import sync as sync_module
from kg.store.sync import SyncReport, read_graph, stored_hash
from kg.workspace import Workspace
from tests.claims import Said, text

CONFERENCE = "Mechanism/全国社会救助部际联席会议"
OTHER = "Mechanism/全国社区治理部际联席会议"
UNITS = ("Agency/民政部", "Agency/教育部", "Agency/财政部", "Agency/公安部")


def letter(name: str, mechanism: str, *units: str, date: str | None = None) -> Extraction:
    said = [
        Said(f"{unit}为{mechanism}成员。", unit, "MEMBER_OF", mechanism, attrs={"role": "member"})
        for unit in units
    ]
    return text(name, said, date)


FIRST = letter("a.txt", CONFERENCE, *UNITS[:2])
SECOND = letter("b.txt", OTHER, *UNITS[2:])


@pytest.fixture
def workspace(tmp_path: Path):
    with Workspace(tmp_path / "workspace") as opened:
        opened.ledger.add(FIRST, "f")
        opened.ledger.add(SECOND, "f")
        yield opened


def change(target: str, workspace: Workspace, statement: str) -> None:
    """What a person does in the database."""
    with open_store(target, workspace=workspace.ledger.workspace) as store:
        store.write([(statement, {})])


def assert_equal(target: str, workspace: Workspace) -> None:
    with open_store(target, workspace=workspace.ledger.workspace, read_only=True) as store:
        assert read_graph(store) == workspace.graph()
        assert stored_hash(store) == workspace.graph().hash


def test_one_text_more_writes_what_it_says(workspace, any_target):
    workspace.load(any_target)
    workspace.ledger.add(letter("c.txt", OTHER, UNITS[0]), "f")
    report = workspace.load(any_target)
    # The source; 民政部 and the mechanism, which one more text names now; the claim and two mentions.
    assert report == SyncReport(nodes_written=3, edges_written=3)
    assert_equal(any_target, workspace)


def test_a_text_taken_back_takes_what_only_it_said(workspace, any_target):
    workspace.load(any_target)
    workspace.ledger.remove("b.txt")
    assert workspace.load(any_target) == SyncReport(nodes_deleted=4, edges_deleted=5)
    assert_equal(any_target, workspace)
    workspace.ledger.add(SECOND, "f")
    assert workspace.load(any_target) == SyncReport(nodes_written=4, edges_written=5)
    assert_equal(any_target, workspace)


LETTERS = st.builds(
    letter,
    st.sampled_from(["a.txt", "b.txt", "c.txt"]),
    st.sampled_from([CONFERENCE, OTHER]),
    st.sampled_from(UNITS),
    st.sampled_from(UNITS),
    date=st.sampled_from(["2016", "2018-09"]),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(LETTERS, st.sampled_from(["a.txt", "b.txt"])), min_size=1, max_size=6))
def test_loads_after_each_change_leave_the_graph_of_them_all(any_target, changes):
    with tempfile.TemporaryDirectory() as folder, Workspace(Path(folder)) as workspace:
        workspace.load(any_target, take_over=True)
        for each in changes:
            if isinstance(each, str):
                workspace.ledger.remove(each)
            else:
                workspace.ledger.add(each, "f")
            workspace.load(any_target)
            assert_equal(any_target, workspace)


def test_what_people_deleted_is_seen_though_no_text_has_changed(workspace, any_target):
    workspace.load(any_target)
    change(any_target, workspace, "MATCH (n:Agency {id: 'Agency/财政部'}) DETACH DELETE n")
    assert workspace.load(any_target) == SyncReport(nodes_written=1, edges_written=2)
    assert_equal(any_target, workspace)


@pytest.mark.parametrize(
    "mark",
    [
        pytest.param("REMOVE w.graphHash", id="a load was cut short"),
        pytest.param("SET w.graphHash = '0123456789abcdef'", id="an older state was put back"),
    ],
)
def test_a_store_whose_mark_does_not_fit_is_compared_in_whole(workspace, any_target, mark):
    workspace.load(any_target)
    change(any_target, workspace, "MATCH (n:Agency {id: 'Agency/财政部'}) SET n.hash = ''")
    change(any_target, workspace, f"MATCH (w:Workspace) {mark}")
    assert workspace.load(any_target) == SyncReport(nodes_written=1)
    assert_equal(any_target, workspace)


def test_what_people_changed_inside_is_put_right_by_a_full_comparison(workspace, any_target):
    workspace.load(any_target)
    change(any_target, workspace, "MATCH (n:Agency {id: 'Agency/财政部'}) SET n.hash = '', n.name = '财務部'")
    assert workspace.load(any_target) == SyncReport()
    assert workspace.load(any_target, full=True) == SyncReport(nodes_written=1)
    assert_equal(any_target, workspace)


def test_what_people_made_by_hand_survives_loads(workspace, any_target):
    workspace.load(any_target)
    change(any_target, workspace, "CREATE (:Note {text: '待核'})")
    change(
        any_target,
        workspace,
        "MATCH (n:Note), (a:Agency {id: 'Agency/财政部'}) CREATE (n)-[:ABOUT_IT]->(a) SET a.checkedBy = '王'",
    )
    workspace.ledger.add(letter("c.txt", OTHER, UNITS[2]), "f")
    workspace.load(any_target)
    workspace.load(any_target, full=True)
    with open_store(any_target, workspace=workspace.ledger.workspace, read_only=True) as store:
        rows = store.read(
            "MATCH (n:Note)-[:ABOUT_IT]->(a) RETURN n.text AS text, a.checkedBy AS by, a.id AS id"
        )
    assert rows == [{"text": "待核", "by": "王", "id": "Agency/财政部"}]
    assert_equal(any_target, workspace)


def test_two_stores_of_one_workspace_are_known_apart(workspace, any_target, tmp_path):
    workspace.load(any_target)
    workspace.ledger.remove("b.txt")
    assert workspace.load(str(tmp_path / "other")).edges_written == 5
    assert workspace.load(any_target).edges_deleted == 5
    assert_equal(any_target, workspace)
    assert_equal(str(tmp_path / "other"), workspace)


def test_a_load_holds_to_one_graph_while_another_process_folds(workspace, any_target, monkeypatch):
    """Between what is compared and what is written, somebody takes a text back and folds."""
    with Workspace(workspace.folder) as other:
        compared = sync_module.compare

        def and_then_somebody_folds(*arguments, **options):
            found = compared(*arguments, **options)
            other.ledger.remove("b.txt")
            other.items()
            return found

        monkeypatch.setattr(sync_module, "compare", and_then_somebody_folds)
        before = workspace.graph()
        workspace.load(any_target)
        monkeypatch.undo()
    with open_store(any_target, workspace=workspace.ledger.workspace, read_only=True) as store:
        assert read_graph(store) == before
        assert stored_hash(store) == before.hash
    assert workspace.load(any_target).edges_deleted == 5
    assert_equal(any_target, workspace)
