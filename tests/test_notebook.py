"""The notebook runs from its first cell to its last, and shows what it shows in the repository."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"
AGAIN = "where the change is meant: python docs/make_notebook.py"


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == kind]


def printed(path: Path) -> list[str]:
    return [
        "".join(output["text"])
        for cell in cells(path, "code")
        for output in cell["outputs"]
        if output["output_type"] == "stream"
    ]


def pictures(path: Path) -> list[str]:
    return [
        output["data"]["image/png"]
        for cell in cells(path, "code")
        for output in cell["outputs"]
        if "image/png" in output.get("data", {})
    ]


def test_the_notebook_runs_and_shows_what_it_showed(tmp_path):
    ran = tmp_path / "notebook.ipynb"
    # What the tools of a notebook write of their own goes with the test.
    homes = {
        name: str(tmp_path / name)
        for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "MPLCONFIGDIR")
    }
    paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "make_notebook.py"), str(ran)],
        env={**os.environ, **homes, "PYTHONPATH": paths},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert printed(ran) == printed(NOTEBOOK), AGAIN
    assert len(pictures(ran)) == len(pictures(NOTEBOOK)) == 1
    assert len(pictures(ran)[0]) > 10_000


def test_every_step_is_told_in_both_languages():
    for cell in cells(NOTEBOOK, "markdown"):
        text = "".join(cell["source"])
        assert any("\u4e00" <= char <= "\u9fff" for char in text)
        assert sum(word.isascii() and word.isalpha() for word in text.split()) > 10
