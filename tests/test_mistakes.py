"""The likeliest mistakes of a newcomer, and the exact answer to each: what is wrong, and what to type instead."""

import os
import shlex
import shutil
from contextlib import chdir
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from kg.cli import main
from tests.servers import server_or_skip

ROOT = Path(__file__).resolve().parents[1]
CASES = yaml.safe_load((ROOT / "tests" / "cases" / "mistakes.yml").read_text(encoding="utf-8"))
LOCALES = {"en": "C.UTF-8", "zh": "zh_CN.UTF-8"}
SAMPLES = (
    "01-children-conference-2016.txt",
    "03-children-conference-2018.txt",
    "12-vocational-reply-2018.txt",
)
DECISIONS = "what,left,predicate,key,right,source,sentence,who,when,why\n"
FILES = {
    "empty.txt": b"",
    "photo.jpg": bytes(range(128, 256)) * 64,
    "notice.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 16,
    "filled.csv": b"answer,why,kind\nsame,,near\n",
    "columns.csv": b"what,left,right\nsame,Agency/A,Agency/B\n",
    "both.csv": (
        DECISIONS
        + "same,Official/高晓兵@民政部,,,Official/高晓兵,,,li,2024-01-01,\n"
        + "different,Official/高晓兵,,,Official/高晓兵@民政部,,,wang,2024-01-02,\n"
    ).encode(),
    "wrong-password.txt": b"neo4j/wrong",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a newcomer has it: a graph, a workspace that was never loaded, one whose graph is older, odd files."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "docs").mkdir()
    (folder / "nothing").mkdir()
    for name in SAMPLES:
        shutil.copy(ROOT / "seeds" / "documents" / name, folder / "docs")
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    (folder / "wrong-password.txt").chmod(0o600)
    for line in (
        "kg build docs",
        "kg add docs --dir unloaded/.kg",
        "kg build nothing --dir hollow/.kg",
        "kg build docs --dir older/.kg",
        f"kg remove docs/{SAMPLES[0]} --dir older/.kg",
    ):
        assert answer(line, folder, "en")[0] == 0, line
    return folder


def answer(line: str, folder: Path, language: str) -> tuple[int, str, str]:
    """Type a line, variables of the environment before the command; return exit code, data, and what is said."""
    words = shlex.split(line)
    at = words.index("kg")
    clean = {name: None for name in os.environ if name.startswith(("NEO4J_", "KG_"))}
    told = dict(word.split("=", 1) for word in words[:at])
    with chdir(folder):
        done = CliRunner().invoke(
            main, words[at + 1 :], prog_name="kg", env={**clean, **told, "LC_ALL": LOCALES[language]}
        )
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["mistake"])
def test_a_mistake_is_answered_with_what_to_do(case, language, desk):
    line = case["typed"]
    if "SERVER" in line:
        line = line.replace("SERVER", server_or_skip().bolt)
    code, data, said = answer(line, desk, language)
    expected = case[language].replace("SERVER", line.split("--store ")[-1])
    assert (code, said.splitlines()) == (case["code"], expected.splitlines())
    assert bool(data) == case.get("data", False)


def test_the_table_is_long_enough():
    assert len(CASES) >= 30
    assert len({case["mistake"] for case in CASES}) == len({case["typed"] for case in CASES}) == len(CASES)
