"""Law 8: every export read back is the same graph."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import FORMATS, from_networkx, read, to_networkx, write
from kg.model import Edge, Graph, Node

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        "",
        "=SUM(A1)",
        "-1",
        "'",
        "[]",
        "true",
        "7",
        "2018-08",
        "\\u0041\\",
        "a\r\nb\tc",
        "\x00\x0b\x85\u2028\ufffe",
        " ",
    ]
)
KEY = TEXT.filter(bool)
# One type a property, as in the schema: the first letter of a name says which.
VALUES = {
    "t": TEXT,
    "n": st.integers(-(2**63), 2**63 - 1),
    "d": st.floats(allow_nan=False, allow_infinity=False),
    "b": st.booleans(),
    "l": st.lists(TEXT, max_size=3),
}
NAMES = [f"{kind}{rest}" for kind in VALUES for rest in ("", "位次", "_", "[]", ":string", "\x01")]
OPTIONAL = {name: VALUES[name[0]] for name in NAMES} | {
    "start": VALUES["n"],
    "start_": TEXT,
    "weight": VALUES["d"],
}
PROPS = st.fixed_dictionaries({"name": TEXT}, optional=OPTIONAL)


@st.composite
def graphs(draw) -> Graph:
    ids = sorted(draw(st.sets(KEY, max_size=4)))
    nodes = {key: Node(key, draw(KEY), {"id": key, **draw(PROPS)}) for key in ids}
    edges = {}
    for key in sorted(draw(st.sets(KEY, max_size=4))) if ids else []:
        ends = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
        edges[key] = Edge(key, draw(KEY), *ends, {"id": key, **draw(PROPS)})
    return Graph(nodes, edges)


@given(graphs())
def test_networkx_and_back_is_the_same_graph(graph):
    assert from_networkx(to_networkx(graph)) == graph


@pytest.mark.parametrize("format", FORMATS)
@given(graph=graphs())
def test_file_read_back_is_the_same_graph(format, graph):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"图.{format}"
        write(graph, path, format)
        back = read(path, format)
    assert back == graph
    assert back.hash == graph.hash
    assert list(back.nodes) == list(graph.nodes)
    assert list(back.edges) == list(graph.edges)
