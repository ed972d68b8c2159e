"""Where the user's name and password come from: the environment, a file, or a person at the terminal.

Never from arguments or addresses: those stand in lists of processes, histories and logs.
"""

from __future__ import annotations

import getpass
import os
import re
import stat
import sys
import warnings
from functools import cache
from pathlib import Path

from kg.errors import ExposedPasswordWarning, StoreError

SECRET = re.compile(r"@|[?&][^=?&]*(?:pass|pwd|secret|token|auth)", re.IGNORECASE)


def check_address(uri: str) -> None:
    """Refuse an address that carries a login; the message does not repeat it.

    Raises:
        StoreError: It does.
    """
    if SECRET.search(uri):
        raise StoreError(
            "leave user and password out of the address: set NEO4J_USER and NEO4J_PASSWORD",
            "地址里不要写用户名和密码:请设环境变量 NEO4J_USER 与 NEO4J_PASSWORD",
        )


def user() -> str:
    """Return the name of ``NEO4J_USER``, ``neo4j`` where it is not set."""
    return os.environ.get("NEO4J_USER") or "neo4j"


def password(user: str) -> str | None:
    """Return the password that the environment tells, or None where it tells none.

    Warns of a file that every user of the machine may read.

    Raises:
        StoreError: The file that ``NEO4J_PASSWORD_FILE`` names cannot be read, or says nothing.
    """
    told = os.environ.get("NEO4J_PASSWORD")
    path = os.environ.get("NEO4J_PASSWORD_FILE")
    if told or not path:
        return told or None
    try:
        text = Path(path).read_text("utf-8-sig").strip()
        mode = Path(path).stat().st_mode
    except OSError as error:
        raise StoreError(
            f"NEO4J_PASSWORD_FILE cannot be read: {error}",
            f"NEO4J_PASSWORD_FILE 所指的密码文件读不了:{path}",
        ) from error
    except UnicodeDecodeError:
        # Its own text would show bytes of the file.
        raise StoreError(f"NEO4J_PASSWORD_FILE cannot be read: {path} is not UTF-8") from None
    if os.name == "posix" and mode & stat.S_IROTH:
        message = f"every user of this machine may read the password in {path}: chmod 600 it"
        warnings.warn(message, ExposedPasswordWarning, stacklevel=2)
    if not text:
        raise StoreError(f"NEO4J_PASSWORD_FILE cannot be used: {path} is empty")
    return text.removeprefix(f"{user}/")


@cache
def asked(user: str, uri: str) -> str | None:
    """Return what a person types, unseen, when asked once; None where nobody sits at a terminal."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    try:
        return getpass.getpass(f"Password of {user} at {uri}: ", stream=sys.stderr) or None
    except EOFError:
        return None
