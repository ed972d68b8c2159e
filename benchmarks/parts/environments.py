"""The loaders to compare, and a virtual environment for each one that is not the project's."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LOADERS = Path(__file__).resolve().parents[1] / "loaders"
ROOT = LOADERS.parents[1]


@dataclass(frozen=True)
class Loader:
    """A program under ``loaders/``, and what it needs beside Python: nothing where it runs as the project does."""

    name: str
    program: str
    needs: tuple[str, ...] = ()
    apoc: bool = False


PEERS = (
    Loader("langchain-neo4j 0.11.0", "with_langchain.py", ("langchain-neo4j==0.11.0", "neo4j==6.4.1"), True),
    Loader("neo4j-graphrag 1.22.0", "with_graphrag.py", ("neo4j-graphrag==1.22.0", "neo4j==6.4.1"), True),
    Loader(
        "llama-index-graph-stores-neo4j 0.8.0",
        "with_llamaindex.py",
        ("llama-index-graph-stores-neo4j==0.8.0", "llama-index-core==0.14.25", "neo4j==5.28.8"),
        True,
    ),
    Loader("neomodel 7.0.0", "with_neomodel.py", ("neomodel==7.0.0", "neo4j==6.1.0")),
)
OURS = Loader("kg load", "ours.py")
BARE = Loader("bare UNWIND", "bare_unwind.py")
INDEXED = Loader("bare UNWIND, our indexes", "bare_indexed.py")


def python_of(loader: Loader, folder: Path) -> str:
    """Return the interpreter that runs a loader, its environment made where it is missing."""
    if not loader.needs:
        return sys.executable
    home = folder / loader.program.removesuffix(".py")
    python = home / "bin" / "python"
    if not (home / "ready").exists():
        venv.create(home, with_pip=True, clear=True)
        install = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *loader.needs]
        subprocess.run(install, check=True, stdout=sys.stderr)
        (home / "ready").touch()
    return str(python)


def run_loader(loader: Loader, python: str, rows: Path, target: str, password_file: str) -> dict[str, Any]:
    """Load the rows once, in a process of its own, and return what its program prints."""
    command = [python, str(LOADERS / loader.program), str(rows), target, password_file]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{loader.name}: {done.stderr[-3000:]}")
    report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return report
