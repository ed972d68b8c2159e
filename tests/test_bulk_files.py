"""Import files, and what a bulk load refuses before it writes any. What the importer makes of them: tests/neo4j/test_bulk.py."""

import csv
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from graphs import WORKSPACE, edge, graph, node, sample
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import main
from kg.errors import StoreError
from kg.ledger import Change, Items, Ledger, same_items
from kg.model import Graph, Value
from kg.store.bulk import bulk_load, find_server
from kg.store.bulk.files import Files, write_files
from kg.workspace import Workspace

READ = {
    "string": str,
    "long": int,
    "double": float,
    "boolean": lambda text: {"true": True, "false": False}[text],
}
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBERS = st.integers(-(2**63), 2**63 - 1)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)


def write(wanted: Graph, folder: Path) -> Files:
    return write_files(folder, Items.of(wanted), workspace=WORKSPACE)


def text_of(files: Files, name: str) -> str:
    """The files of a label or relationship type as the importer reads them, one after the other."""
    parts = sorted(files.folder.glob(f"{name}-[0-9]*.csv"))
    return "".join(path.read_bytes().decode() for path in (files.folder / f"{name}-heads.csv", *parts))


def rows(files: Files, name: str) -> list[dict[str, Value]]:
    """Read lines as the importer does: an empty field is no property, a quoted empty one an empty text."""
    heads, *lines = csv.reader(io.StringIO(text_of(files, name), newline=""), strict=True)
    return [
        {head: cell(text, head, files.delimiter) for head, text in zip(heads, line, strict=True) if text}
        for line in lines
    ]


def cell(text: str, head: str, delimiter: str) -> Value:
    kind = head.partition(":")[2]
    return text.split(delimiter) if kind == "string[]" else READ.get(kind, str)(text)


def filled(whole: Graph) -> Graph:
    """The graph without its lists that hold no text."""
    for item in (*whole.nodes.values(), *whole.edges.values()):
        for key in [key for key, value in item.props.items() if value == []]:
            del item.props[key]
    return whole


def test_every_item_and_property_stands_in_the_files(tmp_path):
    wanted = filled(sample())
    files = write(wanted, tmp_path)
    assert files.hash == wanted.hash
    assert files.items == len(wanted.nodes) + len(wanted.edges)
    assert (tmp_path / "Workspace.csv").read_text("utf-8") == (
        f'id:ID(Workspace),graphHash:string\n"{WORKSPACE}","{wanted.hash}"\n'
    )
    found = {row["id:ID"]: (label, row) for label in files.nodes for row in rows(files, label)}
    assert found.keys() == wanted.nodes.keys()
    for each in wanted.nodes.values():
        label, row = found[each.id]
        assert label == each.label
        assert plain(row) == {**each.props, "workspace": WORKSPACE, "hash": each.hash}
    ends = {row["id:string"]: (type_, row) for type_ in files.edges for row in rows(files, type_)}
    assert ends.keys() == wanted.edges.keys()
    for tie in wanted.edges.values():
        type_, row = ends[tie.id]
        assert (type_, row.pop(":START_ID"), row.pop(":END_ID")) == (tie.type, tie.source, tie.target)
        assert plain(row) == {**tie.props, "workspace": WORKSPACE, "hash": tie.hash}


def plain(row: dict[str, Value]) -> dict[str, Value]:
    return {head.partition(":")[0]: value for head, value in row.items()}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """The sample graph in a file."""
    with Ledger.open(tmp_path / "ledger") as opened:
        put(opened, filled(sample()))
        yield opened


def put(ledger: Ledger, whole: Graph) -> None:
    with Change(ledger.items.connection) as change:
        for each in whole.nodes.values():
            change.put_node(each)
        for tie in whole.edges.values():
            change.put_edge(tie)


def lines(files: Files) -> dict[str, list[str]]:
    """The lines of each label and type, heads first."""
    texts = {name: text_of(files, name).splitlines() for name in (*files.nodes, *files.edges)}
    return {name: [text[0], *sorted(text[1:])] for name, text in texts.items()}


@pytest.mark.parametrize("workers", [1, 2])
def test_many_items_are_written_in_parts_by_several_processes(tmp_path, ledger, workers):
    told: list[int] = []
    one = write_files(tmp_path / "one", ledger.items, workspace=WORKSPACE)
    several = write_files(
        tmp_path / "several",
        ledger.items,
        workspace=WORKSPACE,
        workers=workers,
        part=1,
        many=1,
        on_items=told.append,
    )
    assert lines(several) == lines(one)
    assert told[-1] == several.items == one.items
    assert (several.longest, several.multiline, several.hash) == (one.longest, one.multiline, one.hash)


def test_a_process_refuses_for_all(tmp_path, ledger):
    put(ledger, graph([node("Agency", "甲", sources="3")]))
    with pytest.raises(StoreError, match="should be integer"):
        write_files(tmp_path / "x", ledger.items, workspace=WORKSPACE, workers=2, part=3, many=1)


def test_another_process_reads_the_same_graph_or_none(ledger):
    version = ledger.items.version
    with same_items(ledger.path, version) as items:
        assert items
        assert items.graph() == ledger.items.graph()
    put(ledger, graph([node("Agency", "甲")]))
    with same_items(ledger.path, version) as items:
        assert items is None


@given(text=TEXTS, texts=st.lists(TEXTS, min_size=1).filter(any), number=NUMBERS, share=FLOATS)
def test_every_value_comes_out_of_the_files_the_same(tmp_path_factory, text, texts, number, share):
    folder = tmp_path_factory.mktemp("values")
    one, other = node("Agency", "甲", nameEn=text, aliases=texts, sources=number), node("Mechanism", "乙")
    tie = edge("MEMBER_OF", one, other, confidence=share, quotes=texts)
    files = write(graph([one, other], [tie]), folder)
    (row,) = rows(files, "Agency")
    assert plain({"nameEn:string": "", **row})["nameEn"] == text
    assert (row["aliases:string[]"], row["sources:long"]) == (texts, number)
    (row,) = rows(files, "MEMBER_OF")
    assert repr(row["confidence:double"]) == repr(share)
    assert row["quotes:string[]"] == texts
    assert not any(files.delimiter in each for each in texts)


def test_an_empty_text_is_not_no_text(tmp_path):
    files = write(graph([node("Agency", "甲", nameEn="", level="central"), node("Agency", "乙")]), tmp_path)
    # A csv reader cannot tell them apart; the importer does.
    lines = text_of(files, "Agency").splitlines()
    assert ',""' in lines[2]
    assert ',""' not in lines[1]


def test_another_character_separates_where_a_text_holds_the_first(tmp_path):
    nasty = "".join(map(chr, range(0x20)))
    wanted = graph([node("Agency", "甲", aliases=["a", nasty])])
    files = write(wanted, tmp_path)
    assert files.delimiter == "\ue000"
    assert rows(files, "Agency")[0]["aliases:string[]"] == ["a", nasty]


def test_texts_that_hold_all_of_them_are_refused(tmp_path):
    nasty = "".join(map(chr, (*range(0x1C, 0x20), *range(0xE000, 0xF900))))
    with pytest.raises(StoreError, match="without --bulk"):
        write(graph([node("Agency", "甲", aliases=[nasty])]), tmp_path)


@pytest.mark.parametrize("texts", [[], [""]])
def test_a_list_without_text_is_refused(tmp_path, texts):
    with pytest.raises(StoreError, match=r"Agency/甲.*aliases"):
        write(graph([node("Agency", "甲", aliases=texts)]), tmp_path)


def test_what_a_load_over_bolt_refuses_is_refused(tmp_path):
    with pytest.raises(StoreError, match="should be integer"):
        write(graph([node("Agency", "甲", sources="3")]), tmp_path)


def test_a_disk_that_takes_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        write(sample(), tmp_path / "file" / "bulk")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A server home whose neo4j-admin tells what it was told, and fails where it is asked to."""
    folder = tmp_path / "server"
    (folder / "bin").mkdir(parents=True)
    (folder / "conf").mkdir()
    program = folder / "bin" / "neo4j-admin"
    program.write_text(
        f"#!{sys.executable}\nimport os, sys\nprint('(2/4) Relationship import')\nprint('....  50% done')\n"
        "print(os.environ['NEO4J_HOME'], os.listdir('.'))\nsys.exit(int(os.environ.get('FAIL', 0)))\n"
    )
    program.chmod(0o755)
    return folder


def test_no_such_home_or_no_admin(tmp_path, monkeypatch):
    with pytest.raises(StoreError, match="no such server home"):
        find_server(tmp_path / "none")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(StoreError, match="--admin"):
        find_server(tmp_path)
    assert find_server(tmp_path, "java -cp 'a b' Tool").admin == ("java", "-cp", "a b", "Tool")


def test_a_database_is_replaced_only_when_told(home, tmp_path):
    database = home / "data" / "databases" / "neo4j"
    database.mkdir(parents=True)
    (database / "neostore").write_text("")
    wanted, server = Items.of(filled(sample())), find_server(home)
    with pytest.raises(StoreError, match="--overwrite"):
        bulk_load(wanted, tmp_path / "bulk", workspace=WORKSPACE, server=server)
    assert not (tmp_path / "bulk").exists()
    told: list[tuple[str, int, int]] = []
    report = bulk_load(
        wanted,
        tmp_path / "bulk",
        workspace=WORKSPACE,
        server=server,
        overwrite=True,
        on_progress=lambda *step: told.append(step),
    )
    assert report.imported
    assert told == [("writing", 5, 10), ("writing", 10, 10), ("importing", 37, 100)]
    assert not (tmp_path / "bulk").exists()


def test_the_data_folder_that_the_configuration_states_counts(home, tmp_path):
    (home / "conf" / "neo4j.conf").write_text(
        "#server.directories.data=x\nserver.directories.data=elsewhere\n"
    )
    (home / "elsewhere" / "databases" / "neo4j" / "neostore").mkdir(parents=True)
    with pytest.raises(StoreError, match="elsewhere"):
        bulk_load(Items.of(sample()), tmp_path / "bulk", workspace=WORKSPACE, server=find_server(home))


def test_a_failed_import_shows_the_importer_s_words_and_keeps_the_files(home, tmp_path, monkeypatch):
    monkeypatch.setenv("FAIL", "70")
    with pytest.raises(StoreError, match=f"import failed.*\n(.*\n)*{home}"):
        bulk_load(
            Items.of(filled(sample())), tmp_path / "bulk", workspace=WORKSPACE, server=find_server(home)
        )
    assert (tmp_path / "bulk" / "Agency-heads.csv").exists()


def test_an_admin_that_cannot_be_run(home, tmp_path):
    with pytest.raises(StoreError, match="cannot be run"):
        bulk_load(
            Items.of(filled(sample())),
            tmp_path / "bulk",
            workspace=WORKSPACE,
            server=find_server(home, "/no/such"),
        )


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "text.txt").write_text("民政部为全国联席会议牵头单位。", encoding="utf-8")
    with Workspace(tmp_path / "kg") as workspace:
        workspace.add([str(tmp_path / "text.txt")])
    return tmp_path / "kg"


def kg(*arguments: str, **environment: str):
    clean = {name: None for name in ("NEO4J_HOME", "NEO4J_URI", "KG_NEO4J_ADMIN") if name in os.environ}
    return CliRunner().invoke(main, list(arguments), env={"LC_ALL": "C", **clean, **environment})


def test_without_a_server_the_command_is_printed(built):
    done = kg("load", "--bulk", "--dir", str(built))
    assert done.exit_code == 0, done.output
    (line,) = done.stdout.splitlines()
    assert line.startswith(f"cd {built / 'bulk'} && neo4j-admin database import full neo4j --")
    assert (built / "bulk" / "Workspace.csv").exists()


def test_with_a_server_it_is_run(built, home):
    done = kg("load", "--bulk", "--dir", str(built), "--server-home", str(home))
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert "kg load" in done.stderr
    assert not (built / "bulk").exists()


def test_a_refusal_is_a_sentence(built, home):
    done = kg("load", "--bulk", "--dir", str(built), NEO4J_HOME=str(home), FAIL="1")
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: the import failed")
