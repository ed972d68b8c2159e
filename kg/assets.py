"""Where the shipped data folders are: inside an installed wheel, or beside the package in a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def root() -> Path:
    """Return the folder that holds ``schema/``, ``seeds/``, ``cypher/`` and ``models/``."""
    shipped = PACKAGE / "_assets"
    return shipped if shipped.is_dir() else PACKAGE.parent


def folder(name: str) -> Path:
    """Return one shipped data folder by name, e.g. ``folder("schema")``."""
    return root() / name
