"""Every command that README, CONTRIBUTING, docs and help show does what it says: run one after the other, as a reader would."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.cli import main

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / name for name in ("README.md", "README.zh.md", "CONTRIBUTING.md")] + sorted(
    (ROOT / "docs").rglob("*.md")
)
FENCE = re.compile(r"^```(?:sh|bash)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
EXAMPLE = re.compile(r"^(?:Example|示例): (kg .+)$", re.MULTILINE)
# What the tests of this run do anyway, or what needs Docker.
UNFINISHED = {f"kg {name}" for name in main.commands if any(p.required for p in main.commands[name].params)}
# Serves until it is stopped; tests/browser runs it.
UNFINISHED.add("kg browser")
ELSEWHERE = (
    "make ",
    "docker ",
    "git ",
    "umask ",
    "export ",
    ".venv/bin/",
    "python -m kg.tag.train_segmenter",
)


def blocks(page: Path) -> Iterator[str]:
    for block in FENCE.findall(page.read_text(encoding="utf-8")):
        yield from (line.split("  #")[0].strip() for line in block.splitlines() if line.strip())


def commands(page: Path) -> list[str]:
    """The commands of a page that begin with ``kg`` and are whole: no ``PATH``, ``NAME`` or ``…`` in them."""
    inline = [
        text for text in INLINE.findall(page.read_text(encoding="utf-8")) if re.match(r"kg \w+ \w", text)
    ]
    found = [*(line for line in blocks(page) if line.startswith("kg ")), *inline]
    whole = [line for line in dict.fromkeys(found) if not re.search(r"\b[A-Z]{2,}\b(?!_)|…", line)]
    return [line for line in whole if line not in UNFINISHED]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the pages speak of: the sample documents, and the demo's graph."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "seeds" / "documents", folder / "seeds" / "documents")
    shutil.copytree(ROOT / "tests" / "cases", folder / "tests" / "cases")
    run("kg build seeds/documents --dir demo/.kg", folder)
    return folder


def run(line: str, folder: Path) -> None:
    words = shlex.split(line)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("NEO4J_")}
    done = subprocess.run(
        [sys.executable, "-m", "kg", *words[1:]],
        cwd=folder,
        env={**environment, "KG_DIR": "demo/.kg", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{line}\n{done.stderr}"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("page", [p for p in PAGES if p.name != "README.zh.md"], ids=lambda page: page.name)
def test_every_command_of_the_pages_runs(page, desk):
    for line in commands(page):
        run(line, desk)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_other_line_is_known_here(page):
    for line in blocks(page):
        assert line.startswith(("kg ", *ELSEWHERE)), f"{page.name}: nobody runs {line!r}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_targets_are_there(page):
    text = page.read_text(encoding="utf-8")
    for link in LINK.findall(text):
        assert link.startswith("http") or (page.parent / link).exists(), link
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([\w-]+)", "\n".join(blocks(page)))) <= targets


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_example_of_the_help_runs(name, desk):
    examples = EXAMPLE.findall(re.sub(r"^ +", "", main.commands[name].help or "", flags=re.MULTILINE))
    assert len(examples) == 2
    for line in dict.fromkeys(examples):
        run(line, desk)
        if name == "remove":
            run("kg build seeds/documents", desk)


def test_the_two_readmes_show_the_same_commands():
    english, chinese = (list(blocks(ROOT / name)) for name in ("README.md", "README.zh.md"))
    assert english == chinese


def test_the_graph_in_python_is_as_the_readme_says(desk, monkeypatch):
    assert 'kg.graph("demo/.kg")' in (ROOT / "README.md").read_text(encoding="utf-8")
    monkeypatch.chdir(desk)
    assert "Agency/民政部" in kg.graph("demo/.kg").nodes


def test_the_guards_see_commands():
    """If the patterns above found nothing, the tests would pass on anything."""
    assert len(commands(ROOT / "README.md")) >= 6
    assert len(commands(ROOT / "docs" / "queries.md")) >= 15
