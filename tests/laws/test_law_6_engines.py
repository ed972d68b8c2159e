"""Law 6: the fold is what is read back from either engine."""

from pathlib import Path

from kg.model import Graph
from kg.store import open_store
from kg.store.sync import read_graph
from kg.workspace import Workspace
from tests.laws.conftest import DOCUMENTS


def test_what_is_read_back_is_the_fold(tmp_path: Path, any_target: str, whole: Graph):
    with Workspace(tmp_path / "workspace") as workspace:
        workspace.add([DOCUMENTS])
        workspace.load(any_target)
        with open_store(any_target, workspace=workspace.ledger.workspace, read_only=True) as store:
            found = read_graph(store)
    assert found == whole
    assert found.hash == whole.hash


def test_the_graph_takes_sources_back_from_the_store_too(tmp_path: Path, any_target: str, whole: Graph):
    extra = tmp_path / "extra.txt"
    extra.write_text("2019年5月7日,民政部在南京召开全国社区治理工作推进会。", encoding="utf-8")
    with Workspace(tmp_path / "workspace") as workspace:
        workspace.add([DOCUMENTS, str(extra)])
        workspace.load(any_target)
        workspace.remove(str(extra))
        report = workspace.load(any_target)
        assert report.nodes_deleted > 0
        assert report.edges_deleted > 0
        with open_store(any_target, workspace=workspace.ledger.workspace, read_only=True) as store:
            assert read_graph(store).hash == whole.hash
