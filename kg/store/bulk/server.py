"""A stopped server on this machine: where its store is, whether it may be replaced, and how its importer is run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from kg.errors import StoreError
from kg.store.bulk.files import SEAL, Files

DATABASE = "neo4j"
LOG = "import.log"
# The importer's own, in bytes; a longer line needs a longer buffer.
BUFFER = 4 * 1024 * 1024
STAGES = 4
STAGE = re.compile(r"\((\d)/\d\) ")
PERCENT = re.compile(r" (\d+)% ")

OnPercent = Callable[[int], None]


class Server(NamedTuple):
    """A server's folder, and the words that start its ``neo4j-admin``."""

    home: Path
    admin: tuple[str, ...]


def find_server(home: Path, admin: str | None = None) -> Server:
    """Return the server of a folder.

    Args:
        home: Its ``NEO4J_HOME``.
        admin: The command that is its ``neo4j-admin``, where that is not ``bin/neo4j-admin`` in the folder or on
            the path.

    Raises:
        StoreError: There is no such folder, or no ``neo4j-admin``.
    """
    if not home.is_dir():
        raise StoreError(f"{home}: there is no such server home")
    own = home / "bin" / "neo4j-admin"
    found = str(own) if own.is_file() else shutil.which("neo4j-admin")
    words = shlex.split(admin) if admin else [found] if found else []
    if not words:
        raise StoreError(f"{home}: no bin/neo4j-admin there and none on the path; say --admin COMMAND")
    return Server(home.resolve(), tuple(words))


def refuse_unsafe(server: Server, database: str, *, overwrite: bool) -> None:
    """Refuse a store that must not be replaced. The importer refuses the same; this is before anything is written.

    Raises:
        StoreError: The server runs, or there is a database and ``overwrite`` is not set.
    """
    folder = _data(server.home) / "databases"
    for lock in (folder / "store_lock", folder / database / "database_lock"):
        if _is_locked(lock):
            raise StoreError(f"{server.home}: the server is running; stop it, then load again with --bulk")
    if not overwrite and (folder / database).is_dir() and any((folder / database).iterdir()):
        raise StoreError(
            f"{folder / database}: there is a database; --overwrite replaces it with all that people added to it"
        )


def import_command(
    files: Files, admin: tuple[str, ...], database: str | None, *, overwrite: bool
) -> list[str]:
    """Return the command that imports the files; it runs in their folder, so that no path needs quoting."""
    options = [
        f"--array-delimiter=U+{ord(files.delimiter):04X}",
        "--bad-tolerance=0",
        "--strict=true",
        f"--multiline-fields={'true' if files.multiline else 'false'}",
    ]
    if files.longest * 2 > BUFFER:
        options.append(f"--read-buffer-size={files.longest * 2}")
    if overwrite:
        options.append("--overwrite-destination=true")
    options += [f"--nodes={label}={_named(label)}" for label in files.nodes]
    options.append(f"--nodes={SEAL}={SEAL}.csv")
    options += [f"--relationships={type_}={_named(type_)}" for type_ in files.edges]
    # The name stands first: behind a list of files the importer takes it for one more.
    return [*admin, "database", "import", "full", database or DATABASE, *options]


def _named(name: str) -> str:
    """Return the files of a label or relationship type: the importer takes a name for a regular expression."""
    return f"{name}-heads.csv,{name}-[0-9]+.csv"


def run_import(server: Server, files: Files, command: list[str], on_percent: OnPercent | None = None) -> None:
    """Import the files into the server's store.

    Args:
        server: Stopped.
        files: Are left where they are.
        command: From :func:`import_command`.
        on_percent: Called with how much is done, 0 to 100.

    Raises:
        StoreError: The importer fails; carries its last words.
    """
    environment = {**os.environ, "NEO4J_HOME": str(server.home)}
    if (server.home / "conf").is_dir():
        environment.setdefault("NEO4J_CONF", str(server.home / "conf"))
    log = files.folder / LOG
    try:
        with log.open("w", encoding="utf-8") as out:
            ended = _follow(
                command, files.folder, environment, out.write, on_percent or (lambda percent: None)
            )
    except OSError as error:
        raise StoreError(f"{command[0]} cannot be run: {error.strerror or error}") from error
    if ended != 0:
        raise StoreError(
            f"the import failed, and the database cannot be used before one succeeds:\n{_last(log)}"
        )


def _follow(
    command: list[str],
    folder: Path,
    environment: dict[str, str],
    keep: Callable[[str], object],
    on_percent: OnPercent,
) -> int:
    """Run the importer, keep what it says, and tell how far it is; return its exit code."""
    stage = 1
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            keep(line)
            if found := STAGE.match(line):
                stage = int(found[1])
            if found := PERCENT.search(line):
                on_percent((100 * (stage - 1) + int(found[1])) // STAGES)
    return process.returncode


def _last(log: Path) -> str:
    """Return the importer's last words, without its bars and the places in its own code."""
    lines = (line.strip() for line in log.read_text("utf-8").splitlines())
    return "\n".join(
        [line for line in lines if line and not line.startswith(("at ", ".....", "-...."))][-12:]
    )


def _data(home: Path) -> Path:
    """Return the server's data folder: ``data``, or what its configuration says."""
    conf = Path(os.environ.get("NEO4J_CONF") or home / "conf") / "neo4j.conf"
    if conf.is_file():
        told = re.findall(
            r"(?m)^\s*server\.directories\.data\s*=\s*(\S.*?)\s*$", conf.read_text("utf-8", "replace")
        )
        if told:
            return home / str(told[-1])
    return home / "data"


def _is_locked(path: Path) -> bool:
    """Say whether a server holds a lock on a file of its store."""
    try:
        import fcntl
    except ImportError:  # Windows: the importer itself refuses
        return False
    if not path.is_file():
        return False
    try:
        with path.open("r+b") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except PermissionError:
        raise StoreError(f"{path}: not yours to write; run as the user that the server runs as") from None
    except OSError:
        return True
    return False
