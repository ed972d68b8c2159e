"""The one Neo4j server that all tests of a run share."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.store import Store, open_store
from tests.neo4j.server import LANES, Running, ServerMissingError, start, stop


@functools.cache
def server() -> Running | ServerMissingError:
    """Start the server of ``KG_TEST_NEO4J_LANE`` (5.26 where not set) once, or return what it lacks.

    It is stopped at the end of the run.
    """
    lane = LANES[os.environ.get("KG_TEST_NEO4J_LANE", "5.26")]
    home = Path(tempfile.mkdtemp(prefix="kg-neo4j-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    atexit.register(stop, home)
    try:
        return start(lane, home)
    except ServerMissingError as error:
        return error


def server_or_skip() -> Running:
    """Return the server; where it cannot run here, skip saying why, and fail in CI."""
    found = server()
    if isinstance(found, Running):
        return found
    if os.environ.get("CI"):
        pytest.fail(str(found))
    pytest.skip(str(found))


@contextmanager
def empty_neo4j(workspace: str) -> Iterator[Store]:
    """Open the server's database, empty but for its constraints and indexes."""
    running = server_or_skip()
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("NEO4J_PASSWORD", raising=False)
        patch.setenv("NEO4J_PASSWORD_FILE", running.password_file)
        with open_store(running.bolt, workspace=workspace) as store:
            store.write([("MATCH (n) DETACH DELETE n", {})])
            yield store
