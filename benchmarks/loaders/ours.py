"""The project's own loader, as ``kg load`` calls it with a ledger whose graph is folded.

The target may be the address of a server or a folder of the embedded engine. The ledger's folder is called as the file of
rows, without its ending.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

from common import Clock

from kg.ledger import Ledger
from kg.store import Store, open_store
from kg.store.sync import loaded, sync

WAIT = "CALL db.awaitIndexes(3600)"


def wait(store: Store) -> None:
    """Wait until a server has filled its indexes."""
    if store.engine == "neo4j":
        store.read(WAIT)


def main() -> None:
    """Load by comparing everything, then once more by what is known; print the seconds of both, and the peak memory."""
    rows, target, password_file = sys.argv[1:4]
    os.environ.update(NEO4J_PASSWORD_FILE=password_file)
    with (
        Ledger.open(Path(rows).with_suffix(""), create=False) as ledger,
        open_store(target, workspace="benchmark") as store,
    ):
        clock = Clock()
        report = sync(ledger.items, store, workspace="benchmark")
        known = loaded(ledger.items, store)
        seconds = clock.seconds()
        # The server goes on filling indexes for searching: the next loader shall not meet it at that.
        clock = Clock()
        wait(store)
        indexed = clock.seconds()
        clock = Clock()
        again = sync(ledger.items, store, workspace="benchmark", since=known)
        loaded(ledger.items, store)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        clock.report(
            seconds=seconds,
            known_seconds=clock.seconds(),
            written=sum(report),
            written_by_what_is_known=sum(again),
            megabytes=peak,
            index_seconds=indexed,
        )


if __name__ == "__main__":
    main()
