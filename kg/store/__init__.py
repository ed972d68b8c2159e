"""The graph database: one protocol, two engines, the same Cypher."""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import StoreError
from kg.store.base import Answer, Store

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
HOST_AND_PORT = re.compile(r"\A[\w.-]+:\d+")

__all__ = ["Answer", "Store", "embedded_graph", "is_server", "open_store"]


def embedded_graph(folder: Path) -> str:
    """Return where a workspace's own graph stands."""
    return str(folder / "graph")


def is_server(target: str) -> bool:
    """Say whether a target is the address of a server, not a folder."""
    return "://" in target and target.partition("://")[0] in SCHEMES


def open_store(
    target: str,
    *,
    workspace: str,
    database: str | None = None,
    read_only: bool = False,
    seconds: float | None = None,
) -> Store:
    """Open a graph database; the caller closes it (it is a context manager).

    Args:
        target: ``bolt://…`` or ``neo4j://…`` for a server, otherwise a folder of the embedded engine.
        workspace: Id of the workspace in whose name it is opened.
        database: Name of the database on the server; its default one where not given.
        read_only: Whether nothing will be written. The embedded engine then lets others read too.
        seconds: How long the embedded engine may work on one query; it takes this once, when the process first opens it.

    Raises:
        StoreError: The database is away, refuses, or does not exist; the message says what to try.
    """
    if "://" in target and not is_server(target):
        # Neither taken for a folder nor repeated: it may carry a password.
        raise StoreError(
            f"a server's address begins with one of {', '.join(SCHEMES)}, and ://; on this machine: bolt://127.0.0.1:7687",
            f"服务器地址以 {'、'.join(SCHEMES)} 之一加 :// 开头;本机为 bolt://127.0.0.1:7687",
        )
    if HOST_AND_PORT.fullmatch(target):
        raise StoreError(
            f"{target} is neither a folder nor a whole address: a server is named bolt://{target}",
            f"{target} 既不是目录,也不是完整地址:服务器写作 bolt://{target}",
        )
    if is_server(target):
        from kg.store.bolt import BoltStore

        return BoltStore(target, workspace=workspace, database=database)
    from kg.store.embedded import EmbeddedStore

    return EmbeddedStore(Path(target), workspace=workspace, read_only=read_only, seconds=seconds)
