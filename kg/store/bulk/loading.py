"""The whole way: refuse what would harm, write the files, import them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

from kg.ledger import Items
from kg.store.bulk.files import Files, write_files
from kg.store.bulk.server import DATABASE, Server, import_command, refuse_unsafe, run_import
from kg.store.watch import OnProgress

ANY_ADMIN = ("neo4j-admin",)


class BulkReport(NamedTuple):
    """What a bulk load did.

    Attributes:
        files: What it wrote.
        command: Imports the files, when run in their folder.
        imported: Whether it has been run, and the files are gone.
    """

    files: Files
    command: list[str]
    imported: bool


def bulk_load(
    items: Items,
    folder: Path,
    *,
    workspace: str,
    server: Server | None = None,
    database: str | None = None,
    overwrite: bool = False,
    on_progress: OnProgress | None = None,
) -> BulkReport:
    """Make a stopped server's store hold the graph, and nothing else; without a server, write the files alone.

    Args:
        items: What the store shall hold.
        folder: Where the files stand on their way.
        workspace: Id that everything written carries.
        server: Whose store it is.
        database: Its name.
        overwrite: Whether a database that is there may be replaced, with what people added to it.
        on_progress: Called with what is done, and how many of how many items, or of a hundred.

    Raises:
        StoreError: The server runs, its database would be lost, a value would come out another, or the import fails.
    """
    tell = on_progress or (lambda what, done, total: None)
    if server:
        refuse_unsafe(server, database or DATABASE, overwrite=overwrite)
    total = sum(items.counts().values())
    shutil.rmtree(folder, ignore_errors=True)
    files = write_files(
        folder,
        items,
        workspace=workspace,
        on_items=lambda done: tell("writing", done, total),
    )
    command = import_command(files, server.admin if server else ANY_ADMIN, database, overwrite=overwrite)
    if server:
        run_import(server, files, command, lambda percent: tell("importing", percent, 100))
        shutil.rmtree(folder)
    return BulkReport(files, command, imported=server is not None)
