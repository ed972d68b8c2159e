"""The compose file, as far as it can be known without Docker: pinned, on loopback, secret, healthy only when Bolt answers."""

import re
from pathlib import Path

import pytest
import yaml

from tests.neo4j.server import LANES

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def neo4j(compose) -> dict:
    return compose["services"]["neo4j"]


def test_the_image_is_the_version_that_is_tested(neo4j):
    assert neo4j["image"] == f"neo4j:{LANES['5.26'].version}-community"


def test_ports_are_on_loopback_only(neo4j):
    assert len(neo4j["ports"]) == 2
    assert all(re.fullmatch(r"127\.0\.0\.1:(\d+):\1", port) for port in neo4j["ports"])


def test_the_password_is_in_a_secret_file_and_nowhere_else(compose, neo4j):
    name = "neo4j_auth"
    assert neo4j["secrets"] == [name]
    assert "NEO4J_AUTH" not in neo4j["environment"]
    file = compose["secrets"][name]["file"]
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert f"/{Path(file).name}" in ignored
    assert not (ROOT / file).exists()


def test_the_image_may_read_the_secret_whoever_owns_it(neo4j):
    """The image's start script looks at owner and mode, and ends where its user may not read: not even root is let off."""
    shell, option, command = neo4j["entrypoint"]
    assert (shell, option) == ("/bin/bash", "-c")
    copy, _, start = command.partition(" && ")
    assert copy.split()[:6] == ["install", "-D", "-o", "neo4j", "-m", "400"]
    assert copy.split()[6:] == ["/run/secrets/neo4j_auth", neo4j["environment"]["NEO4J_AUTH_FILE"]]
    # With an entrypoint of its own a service loses the image's command.
    assert start == "exec tini -g -- /startup/docker-entrypoint.sh neo4j"
    assert "command" not in neo4j


def test_it_is_healthy_only_when_a_query_is_answered_over_bolt(neo4j):
    check = neo4j["healthcheck"]
    kind, command = check["test"]
    assert kind == "CMD-SHELL"
    assert "cypher-shell" in command
    assert "RETURN 1" in command
    # The password goes by the environment: a command line is seen by everybody on the machine.
    assert "$$(" in command.split("cypher-shell")[0]
    assert not re.search(r"cypher-shell.*(-p|--password)\b", command)
    assert int(check["timeout"].rstrip("s")) >= 20
    assert int(check["start_period"].rstrip("s")) >= 30


def test_data_and_logs_are_in_named_volumes(compose, neo4j):
    names = {volume.split(":")[0]: volume.split(":")[1] for volume in neo4j["volumes"]}
    assert set(names.values()) == {"/data", "/logs"}
    assert set(names) == set(compose["volumes"])


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("NEO4J_dbms_security_allow__csv__import__from__file__urls", "false"),
        ("NEO4J_browser_remote__content__hostname__whitelist", "127.0.0.1,localhost"),
        ("NEO4J_dbms_usage__report_enabled", "false"),
        ("NEO4J_server_memory_heap_max__size", "1G"),
        ("NEO4J_server_memory_pagecache_size", "512M"),
    ],
)
def test_settings(neo4j, setting, value):
    assert neo4j["environment"][setting] == value


def test_the_tests_server_knows_the_same_settings(neo4j):
    """A setting that the server does not know would keep it from starting: the tests' own server takes these."""
    from tests.neo4j.server import SETTINGS

    named = [key.removeprefix("NEO4J_") for key in neo4j["environment"] if key != "NEO4J_AUTH_FILE"]
    settings = {re.sub(r"__", "-", key).replace("_", ".").replace("-", "_") for key in named}
    assert settings <= {line.partition("=")[0] for line in SETTINGS.splitlines()}
