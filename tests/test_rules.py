"""Every rule has an id, a text that it reads and a near one that it must not."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from kg.clean import clean
from kg.model import Extraction, Source
from kg.pipeline import read_article
from kg.read import read
from kg.split import split
from kg.tag.lexicon import load_frames
from kg.tag.names import Name
from tests.test_relate import said

ROOT = Path(__file__).resolve().parents[1]
CASES = {
    name: yaml.safe_load((ROOT / "tests" / "cases" / "rules" / f"{name}.yml").read_text(encoding="utf-8"))
    for name in ("relations", "names")
}
DOCUMENTS = [p for p in sorted((ROOT / "seeds" / "documents").iterdir()) if p.name != "README.md"]
# `kg link` reads a name that it is asked for alone so; no text has it.
ASKED_ALONE = {"bare"}


def by_rule(extraction: Extraction, rule: str) -> Extraction:
    """The extraction with the statements of one rule only."""
    return replace(extraction, statements=tuple(s for s in extraction.statements if s.rule == rule))


@pytest.fixture(scope="session")
def names(nlp) -> Callable[[Source], list[Name]]:
    """Every name that is found in a source: by the recogniser, as the body of a post, by the linker."""

    def found(source: Source) -> Iterator[Name]:
        text = clean(source)
        for article in split(text):
            known = read_article(text, article, nlp).user_data
            for name in (*known["kg_names"], *(item.name for item in known["kg_linked"].items)):
                yield name
                yield from (post.body for post in name.posts if post.body)

    return lambda source: list(found(source))


def known(case: dict) -> dict[str, str]:
    return {key: str(case[key]) for key in ("date", "publisher", "title") if key in case}


def shown(name: Name) -> str:
    return f"{name.type} {name.text}"


def kept_out(case: dict, lines: set[str]) -> bool:
    """Whether the near text gives nothing that it must not."""
    return not lines if case["not"] == "any" else not lines & set(case["not"])


def each(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", CASES[name], ids=[case["rule"] for case in CASES[name]])


@each("relations")
def test_a_relation_rule_reads_its_example(case, read_text):
    lines = said(by_rule(read_text(case["text"], **known(case)), case["rule"]))
    assert case["says"]
    assert [line for line in case["says"] if line not in lines] == [], sorted(lines)


@each("relations")
def test_a_relation_rule_leaves_its_near_text_alone(case, read_text):
    lines = said(by_rule(read_text(case["not_text"], **known(case)), case["rule"]))
    assert kept_out(case, lines), sorted(lines)


@each("names")
def test_a_name_rule_finds_its_example(case, names):
    lines = {shown(n) for n in names(source_of(case, "text")) if n.rule == case["rule"]}
    assert case["finds"]
    assert [line for line in case["finds"] if line not in lines] == [], sorted(lines)


@each("names")
def test_a_name_rule_leaves_its_near_text_alone(case, names):
    lines = {shown(n) for n in names(source_of(case, "not_text")) if n.rule == case["rule"]}
    assert kept_out(case, lines), sorted(lines)


def source_of(case: dict, key: str) -> Source:
    return Source("sha256:0", "case.txt", "text/plain", case[key], **known(case))


@pytest.mark.parametrize("name", CASES)
def test_cases_are_whole_and_one_a_rule(name):
    keys = {"rule", "text", "not_text", "not", "says" if name == "relations" else "finds"}
    for case in CASES[name]:
        assert keys <= case.keys() <= keys | {"date", "publisher", "title"}, case["rule"]
        assert case["text"] != case["not_text"]
    rules = [case["rule"] for case in CASES[name]]
    assert sorted(set(rules)) == sorted(rules)


def test_every_relation_rule_has_a_case_and_every_case_a_rule():
    rules = load_frames()["relations"]["confidence"]
    assert {case["rule"] for case in CASES["relations"]} == set(rules)


def test_every_name_rule_that_our_documents_and_cases_meet_has_a_case(names):
    sources = [source for path in DOCUMENTS for source in read(str(path))]
    sources += [
        source_of(case, key) for group in CASES.values() for case in group for key in ("text", "not_text")
    ]
    met = {name.rule: shown(name) for source in sources for name in names(source)}
    told = {case["rule"] for case in CASES["names"]}
    assert {rule: text for rule, text in met.items() if rule not in told} == {}
    # Nor is there a case of a rule that nothing makes.
    assert told <= met.keys()


def rules_written(path: Path) -> Iterator[str]:
    """The rules that a module writes out where it makes a name."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("Name", "person", "replace"):
            rules = [*call.args[4:5], *(k.value for k in call.keywords if k.arg == "rule")]
            yield from (r.value for r in rules if isinstance(r, ast.Constant))


def test_every_name_rule_that_the_code_writes_has_a_case():
    modules = [p for folder in ("tag", "link") for p in sorted((ROOT / "kg" / folder).glob("*.py"))]
    written = {rule for path in modules for rule in rules_written(path)}
    assert {"gazetteer", "stationed", "name_list"} <= written
    assert written - ASKED_ALONE <= {case["rule"] for case in CASES["names"]}
