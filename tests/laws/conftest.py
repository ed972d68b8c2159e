"""Laws that hold for a store hold for both engines."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from graphs import WORKSPACE
from servers import empty_neo4j

from kg.store import Store, open_store


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, of each engine in turn."""
    if request.param == "neo4j":
        with empty_neo4j(WORKSPACE) as store:
            yield store
    else:
        with open_store(str(tmp_path / "graph"), workspace=WORKSPACE) as store:
            yield store
