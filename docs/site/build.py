"""Build the site, Chinese at its root and English under ``en/``: ``python docs/site/build.py [FOLDER]``. A warning ends it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from sphinx.cmd.build import main as sphinx
from stage import HERE, LANGUAGES, ROOT, stage

NAMES = {"zh": "zh_CN", "en": "en"}


def build(folder: Path) -> int:
    """Build both languages into a folder, made anew; return 0 where nothing was to be complained of."""
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as work:
        return max(_build(language, folder, Path(work) / language) for language in LANGUAGES)


def _build(language: str, folder: Path, work: Path) -> int:
    stage(language, work / "pages")
    out = folder if language == "zh" else folder / language
    told = ["-q", "-W", "--keep-going", "-b", "html", "-c", str(HERE), "-d", str(work / "trees")]
    return sphinx([*told, "-D", f"language={NAMES[language]}", str(work / "pages"), str(out)])


if __name__ == "__main__":
    sys.exit(build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "site"))
