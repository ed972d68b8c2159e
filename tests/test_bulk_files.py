"""Import files, and what a bulk load refuses before it writes any. What the importer makes of them: tests/neo4j/test_bulk.py."""

import csv
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from graphs import WORKSPACE, edge, graph, node, sample
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import main
from kg.errors import StoreError
from kg.ledger import Items
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


def rows(path: Path, delimiter: str) -> list[dict[str, Value]]:
    """Read a file as the importer does: an empty field is no property, a quoted empty one an empty text."""
    with path.open(encoding="utf-8", newline="") as file:
        heads, *lines = csv.reader(file, strict=True)
    return [
        {name: cell(text, name, delimiter) for name, text in zip(heads, line, strict=True) if text}
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
    assert rows(tmp_path / "Workspace.csv", "") == [
        {"id:ID(Workspace)": WORKSPACE, "graphHash:string": wanted.hash}
    ]
    found = {
        row["id:ID"]: (label, row)
        for label, name in files.nodes.items()
        for row in rows(tmp_path / name, files.delimiter)
        if label != "Workspace"
    }
    assert found.keys() == wanted.nodes.keys()
    for each in wanted.nodes.values():
        label, row = found[each.id]
        assert label == each.label
        assert plain(row) == {**each.props, "workspace": WORKSPACE, "hash": each.hash}
    ends = {
        row["id:string"]: (type_, row)
        for type_, name in files.edges.items()
        for row in rows(tmp_path / name, files.delimiter)
    }
    assert ends.keys() == wanted.edges.keys()
    for tie in wanted.edges.values():
        type_, row = ends[tie.id]
        assert (type_, row.pop(":START_ID"), row.pop(":END_ID")) == (tie.type, tie.source, tie.target)
        assert plain(row) == {**tie.props, "workspace": WORKSPACE, "hash": tie.hash}


def plain(row: dict[str, Value]) -> dict[str, Value]:
    return {head.partition(":")[0]: value for head, value in row.items()}


@given(text=TEXTS, texts=st.lists(TEXTS, min_size=1).filter(any), number=NUMBERS, share=FLOATS)
def test_every_value_comes_out_of_the_files_the_same(tmp_path_factory, text, texts, number, share):
    folder = tmp_path_factory.mktemp("values")
    one, other = node("Agency", "甲", nameEn=text, aliases=texts, sources=number), node("Mechanism", "乙")
    tie = edge("MEMBER_OF", one, other, confidence=share, quotes=texts)
    files = write(graph([one, other], [tie]), folder)
    (row,) = rows(folder / "Agency.csv", files.delimiter)
    assert plain({"nameEn:string": "", **row})["nameEn"] == text
    assert (row["aliases:string[]"], row["sources:long"]) == (texts, number)
    (row,) = rows(folder / "MEMBER_OF.csv", files.delimiter)
    assert repr(row["confidence:double"]) == repr(share)
    assert row["quotes:string[]"] == texts
    assert not any(files.delimiter in each for each in texts)


def test_an_empty_text_is_not_no_text(tmp_path):
    write(graph([node("Agency", "甲", nameEn="", level="central"), node("Agency", "乙")]), tmp_path)
    # A csv reader cannot tell them apart; the importer does.
    lines = (tmp_path / "Agency.csv").read_text("utf-8").splitlines()
    assert ',""' in lines[2]
    assert ',""' not in lines[1]


def test_another_character_separates_where_a_text_holds_the_first(tmp_path):
    nasty = "".join(map(chr, range(0x20)))
    wanted = graph([node("Agency", "甲", aliases=["a", nasty])])
    files = write(wanted, tmp_path)
    assert files.delimiter == "\ue000"
    assert rows(tmp_path / "Agency.csv", files.delimiter)[0]["aliases:string[]"] == ["a", nasty]


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
    assert told == [("importing", 37, 100)]
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
    assert (tmp_path / "bulk" / "Agency.csv").exists()


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
