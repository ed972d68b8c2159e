"""Small graphs made by hand, for tests of stores and exports."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Edge, Graph, Node, Value, digest

WORKSPACE = "w-test"


def node(label: str, key: str, **props: Value) -> Node:
    """Make a node named like its key."""
    id_ = f"{label}/{key}"
    return Node(id_, label, {"id": id_, "name": key, **props})


def edge(type_: str, source: Node, target: Node, key: str = "", **props: Value) -> Edge:
    """Make a relationship; ``key`` tells it from others between the same ends."""
    id_ = digest(source.id, type_, target.id, key)
    return Edge(id_, type_, source.id, target.id, {"id": id_, **props})


def graph(nodes: Iterable[Node], edges: Iterable[Edge] = ()) -> Graph:
    """Put items into a graph, in key order."""
    by_id = sorted(nodes, key=lambda each: each.id)
    return Graph(
        {each.id: each for each in by_id}, {each.id: each for each in sorted(edges, key=lambda each: each.id)}
    )


def sample() -> Graph:
    """Return a graph with every kind of value: Chinese, a rare character, lists, an empty list, floats."""
    ministry = node("Agency", "民政部", level="central", aliases=["中华人民共和国民政部", "部里"], sources=2)
    bureau = node("Agency", "𠮷林省民政厅", level="province", aliases=[], validFrom="2018-09")
    board = node("Mechanism", "全国联席会议", kind="joint_conference", statedCount=27)
    person = node("Official", "黄树贤@民政部")
    source = node("Source", "sha256:0123456789abcdef", title='他说："通知"\n第二行', date="2018-09-26")
    quotes = ["民政部为牵头单位。", "𠮷林省、'民政'\\厅\t等"]
    edges = [
        edge("MEMBER_OF", ministry, board, "lead", role="lead", quotes=quotes, confidence=1.0, statements=3),
        edge("MEMBER_OF", ministry, board, "office", role="office", quotes=[], confidence=0.75),
        edge(
            "MEMBER_OF",
            bureau,
            board,
            "member",
            role="member",
            position=2,
            intervals=["2018-09/", "2016/2017"],
        ),
        edge("HOLDS_POST", person, ministry, "部长", title="部长"),
        edge("MENTIONED_IN", ministry, source, count=2, start=0),
    ]
    return graph([ministry, bureau, board, person, source], edges)


def wide(size: int, mark: str = "") -> Graph:
    """Return a graph of ``size`` agencies in one mechanism; another ``mark`` changes every item's content."""
    board = node("Mechanism", "协调机制", nameEn=f"board{mark}")
    agencies = [node("Agency", f"机构{number:05}", nameEn=f"agency{mark}") for number in range(size)]
    edges = [edge("MEMBER_OF", each, board, quotes=[f"{each.id}{mark}"], confidence=0.5) for each in agencies]
    return graph([board, *agencies], edges)
