"""The password is seen nowhere: not in output, errors, files, lists of processes, nor in what a crash prints."""

import os
import pty
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from graphs import WORKSPACE

from kg.cli import main
from kg.errors import ExposedPasswordWarning, StoreError
from kg.ledger import Ledger
from kg.store import login, open_store
from tests.neo4j.server import Running

DOCUMENT = str(
    Path(__file__).resolve().parents[2] / "seeds" / "documents" / "01-children-conference-2016.txt"
)
WRONG = "wrong-Geheim-7261"


def arguments(pid: int) -> Iterator[bytes]:
    """The command lines of a process and of all that it started, where the system shows them."""
    try:
        yield Path(f"/proc/{pid}/cmdline").read_bytes()
        children = [path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return
    for child in (int(each) for group in children for each in group):
        yield from arguments(child)


def seen(command: list[str], folder: Path, secret: str, **environment: str) -> tuple[int, str]:
    """Run ``kg`` in development mode; return exit code and all that anybody could see of it."""
    env = {**os.environ, "KG_DIR": str(folder), "NEO4J_PASSWORD": secret, **environment}
    with subprocess.Popen(
        [sys.executable, "-X", "dev", "-m", "kg", *command],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        listed: set[bytes] = set()
        watcher = threading.Thread(target=_watch, args=(process, listed))
        watcher.start()
        output, _ = process.communicate(timeout=120)
        watcher.join()
    return process.returncode, output + b"\n".join(listed).decode(errors="replace")


def _watch(process: "subprocess.Popen[str]", listed: set[bytes]) -> None:
    while process.poll() is None:
        listed.update(arguments(process.pid))
        time.sleep(0.02)


def files_with(folder: Path, secret: str) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace without texts: enough for whatever ends at the login."""
    Ledger.open(tmp_path).close()
    return tmp_path


def test_no_command_shows_it(neo4j_server: Running, tmp_path: Path):
    secret = Path(neo4j_server.password_file).read_text()
    store = ["--store", neo4j_server.bolt]
    commands = [
        (["build", DOCUMENT, "--workers", "2", "--take-over", *store], 0),
        (["status", *store], 0),
        (["cypher", "MATCH (n) RETURN count(n) AS n", *store], 0),
        (["cypher", "MATCH (n RETURN n", *store], 2),
        (["load", *store, "--database", "elsewhere"], 1),
        (["load", "--store", "bolt+s" + neo4j_server.bolt.removeprefix("bolt")], 1),
    ]
    told = {" ".join(command): seen(command, tmp_path, secret) for command, _ in commands}
    assert {command: code for command, (code, _) in told.items()} == {
        " ".join(c): code for c, code in commands
    }
    assert [command for command, (_, text) in told.items() if secret in text or "Traceback" in text] == []
    assert files_with(tmp_path, secret) == []


def test_a_wrong_one_is_not_shown_either(neo4j_server: Running, folder: Path):
    code, text = seen(["load", "--store", neo4j_server.bolt], folder, WRONG, NEO4J_USER="nobody")
    assert code == 1
    assert "refuses user or password" in text
    assert WRONG not in text
    assert files_with(folder, WRONG) == []


@pytest.mark.parametrize(
    "uri",
    [
        f"bolt://neo4j:{WRONG}@127.0.0.1:7687",
        f"bolt+s://neo4j:{WRONG}@[::1",
        f"neo4j://127.0.0.1:7687?password={WRONG}",
        f"bolt://127.0.0.1:7687/?user=neo4j&pass={WRONG}",
        f"https://neo4j:{WRONG}@127.0.0.1:7474",
        f"neo4j+x://neo4j:{WRONG}@127.0.0.1",
    ],
)
def test_in_an_address_it_is_refused_and_not_repeated(uri, folder: Path, monkeypatch):
    monkeypatch.chdir(folder)
    for command in (["load"], ["status"], ["cypher", "RETURN 1 AS x"]):
        done = CliRunner().invoke(main, [*command, "--dir", str(folder), "--store", uri])
        assert done.exit_code == (0 if command == ["status"] else 1), done.output
        assert isinstance(done.exception, SystemExit | None)
        assert WRONG not in done.output
    assert files_with(folder, WRONG) == []
    assert [path for path in folder.rglob("*") if WRONG in path.name] == []


def test_a_crash_in_development_mode_does_not_show_it(folder: Path):
    """The server never answers; the process is killed in the middle with a dump of all its threads."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        command = [sys.executable, "-X", "dev", "-m", "kg", "load", "--dir", str(folder)]
        command += ["--store", f"bolt://127.0.0.1:{silent.getsockname()[1]}"]
        env = {**os.environ, "NEO4J_PASSWORD": WRONG}
        with subprocess.Popen(command, env=env, stderr=subprocess.PIPE) as process, silent.accept()[0]:
            process.send_signal(signal.SIGABRT)
            _, dump = process.communicate(timeout=60)
    assert b"Current thread" in dump
    assert WRONG.encode() not in dump


def test_a_person_at_the_terminal_is_asked_and_what_is_typed_is_not_shown(
    neo4j_server: Running, folder: Path
):
    secret = Path(neo4j_server.password_file).read_text()
    env = {key: value for key, value in os.environ.items() if not key.startswith("NEO4J_")}
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kg", "cypher", "RETURN 41 + 1 AS x", "--format", "json"]
    command += ["--dir", str(folder), "--store", neo4j_server.bolt]
    with subprocess.Popen(
        command, env=env, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as process:
        os.close(theirs)
        shown = read_until(ours, b": ")
        os.write(ours, f"{secret}\n".encode())
        shown += read_until(ours, None)
        assert process.wait(timeout=60) == 0, shown
    os.close(ours)
    assert f"Password of neo4j at {neo4j_server.bolt}: " in shown.decode()
    assert '{"x": 42}' in shown.decode()
    assert secret not in shown.decode()


def read_until(terminal: int, mark: bytes | None) -> bytes:
    """Read from a terminal up to a mark, or to its end."""
    shown = b""
    while mark is None or mark not in shown:
        try:
            piece = os.read(terminal, 1000)
        except OSError:
            return shown
        if not piece:
            return shown
        shown += piece
    return shown


@pytest.mark.parametrize(("mode", "warns"), [(0o600, False), (0o640, False), (0o644, True)])
def test_a_file_that_everybody_may_read_is_warned_of(mode, warns, tmp_path, monkeypatch):
    file = tmp_path / "password"
    file.write_text(f"neo4j/{WRONG}\n")
    file.chmod(mode)
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(file))
    if not warns:
        assert login.password("neo4j") == WRONG
        return
    with pytest.warns(ExposedPasswordWarning, match="chmod 600") as told:
        assert login.password("neo4j") == WRONG
    assert WRONG not in str(told[0].message)


def test_the_warning_is_one_line_on_stderr(neo4j_server: Running, folder: Path):
    file = folder / "open"
    file.write_bytes(Path(neo4j_server.password_file).read_bytes())
    file.chmod(stat.S_IRUSR | stat.S_IROTH)
    code, text = seen(
        ["cypher", "RETURN 1 AS x", "--store", neo4j_server.bolt],
        folder,
        "",
        NEO4J_PASSWORD_FILE=str(file),
    )
    assert code == 0, text
    assert f"Warning: every user of this machine may read the password in {file}: chmod 600 it\n" in text
    assert ".py:" not in text


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff\xfe\xfageheim"])
def test_a_file_that_holds_no_password(content, tmp_path, monkeypatch):
    file = tmp_path / "password"
    file.touch(mode=0o600)
    file.write_bytes(content)
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(file))
    with pytest.raises(StoreError, match="NEO4J_PASSWORD_FILE") as told:
        open_store("bolt://127.0.0.1:1", workspace=WORKSPACE)
    assert "geheim" not in str(told.value)
