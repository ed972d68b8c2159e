"""A watched folder: half-written files wait, what goes is taken back, what fails later is tried again, Ctrl-C ends it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import LedgerError, StoreError
from kg.store import open_store
from kg.store.sync import read_graph
from kg.watch import Changes, Watcher, keep_watching
from kg.workspace import Workspace

NOTHING = Changes([], [], [])
TEXT = "2019年5月7日,民政部在南京召开全国社区治理工作推进会。\n"
OTHER = "2020年6月3日,教育部在北京召开全国学校安全工作会议。\n"


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    return folder


def settled(watcher: Watcher) -> Changes:
    watcher.look()
    changes = watcher.look()
    watcher.done(changes)
    return changes


def test_what_is_new_changed_or_gone_is_seen_once(docs):
    watcher = Watcher(["docs"])
    assert watcher.look() == NOTHING
    assert settled(watcher) == Changes(["docs/a.txt"], [], [])
    assert settled(watcher) == NOTHING
    (docs / "b.txt").write_text(TEXT, "utf-8")
    (docs / "a.txt").write_text(OTHER + TEXT, "utf-8")
    assert settled(watcher) == Changes(["docs/a.txt", "docs/b.txt"], [], [])
    (docs / "a.txt").unlink()
    assert settled(watcher) == Changes([], ["docs/a.txt"], [])
    assert settled(watcher) == NOTHING


def test_a_half_written_file_waits(docs):
    watcher = Watcher(["docs"])
    settled(watcher)
    with (docs / "b.txt").open("w", encoding="utf-8") as file:
        for _ in range(3):
            file.write(TEXT)
            file.flush()
            assert watcher.look() == NOTHING
    assert watcher.look().present == ["docs/b.txt"]


def test_a_file_that_is_replaced_meanwhile_is_not_gone(docs):
    watcher = Watcher(["docs"])
    settled(watcher)
    (docs / "a.txt").rename(docs / ".a.txt.old")
    assert watcher.look() == NOTHING
    (docs / "a.txt").write_text(OTHER, "utf-8")
    assert watcher.look() == NOTHING
    assert watcher.look() == Changes(["docs/a.txt"], [], [])


def test_what_was_not_dealt_with_comes_again(docs):
    watcher = Watcher(["docs"])
    watcher.look()
    assert watcher.look() == watcher.look() == Changes(["docs/a.txt"], [], [])


def test_a_sidecar_counts_for_its_file(docs):
    watcher = Watcher(["docs/a.txt"])
    settled(watcher)
    (docs / "a.meta.json").write_text('{"date": "2019"}', "utf-8")
    assert settled(watcher).present == ["docs/a.txt"]


@pytest.mark.parametrize("prune", [False, True])
def test_a_folder_that_is_away_takes_nothing_with_it_unless_asked(docs, prune):
    watcher = Watcher(["docs"], prune=prune)
    settled(watcher)
    docs.rename(docs.with_name("elsewhere"))
    expected = Changes([], ["docs/a.txt"], []) if prune else Changes([], [], ["docs"])
    assert settled(watcher) == expected
    assert settled(watcher) == NOTHING
    docs.with_name("elsewhere").rename(docs)
    assert settled(watcher).present == (["docs/a.txt"] if prune else [])


def test_a_glob_is_looked_at_as_a_glob(docs):
    watcher = Watcher(["docs/*.txt"])
    settled(watcher)
    (docs / "b.md").write_text(TEXT, "utf-8")
    (docs / "c.txt").write_text(TEXT, "utf-8")
    (docs / "a.txt").unlink()
    assert settled(watcher) == Changes(["docs/c.txt"], ["docs/a.txt"], [])


def test_the_workspace_in_a_watched_folder_is_not_watched(docs):
    watcher = Watcher(["docs"], without=[docs / "w"])
    (docs / "w").mkdir()
    (docs / "w" / "ledger.sqlite").write_bytes(b"x")
    assert settled(watcher).present == ["docs/a.txt"]


class Script:
    """What a loop is to meet: one entry a call, an error to raise or a step to take; at the end it is interrupted."""

    def __init__(self, *steps: Exception | Callable[[], object] | None) -> None:
        self.steps = list(steps)

    def __call__(self) -> None:
        if not self.steps:
            raise KeyboardInterrupt
        step = self.steps.pop(0)
        if isinstance(step, Exception):
            raise step
        if step:
            step()


def test_what_fails_later_is_tried_again_and_said_once(docs):
    seen, said = [], []
    more = lambda: (docs / "b.txt").write_text(TEXT, "utf-8")  # noqa: E731
    away = [StoreError("away"), StoreError("away"), StoreError("away")]
    load = Script(more, *away)

    def read(changes: Changes, first: bool) -> bool:
        seen.append((changes.present, first))
        return True

    with pytest.raises(KeyboardInterrupt):
        keep_watching(Watcher(["docs"]), 0.01, read, load, said.append)
    assert seen == [(["docs/a.txt"], True), (["docs/b.txt"], False)]
    assert [str(error) for error in said] == ["away"]


@pytest.mark.parametrize("reading", [True, False])
def test_what_fails_at_first_ends_it(docs, reading):
    fails, goes = Script(LedgerError("no")), Script(None)

    def read(changes: Changes, first: bool) -> bool:
        (fails if reading else goes)()
        return True

    with pytest.raises(LedgerError):
        keep_watching(Watcher(["docs"]), 0.01, read, goes if reading else fails, lambda _: None)


def start(*arguments: str) -> subprocess.Popen:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("NEO4J_")}
    return subprocess.Popen(
        [sys.executable, "-m", "kg", *arguments, "--interval", "0.1"],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment,
        start_new_session=True,
    )


def wait_for(condition: Callable[[], bool], watch: subprocess.Popen) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert watch.poll() is None, watch.stderr.read()
        assert time.monotonic() < end, "in vain"
        time.sleep(0.2)


def loaded() -> set[str]:
    """The agencies that the workspace's own graph holds; nothing while somebody writes to it."""
    try:
        with (
            # In full: the engine, once started, goes on from the folder that it started in.
            Workspace(Path(".kg").resolve(), create=False) as workspace,
            open_store(workspace.target, workspace=workspace.ledger.workspace, read_only=True) as store,
        ):
            return {id_ for id_ in read_graph(store).nodes if id_.startswith("Agency/")}
    except (StoreError, LedgerError):
        return set()


@pytest.mark.parametrize(("verb", "sign"), [("add", signal.SIGINT), ("build", signal.SIGTERM)])
def test_a_watched_folder_keeps_the_graph_as_it_is(docs, verb, sign):
    watch = start(verb, "docs", "--watch")
    try:
        wait_for(lambda: "Agency/民政部" in loaded(), watch)
        (docs / "b.txt").write_text(OTHER, "utf-8")
        # That it is read here says, too, that the watcher let go of the graph.
        wait_for(lambda: {"Agency/民政部", "Agency/教育部"} <= loaded(), watch)
        (docs / "a.txt").unlink()
        wait_for(lambda: "Agency/教育部" in (found := loaded()) and "Agency/民政部" not in found, watch)
        os.killpg(watch.pid, sign)
        said = watch.communicate(timeout=60)[1]
    finally:
        if watch.poll() is None:
            watch.kill()
            watch.wait()
    assert watch.returncode == 130
    assert "Traceback" not in said
    assert "stopped" in said.splitlines()[-1]
    with Workspace(Path(".kg"), create=False) as workspace:
        assert {run.state for run in workspace.ledger.log.runs()} == {"done"}
        kept = workspace.graph().hash
    with Workspace(Path("anew")) as workspace:
        workspace.add(["docs"])
        assert workspace.graph().hash == kept


def test_ctrl_c_in_the_middle_of_reading_leaves_whole_texts(docs):
    for number in range(600):
        (docs / f"{number}.txt").write_text(f"第{number}号。" + TEXT * 40, "utf-8")
    watch = start("add", "docs", "--watch", "--workers", "2")

    def begun() -> bool:
        try:
            with Workspace(Path(".kg"), create=False) as workspace:
                return workspace.ledger.counts()["texts"] > 0
        except LedgerError:
            return False

    wait_for(begun, watch)
    os.killpg(watch.pid, signal.SIGINT)
    said = watch.communicate(timeout=120)[1]
    assert watch.returncode == 130
    assert "Traceback" not in said
    with Workspace(Path(".kg"), create=False) as workspace:
        workspace.add(["docs"])
        finished = workspace.graph().hash
    shutil.rmtree(".kg")
    with Workspace(Path(".kg")) as workspace:
        workspace.add(["docs"])
        assert workspace.graph().hash == finished
