"""Law 5: loading twice writes nothing the second time; after ``kill -9`` anywhere and a rerun, the graph is the same."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from kg.model import Graph
from kg.store import open_store
from kg.store.sync import SyncReport, read_graph, stored_hash
from kg.workspace import Workspace
from tests.laws.conftest import DOCUMENTS

# A build of the sample documents takes about four seconds from a cold start.
SECONDS = 4.0
KILLS = int(os.environ.get("KG_TEST_KILLS", "3"))


def test_the_second_load_writes_nothing(tmp_path: Path, any_target: str):
    with Workspace(tmp_path / "workspace") as workspace:
        workspace.add([DOCUMENTS])
        first = workspace.load(any_target)
        assert first.nodes_written > 300
        assert (first.nodes_deleted, first.edges_deleted) == (0, 0)
        assert workspace.load(any_target) == SyncReport()


def test_after_a_kill_a_rerun_finishes_the_same_graph(tmp_path: Path, any_target: str, whole: Graph):
    """Each kill meets a workspace that is new and a store that the one before filled."""
    chance = random.Random(20160406)
    for number in range(KILLS):
        folder = tmp_path / str(number)
        arguments = ["build", DOCUMENTS, "--dir", str(folder), "--store", any_target, "--take-over"]
        command = [sys.executable, "-m", "kg", *arguments]
        for _ in range(chance.choice([1, 1, 2])):
            kill(command, after=chance.uniform(0.5, SECONDS))
        subprocess.run(command, check=True, capture_output=True)
        assert_whole(folder, any_target, whole)


def kill(command: list[str], *, after: float) -> None:
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()


def assert_whole(folder: Path, target: str, whole: Graph) -> None:
    with Workspace(folder, create=False) as workspace:
        assert workspace.graph() == whole
        name = workspace.ledger.workspace
    with open_store(target, workspace=name, read_only=True) as store:
        assert read_graph(store) == whole
        assert stored_hash(store) == whole.hash
        assert [row["id"] for row in store.read("MATCH (w:Workspace) RETURN w.id AS id")] == [name]
