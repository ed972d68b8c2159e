"""Paths and streams → sources: formats, encodings, what is known about a text."""

from kg.read.expand import expand
from kg.read.files import media_type_of, read, read_bytes
from kg.read.meta import is_sidecar

__all__ = ["expand", "is_sidecar", "media_type_of", "read", "read_bytes"]
