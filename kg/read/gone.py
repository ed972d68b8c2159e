"""The other way round: which names lie under the paths that were given, and which of them are gone from disk."""

from __future__ import annotations

import fnmatch
import glob
import os
import re
import stat
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from kg.read.names import STDIN

Parts = tuple[str, ...]
RECORD = re.compile(r"(?<=.):[0-9]++\Z", re.DOTALL)


def is_gone(path: str) -> bool:
    """Say whether no file stands at the path any more; what cannot be looked at counts as there."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False


def files_of(name: str) -> list[str]:
    """Return the files that a name may stand for: itself and, where it looks like a record's, the file of that."""
    record = RECORD.search(name)
    return [name, name[: record.start()]] if record else [name]


def gone_under(names: Iterable[tuple[str, str]], paths: Iterable[str]) -> list[str]:
    """Return those of the names that lie under the paths and whose files are gone, in their order.

    Args:
        names: Each with the folder that it is relative to.
        paths: Files, folders and globs, relative to the folder of this process. Standard input is never gone.
    """
    under = _under(paths)
    return [name for name, folder in names if name != STDIN and _is_gone_under(name, folder, under)]


def _is_gone_under(name: str, folder: str, under: Callable[[str], bool]) -> bool:
    files = [os.path.normpath(Path(folder) / file) for file in files_of(name)]
    return any(map(under, files)) and all(map(is_gone, files))


def _under(paths: Iterable[str]) -> Callable[[str], bool]:
    """A test for absolute files. Links are not followed: a path means what it says."""
    given = {os.path.normpath(Path.cwd() / path) for path in paths if path != STDIN}
    patterns = [Path(path).parts for path in given if glob.has_magic(path) and not os.path.lexists(path)]

    @cache
    def covered(path: Path) -> bool:
        return str(path) in given or any(_fits(path.parts, pattern) for pattern in patterns)

    return lambda file: any(map(covered, (Path(file), *Path(file).parents)))


def _fits(parts: Parts, pattern: Parts) -> bool:
    """Whether a path fits a glob, folder by folder; like the shell, a ``*`` passes hidden names by."""
    if not pattern or not parts:
        return not parts and all(part == "**" for part in pattern)
    first, rest = parts[0], parts[1:]
    if pattern[0] == "**":
        return _fits(parts, pattern[1:]) or (not first.startswith(".") and _fits(rest, pattern))
    seen = not first.startswith(".") or pattern[0].startswith(".")
    return seen and fnmatch.fnmatchcase(first, pattern[0]) and _fits(rest, pattern[1:])
