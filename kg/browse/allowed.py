"""From where the server lets its Browser load guides and styles."""

from __future__ import annotations

from kg.store import Store

# One name in all versions so far; its last word may change.
QUESTION = (
    "SHOW SETTINGS YIELD name, value WHERE name STARTS WITH 'browser.remote_content_hostname' "
    "RETURN name, value ORDER BY name"
)


def allowed_hosts(store: Store) -> tuple[str, tuple[str, ...]] | None:
    """Return the setting's name and the hosts that it lists; None where the server has no such setting.

    Raises:
        QueryError: The user may not see settings.
        StoreError: The server refused or is away.
    """
    rows = store.read(QUESTION)
    if not rows:
        return None
    hosts = str(rows[0]["value"] or "").split(",")
    return rows[0]["name"], tuple(host.strip() for host in hosts if host.strip())


def is_allowed(host: str, hosts: tuple[str, ...]) -> bool:
    """Say whether a list of hosts lets a host in."""
    return host in hosts or "*" in hosts
