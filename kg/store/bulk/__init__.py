"""Loading a whole graph into a stopped Neo4j server, by files and the server's own importer.

What it leaves is what a load over Bolt leaves, but for constraints and indexes: the next load creates them, and writes
nothing else.
"""

from kg.store.bulk.loading import BulkReport, bulk_load
from kg.store.bulk.server import Server, find_server

# Nodes and relationships together, measured: below, stopping and starting the server takes longer than it saves.
PAYS = 500_000

__all__ = ["PAYS", "BulkReport", "Server", "bulk_load", "find_server"]
