"""What is known about a text from outside it: flags, a sidecar file, the fields of a record, a page's head."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import yaml

from kg.errors import ReadError

SIDECARS = (".meta.json", ".meta.yml", ".meta.yaml")
DATE = re.compile(
    r"((?:19|20)\d\d)(?:\s*[-年/.]\s*(\d{1,2})(?:\s*[-月/.]\s*(\d{1,2})日?)?)?(?:月|年)?(?:[T\s].*)?"
)


@dataclass(frozen=True, slots=True)
class Meta:
    """Title, publisher, ISO date and URL of a text; None where not known."""

    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None

    def over(self, other: Meta) -> Meta:
        """Return this, with the gaps filled from the other."""
        return Meta(*(getattr(self, f.name) or getattr(other, f.name) for f in fields(Meta)))


def is_sidecar(path: str) -> bool:
    """Return whether the path is that of a sidecar file, which is no source."""
    return path.endswith(SIDECARS)


def read_sidecar(path: str) -> Meta:
    """Return what ``NAME.meta.json`` or ``NAME.meta.yml`` beside the file says; NAME with or without its suffix.

    Raises:
        ReadError: The sidecar is broken.
    """
    whole = Path(path)
    for stem in (whole.name, whole.stem):
        for suffix in SIDECARS:
            sidecar = whole.with_name(stem + suffix)
            if sidecar.is_file():
                return _load(sidecar)
    return Meta()


def checked(values: Mapping[str, object], name: str) -> Meta:
    """Return the four fields of a mapping, the date in ISO form; other keys are not looked at.

    Raises:
        ReadError: A field is no text, or the date no date.
    """
    found: dict[str, str] = {}
    for key in (f.name for f in fields(Meta)):
        value = values.get(key)
        if value is None or value == "":
            continue
        if isinstance(value, (list, dict, bool)):
            raise ReadError(f"{name}: {key} must be text, not {type(value).__name__}")
        found[key] = str(value).strip()
    if "date" in found:
        found["date"] = iso(found["date"], name)
    return Meta(**found)


def iso(date: str, name: str) -> str:
    """Return a date as ISO, as precise as given: 2018, 2018-08, 2018-08-31; a time of day is left out.

    Raises:
        ReadError: It is none.
    """
    m = DATE.fullmatch(date.strip())
    parts = [int(p) for p in m.groups() if p] if m else []
    if not parts or not all(1 <= p <= most for p, most in zip(parts[1:], (12, 31), strict=False)):
        raise ReadError(f"{name}: date {date!r} is not of the form 2018-08-31, 2018-08 or 2018")
    return "-".join(f"{p:02d}" for p in parts)


def _load(path: Path) -> Meta:
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        raise ReadError(f"{path}: {error}") from error
    if not isinstance(data, dict):
        raise ReadError(f"{path}: must be a mapping of title, publisher, date, url")
    return checked(data, str(path))
