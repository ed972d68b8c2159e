"""The kit for Neo4j Browser: a guide, a style and saved queries, as files, and a small server for them."""

from __future__ import annotations

from kg.browse.allowed import allowed_hosts
from kg.browse.kit import File, Names, make_kit, write_kit
from kg.browse.server import HOST, KitServer

__all__ = ["HOST", "File", "KitServer", "Names", "allowed_hosts", "make_kit", "write_kit"]
