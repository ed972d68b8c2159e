"""What is installed is what was looked at: every requirement at one version, with the hashes of its files."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(name: str) -> dict[str, list[tuple[Requirement, list[str]]]]:
    """The requirements of a lock by name, each with the words behind it; one may have a version a platform."""
    found: dict[str, list[tuple[Requirement, list[str]]]] = {}
    lines = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    for line in lines:
        if line.strip() and not line.lstrip().startswith("#"):
            told, *words = re.split(r"\s+(?=--)", line.strip())
            requirement = Requirement(told)
            found.setdefault(canonical(requirement.name), []).append((requirement, words))
    return found


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_has_one_version_and_hashes(name):
    loose = [
        str(requirement)
        for versions in locked(name).values()
        for requirement, words in versions
        if [each.operator for each in requirement.specifier] != ["=="]
        or requirement.url
        or not words
        or not all(HASH.fullmatch(word) for word in words)
    ]
    assert loose == []
    assert len(locked(name)) > 20


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (LOCKS[0], PROJECT["project"]["dependencies"]),
        (LOCKS[1], [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]),
    ],
)
def test_a_lock_holds_what_the_project_asks_for(name, wanted):
    lock = locked(name)
    for requirement in map(Requirement, wanted):
        for held, _ in lock[canonical(requirement.name)]:
            (version,) = (each.version for each in held.specifier)
            assert requirement.specifier.contains(version, prereleases=True), requirement


def test_tests_run_with_what_users_get():
    """Markers may differ: a tool may need on one more platform what a user needs on one."""
    users, tests = ({key: files(held) for key, held in locked(name).items()} for name in LOCKS)
    assert {name: users[name] for name in users} == {name: tests.get(name) for name in users}


def files(versions: list[tuple[Requirement, list[str]]]) -> set[tuple[str, ...]]:
    return {(str(requirement.specifier), *sorted(words)) for requirement, words in versions}


def test_packages_of_node_have_hashes():
    packages = json.loads((ROOT / "tests" / "node" / "package-lock.json").read_text(encoding="utf-8"))[
        "packages"
    ]
    assert [
        name for name, told in packages.items() if name and not told["integrity"].startswith("sha512-")
    ] == []
    assert len(packages) > 1


def test_the_makefile_installs_by_hash_alone():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [line for line in text.splitlines() if "pip install" in line]
    assert len(installs) > 2
    assert [
        line for line in installs if "--require-hashes -r" not in line and "--no-deps -e ." not in line
    ] == []


def test_a_file_with_another_hash_is_not_installed(tmp_path):
    """Guards the tests above: the installer refuses what does not have the hash."""
    (tmp_path / "thing-1.tar.gz").write_bytes(b"another")
    lock = tmp_path / "lock"
    lock.write_text(f"thing==1 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    install = [
        "-m",
        "pip",
        "install",
        "--no-index",
        "--no-deps",
        "--require-hashes",
        "--dry-run",
        "-f",
        str(tmp_path),
    ]
    done = subprocess.run([sys.executable, *install, "-r", str(lock)], capture_output=True, encoding="utf-8")
    assert done.returncode
    assert "DO NOT MATCH THE HASHES" in done.stderr
