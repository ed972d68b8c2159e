"""What machines and people do to a run: each ends with a sentence and a code, loses nothing, and a rerun finishes."""

import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.model import Graph
from kg.store import open_store
from kg.store.sync import read_graph, stored_hash
from kg.workspace import Workspace
from tests.claims import Said, text
from tests.neo4j.server import LANES, addresses
from tests.neo4j.server import launch as launch_server
from tests.neo4j.server import start as start_server
from tests.neo4j.server import stop as stop_server
from tests.servers import empty_neo4j, server_or_skip

DOCUMENTS = str(Path(__file__).resolve().parents[1] / "seeds" / "documents")
BLOCK = 1024
LANE = LANES[os.environ.get("KG_TEST_NEO4J_LANE", "5.26")]
UNITS = [f"Agency/第{number}局" for number in range(60)]


def start(*arguments: str, before: Callable[[], object] | None = None) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "kg", *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUNBUFFERED": "1"}
    if before:
        # The measuring of coverage writes files, too.
        environment = {key: value for key, value in environment.items() if not key.startswith("COVERAGE")}
    return subprocess.Popen(command, env=environment, preexec_fn=before, **pipes)


def run(*arguments: str, before: Callable[[], object] | None = None) -> tuple[int, str]:
    """Return the exit code and what was said to people, which is never a traceback."""
    with start(*arguments, before=before) as child:
        _, said = child.communicate(timeout=180)
    assert "Traceback" not in said
    return child.returncode, said


def no_file_over(kilobytes: int) -> Callable[[], object]:
    """A disk on which files grow to so much and no further."""
    limit = kilobytes * BLOCK
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    with Workspace(tmp_path_factory.mktemp("whole")) as workspace:
        workspace.add([DOCUMENTS])
        return workspace.graph()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / ".kg"


def assert_whole(folder: Path, whole: Graph, target: str | None = None) -> None:
    """A rerun finishes, and nothing is missing or too much."""
    arguments = ["--dir", str(folder), *(["--store", target] if target else [])]
    code, said = run("build", DOCUMENTS, *arguments)
    assert code == 0, said
    with Workspace(folder, create=False) as workspace:
        assert workspace.graph() == whole
        name, where = workspace.ledger.workspace, target or workspace.target
    with open_store(where, workspace=name, read_only=True) as store:
        assert read_graph(store) == whole
        assert stored_hash(store) == whole.hash


def test_ctrl_c_keeps_what_was_done(folder, whole):
    chance = random.Random(20161109)
    for _ in range(3):
        with start("build", DOCUMENTS, "--dir", str(folder)) as child:
            time.sleep(chance.uniform(1.0, 4.0))
            child.send_signal(signal.SIGINT)
            _, said = child.communicate(timeout=60)
        assert "Traceback" not in said
        # Interrupted within some code that is made on the fly, Python ends itself by the signal: to a shell that is 130, too.
        assert child.returncode in (0, 130, -signal.SIGINT), said
        assert child.returncode == 0 or "Stopped: what was done is kept" in said
    assert_whole(folder, whole)


def test_a_reader_that_goes_away_is_no_fault(folder):
    with start("extract", DOCUMENTS) as child:
        assert json.loads(child.stdout.readline())
        child.stdout.close()
        said = child.stderr.read()
    assert (child.returncode, said) == (0, "")


@pytest.mark.parametrize("kilobytes", [8, 100, 400, 1500])
def test_a_disk_that_is_full_at_the_ledger(folder, whole, kilobytes):
    code, said = run("add", DOCUMENTS, "--dir", str(folder), before=no_file_over(kilobytes))
    assert code == 1
    assert "ledger.sqlite: cannot be used" in said
    assert "free space" in said
    assert_whole(folder, whole)


@pytest.mark.parametrize("kilobytes", [40, 200, 700])
def test_a_disk_that_is_full_at_the_embedded_engine(folder, whole, kilobytes):
    run("add", DOCUMENTS, "--dir", str(folder))
    with Workspace(folder) as workspace:
        workspace.items()
        target = workspace.target
    code, said = run("load", "--dir", str(folder), before=no_file_over(kilobytes))
    assert (code, said.strip().splitlines()[-1]) == (
        1,
        f"Error: {target} cannot be read or written: File too large",
    )
    assert_whole(folder, whole)


@pytest.mark.parametrize(
    "arguments", [["status"], ["load"], ["add", DOCUMENTS], ["remove", "x"], ["find", "民政部"], ["review"]]
)
def test_a_workspace_of_a_newer_version_is_left_alone(folder, arguments):
    Workspace(folder).ledger.close()
    with sqlite3.connect(folder / "ledger.sqlite") as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'version'")
    connection.close()
    before = (folder / "ledger.sqlite").read_bytes()
    code, said = run(*arguments, "--dir", str(folder))
    assert (code, said.count("\n")) == (1, 1)
    assert "was written by a newer version (format 99" in said
    assert "update the program" in said
    assert (folder / "ledger.sqlite").read_bytes() == before


def test_a_ledger_that_another_process_writes_to(folder, whole):
    Workspace(folder).ledger.close()
    connection = sqlite3.connect(folder / "ledger.sqlite", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    code, said = run("add", DOCUMENTS, "--dir", str(folder))
    connection.execute("ROLLBACK")
    connection.close()
    assert code == 1
    assert "another process is writing to this workspace; wait until it ends and try again" in said
    assert_whole(folder, whole)


def at_once(*commands: tuple[str, ...]) -> list[tuple[int, str]]:
    """Run the commands side by side; return what each came to."""
    ended: list[tuple[int, str]] = []
    threads = [threading.Thread(target=lambda c=command: ended.append(run(*c))) for command in commands]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ended


def test_two_builds_of_one_workspace_at_once(folder, whole):
    """Either waits for the other, or one is told that another process, or program, is at work."""
    for code, said in at_once(*[("build", DOCUMENTS, "--dir", str(folder))] * 2):
        assert code == 0 or "another pro" in said, said
    assert_whole(folder, whole)


def test_the_graph_of_a_workspace_is_made_once_however_many_begin(folder, whole):
    run("add", DOCUMENTS, "--dir", str(folder))
    for code, said in at_once(*[("load", "--dir", str(folder))] * 3):
        assert code == 0 or "another pro" in said, said
    assert not list((folder / ".kg").glob(".graph*"))
    assert_whole(folder, whole)


@pytest.mark.neo4j
def test_two_loaders_of_one_workspace_on_one_server(folder, whole):
    run("add", DOCUMENTS, "--dir", str(folder))
    with empty_neo4j("nobody") as server:
        for _ in range(2):
            ended = at_once(*[("load", "--full", "--dir", str(folder), "--store", server.uri)] * 2)
            assert [code for code, _ in ended] == [0, 0], ended
        assert_whole(folder, whole, server.uri)


@pytest.mark.neo4j
def test_another_workspace_s_loader_is_refused_and_may_take_over(folder, tmp_path, whole):
    run("add", DOCUMENTS, "--dir", str(folder))
    with empty_neo4j("nobody") as server:
        assert_whole(tmp_path / "other", whole, server.uri)
        code, said = run("load", "--dir", str(folder), "--store", server.uri)
        assert code == 1
        assert "--take-over" in said
        code, said = run("load", "--dir", str(folder), "--store", server.uri, "--take-over")
        assert code == 0, said
        assert_whole(folder, whole, server.uri)


@pytest.fixture
def own_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The home of a server that nobody else uses, started."""
    server_or_skip()
    home = tmp_path / "server"
    running = start_server(LANE, home)
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", running.password_file)
    yield home
    stop_server(home)


def big(folder: Path) -> Graph:
    """Fill a workspace with what a server needs some seconds for."""
    mechanisms = [f"Mechanism/第{number}次全国工作部际联席会议" for number in range(250)]
    letters = [
        text(
            f"{number}.txt",
            [Said(f"{unit}甲。", unit, "MEMBER_OF", m, attrs={"role": "member"}) for unit in UNITS],
        )
        for number, m in enumerate(mechanisms)
    ]
    with Workspace(folder) as workspace:
        for letter in letters:
            workspace.ledger.add(letter, "f")
        return workspace.graph()


@pytest.mark.neo4j
def test_a_server_that_goes_away_and_comes_back_in_the_middle(folder, own_server):
    graph, address = big(folder), addresses(own_server)[0]
    for comes_back in (False, True):
        with start("load", "--full", "--dir", str(folder), "--store", address) as loader:
            wait_for_nodes(address, loader)
            stop_server(own_server)
            if comes_back:
                launch_server(LANE, own_server)
            _, said = loader.communicate(timeout=180)
        assert "Traceback" not in said
        finished = comes_back and loader.returncode == 0
        assert finished or (loader.returncode == 1 and f"no Neo4j answers at {address}" in said), said
        if not comes_back:
            launch_server(LANE, own_server)
            with open_store(address, workspace="nobody") as store:
                store.write([("MATCH (n) DETACH DELETE n", {})])
    assert run("load", "--dir", str(folder), "--store", address)[0] == 0
    with Workspace(folder) as workspace:
        name = workspace.ledger.workspace
    with open_store(address, workspace=name, read_only=True) as store:
        assert read_graph(store) == graph


def wait_for_nodes(address: str, loader: subprocess.Popen[str]) -> None:
    """Return when the loader has begun to write."""
    with open_store(address, workspace="nobody", read_only=True) as store:
        while not store.read("MATCH (n:Agency) RETURN n LIMIT 1"):
            assert loader.poll() is None, "it ended too soon"
            time.sleep(0.02)
