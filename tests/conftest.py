"""Session fixtures: what is costly to load is loaded once."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kg.model import Extraction, Source, digest
from kg.pipeline import extract, load_pipeline
from kg.seeds import Seeds, load_seeds
from kg.tag.lexicon import Lexicon, load_frames

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

settings.register_profile(
    "fixed", deadline=None, derandomize=True, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--pictures", action="store_true", help="keep what the browser shows as the pictures of docs/"
    )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failed run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real texts beside the checkout; its absence is a failure in CI and a skip elsewhere."""
    if not SHARED.is_dir():
        message = "the folder ../shared with the real texts is not there"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return SHARED


@pytest.fixture(scope="session")
def seeds() -> Seeds:
    return load_seeds()


@pytest.fixture(scope="session")
def lexicon(seeds: Seeds) -> Lexicon:
    return Lexicon(seeds, load_frames())


@pytest.fixture(scope="session")
def nlp():
    return load_pipeline()


@pytest.fixture
def read_text(nlp) -> Callable[..., Extraction]:
    """Extract from a string: ``read_text(text, date=…, publisher=…, title=…)``."""

    def run(text: str, **known: str) -> Extraction:
        source = Source(f"sha256:{digest(text)}", "test.txt", "text/plain", text, **known)
        return extract(source, nlp)

    return run
