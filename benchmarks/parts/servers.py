"""One Neo4j server for all parts of a run: started, emptied, stopped for an import, started again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from kg.store import Store, open_store
from kg.store.bulk import Server
from tests.neo4j import server as neo4j

HEAP = "-Xmx2g"
SETTINGS = ("server.memory.pagecache.size=1g", "dbms.security.procedures.unrestricted=apoc.*")
APOC = "5.26.19"
# The tests' servers start quickly and run slowly; this one is for work.
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
EMPTY = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"


class Neo4j:
    """A server of a home of its own."""

    def __init__(self, home: Path, *, apoc: bool = False) -> None:
        self.home = home
        self.lane = neo4j.LANES["5.26"]
        options = [option for option in neo4j.JAVA_OPTIONS if option not in QUICK_START]
        neo4j.JAVA_OPTIONS = (*options, HEAP)
        shutil.rmtree(home, ignore_errors=True)
        if apoc:
            fetch_apoc(home / "plugins")
        self.running = neo4j.start(self.lane, home, SETTINGS)
        os.environ.pop("NEO4J_PASSWORD", None)
        os.environ["NEO4J_PASSWORD_FILE"] = self.running.password_file

    def __enter__(self) -> Neo4j:
        return self

    def __exit__(self, *exception: object) -> None:
        neo4j.stop(self.home)

    @property
    def admin(self) -> Server:
        """What a bulk load is given."""
        os.environ.update(neo4j.environment(self.home))
        return Server(self.home, tuple(neo4j.admin_command(self.lane)))

    def open(self) -> Store:
        """Open the database as the project does."""
        return open_store(self.running.bolt, workspace="benchmark")

    def stop(self) -> None:
        """Stop the server."""
        neo4j.stop(self.home)

    def launch(self) -> float:
        """Start it again and return the seconds until it answers."""
        start = time.perf_counter()
        self.running = neo4j.launch(self.lane, self.home)
        return time.perf_counter() - start

    @staticmethod
    def index(store: Store) -> None:
        """Create what the project creates before and after a load, and wait until it is filled."""
        store.setup()
        store.index()
        store.read("CALL db.awaitIndexes(3600)")

    def empty(self) -> None:
        """Take away every node, relationship, constraint and index."""
        from neo4j import GraphDatabase

        password = Path(self.running.password_file).read_text()
        with (
            GraphDatabase.driver(self.running.bolt, auth=("neo4j", password)) as driver,
            driver.session() as session,
        ):
            session.run(EMPTY).consume()
            for row in session.run("SHOW CONSTRAINTS YIELD name").values():
                session.run(f"DROP CONSTRAINT `{row[0]}`").consume()
            for row in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'").values():
                session.run(f"DROP INDEX `{row[0]}`").consume()

    def counts(self) -> dict[str, int]:
        """Return how many nodes and relationships stand in the database, without the node of the workspace."""
        with self.open() as store:
            (nodes,) = store.read("MATCH (n) WHERE NOT n:Workspace RETURN count(n) AS nodes")
            (edges,) = store.read("MATCH ()-[r]->() RETURN count(r) AS relationships")
        return nodes | edges


def fetch_apoc(folder: Path) -> None:
    """Put APOC into a server's plugins: three of the peers load through it."""
    maven = shutil.which("mvn")
    if maven is None:
        raise neo4j.ServerMissingError("Maven (mvn) is missing: it fetches APOC")
    for artifact in ("apoc-core", "apoc-common"):
        told = [f"-Dartifact=org.neo4j.procedure:{artifact}:{APOC}", f"-DoutputDirectory={folder}"]
        subprocess.run([maven, "-B", "-q", "dependency:copy", *told], check=True, stdout=sys.stderr)
