"""What keeps a connection from being made is one line that says what to do, soon, with exit code 1; nothing is lost."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.ledger import Ledger
from kg.store import bolt, open_store
from tests.neo4j.server import LANES, Running, start, stop

DOCUMENT = str(
    Path(__file__).resolve().parents[2] / "seeds" / "documents" / "01-children-conference-2016.txt"
)
TLS = (
    "server.bolt.tls_level=OPTIONAL",
    "dbms.ssl.policy.bolt.enabled=true",
    "dbms.ssl.policy.bolt.private_key=private.key",
    "dbms.ssl.policy.bolt.public_certificate=public.crt",
    "dbms.ssl.policy.bolt.client_auth=NONE",
)


def kg(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {key: value for key, value in os.environ.items() if not key.startswith(("NEO4J_", "SSL_"))}
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments, "--dir", str(folder)],
        env={**known, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def refused(done: subprocess.CompletedProcess[str], *said: str) -> None:
    """Check that a command ended with one line of error."""
    assert done.returncode == 1, done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("Error: ")
    assert [words for words in said if words not in line] == [], line
    assert done.stdout == ""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("connections")
    assert kg(folder, "add", DOCUMENT).returncode == 0
    return folder


@pytest.fixture(autouse=True)
def nothing_lost(folder: Path) -> Iterator[None]:
    """Whatever went wrong, the ledger is as it was."""
    yield
    with Ledger.open(folder, create=False) as ledger:
        assert ledger.counts()["sources"] == 1


@contextmanager
def listening(reply: bytes) -> Iterator[str]:
    """Answer every connection with the same bytes; yield host and port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(20)
                    connection.sendall(reply)

        threading.Thread(target=serve, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("scheme", ["bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"])
def test_no_server(folder, scheme):
    uri = f"{scheme}://127.0.0.1:1"
    refused(kg(folder, "load", "--store", uri), f"no Neo4j answers at {uri}", "Connection refused")


def test_no_such_host(folder):
    refused(
        kg(folder, "load", "--store", "neo4j://nowhere.invalid"),
        "no Neo4j answers at neo4j://nowhere.invalid",
    )


@pytest.mark.parametrize("command", [["cypher", "RETURN 1 AS x"], ["query", "co_membership_pairs"]])
def test_no_server_to_ask(folder, command):
    refused(kg(folder, *command, "--store", "bolt://127.0.0.1:1"), "no Neo4j answers")


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_speaks_none_of_the_versions(folder, scheme):
    with listening(bytes(4)) as place:
        refused(kg(folder, "load", "--store", f"{scheme}://{place}"), "no Neo4j of version 5 or later")


def test_a_web_server(folder):
    with listening(b"HTTP/1.1 400 Bad Request\r\n\r\n") as place:
        refused(kg(folder, "load", "--store", f"bolt://{place}"), "no Neo4j answers", "HTTP")


@pytest.mark.parametrize("scheme", ["bolt+s", "bolt+ssc"])
def test_a_server_without_tls(folder, scheme):
    with listening(b"HTTP/1.1 400 Bad Request\r\n\r\n") as place:
        uri = f"{scheme}://{place}"
        refused(
            kg(folder, "load", "--store", uri),
            f"{uri} does not answer in TLS",
            "begin the address with bolt://",
        )


def test_a_server_that_never_answers_is_not_waited_for_long(monkeypatch):
    monkeypatch.setattr(bolt, "GREET_SECONDS", 0.5)
    begun = time.monotonic()
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(StoreError, match="no Neo4j answers"),
    ):
        open_store(f"bolt://127.0.0.1:{silent.getsockname()[1]}", workspace="w")
    # The driver's own patience is a minute.
    assert time.monotonic() - begun < 30


def test_an_old_server_is_refused_by_what_it_calls_itself():
    for agent in ("Neo4j/4.4.30", "Neo4j/3.5.0"):
        with pytest.raises(
            StoreError, match=rf"runs {agent.replace('/', ' ')}; version 5 or later is needed"
        ):
            bolt.check_version(agent)


@pytest.fixture(scope="module")
def secured(neo4j_server: Running, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """Yield the home of a server that speaks TLS, before its start, and the file of its certificate."""
    openssl = shutil.which("openssl")
    if openssl is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("openssl is missing: it makes the certificate")
    home = tmp_path_factory.mktemp("secured") / "home"
    certificates = home.parent
    command = f"{openssl} req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout private.key -out public.crt"
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    subprocess.run([*command.split(), *names], cwd=certificates, check=True, capture_output=True)
    yield home, certificates / "public.crt"
    stop(home)


def begin(home: Path, *settings: str) -> Running:
    lane = LANES[os.environ.get("KG_TEST_NEO4J_LANE", "5.26")]
    return start(lane, home, (*TLS, f"dbms.ssl.policy.bolt.base_directory={home.parent}", *settings))


def test_tls_then_a_database_that_may_only_be_read(secured, folder):
    """One server, started twice: a start takes ten seconds."""
    home, certificate = secured
    running = begin(home)
    place = running.bolt.partition("://")[2]
    login = {"NEO4J_PASSWORD_FILE": running.password_file}
    assert kg(folder, "load", "--store", f"bolt+ssc://{place}", **login).returncode == 0
    ask = ("cypher", "MATCH (n:Agency) RETURN count(n) > 9 AS x", "--store")
    assert kg(folder, *ask, f"neo4j+ssc://{place}", **login).stdout == '{"x": true}\n'
    for scheme in ("bolt+s", "neo4j+s"):
        uri = f"{scheme}://{place}"
        said = (
            f"{uri} shows a certificate that is not trusted here",
            "self-signed",
            "SSL_CERT_FILE",
            "+ssc://",
        )
        refused(kg(folder, *ask, uri, **login), *said)
        assert kg(folder, *ask, uri, **login, SSL_CERT_FILE=str(certificate)).stdout == '{"x": true}\n'
    stop(home)

    running = begin(home, "server.databases.default_to_read_only=true")
    done = kg(folder, "load", "--store", running.bolt, **login)
    refused(done, f"the database at {running.bolt} is read-only", "--database")
    # What stands in it is whole, and may be read.
    assert kg(folder, *ask, running.bolt, **login).stdout == '{"x": true}\n'
