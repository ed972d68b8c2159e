"""What people decide is kept in a text file, closes over chains, never contradicts itself, and shapes the graph."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from claims import Said, fill, text
from hypothesis import given
from hypothesis import strategies as st

from kg.decisions import COLUMNS, Decision, append_rows, load_decisions, sentence_key, take_out
from kg.decisions.cells import from_cell, to_cell
from kg.errors import DecisionError
from kg.workspace import Workspace

HEAD = ",".join(COLUMNS)
CONFERENCE = "Mechanism/联席会议"
LEAD = Said("民政部为牵头单位。", "Agency/民政部", "MEMBER_OF", CONFERENCE, attrs={"role": "lead"})
MEMBER = Said("教育部为成员单位。", "Agency/教育部", "MEMBER_OF", CONFERENCE, attrs={"role": "member"})
IDS = [f"Agency/{letter}" for letter in "甲乙丙丁"]


def pair(what: str, left: str, right: str) -> Decision:
    return Decision(what, left, "", "", right, "", "", "张三", "2026-01-02", "看过原文")


def claim(what: str, said: Said, source: str = "", key: str = "", sentence: str = "") -> Decision:
    return Decision(
        what, said.subject, said.predicate, key, said.object, source, sentence, "张三", "2026-01-02", ""
    )


def kept(path: Path, *decisions: Decision) -> Path:
    append_rows(path, decisions)
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "decisions.csv"


def graph_of(folder: Path):
    with Workspace(folder) as workspace:
        return workspace.graph()


@given(st.text())
def test_a_cell_is_one_line_no_formula_and_reads_back(words):
    cell = to_cell(words)
    assert from_cell(cell) == words
    assert len(cell.splitlines()) <= 1
    assert not cell.startswith(tuple("=+-@\t\r"))


def test_rows_read_back_as_they_were_written(file):
    rows = [
        pair("same", 'Agency/=甲,\n"乙"', "Agency/丙"),
        claim("wrong", LEAD, "sha256:1", "lead", "一\r\n二"),
    ]
    append_rows(file, rows[:1])
    append_rows(file, rows[1:])
    found = load_decisions(file).rows
    assert [row[:-1] for row in found] == [row[:-1] for row in rows]
    assert [row.place for row in found] == [f"{file}:2", f"{file}:3"]


def test_no_file_is_no_decision(file):
    decisions = load_decisions(file)
    assert (list(decisions.rows), decisions.judgements) == ([], [])


def test_a_line_without_its_end_is_ended_first(file):
    file.write_text(f"{HEAD}\nsame,Agency/甲,,,Agency/乙,,,,,", encoding="utf-8")
    append_rows(file, [pair("same", "Agency/乙", "Agency/丙")])
    assert len(load_decisions(file).rows) == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("perhaps,Agency/甲,,,Agency/乙,,,,,", "what is 'perhaps'"),
        ("same,甲,,,Agency/乙,,,,,", "left is '甲'"),
        ("same,Agency/甲,,,乙,,,,,", "right is '乙'"),
        ("same,Agency/甲,,,Mechanism/甲,,,,,", "two types"),
        ("same,Agency/甲,,,Agency/甲,,,,,", "both Agency/甲"),
        ("wrong,Agency/甲,,,Agency/乙,,,,,", "predicate"),
        ("same,Agency/甲,PART_OF,,Agency/乙,,,,,", "leave the predicate empty"),
        ("wrong,Agency/甲,LIKES,,Agency/乙,,,,,", "predicate is 'LIKES'"),
        ("wrong,Agency/甲,PART_OF,,乙,,,,,", "right is '乙'"),
        ("wrong,Mechanism/甲,statedCount,,,,,,,", "value of statedCount"),
        ("same,Agency/甲,Agency/乙", "3 cells where 10 are due"),
        ('same,"Agency/甲', "unexpected end"),
    ],
)
def test_a_wrong_row_is_named_with_file_and_line(file, row, said):
    file.write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    with pytest.raises(DecisionError, match=f"{file}:[23]: .*{said}"):
        load_decisions(file)


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"a,b\n", "columns must be"), (b"\xff\xfe\x00", "not UTF-8")],
)
def test_a_wrong_file_is_named(file, data, said):
    file.write_bytes(data)
    with pytest.raises(DecisionError, match=f"{file}:1: .*{said}"):
        load_decisions(file)


def test_a_chain_that_is_told_apart_is_refused_with_all_its_rows(file):
    kept(
        file,
        pair("same", "Agency/甲", "Agency/乙"),
        pair("same", "Agency/丁", "Agency/戊"),
        pair("same", "Agency/丙", "Agency/乙"),
    )
    with pytest.raises(DecisionError) as refused:
        load_decisions(file, [pair("different", "Agency/丙", "Agency/甲")])
    assert f"{file}:2:" in str(refused.value)
    assert f"{file}:4:" in str(refused.value)
    assert f"{file}:3:" not in str(refused.value)


@pytest.mark.parametrize(("source", "refused"), [("", True), ("sha256:1", True), ("sha256:2", False)])
def test_wrong_and_right_of_one_claim_are_refused_with_both_rows(file, source, refused):
    kept(file, claim("wrong", LEAD, "sha256:1"), claim("right", LEAD, source))
    if not refused:
        assert len(load_decisions(file).rows) == 2
        return
    with pytest.raises(DecisionError, match=f"{file}:3: right: .*{file}:2: wrong"):
        load_decisions(file)


@given(
    st.lists(
        st.tuples(st.sampled_from(["same", "different"]), st.sampled_from(IDS), st.sampled_from(IDS)),
        max_size=6,
    ),
    st.randoms(),
)
def test_the_order_of_rows_does_not_matter_and_decided_pairs_are_so_in_the_graph(told, random):
    rows = [pair(what, left, right) for what, left, right in told if left != right]
    mixed = random.sample(rows, len(rows))
    results = []
    for each in (rows, mixed):
        try:
            results.append(load_decisions(Path("none.csv"), each))
        except DecisionError:
            results.append(None)
    first, second = results
    assert (first is None) == (second is None)
    if first is None or second is None:
        return
    assert first.digest == second.digest
    between = {(a, b): first.pairs.between(a, b) for a in IDS for b in IDS}
    assert between == {(a, b): second.pairs.between(a, b) for a in IDS for b in IDS}
    for row in rows:
        assert between[row.left, row.right] == row.what
    assert {
        between[a, c] for a in IDS for b in IDS for c in IDS if between[a, b] == between[b, c] == "same"
    } <= {"same"}


def test_the_digest_tells_what_the_fold_sees_and_no_more(file):
    empty = load_decisions(file).digest
    rows = [pair("same", "Agency/甲", "Agency/乙"), pair("unsure", "Agency/丙", "Agency/丁")]
    assert load_decisions(file, rows[1:]).digest == empty
    one = load_decisions(file, rows[:1]).digest
    assert one not in (empty, load_decisions(file, [pair("different", "Agency/甲", "Agency/乙")]).digest)
    assert load_decisions(file, [rows[0]._replace(who="李四", when="", why="")]).digest == one


def test_a_row_taken_out_leaves_the_others_as_they_were(file):
    file.write_text(
        f'{HEAD}\nsame,Agency/甲,,,Agency/乙,,,,,"two\nlines"\nsame,Agency/丙,,,Agency/丁,,,x,,\n', "utf-8"
    )
    os.chmod(file, 0o640)  # noqa: PTH101
    assert take_out(file, 2).why == "two\nlines"
    assert file.read_text("utf-8") == f"{HEAD}\nsame,Agency/丙,,,Agency/丁,,,x,,\n"
    assert file.stat().st_mode & 0o777 == 0o640
    with pytest.raises(DecisionError, match=f"{file}:3: no decision"):
        take_out(file, 3)


def test_what_is_the_same_is_one_node_over_chains_and_for_texts_to_come(tmp_path, file):
    folder = fill(tmp_path, [text("a.txt", [LEAD])])
    kept(
        file, pair("same", "Agency/民政部", "Agency/中途部"), pair("same", "Agency/中途部", "Agency/民政总部")
    )
    assert "Agency/民政部" in graph_of(folder).nodes
    later = Said("民政总部为成员单位。", "Agency/民政总部", "MEMBER_OF", CONFERENCE, attrs={"role": "member"})
    fill(tmp_path, [text("b.txt", [later])])
    nodes = [node for node in graph_of(folder).nodes.values() if node.label == "Agency"]
    (one,) = nodes
    assert {one.id, *one.props["formerIds"]} == {"Agency/民政部", "Agency/民政总部"}


def test_different_outweighs_the_rules_and_same_outweighs_them_too(tmp_path, file):
    vague, precise = "Meeting/推进会@2018", "Meeting/推进会@2018-08-31"
    held = [Said(f"{m}召开。", "Agency/民政部", "ORGANIZED", m) for m in (vague, precise)]
    folder = fill(tmp_path, [text("a.txt", held[:1]), text("b.txt", held[1:])])
    assert vague not in graph_of(folder).nodes
    kept(file, pair("different", vague, precise))
    assert {vague, precise} <= graph_of(folder).nodes.keys()
    # A third that is told to be the vague one stays apart from the precise one, too.
    kept(file, pair("same", vague, "Meeting/全国推进会@2018"))
    fill(tmp_path, [text("c.txt", [Said("又开。", "Agency/民政部", "ORGANIZED", "Meeting/全国推进会@2018")])])
    nodes = graph_of(folder).nodes
    assert precise in nodes
    assert len({vague, "Meeting/全国推进会@2018"} & nodes.keys()) == 1


def test_a_wrong_claim_is_set_aside_and_listed_and_comes_back_when_undone(tmp_path, file):
    folder = fill(tmp_path, [text("a.txt", [LEAD, MEMBER])])
    before = graph_of(folder)
    kept(file, claim("wrong", LEAD, key="lead", sentence=sentence_key(LEAD.line)))
    edges = [edge for edge in graph_of(folder).edges.values() if edge.type == "MEMBER_OF"]
    assert [edge.source for edge in edges] == ["Agency/教育部"]
    with Workspace(folder) as workspace:
        rows = workspace.status()
    (aside,) = [row for row in rows if row["what"] == "set_aside"]
    assert f"{file}:2" in aside["value"]
    assert aside["place"] == "a.txt"
    assert {"what": "decisions", "value": 1, "place": ""} in rows
    take_out(file, 2)
    assert graph_of(folder).hash == before.hash


@pytest.mark.parametrize(
    "fields", [{"source": "sha256:other"}, {"key": "office"}, {"sentence": "民政部牵头。"}]
)
def test_a_decision_holds_for_its_claim_only(tmp_path, file, fields):
    folder = fill(tmp_path, [text("a.txt", [LEAD])])
    before = graph_of(folder).hash
    kept(file, claim("wrong", LEAD)._replace(**fields))
    assert graph_of(folder).hash == before
    with Workspace(folder) as workspace:
        assert [row["value"].split(": ")[1] for row in workspace.status() if row["what"] == "idle_decision"]


def test_a_right_claim_is_sure(tmp_path, file):
    folder = fill(tmp_path, [text("a.txt", [LEAD])])
    kept(file, claim("right", LEAD, sentence=LEAD.line))
    (edge,) = [edge for edge in graph_of(folder).edges.values() if edge.type == "MEMBER_OF"]
    assert edge.props["confidence"] == 1.0


def test_a_wrong_number_is_no_longer_told(tmp_path, file):
    folder = fill(tmp_path, [text("a.txt", [LEAD], 联席会议={"statedCount": 27})])
    assert graph_of(folder).nodes[CONFERENCE].props["statedCount"] == 27
    kept(file, Decision("wrong", CONFERENCE, "statedCount", "", "27", "", "", "", "", ""))
    assert "statedCount" not in graph_of(folder).nodes[CONFERENCE].props


def test_a_long_sentence_stands_as_its_digest(tmp_path, file):
    long = replace(MEMBER, line=f"{'很长' * 900}。")
    folder = fill(tmp_path, [text("a.txt", [long])])
    assert len(sentence_key(long.line)) < 100
    kept(file, claim("wrong", long, sentence=sentence_key(long.line)))
    assert not [edge for edge in graph_of(folder).edges.values() if edge.type == "MEMBER_OF"]


def test_decisions_survive_a_rebuild_from_nothing(tmp_path, file):
    texts = [text("a.txt", [LEAD]), text("b.txt", [MEMBER])]
    kept(file, pair("same", "Agency/民政部", "Agency/教育部"), claim("wrong", MEMBER, texts[1].source.id))
    hashes = set()
    for order in (texts, texts[::-1]):
        folder = fill(tmp_path, order)
        hashes.add(graph_of(folder).hash)
        (folder / "ledger.sqlite").unlink()
    assert len(hashes) == 1


def test_the_variable_names_another_file(tmp_path, monkeypatch):
    folder = fill(tmp_path, [text("a.txt", [LEAD])])
    elsewhere = kept(tmp_path / "kept" / "mine.csv", claim("wrong", LEAD))
    assert any(edge.type == "MEMBER_OF" for edge in graph_of(folder).edges.values())
    monkeypatch.setenv("KG_DECISIONS", str(elsewhere))
    assert not any(edge.type == "MEMBER_OF" for edge in graph_of(folder).edges.values())


@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(lambda t: f"{HEAD}\n{t}".encode("utf-8", "replace")),
    )
)
def test_whatever_the_file_holds_it_is_read_or_refused_in_a_sentence(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("junk") / "decisions.csv"
    path.write_bytes(data)
    said = ""
    try:
        load_decisions(path)
    except DecisionError as error:
        said = str(error)
    assert not said or said.startswith(str(path))
