"""Coordination knowledge graphs from Chinese government texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

__all__ = ["__version__", "graph"]

__version__ = "0.1.0"


def graph(folder: str | Path = ".kg") -> networkx.MultiDiGraph:
    """Return the graph of a workspace as networkx reads it: nodes with ``label``, edges keyed by id with ``type``.

    Args:
        folder: The workspace that ``kg build`` or ``kg add`` filled.

    Raises:
        LedgerError: There is no workspace in the folder.
    """
    # Imported here so that `import kg` stays light: the command line needs the version at every start.
    from kg.export import to_networkx
    from kg.workspace import Workspace

    with Workspace(Path(folder)) as workspace:
        return to_networkx(workspace.graph())
