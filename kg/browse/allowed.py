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


def advice(found: tuple[str, tuple[str, ...]] | None, host: str) -> list[str]:
    """Return what to tell the person: that guides from a host are let in, or else what to write where.

    Args:
        found: What :func:`allowed_hosts` returned.
        host: Where guides come from.
    """
    if found is None:
        return ["The server has no list of hosts from which its Browser may load guides."]
    name, hosts = found
    if host in hosts or "*" in hosts:
        return [f"The server lets its Browser load guides from {host}."]
    wanted = ",".join([*hosts, host])
    return [
        f"Warning: the server does not let its Browser load guides from {host}. "
        "Write into its neo4j.conf, and start it again:",
        f"  {name}={wanted}",
        "or under environment in docker-compose.yml:",
        f'  NEO4J_{name.replace("_", "__").replace(".", "_")}: "{wanted}"',
    ]
