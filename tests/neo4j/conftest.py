"""Every test in this folder talks to a real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from graphs import WORKSPACE
from servers import empty_neo4j, server_or_skip

from kg.store import Store
from tests.neo4j.server import Running

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.neo4j)


@pytest.fixture(scope="session")
def neo4j_server() -> Running:
    return server_or_skip()


@pytest.fixture
def neo4j_store() -> Iterator[Store]:
    with empty_neo4j(WORKSPACE) as store:
        yield store
