"""Laws that hold for a store hold for both engines."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from graphs import WORKSPACE
from servers import empty_neo4j

from kg.model import Graph
from kg.store import Store, open_store
from kg.workspace import Workspace

DOCUMENTS = str(Path(__file__).resolve().parents[2] / "seeds" / "documents")


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, of each engine in turn."""
    if request.param == "neo4j":
        with empty_neo4j(WORKSPACE) as store:
            yield store
    else:
        with open_store(str(tmp_path / "graph"), workspace=WORKSPACE) as store:
            yield store


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def any_target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where to load an empty store, of each engine in turn."""
    if request.param == "neo4j":
        with empty_neo4j(WORKSPACE) as store:
            yield store.uri
    else:
        yield str(tmp_path / "graph")


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The graph of the sample documents, read in one go and never loaded."""
    with Workspace(tmp_path_factory.mktemp("whole")) as workspace:
        assert not workspace.add([DOCUMENTS]).errors
        return workspace.graph()
