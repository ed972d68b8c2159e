"""The site's own pages as a reader works through them: fences in order, each run, written, applied or compared."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "site"
FENCE = re.compile(
    r"^```(?:\{code-block\} )?(\w+)\n(?::caption: (\S+)\n\n?)?(.*?)^```", re.MULTILINE | re.DOTALL
)
PARTS = ("kg", "schema", "seeds", "cypher", "models", "tests/cases")
GAP = re.compile(r"\s{2,}|…")
# Where the pages keep their workspace; the tutorial makes it, the recipes go on with it.
WORKSPACE = "learn/.kg"


class Step(NamedTuple):
    """One fence: its language, the file that it is, and its text."""

    kind: str
    file: str
    text: str


def steps(page: Path) -> list[Step]:
    return [Step(*match.groups(default="")) for match in FENCE.finditer(page.read_text(encoding="utf-8"))]


def pages(language: str) -> list[Path]:
    return sorted((PAGES / language).rglob("*.md"))


def lay_desk(folder: Path) -> Path:
    """A checkout of one's own, for recipes that change it, with ``kg`` to be called by name."""
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    command = folder / "bin" / "kg"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    return folder


class Reader:
    """Somebody who does what a page says, in one folder and one shell."""

    def __init__(self, desk: Path) -> None:
        self.desk = desk
        self.exports: list[str] = []
        self.said = ""
        # The desk's copy of the package is none whose coverage is measured.
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("NEO4J_", "KG_", "COV"))}
        path = os.pathsep.join([str(desk / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
        self.environment = {
            **inherited,
            "PATH": path,
            "PYTHONPATH": str(desk),
            "PYTHONIOENCODING": "utf-8",
            "KG_DIR": WORKSPACE,
            "LANG": "C.UTF-8",
        }

    def read(self, step: Step) -> None:
        getattr(self, f"_{step.kind}", self._file)(step)

    def _sh(self, step: Step) -> None:
        lines = [line for line in step.text.splitlines() if not line.startswith("docker ")]
        self._run(["bash", "-euo", "pipefail", "-c", "\n".join([*self.exports, *lines])], step)
        self.exports += [line for line in lines if line.startswith("export ")]

    def _python(self, step: Step) -> None:
        self._run([sys.executable, "-c", step.text], step)

    def _diff(self, step: Step) -> None:
        self._run(["git", "apply", "--recount", "-"], step)

    def _text(self, step: Step) -> None:
        """What the page shows of an answer stands in it, cell by cell; ``…`` stands for the rest."""
        cells = [cell.strip() for line in step.text.splitlines() for cell in GAP.split(line.strip())]
        assert any(cells)
        assert [cell for cell in cells if cell not in self.said] == [], self.said

    def _file(self, step: Step) -> None:
        """A fence with a path is that file, or rows for it where it is there."""
        assert step.file, f"nobody does anything with this {step.kind}: {step.text}"
        path = self.desk / step.file
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(step.text)

    def _run(self, command: list[str], step: Step) -> None:
        done = subprocess.run(
            command,
            cwd=self.desk,
            env=self.environment,
            input=step.text if step.kind == "diff" else None,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        self.said = done.stdout + done.stderr
        assert done.returncode == 0, f"{step.text}\n{self.said}"
        assert "Traceback" not in self.said
