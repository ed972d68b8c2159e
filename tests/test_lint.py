"""Every rule finds its bad form and lets the good one pass, whatever stands in strings and comments; in linear time."""

from pathlib import Path

import pytest

from kg import assets
from kg.lint import lint
from kg.store import open_store

PAIR = "MATCH (a:A)-[:T]->(b:B) "
GRAPH = """
CREATE (a:A {id: 'a', y: 1})-[:T]->(b:B {id: 'b'})-[:R]->(d:D {id: 'd'}), (a)-[:T]->(c:B {id: 'c'}), (c)-[:T]->(b)
"""


def rules(text: str) -> set[str]:
    return {finding.rule for finding in lint(text)}


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (
            "R1",
            PAIR + "WHERE NOT EXISTS { (b)-[:R]->() } OR a.y > 5 RETURN a.id AS x",
            PAIR + "WITH a, b WHERE NOT EXISTS { (b)-[:R]->() } OR a.y > 5 RETURN a.id AS x",
        ),
        (
            "R1",
            PAIR + "WHERE a.y > 5 OR COUNT { (b)-[:R]->() } > 1 RETURN a.id AS x",
            PAIR + "WHERE a.y > 5 AND COUNT { (b)-[:R]->() } > 1 RETURN a.id AS x",
        ),
        (
            "R1",
            PAIR + "WHERE NOT (a.y > 5 AND EXISTS { (b)-->() }) RETURN a.id AS x",
            "MATCH (a:A) WHERE NOT (a.y > 5 AND EXISTS { (a)-->() }) RETURN a.id AS x",
        ),
        (
            "R1",
            PAIR + "WHERE size([(b)-->(c) | c.id]) > 1 OR a.y = 1 RETURN a.id AS x",
            PAIR + "WHERE size([1, 2]) > 1 OR a.y = 1 RETURN a.id AS x",
        ),
        (
            "R1",
            "OPTIONAL "
            + PAIR
            + "WHERE a.z STARTS WITH b.z OR COLLECT { MATCH (b)-->(c) RETURN c.id } = [] RETURN a.id AS x",
            PAIR + "WHERE a.z STARTS WITH b.z OR a.y = 1 RETURN a.id AS x",
        ),
        (
            "R2",
            "MATCH p = shortestPath((a)-[*..5]-(b)) WHERE length(p) > 1 RETURN length(p) AS x",
            "MATCH (a:A), (b:B) WHERE a <> b MATCH p = shortestPath((a)-[*..5]-(b)) RETURN length(p) AS x",
        ),
        (
            "R2",
            "MATCH p = allShortestPaths((a)-[*..5]-(b))\nWHERE all(r IN relationships(p) WHERE r.y > 1) RETURN length(p) AS x",
            "MATCH p = (a)-[*1..5]-(b) WHERE length(p) > 1 RETURN length(p) AS x",
        ),
        ("R3", "MATCH ((x)-[:T]-(y)){1,2} RETURN 1 AS x", "MATCH ((x)-[:T]->(y)){1,2} RETURN 1 AS x"),
        ("R3", "MATCH (a) ((x)--(y))+ (b) RETURN 1 AS x", "MATCH (a)-[:T*1..2]-(b) RETURN 1 AS x"),
        ("R6", "MATCH (n) RETURN labels(n) AS x", "MATCH (n) RETURN labels(n)[0] AS x"),
        ("R9", "RETURN date('2018-01-01') AS x", "RETURN toString(date('2018-01-01')) AS x"),
        ("R10", "MATCH (n:A) RETURN n", "MATCH (n:A) RETURN n.id AS n"),
        (
            "R10",
            "MATCH (a)-[r:T]->(b) RETURN a.id AS a, r AS x ORDER BY x",
            "MATCH (a)-[r:T]->(b) RETURN a.id AS y, r.id AS x ORDER BY x",
        ),
        (
            "form",
            "MATCH p = SHORTEST 1 (a)-[:T]-+(b) RETURN length(p) AS x",
            "MATCH p = shortestPath((a)-[*..5]-(b)) RETURN length(p) AS x",
        ),
        ("form", "CYPHER 25 RETURN 1 AS x", "RETURN 'CYPHER 25' AS x"),
        ("form", "MATCH (n) CALL (n) { SET n.x = 1 } IN TRANSACTIONS", "MATCH (n) SET n.x = 1"),
        (
            "form",
            "MATCH (n) WHERE exists(n.x) RETURN 1 AS x",
            "MATCH (n) WHERE EXISTS { (n)-->() } RETURN 1 AS x",
        ),
        ("form", "MATCH (a)-[*1..$n]-(b) RETURN 1 AS x", "MATCH (a)-[*1..3]-(b) RETURN $n AS x"),
        ("form", "MATCH (n:$l) RETURN 1 AS x", "MATCH (n:L {id: $l}) RETURN 1 AS x"),
        ("form", "MATCH (n:A)", "MATCH (n:A) RETURN n.id AS x"),
        (
            "form",
            "MATCH (n:A)\nFILTER n.x > 1 RETURN 1 AS x",
            "MATCH (n:A) WITH n WHERE n.x > 1 RETURN 1 AS x",
        ),
        (
            "R1",
            PAIR + "WHERE (a.y = 1 XOR EXISTS { (b)-->() }) AND a.z = 2 RETURN a.id AS x",
            PAIR + "WHERE (a.y = 1 OR a.y = 2) AND EXISTS { (b)-->() } RETURN a.id AS x",
        ),
        (
            "R1",
            "CALL () { " + PAIR + "WHERE a.y OR EXISTS { (b)-->() } RETURN a } RETURN a.id AS x",
            PAIR + "WHERE EXISTS { (b)-->(c) WHERE c.y = 1 OR c.y = 2 } RETURN a.id AS x",
        ),
        (
            "R1",
            PAIR + "WHERE COUNT { (b)-->() } < a.y RETURN a.id AS x",
            PAIR + "WITH a, b WHERE COUNT { (b)-->() } < a.y RETURN a.id AS x",
        ),
        (
            "R1",
            PAIR + "WHERE a.y = 1 AND NOT a.id IN COLLECT { MATCH (b)-->(c) RETURN c.id } RETURN a.id AS x",
            PAIR + "WHERE a.y = 1 AND COUNT { (b)-->() } < $n RETURN a.id AS x",
        ),
        (
            "R1",
            "MATCH (a:A)-[r]->(b WHERE NOT EXISTS { (b)-->() } OR a.y > 50) RETURN b.id AS x",
            "MATCH (a:A)-[r]->(b WHERE b.y = 1 OR a.y > 50) RETURN b.id AS x",
        ),
        (
            "R1",
            PAIR + "WHERE size([(b)-->(c) | c.id]) < a.y RETURN a.id AS x",
            PAIR + "WHERE size([(b)-->(c) WHERE c.y = 1 | c.id]) < 1 RETURN a.id AS x",
        ),
        ("R3", "MATCH (a)-[:T]-{1,2}(b) RETURN a.id AS x", "MATCH (a)-[:T]->{1,2}(b) RETURN a.id AS x"),
        ("R6", "MATCH (n) RETURN keys(n) AS x", "MATCH (n) WHERE 'A' IN labels(n) RETURN n.id AS x"),
        ("R9", "RETURN toString(datetime()) AS x", "RETURN date().year AS x"),
        ("R9", "RETURN {on: date()} AS x", "MATCH (n) WHERE n.x < toString(date()) RETURN n.date AS x"),
        ("R10", "MATCH (n) WITH n AS m RETURN m", "MATCH (n) WITH n.id AS m RETURN m"),
        ("R10", "MATCH (n) RETURN collect(DISTINCT n) AS x", "MATCH (n) RETURN collect(n.id) AS x"),
        (
            "R10",
            "MATCH p = (a)-->(b) RETURN nodes(p) AS x",
            "MATCH p = (a)-->(b) RETURN [n IN nodes(p) | n.id] AS x",
        ),
        ("R10", "MATCH (n) RETURN *", "MATCH (n) RETURN count(*) AS x"),
        ("form", "LET x = 1 RETURN x", "WITH 1 AS x RETURN x"),
        ("form", "WHEN true THEN RETURN 1 AS x", "RETURN CASE WHEN true THEN 1 END AS x"),
        ("form", "MATCH (a)((x)-->(y)){1,$n}(b) RETURN 1 AS x", "MATCH (a) RETURN [1, 2][..$n] AS x"),
        ("form", "MATCH (n $props) RETURN 1 AS x", "MATCH (n) WHERE (n.x = $x) RETURN 1 AS x"),
    ],
)
def test_a_rule_finds_the_bad_form_and_passes_the_good(rule, bad, good):
    assert rule in rules(bad)
    assert rule not in rules(good)


@pytest.mark.parametrize(
    ("rule", "refused", "instead", "right"),
    [
        (
            "R1",
            "MATCH (a:A)-[r]->(b) WHERE NOT EXISTS { (b)-[:R]->() } OR a.y > 5 RETURN b.id AS x",
            "MATCH (a:A)-[r]->(b) WITH a, b WHERE NOT EXISTS { (b)-[:R]->() } OR a.y > 5 RETURN b.id AS x",
            ["c"],
        ),
        (
            "R1",
            "MATCH (a:A)-[r]->(b) WHERE COUNT { (b)-[:R]->() } < a.y RETURN b.id AS x",
            "MATCH (a:A)-[r]->(b) WITH a, b WHERE COUNT { (b)-[:R]->() } < a.y RETURN b.id AS x",
            ["c"],
        ),
        (
            "R2",
            "MATCH p = shortestPath((a:A)-[*..3]->(b:D)) WHERE length(p) > 2 RETURN length(p) AS x",
            "MATCH p = (a:A)-[*1..3]->(b:D) WHERE length(p) > 2 RETURN length(p) AS x",
            [3],
        ),
    ],
)
def test_the_embedded_engine_still_needs_the_rule(tmp_path, rule, refused, instead, right):
    """Where this fails the engine has been mended, and the rule can go."""
    with open_store(str(tmp_path / "graph"), workspace="lint") as store:
        store.write([(GRAPH, {})])
        assert [row["x"] for row in store.read(refused)] == []
        assert [row["x"] for row in store.read(instead)] == right
    assert rules(refused) == {rule}
    assert rules(instead) == set()


@pytest.mark.parametrize("hidden", ["'{}'", '"{}"', "// {}\n", "/* {} */", "`{}`"])
def test_strings_names_and_comments_are_not_looked_at(hidden):
    text = "OR EXISTS { labels(n) MATCH CYPHER 5 shortestPath("
    assert rules(f"RETURN 1 AS x {hidden.format(text)}") == set()


def test_a_finding_names_its_line_and_the_form_to_write():
    (finding,) = lint("// one\nMATCH (a)-->(b)\nWHERE a.x OR EXISTS { (b)-->() }\nRETURN a.id AS x")
    assert (finding.rule, finding.line, finding.severity) == ("R1", 3, "refuse")
    assert "WITH" in finding.message


# Those that hide what follows come last.
UNITS = ("(", "{", "\\", "\n", "[(", "((a)-", "a, ", "labels(", "a = ", "* ", "(a)-[", "'", '"', "`", "/*")
NESTING = "MATCH (a)-->(b WHERE b.x) WHERE a.x OR EXISTS { "


@pytest.mark.parametrize("unit", [*UNITS, NESTING])
def test_the_time_grows_with_the_length_alone(unit):
    lint(unit * (100_000 // len(unit)))


def test_a_million_characters_of_all_of_them_are_read():
    text = "".join(unit * (60_000 // len(unit)) for unit in (NESTING, "RETURN a ", *UNITS))
    lint(text)
    assert len(text) > 1_000_000


@pytest.mark.parametrize(
    "path", sorted(assets.folder("cypher").rglob("*.cypher")), ids=lambda path: path.stem
)
def test_shipped_files_keep_to_what_both_engines_answer_alike(path: Path):
    assert lint(path.read_text(encoding="utf-8")) == []
