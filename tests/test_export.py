"""Exports as their readers meet them: networkx, Gephi, a spreadsheet."""

import csv
import json
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cells import is_formula
from kg.export import FORMATS, read, to_networkx, write
from kg.model import Edge, Graph, Node

MECHANISM = "Mechanism/农村留守儿童关爱保护工作部际联席会议"


def make_graph(**props: str) -> Graph:
    nodes = [
        Node(
            "Agency/民政部",
            "Agency",
            {"id": "Agency/民政部", "name": "民政部", "aliases": ["=cmd", "中华人民共和国民政部"]},
        ),
        Node(MECHANISM, "Mechanism", {"id": MECHANISM, "name": "联席会议", "statedCount": 27, **props}),
    ]
    edges = [
        Edge("e1", "MEMBER_OF", "Agency/民政部", MECHANISM, {"id": "e1", "role": "lead", "confidence": 1.0}),
        Edge(
            "e2",
            "MEMBER_OF",
            "Agency/民政部",
            MECHANISM,
            {"id": "e2", "role": "office", "quotes": ["他说:“好”。\n"]},
        ),
        Edge("e3", "SUCCEEDS", MECHANISM, MECHANISM, {"id": "e3", "start": 3, "firstDate": "2018-08"}),
    ]
    return Graph({node.id: node for node in nodes}, {edge.id: edge for edge in edges})


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_networkx_has_types_properties_and_parallel_edges_by_id():
    graph = to_networkx(make_graph())
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.nodes["Agency/民政部"]["label"] == "Agency"
    assert graph.nodes["Agency/民政部"]["aliases"] == ["=cmd", "中华人民共和国民政部"]
    assert "statedCount" not in graph.nodes["Agency/民政部"]
    assert set(graph["Agency/民政部"][MECHANISM]) == {"e1", "e2"}
    assert graph.edges["Agency/民政部", MECHANISM, "e1"] == {
        "id": "e1",
        "type": "MEMBER_OF",
        "role": "lead",
        "confidence": 1.0,
    }


@pytest.mark.parametrize("format", FORMATS)
def test_same_graph_gives_the_same_bytes(format, tmp_path):
    first = write(make_graph(), tmp_path / f"a.{format}", format)
    second = write(make_graph(), tmp_path / f"b.{format}", format)
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]


@pytest.mark.parametrize("format", FORMATS)
def test_empty_graph_reads_back(format, tmp_path):
    write(Graph({}, {}), tmp_path / "empty", format)
    assert read(tmp_path / "empty", format) == Graph({}, {})


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_xml_shows_names_and_relation_types_to_viewers(format, tmp_path):
    write(make_graph(), tmp_path / "g", format)
    plain = nx.read_graphml(tmp_path / "g") if format == "graphml" else nx.read_gexf(tmp_path / "g")
    assert plain.nodes["Agency/民政部"]["label"] == "民政部"
    assert plain.nodes["Agency/民政部"]["type"] == "Agency"
    assert json.loads(plain.nodes["Agency/民政部"]["aliases[]"]) == ["=cmd", "中华人民共和国民政部"]
    assert {data["label"] for _, _, data in plain.edges(data=True)} == {"MEMBER_OF", "SUCCEEDS"}


def test_gexf_declares_its_attributes_with_their_types(tmp_path):
    write(make_graph(), tmp_path / "g.gexf", "gexf")
    space = {"g": "http://www.gexf.net/1.2draft"}
    declared = ET.parse(tmp_path / "g.gexf").findall(".//g:attributes/g:attribute", space)
    types = {attribute.get("title"): attribute.get("type") for attribute in declared}
    assert types["statedCount"] == "long"
    assert types["confidence"] == "double"
    assert types["start_"] == "long"


def test_json_is_what_networkx_reads(tmp_path):
    write(make_graph(), tmp_path / "g.json", "json")
    text = (tmp_path / "g.json").read_text("utf-8")
    assert "民政部" in text
    back, graph = nx.node_link_graph(json.loads(text), edges="edges"), to_networkx(make_graph())
    assert set(back.edges) == set(graph.edges)
    assert back.nodes[MECHANISM]["statedCount"] == 27


def test_csv_is_a_pair_with_typed_columns(tmp_path):
    nodes, edges = write(make_graph(), tmp_path / "g.csv", "csv")
    assert [nodes.name, edges.name] == ["g.nodes.csv", "g.edges.csv"]
    rows = rows_of(nodes)
    assert rows[0]["Label"] == "民政部"
    assert rows[0]["statedCount:int"] == ""
    assert rows[1]["statedCount:int"] == "27"
    first = rows_of(edges)[0]
    assert (first["Source"], first["Target"], first["Label"]) == ("Agency/民政部", MECHANISM, "MEMBER_OF")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\n=1", "＝1", "'quoted", "''"])
def test_csv_takes_the_force_from_formulas(text, tmp_path):
    graph = make_graph(kind=text)
    nodes, _ = write(graph, tmp_path / "g", "csv")
    rows = rows_of(nodes)
    assert rows[1]["kind:string"] == f"'{text}"
    assert read(tmp_path / "g", "csv") == graph


@given(
    st.lists(st.sampled_from("=+-@＝＋－＠\t\r\n' \\1a"), min_size=1, max_size=5).map("".join), st.integers()
)
def test_no_cell_of_text_begins_a_formula_and_numbers_stay_numbers(text, number):
    node = Node(text, text, {"id": text, "name": text, "aliases": [text], f"{text}t": text, "n": number})
    edge = Edge(f"{text}e", text, text, text, {"id": f"{text}e", f"{text}t": text})
    graph = Graph({text: node}, {edge.id: edge})
    with tempfile.TemporaryDirectory() as folder:
        for file in write(graph, Path(folder) / "g", "csv"):
            with file.open(encoding="utf-8", newline="") as lines:
                cells = [cell for row in csv.reader(lines) for cell in row if cell != str(number)]
            assert [cell for cell in cells if is_formula(cell)] == []
        assert rows_of(Path(folder) / "g.nodes.csv")[0]["n:int"] == str(number)
        assert read(Path(folder) / "g", "csv") == graph


def test_unknown_format_is_refused_by_name(tmp_path):
    with pytest.raises(ValueError, match="xlsx is none of the formats graphml"):
        write(make_graph(), tmp_path / "g", "xlsx")


def test_property_with_a_taken_name_is_refused():
    with pytest.raises(ValueError, match="label"):
        to_networkx(make_graph(label="x"))


def test_property_id_that_is_not_the_id_is_refused():
    with pytest.raises(ValueError, match="Agency/公安部"):
        to_networkx(make_graph(id="Agency/公安部"))


def test_property_of_two_types_is_refused_by_xml(tmp_path):
    graph = make_graph()
    graph.edges["e3"].props["confidence"] = 1
    with pytest.raises(ValueError, match="confidence is int, elsewhere float"):
        write(graph, tmp_path / "g", "gexf")
