"""Paths and streams → sources: formats, encodings, what is known about a text."""

from kg.read.files import read, read_bytes

__all__ = ["read", "read_bytes"]
