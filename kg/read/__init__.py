"""Paths and streams → sources: formats, encodings, what is known about a text."""

from kg.read.expand import expand
from kg.read.files import media_type_of, read, read_bytes
from kg.read.gone import files_of, gone_under, is_gone
from kg.read.meta import SIDECARS, is_sidecar
from kg.read.names import STDIN, name_of, plain_path

__all__ = [
    "SIDECARS",
    "STDIN",
    "expand",
    "files_of",
    "gone_under",
    "is_gone",
    "is_sidecar",
    "media_type_of",
    "name_of",
    "plain_path",
    "read",
    "read_bytes",
]
