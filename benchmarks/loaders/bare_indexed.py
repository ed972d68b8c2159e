"""The bare UNWIND once more, into a database that has the project's constraints and indexes."""

from __future__ import annotations

from pathlib import Path

import bare_unwind

SETUP = Path(__file__).resolve().parents[2] / "cypher" / "setup"
FILES = ("constraints.cypher", "indexes.cypher", "fulltext.neo4j.cypher")


def statements() -> list[str]:
    """Return what the project sets up."""
    texts = [(SETUP / name).read_text("utf-8") for name in FILES]
    lines = [line for text in texts for line in text.splitlines() if not line.startswith("//")]
    return [part.strip() for part in "\n".join(lines).split(";") if part.strip()]


if __name__ == "__main__":
    bare_unwind.main(statements())
