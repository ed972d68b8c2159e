"""Broken inputs of every format: an error of ours or a result, in time, in bounded memory; never anything else."""

import os
import resource
import subprocess
import sys

import pytest

from kg.errors import KgError
from kg.pipeline import extract
from kg.query import load_queries
from kg.read import read_bytes
from kg.seeds import load_seeds
from tests.fuzz.mutation import FORMS, SUFFIXES, mutated
from tests.fuzz.test_patterns import at_most

INPUTS = int(os.environ.get("KG_FUZZ_INPUTS", "300"))
EACH = -(-INPUTS // len(FORMS))
# Seconds. Where other work runs beside, as it may where tests run, a short time would tell of that alone.
HANGS = 10 if INPUTS >= 10_000 else 60
# A process that reads needs a part of this; what takes more holds an input many times over.
MOST_MEMORY_MB = 1500


def numbered(kind):
    return [(number, mutated(kind, number)) for number in range(EACH)]


@pytest.mark.parametrize("kind", SUFFIXES)
def test_a_broken_text_gives_statements_or_an_error_that_names_it(kind, nlp):
    for number, data in numbered(kind):
        name, errors = f"{number}{SUFFIXES[kind]}", []
        with at_most(HANGS):
            try:
                sources = read_bytes(data, name, on_error=errors.append)
            except KgError as error:
                sources = []
                errors.append(error)
            for source in sources:
                for statement in extract(source, nlp).statements:
                    evidence = statement.evidence
                    assert evidence.text == source.raw[evidence.start : evidence.end], name
        assert sources or errors, name
        assert all(str(error).startswith((f"{name}: ", f"{name}:")) for error in errors)


def refusal(load) -> str:
    """What an error of ours says; nothing where there is none."""
    with at_most(HANGS):
        try:
            load()
        except KgError as error:
            return str(error)
    return ""


def test_a_broken_table_is_read_or_refused_with_its_place(tmp_path):
    tables = tmp_path / "more"
    tables.mkdir()
    for number, data in numbered("csv"):
        name, _, rows = data.partition(b"\n")
        file = tables / name.decode()
        file.write_bytes(rows)
        said = refusal(lambda: load_seeds(extra=tables))
        assert not said or said.startswith(("seeds/", str(tables))), number
        file.unlink()


def test_a_broken_query_is_read_or_refused_with_its_place(tmp_path):
    folder = tmp_path / "cypher" / "query"
    folder.mkdir(parents=True)
    for number, data in numbered("cypher"):
        (folder / "broken.cypher").write_bytes(data)
        said = refusal(lambda: load_queries(tmp_path))
        assert not said or said.startswith("broken.cypher:"), number


def test_the_command_line_reads_what_it_can_and_names_the_rest(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for kind, suffix in SUFFIXES.items():
        for number, data in numbered(kind):
            (folder / f"{kind}-{number}{suffix}").write_bytes(data)
    command = [
        sys.executable,
        "-m",
        "kg",
        "add",
        str(folder),
        "--dir",
        str(tmp_path / "kg"),
        "--workers",
        "1",
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=60 + HANGS * INPUTS, check=False
    )
    failed = done.stderr.count("Error: ")
    assert "Traceback" not in done.stderr
    assert done.returncode == (1 if failed else 0)
    assert f" {failed} failed" in done.stderr.splitlines()[-1]
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MOST_MEMORY_MB * 1024
