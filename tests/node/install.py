"""Neo4j's own grammar, installed once outside of the checkout."""

from __future__ import annotations

import functools
import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "tiaokuai"
FILES = ("package.json", "package-lock.json")
INSTALL = ("ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error")


class NodeMissingError(Exception):
    """The grammar cannot run here; the message says what is missing."""


@functools.cache
def grammar_home() -> Path:
    """Return the folder whose ``node_modules`` holds the grammar, installed when the lock file is a new one.

    Raises:
        NodeMissingError: There is no Node.js or npm, or the packages cannot be fetched.
    """
    for tool in ("node", "npm"):
        if not shutil.which(tool):
            raise NodeMissingError(f"{tool} is missing: install Node.js to check the grammar of cypher/")
    lock = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    home = CACHE / f"node-{lock[:16]}"
    if not home.is_dir():
        _install(home)
    return home


def _install(home: Path) -> None:
    """Install beside the place and move it there, so that an interrupted run leaves nothing half done."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        draft = Path(folder) / "draft"
        draft.mkdir()
        for name in FILES:
            shutil.copy(HERE / name, draft)
        done = subprocess.run(["npm", *INSTALL], cwd=draft, capture_output=True, text=True)
        if done.returncode:
            raise NodeMissingError(f"the grammar cannot be installed: {done.stderr.strip()}")
        # Another run may have been faster.
        if not home.is_dir():
            draft.rename(home)
