"""Build the site, Chinese at its root and English under ``en/``: ``python docs/site/build.py [FOLDER]``. A warning fails it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from stage import HERE, LANGUAGES, ROOT, stage

NAMES = {"zh": "zh_CN", "en": "en"}


def build(folder: Path) -> int:
    """Build both languages into a folder, made anew; return 0 where nothing was to be complained of."""
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as work:
        started = [_start(language, folder, Path(work) / language) for language in LANGUAGES]
        return max(process.wait() for process in started)


def _start(language: str, folder: Path, work: Path) -> subprocess.Popen[bytes]:
    """Each language in a process of its own: Sphinx keeps the words of the first that it speaks."""
    stage(language, work / "pages")
    out = folder if language == "zh" else folder / language
    told = ["-q", "-W", "--keep-going", "-b", "html", "-c", HERE, "-d", work / "trees"]
    return subprocess.Popen(
        [sys.executable, "-m", "sphinx", *told, "-D", f"language={NAMES[language]}", work / "pages", out]
    )


if __name__ == "__main__":
    sys.exit(build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "site"))
