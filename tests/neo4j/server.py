"""A real Neo4j Community server for tests, made of published Maven artifacts.

    python -m tests.neo4j.server start --lane 5.26 --home DIR    prints address and password file as JSON
    python -m tests.neo4j.server stop --home DIR
    python -m tests.neo4j.server fill --lane 2026                only fetches what the lane needs

The jars stand in ``~/.cache/tiaokuai/neo4j-VERSION``; a home holds data, configuration and logs of one run.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
START_SECONDS = 90
STOP_SECONDS = 30


# Python complains when it forgets a child that still runs.
STARTED: dict[int, subprocess.Popen[bytes]] = {}


class ServerMissingError(Exception):
    """What a server needs is not on this machine."""


@dataclass(frozen=True)
class Lane:
    """One server version with the Java versions that it runs on, the best first."""

    version: str
    main: str
    javas: tuple[int, ...]
    settings: tuple[str, ...] = ()


LANES = {
    "5.26": Lane("5.26.30", "org.neo4j.server.CommunityEntryPoint", (17, 21)),
    "2026": Lane(
        "2026.08.1",
        "org.neo4j.server.Neo4jCommunity",
        (25, 21),
        # Silence about services of the maker that this lane would look for.
        ("server.fleet_discovery.enabled=false", "dbms.fleet_manager.enabled=false"),
    ),
}

SETTINGS = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.http.advertised_address=127.0.0.1:{http}
server.https.enabled=false
server.memory.heap.initial_size=512m
server.memory.heap.max_size=512m
server.memory.pagecache.size=128m
dbms.usage_report.enabled=false
client.allow_telemetry=false
dbms.security.allow_csv_import_from_file_urls=false
browser.remote_content_hostname_whitelist=127.0.0.1,localhost
internal.server.bolt.thread_pool_shutdown_wait_time=0s
internal.server.bolt.connection_shutdown_wait_time=0s
"""

JAVA_OPTIONS = (
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Dfile.encoding=UTF-8",
    "-Djava.awt.headless=true",
    "-Dlog4j2.disable.jmx=true",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
)


@dataclass(frozen=True)
class Running:
    """A server that answers."""

    bolt: str
    http: str
    password_file: str
    pid: int


def find_java(versions: tuple[int, ...]) -> str:
    """Return the path of a ``java`` of one of the versions, the first wanted first.

    Raises:
        ServerMissingError: There is none.
    """
    homes = [Path(os.environ["JAVA_HOME"])] if "JAVA_HOME" in os.environ else []
    homes += sorted(Path("/usr/lib/jvm").glob("*")) + sorted(
        Path("/Library/Java/JavaVirtualMachines").glob("*/Contents/Home")
    )
    found = {java_version(home): home / "bin" / "java" for home in reversed(homes)}
    if command := shutil.which("java"):
        found.setdefault(java_version(Path(command).resolve().parent.parent), Path(command))
    for version in versions:
        if version in found:
            return str(found[version])
    raise ServerMissingError(f"no JDK {' or '.join(map(str, versions))} found: install it or set JAVA_HOME")


def java_version(home: Path) -> int:
    """Return the major version that a JDK's release file states, 0 where it has none."""
    release = home / "release"
    if not (home / "bin" / "java").exists() or not release.exists():
        return 0
    stated = [line for line in release.read_text().splitlines() if line.startswith("JAVA_VERSION=")]
    return int(stated[0].split('"')[1].partition(".")[0]) if stated else 0


def fill(lane: Lane) -> Path:
    """Fetch the lane's jars once and return their folder.

    Raises:
        ServerMissingError: Maven is missing or could not fetch them.
    """
    root = (
        Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "tiaokuai" / f"neo4j-{lane.version}"
    )
    if (root / "lib").is_dir():
        return root / "lib"
    maven = shutil.which("mvn")
    if maven is None:
        raise ServerMissingError("Maven (mvn) is missing: it fetches the Neo4j server")
    draft = root.with_name(f"{root.name}.{os.getpid()}")
    command = [maven, "-B", "-q", "-f", str(HERE / "pom.xml"), "package"]
    command += [f"-Dneo4j.version={lane.version}", f"-Dneo4j.lib={draft / 'lib'}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        shutil.rmtree(draft, ignore_errors=True)
        raise ServerMissingError(
            f"Maven could not fetch Neo4j {lane.version}:\n{done.stdout[-2000:]}{done.stderr[-500:]}"
        )
    draft.rename(root)
    return root / "lib"


def start(lane: Lane, home: Path, settings: tuple[str, ...] = ()) -> Running:
    """Start a server and wait until it answers.

    Args:
        lane: Which version.
        home: A folder that is new, for an empty database, or that of a server that was stopped; a folder ``plugins`` may
            stand there.
        settings: Lines beside the usual ones, or in place of those of the same name.

    Raises:
        ServerMissingError: What it needs is missing.
        RuntimeError: It does not come up; carries the end of its log.
    """
    ports = free_ports()
    is_new = not (home / "conf").exists()
    (home / "conf").mkdir(parents=True, exist_ok=True)
    usual = SETTINGS.format(bolt=ports[0], http=ports[1]).splitlines()
    conf = {line.partition("=")[0]: line for line in (*usual, *lane.settings, *settings)}
    (home / "conf" / "neo4j.conf").write_text("\n".join(conf.values()) + "\n")
    if is_new:
        secret = secrets.token_urlsafe(16)
        password_file = home / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(secret)
        admin = [*admin_command(lane), "dbms", "set-initial-password", secret]
        subprocess.run(admin, env=environment(home), check=True, capture_output=True)
    return launch(lane, home)


def launch(lane: Lane, home: Path) -> Running:
    """Start the server of a home that has been started before, under the same addresses.

    Raises:
        ServerMissingError: What it needs is missing.
        RuntimeError: It does not come up; carries the end of its log.
    """
    with (home / "console.log").open("wb") as log:
        process = subprocess.Popen(
            [
                *java_command(lane, home / "plugins"),
                lane.main,
                f"--home-dir={home}",
                f"--config-dir={home / 'conf'}",
                "--console-mode",
            ],
            env=environment(home),
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    STARTED[process.pid] = process
    (home / "pid").write_text(str(process.pid))
    running = Running(*addresses(home), str(home / "password"), process.pid)
    wait_until_up(running, (home / "password").read_text(), process, home / "console.log")
    return running


def addresses(home: Path) -> tuple[str, str]:
    """Return the Bolt and the HTTP address that a home's configuration states."""
    conf = (home / "conf" / "neo4j.conf").read_text()
    bolt, http = (
        re.findall(rf"^server\.{name}\.listen_address=(.+)$", conf, re.MULTILINE)[0]
        for name in ("bolt", "http")
    )
    return f"bolt://{bolt}", f"http://{http}"


def environment(home: Path) -> dict[str, str]:
    """Return what the server's programs read beside their arguments."""
    return {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}


def admin_command(lane: Lane) -> list[str]:
    """Return the command line that is the lane's ``neo4j-admin``."""
    return [*java_command(lane), "org.neo4j.cli.AdminTool"]


def java_command(lane: Lane, *folders: Path) -> list[str]:
    """Return the command line up to the main class; jars of the folders are found, too."""
    java = find_java(lane.javas)
    options = list(JAVA_OPTIONS)
    # Asked for from Java 24 on; an older one refuses to start with it.
    unsafe = "--sun-misc-unsafe-memory-access=allow"
    if subprocess.run([java, unsafe, "-version"], capture_output=True, check=False).returncode == 0:
        options.append(unsafe)
    return [java, *options, "-cp", ":".join(f"{folder}/*" for folder in (fill(lane), *folders))]


def wait_until_up(running: Running, secret: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the server answers a query.

    Raises:
        RuntimeError: It ended, or does not answer in time.
    """
    from neo4j import GraphDatabase
    from neo4j.exceptions import DriverError, Neo4jError

    limit = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < limit:
        try:
            with (
                GraphDatabase.driver(running.bolt, auth=("neo4j", secret)) as driver,
                driver.session() as session,
            ):
                # Not a managed transaction: that would wait longer after every failure.
                session.run("RETURN 1").consume()
                return
        except (DriverError, Neo4jError):
            time.sleep(0.3)
    stop(log.parent)
    raise RuntimeError(f"Neo4j did not start; the end of its log:\n{log.read_text()[-3000:]}")


def stop(home: Path) -> None:
    """Stop the server of a home; one that has ended already is fine."""
    pid_file = home / "pid"
    if not pid_file.exists():
        return
    pid = int(pid_file.read_text())
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if alive(pid):
            os.kill(pid, sign)
            wait_until_gone(pid)
    pid_file.unlink()


def wait_until_gone(pid: int) -> None:
    """Return when the process has ended, or after ``STOP_SECONDS``."""
    limit = time.monotonic() + STOP_SECONDS
    while alive(pid) and time.monotonic() < limit:
        time.sleep(0.1)


def alive(pid: int) -> bool:
    """Say whether a process runs."""
    if child := STARTED.get(pid):
        return child.poll() is None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def free_ports() -> tuple[int, int]:
    """Return two loopback ports that nobody listens on."""
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return one.getsockname()[1], two.getsockname()[1]


def main() -> None:
    parser = argparse.ArgumentParser(description="Start or stop a Neo4j server for tests.")
    parser.add_argument("action", choices=["fill", "start", "stop"])
    parser.add_argument("--lane", choices=sorted(LANES), default="5.26")
    parser.add_argument("--home", type=Path)
    given = parser.parse_args()
    if given.action != "fill" and given.home is None:
        parser.error("--home is needed")
    try:
        if given.action == "fill":
            print(fill(LANES[given.lane]))
        elif given.action == "start":
            print(json.dumps(asdict(start(LANES[given.lane], given.home))))
        else:
            stop(given.home)
    except ServerMissingError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
