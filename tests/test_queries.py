"""Every canned query answers the sample documents as they read; headers say what is wrong with them, and where."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import graphs
import pytest

from kg.analyse import FUNCTIONS as ANALYSES
from kg.errors import QueryError
from kg.query import Query, load_queries, markdown, run
from kg.query.told import FUNCTIONS as LEDGER_ANSWERS
from kg.schema import load_schema
from kg.store import Store, open_store
from kg.store.sync import sync
from tests.questions import ASKED, CASES, QUERIES, Row, answer, asked, built, given

PAGE = Path(__file__).resolve().parents[1] / "docs" / "queries.md"
GOOD = """// id: M1
// zh: 问?
// en: What?
// about: 由来。 | How.
// tags: agency, audit
// param who: Agency -- 谁 | who
// param role: lead|member = any -- 角色 | role
// column name -- 名称 | name
// row: {who}即{name} | {who} is {name}
// example who=民政部
MATCH (a:Agency {id: $who}) WHERE $role = '' RETURN a.name AS name ORDER BY name
"""


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_store(str(built() / "graph"), workspace="questions", read_only=True) as opened:
        yield opened


def shows(row: Row, expected: Row) -> bool:
    return expected.keys() <= row.keys() and all(row[key] == value for key, value in expected.items())


def faults(case: dict[str, Any], rows: list[Row]) -> list[object]:
    """What of a case the rows do not show."""
    first = case.get("first", [])
    found: list[object] = [row for row in case.get("has", []) if not any(shows(r, row) for r in rows)]
    found += [
        row for place, row in enumerate(first) if not any(shows(r, row) for r in rows[place : place + 1])
    ]
    return found + [f"{len(rows)} rows" for _ in range(case.get("count", len(rows)) != len(rows))]


def test_every_query_has_a_case():
    assert CASES.keys() == QUERIES.keys()
    assert all({"first", "has"} & case.keys() for case in CASES.values())
    assert all({"first", "has", "count"} & case.keys() for name in CASES for case in asked(name))


def test_every_parameter_has_a_case():
    tried = {name: {key for case in asked(name) for key in case.get("values", {})} for name in QUERIES}
    untried = {
        name: {param.name for param in QUERIES[name].params} - tried[name] - {"limit"} for name in QUERIES
    }
    assert {name: params for name, params in untried.items() if params} == {}


@pytest.mark.parametrize(("name", "number"), ASKED)
def test_rows_are_what_the_documents_say(store, name, number):
    case = asked(name)[number]
    missing = faults(case, answer(store, name, number))
    reason = case.get("pending")
    if reason and missing:
        pytest.xfail(reason)
    assert missing == []
    assert not reason, f"{name} answers rightly now: take its line `pending` out of the cases"


@pytest.mark.parametrize("name", QUERIES)
def test_columns_are_those_of_the_header(store, name):
    declared = [column.name for column in QUERIES[name].columns]
    assert all(list(row) == declared for row in answer(store, name))


@pytest.mark.parametrize("name", QUERIES)
def test_example_can_be_asked(store, name):
    given(store, name, QUERIES[name].example)


def test_ids_are_used_once():
    assert len({query.id for query in QUERIES.values()}) == len(QUERIES) >= 22


def test_numbers_that_differ_are_shown(tmp_path):
    with open_store(str(tmp_path / "graph"), workspace=graphs.WORKSPACE) as fresh:
        sync(graphs.sample(), fresh, workspace=graphs.WORKSPACE)
        rows = run(fresh, QUERIES["stated_vs_found"], {})
    assert rows == [{"mechanism": "全国联席会议", "stated": 27, "found": 2}]


def test_steps_of_a_lineage_are_counted(tmp_path):
    old, middle, new = (graphs.node("Mechanism", key) for key in ("甲", "乙", "丙"))
    edges = [
        graphs.edge("SUCCEEDS", new, middle, quotes=["丙接替乙。"]),
        graphs.edge("SUCCEEDS", middle, old, quotes=["乙接替甲。"]),
    ]
    with open_store(str(tmp_path / "graph"), workspace=graphs.WORKSPACE) as fresh:
        sync(graphs.graph([old, middle, new], edges), fresh, workspace=graphs.WORKSPACE)
        rows = run(fresh, QUERIES["mechanism_lineage"], {"mechanism": new.id})
    assert rows == [
        {"step": 1, "predecessor": "乙", "quote": "丙接替乙。"},
        {"step": 2, "predecessor": "甲", "quote": "乙接替甲。"},
    ]


def test_retracted_nodes_and_what_people_drew_never_show(store, tmp_path):
    before = {name: answer(store, name) for name in QUERIES}
    shutil.copytree(built() / "graph", tmp_path / "graph")
    with open_store(str(tmp_path / "graph"), workspace="questions") as copy:
        copy.write(
            [
                ("CREATE (:Retracted {id: 'Agency/旧部', name: '旧部'})", {}),
                ("MATCH (a:Agency), (r:Retracted) CREATE (a)-[:NOTED {quotes: ['批注']}]->(r)", {}),
                ("MATCH (m:Mechanism), (r:Retracted) CREATE (r)-[:NOTED {quotes: ['批注']}]->(m)", {}),
            ]
        )
        assert {name: answer(copy, name) for name in QUERIES} == before


@pytest.mark.parametrize("name", QUERIES)
def test_labels_types_and_properties_are_those_of_the_schema(name):
    schema = load_schema()
    text = "\n".join(line for line in QUERIES[name].text.splitlines() if not line.startswith("//"))
    names = set(re.findall(r"(?<=:)[A-Z]\w+|(?<=\|)[A-Z_]{2,}", text))
    assert names <= schema.types.keys() | schema.relations.keys()


def test_page_lists_the_queries():
    assert PAGE.read_text(encoding="utf-8") == markdown(QUERIES)


def load(folder: Path, text: str) -> Query:
    (folder / "cypher" / "query").mkdir(parents=True)
    (folder / "cypher" / "query" / "asked.cypher").write_text(text, encoding="utf-8")
    return load_queries(folder)["asked"]


def test_good_header_is_read(tmp_path):
    query = load(tmp_path, GOOD)
    assert query.about == ("由来。", "How.")
    assert query.tags == ("agency", "audit")
    assert query.row.of("en") == "{who} is {name}"
    assert [param.choices for param in query.params] == [(), ("lead", "member")]
    assert (query.source, query.then) == ("graph", "")


def test_what_answers_a_query_is_there():
    assert {query.then for query in QUERIES.values()} - {""} == ANALYSES.keys()
    assert {query.name for query in QUERIES.values() if query.source == "ledger"} == LEDGER_ANSWERS.keys()


@pytest.mark.parametrize("line", ["// from: ledger", "// then: brokers"])
def test_what_cypher_leaves_to_a_function_may_take_parameters_of_its_own(tmp_path, line):
    query = load(tmp_path, f"{line}\n" + GOOD.replace("$who", "'x'"))
    assert f"// {'from' if query.source == 'ledger' else 'then'}: {query.then or query.source}" == line


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("// zh: 问?", "// 问?", 2, "none of"),
        ("// zh: 问?\n", "", 1, "// zh:"),
        ("// id: M1", "// id: one", 1, "none of"),
        ("-- 谁 | who", "-- 谁", 6, "none of"),
        ("// about: 由来。 | How.\n", "", 1, "// about:"),
        ("由来。 | How.", "由来。", 4, "none of"),
        ("// tags: agency, audit\n", "", 1, "// tags:"),
        ("agency, audit", "agency and audit", 5, "none of"),
        ("// row: {who}即{name} | {who} is {name}\n", "", 1, "// row:"),
        ("is {name}", "is {nobody}", 9, "{nobody} is no column"),
        ("// tags", "// from: elsewhere\n// tags", 5, "none of"),
        ("= any", "= nobody", 7, "cannot be nobody by default"),
        ("lead|member = any", "int = any", 7, "cannot be any by default"),
        ("// param who: Agency -- 谁 | who\n", "", 10, "$who is not declared"),
        ("$who", "'x'", 6, "does not use $who"),
        ("// example who=", "// example whom=", 10, "no parameter 'whom'"),
        ("// example who=民政部\n", "", 6, "// example who="),
        ("// column name -- 名称 | name\n", "", 1, "column"),
        ("// column name", "// param who: Agency -- 谁 | who\n// column name", 8, "second"),
    ],
)
def test_wrong_header_is_named_with_file_and_line(tmp_path, old, new, line, said):
    assert old in GOOD
    with pytest.raises(QueryError, match=f"^asked.cypher:{line}: .*{re.escape(said)}"):
        load(tmp_path, GOOD.replace(old, new))
