"""A YAML file as mappings, lists and strings, with the line of every entry and the faults met in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Place = tuple[str, ...]
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # some platforms have no compiled one


@dataclass(slots=True)
class Document:
    """One file. ``label`` names it in messages; ``lines`` counts from 1, by the keys that lead to an entry."""

    label: str
    content: Mapping[str, Any] = field(default_factory=dict)
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def fault(self, place: Place, message: str) -> None:
        """Note a fault at the line of the entry, or of the nearest one above it."""
        while place and place not in self.lines:
            place = place[:-1]
        self.faults.append(f"{self.label}:{self.lines.get(place, 1)}: {message}")

    def mapping(self, place: Place, holder: Mapping[str, Any]) -> dict[str, Any]:
        """Return the mapping that stands at the last key of ``place``; empty, and a fault, if there is none."""
        found = holder.get(place[-1])
        if isinstance(found, dict):
            return found
        self.fault(place, f"{place[-1]} must be a mapping")
        return {}

    def entries(self, place: Place, holder: Mapping[str, Any]) -> Iterator[tuple[Place, dict[str, Any]]]:
        """Yield each entry of the mapping at ``place``, itself a mapping."""
        found = self.mapping(place, holder)
        for name in found:
            yield (*place, name), self.mapping((*place, name), found)


def read_document(path: Path, label: str) -> Document:
    """Read a file; one that is missing or no mapping is an empty document with a fault."""
    document = Document(label)
    try:
        node = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=LOADER)
    except OSError:
        document.fault((), "is missing")
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        document.lines[()] = mark.line + 1 if mark else 1
        document.fault((), f"is not YAML: {getattr(error, 'problem', None) or error}")
    else:
        content = _plain(node, (), document)
        if isinstance(content, dict):
            document.content = content
        else:
            document.fault((), "must be a mapping")
    return document


def _plain(node: yaml.Node | None, place: Place, document: Document) -> Any:  # noqa: ANN401 - what YAML holds
    """Return the node as mapping, list or string; a scalar keeps its text, so ``no`` stays ``no``."""
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, document)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, place, document) for item in node.value]
    return node.value if node else None


def _mapping(node: yaml.MappingNode, place: Place, document: Document) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        below = (*place, str(key.value))
        if below in document.lines:
            document.fault(below, f"{below[-1]} stands again at line {key.start_mark.line + 1}")
        document.lines.setdefault(below, key.start_mark.line + 1)
        found[below[-1]] = _plain(value, below, document)
    return found
