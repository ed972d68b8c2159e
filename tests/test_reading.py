"""`kg cypher` only reads: a table of attacks, each refused on both engines, and of near ones that must come through."""

import hashlib
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from graphs import sample
from hypothesis import given
from hypothesis import strategies as st
from servers import empty_neo4j, server_or_skip

from kg.cli import main
from kg.errors import QueryError
from kg.ledger import Ledger
from kg.lint.reading import beyond_reading
from kg.store import Store, embedded_graph, open_store
from kg.store.reading import refuse_plan
from kg.store.sync import read_graph, sync

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "reading.yml").read_text(encoding="utf-8"))
ATTACKS = [text for texts in CASES["refused"].values() for text in texts]
SECRET = "geheim-in-a-file"
ENGINES = ["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)]


class Listener:
    """An address at which every connection is counted and closed."""

    def __init__(self) -> None:
        self.count = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/x.csv"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.count += 1
            connection.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    started = Listener()
    yield started
    started.socket.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose embedded graph holds the sample."""
    folder = tmp_path_factory.mktemp("reading")
    with (
        Ledger.open(folder) as ledger,
        open_store(embedded_graph(folder), workspace=ledger.workspace) as store,
    ):
        sync(sample(), store, workspace=ledger.workspace)
    (folder / "secret.csv").write_text(f"{SECRET},1\n", encoding="utf-8")
    return folder


@contextmanager
def loaded(engine: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Yield the address of a store that holds the sample; nothing has changed in it at the end."""
    if engine == "embedded":
        before = bytes_of(Path(embedded_graph(folder)))
        yield embedded_graph(folder)
        assert bytes_of(Path(embedded_graph(folder))) == before
        return
    with Ledger.open(folder) as ledger, empty_neo4j(ledger.workspace) as store:
        running = server_or_skip()
        monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
        monkeypatch.setenv("NEO4J_PASSWORD_FILE", running.password_file)
        sync(sample(), store, workspace=ledger.workspace)
        before = state(store)
        yield running.bolt
        assert state(store) == before
        assert read_graph(store, ledger.workspace) == sample()


def bytes_of(folder: Path) -> dict[str, str]:
    """Hash every file, less the lock and the logs."""
    files = (
        path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix not in {".lck", ".log"}
    )
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def state(store: Store) -> dict[str, Any]:
    """What an attack might change on a server."""
    questions = {
        "labels": "CALL db.labels() YIELD label RETURN label ORDER BY label",
        "types": "CALL db.relationshipTypes() YIELD relationshipType AS t RETURN t ORDER BY t",
        "keys": "CALL db.propertyKeys() YIELD propertyKey AS k RETURN k ORDER BY k",
        "indexes": "SHOW INDEXES YIELD name RETURN name ORDER BY name",
        "constraints": "SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name",
        "users": "SHOW USERS YIELD user RETURN user ORDER BY user",
        "databases": "SHOW DATABASES YIELD name, currentStatus RETURN name, currentStatus ORDER BY name",
        "items": "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS n, count(r) AS r",
    }
    return {name: store.read(text) for name, text in questions.items()}


def cypher(text: str, folder: Path, target: str, *options: str) -> Result:
    return CliRunner().invoke(main, ["cypher", text, "--dir", str(folder), "--store", target, *options])


@pytest.mark.parametrize("engine", ENGINES)
def test_every_attack_is_refused_and_changes_nothing(engine, folder, listener, monkeypatch):
    through = {}
    with loaded(engine, folder, monkeypatch) as target:
        for text in ATTACKS:
            attack = text.replace("{file}", str(folder / "secret.csv")).replace("{listener}", listener.url)
            done = cypher(attack, folder, target)
            if (
                done.exit_code != 2
                or not done.stderr.startswith("Error: ")
                or done.stdout
                or SECRET in done.stderr
            ):
                through[text] = (done.exit_code, done.stdout, done.stderr, done.exception)
    assert through == {}
    assert listener.count == 0


@pytest.mark.parametrize("engine", ENGINES)
def test_the_engine_itself_lets_no_attack_write_or_fetch(engine, folder, listener, monkeypatch):
    """Whatever the look at the words might miss: the store is asked directly."""
    told = []
    with (
        loaded(engine, folder, monkeypatch) as target,
        open_store(target, workspace="w", read_only=True) as store,
    ):
        for text in [text for text in ATTACKS if "sleep" not in text]:
            attack = text.replace("{file}", str(folder / "secret.csv")).replace("{listener}", listener.url)
            try:
                told += store.ask(attack, limit=10, seconds=10).rows
            except Exception as error:  # how it is refused is the other test's question
                told.append(type(error).__name__)
    assert SECRET not in str(told)
    assert listener.count == 0


@pytest.mark.parametrize("engine", ENGINES)
def test_near_ones_come_through(engine, folder, monkeypatch):
    with (
        loaded(engine, folder, monkeypatch) as target,
        open_store(target, workspace="w", read_only=True) as store,
    ):
        found = {
            case["text"]: store.ask(case["text"], limit=10, seconds=10).rows for case in CASES["harmless"]
        }
    assert found == {case["text"]: case["rows"] for case in CASES["harmless"]}


@pytest.mark.parametrize("text", [case["text"] for case in CASES["harmless"]])
def test_nothing_is_said_against_near_ones(text):
    assert beyond_reading(text) == []


@pytest.mark.parametrize("text", ["CREATE (:X)", "LOAD CSV FROM 'x' AS l RETURN l", "CALL apoc.x()"])
@given(st.data())
def test_case_blanks_and_comments_hide_nothing(text, data):
    blank = st.sampled_from([" ", "\n", "\t", "\u00a0", "\u3000", "/* ' */", "// ` \n", "/**/ "])
    words = text.split(" ")
    odd = ["".join(data.draw(st.sampled_from([c.upper(), c.lower()])) for c in word) for word in words[:2]]
    assert beyond_reading("".join([odd[0], *(data.draw(blank) + word for word in [*odd[1:], *words[2:]])]))


@given(st.text(max_size=60))
def test_any_text_gets_an_answer(text):
    assert all(finding.line >= 1 for finding in beyond_reading(text))


@pytest.mark.parametrize("engine", ENGINES)
def test_rows_beyond_the_limit_are_told(engine, folder, monkeypatch):
    with loaded(engine, folder, monkeypatch) as target:
        cut = cypher("UNWIND range(1, 9) AS x RETURN x", folder, target, "--limit", "3")
        whole = cypher("UNWIND range(1, 9) AS x RETURN x", folder, target, "--limit", "9")
    assert cut.stdout.splitlines() == ['{"x": 1}', '{"x": 2}', '{"x": 3}']
    assert "only the first 3 rows" in cut.stderr
    assert (len(whole.stdout.splitlines()), whole.stderr) == (9, "")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_query_beyond_its_time_is_ended(engine, folder, monkeypatch):
    """In a process of its own: the embedded engine is told its time when the process first opens it."""
    endless = "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y WITH x, y WHERE x + y < 0 RETURN x"
    with loaded(engine, folder, monkeypatch) as target:
        done = command(endless, folder, target, "0.5")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Error: the query was ended: it ran too long\n"


def test_a_query_that_its_engine_does_not_end_is_given_up(folder):
    endless = "RETURN size([x IN range(1, 9999999) WHERE any(y IN range(1, 999) WHERE y = x + 999)]) AS x"
    done = command(endless, folder, embedded_graph(folder), "0.5")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: the query was given up: it ran too long")
    # What was left in the middle may be asked again.
    assert cypher("RETURN 1 AS x", folder, embedded_graph(folder)).stdout == '{"x": 1}\n'


def test_a_result_beyond_memory_is_no_fault_of_the_graph(folder):
    done = cypher("RETURN reduce(s = 'a', x IN range(1, 40) | s + s) AS x", folder, embedded_graph(folder))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: the result is too large for memory")


def command(text: str, folder: Path, target: str, seconds: str) -> "subprocess.CompletedProcess[str]":
    words = ["cypher", text, "--dir", str(folder), "--store", target, "--timeout", seconds]
    return subprocess.run(
        [sys.executable, "-m", "kg", *words], capture_output=True, encoding="utf-8", timeout=120
    )


def test_a_plan_without_a_kind_is_refused():
    with pytest.raises(QueryError, match="would write"):
        refuse_plan(None, None)


@pytest.mark.parametrize(
    ("operator", "details", "said"),
    [
        ("LoadCSV@neo4j", "line", "LoadCSV"),
        ("TerminateTransactions@neo4j", "", "TerminateTransactions"),
        ("TransactionApply@neo4j", "", "TransactionApply"),
        ("ShowSettings@neo4j", "", "ShowSettings"),
        ("ProcedureCall@neo4j", "apoc.load.json($x) :: (value :: MAP)", "apoc.load.json"),
    ],
)
def test_what_the_plan_says_is_refused_however_deep(operator, details, said):
    step = {"operatorType": operator, "args": {"Details": details}, "children": []}
    with pytest.raises(QueryError, match=said):
        refuse_plan("r", {"operatorType": "ProduceResults@neo4j", "args": {}, "children": [step]})
    refuse_plan("r", {"operatorType": "ShowIndexes@neo4j", "args": {}, "children": []})
