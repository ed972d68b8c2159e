"""The wheel works where the checkout is not: built, installed into an empty environment, and asked."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "seeds" / "documents" / "02-children-letter-2016.txt"
CONFERENCE = "农村留守儿童关爱保护工作部际联席会议"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of what git tracks, or would."""
    tree = tmp_path_factory.mktemp("tree")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, tree / name)
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(tree)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``kg`` of an environment that has the wheel and, on its path, the libraries of this one, but not the checkout."""
    folder = tmp_path_factory.mktemp("empty") / "venv"
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True)
    (packages,) = (folder / "lib").glob("python*/site-packages")
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin" / "kg"


def run(command: Path, *arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "KG_DIR"}}
    return subprocess.run(
        [str(command), *arguments],
        cwd=cwd,
        env={**known, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_it_holds_package_and_data_and_nothing_else(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()
    heads = {name.split("/")[0] for name in names}
    assert heads == {"kg", next(head for head in heads if head.endswith(".dist-info"))}
    for part in (
        "_assets/schema/entities.yml",
        "_assets/seeds/agencies.csv",
        "_assets/cypher/query/members_of_mechanism.cypher",
        "_assets/models/pkuseg-gsdsimp/weights.npz",
        "view/page/page.html",
        "view/vendor/cytoscape.min.js",
        "view/vendor/LICENSE",
        "py.typed",
    ):
        assert f"kg/{part}" in names
    assert not [name for name in names if "test" in Path(name).name]


def test_it_builds_and_answers_far_from_the_checkout(installed: Path, tmp_path: Path):
    where = "import kg; print(kg.__file__)"
    place = run(installed.with_name("python"), "-c", where, cwd=tmp_path).stdout.strip()
    assert Path(place).is_relative_to(installed.parents[1])
    built = run(installed, "build", str(DOCUMENT), "--dir", "w", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    answer = run(
        installed, "query", "members_of_mechanism", f"mechanism={CONFERENCE}", "--dir", "w", cwd=tmp_path
    )
    members = {json.loads(line)["member"] for line in answer.stdout.splitlines()}
    assert len(members) == 27
    for arguments in (("check",), ("view", "graph.html", "--dir", "w"), ("link", "民政部")):
        done = run(installed, *arguments, cwd=tmp_path)
        assert done.returncode == 0, done.stderr


def test_a_saved_pipeline_loads_where_it_is_installed(installed: Path, tmp_path: Path):
    program = (
        "import spacy; from kg.pipeline import load_pipeline; load_pipeline().to_disk('saved');"
        "doc = spacy.load('saved')('民政部召开会议。'); print([span.text for span in doc.spans['kg']], doc.ents[0].label_)"
    )
    done = run(installed.with_name("python"), "-c", program, cwd=tmp_path)
    assert done.stdout.strip() == "['民政部', '会议'] Agency", done.stderr


def test_without_an_embedded_engine_it_asks_for_a_server(installed: Path, tmp_path: Path):
    blocked = tmp_path / "blocked"
    blocked.mkdir()
    (blocked / "arcadedb.py").write_text("raise ImportError('no wheel for this platform')", encoding="utf-8")
    done = run(installed, "build", str(DOCUMENT), "--dir", "w", cwd=tmp_path, PYTHONPATH=str(blocked))
    assert done.returncode == 1
    assert "--store bolt://" in done.stderr
    assert "Traceback" not in done.stderr
