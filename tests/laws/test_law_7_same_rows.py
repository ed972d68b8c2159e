"""Law 7: every canned query gives equal rows, in equal order, on the embedded engine and on Neo4j."""

from collections.abc import Iterator

import pytest

from kg.store import Store, open_store
from kg.store.sync import sync
from kg.workspace import Workspace
from tests.questions import ASKED, answer, built
from tests.servers import empty_neo4j

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Store, Store]]:
    """The graph of the sample documents in the embedded engine and in Neo4j."""
    with Workspace(built(), create=False) as workspace:
        graph, name = workspace.graph(), workspace.ledger.workspace
    with (
        empty_neo4j(name) as server,
        open_store(str(built() / "graph"), workspace=name, read_only=True) as own,
    ):
        sync(graph, server, workspace=name)
        yield own, server


@pytest.mark.parametrize(("name", "number"), ASKED)
def test_rows_are_equal(both, name, number):
    own, server = both
    assert answer(own, name, number) == answer(server, name, number)
