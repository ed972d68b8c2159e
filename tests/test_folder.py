"""A folder that changes: read again, what is gone taken back, chosen by what is known, tried before it is done, and kept in a log."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import main
from kg.errors import QueryError
from kg.fold.difference import difference, outline
from kg.ledger.choice import condition
from kg.model import Graph, Source
from kg.read import gone_under, is_gone
from kg.workspace import Workspace
from tests.graphs import edge, graph, node

ROOT = Path(__file__).resolve().parents[1]
MEETING = "2019年5月{}日,民政部在南京召开全国社区治理工作推进会。\n"
OTHER = "2020年6月{}日,教育部在北京召开全国学校安全工作会议。\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with three texts and a file of records."""
    monkeypatch.chdir(tmp_path)
    docs = tmp_path / "docs"
    (docs / "deep").mkdir(parents=True)
    (docs / "a.txt").write_text(MEETING.format(1), "utf-8")
    (docs / "b.txt").write_text(MEETING.format(2), "utf-8")
    (docs / "deep" / "c.txt").write_text(OTHER.format(3), "utf-8")
    write_records(docs / "news.jsonl", MEETING.format(4), OTHER.format(5), OTHER.format(6))
    return tmp_path


def write_records(path: Path, *texts: str) -> None:
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")


def kg(*arguments: str) -> Result:
    # The embedded engine, once started, goes on from the folder that it started in: the workspace is told in full.
    return CliRunner().invoke(
        main, list(arguments), env={"LC_ALL": "C", "KG_DIR": str(Path(".kg").resolve())}
    )


def rows(*arguments: str) -> list[dict]:
    result = kg(*arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def names(folder: str = ".kg") -> list[str]:
    with Workspace(Path(folder), create=False) as workspace:
        return [name for name, _ in workspace.ledger.names()]


def graph_of(folder: str = ".kg") -> Graph:
    with Workspace(Path(folder), create=False) as workspace:
        return workspace.graph()


def anew(*paths: str) -> str:
    """The hash of the graph of a workspace that never knew anything else."""
    assert kg("add", *paths, "--dir", "anew").exit_code == 0
    value = graph_of("anew").hash
    shutil.rmtree("anew")
    return value


def files_under(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# ---- reading a folder again ----


def test_only_what_changed_is_read_again_and_replaces_what_it_said(desk):
    kg("add", "docs")
    (desk / "docs" / "a.txt").write_text(OTHER.format(7), "utf-8")
    told = kg("add", "docs").stderr
    assert "1 read, 5 unchanged, 0 failed" in told
    assert graph_of().hash == anew("docs")


def test_a_file_of_records_replaces_all_that_it_said(desk):
    kg("add", "docs")
    write_records(desk / "docs" / "news.jsonl", OTHER.format(5))
    assert kg("add", "docs").exit_code == 0
    assert [name for name in names() if "jsonl" in name] == ["docs/news.jsonl:1"]
    assert graph_of().hash == anew("docs")


def test_a_record_that_cannot_be_read_is_still_there(desk):
    kg("add", "docs")
    lines = (desk / "docs" / "news.jsonl").read_text("utf-8").splitlines()
    (desk / "docs" / "news.jsonl").write_text(f"{lines[0]}\n{{broken\n", "utf-8")
    assert kg("add", "docs", "--prune").exit_code == 1
    assert [name for name in names() if "jsonl" in name] == ["docs/news.jsonl:1", "docs/news.jsonl:2"]


def test_a_file_named_like_a_record_is_a_file(desk):
    (desk / "docs" / "news.jsonl:3").write_text(MEETING.format(8), "utf-8")
    write_records(desk / "docs" / "news.jsonl", OTHER.format(5))
    kg("add", "docs")
    kg("add", "docs/news.jsonl", "--prune")
    assert "docs/news.jsonl:3" in names()


# ---- one file, one name ----


SPELLINGS = [
    "./docs",
    "docs/",
    "docs//a.txt",
    "./docs/./a.txt",
    "docs/deep/../a.txt",
    "{here}/docs",
    "{here}//docs/a.txt",
    "../{name}/docs",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_file_has_one_name_however_it_is_spelt(desk, spelling):
    kg("add", "docs")
    before = names()
    spelt = spelling.format(here=desk, name=desk.name)
    assert " 0 read," in f" {kg('add', spelt).stderr.split(': ', 1)[1]}"
    assert names() == before


@pytest.mark.parametrize("spelling", [*SPELLINGS, "."])
def test_what_is_taken_back_may_be_spelt_otherwise(desk, spelling):
    kg("add", spelling.format(here=desk, name=desk.name))
    assert "docs/a.txt" in names()
    assert kg("remove", spelling.format(here=desk, name=desk.name)).exit_code == 0
    assert "docs/a.txt" not in names()


def test_ids_and_records_stay_as_they_are_spelt(desk):
    kg("add", "./docs")
    assert kg("remove", "./docs/news.jsonl:2").exit_code == 0
    with Workspace(Path(".kg")) as workspace:
        id_ = dict(workspace.ledger.names())["docs/a.txt"]
    assert kg("remove", id_).exit_code == 0
    assert names() == ["docs/b.txt", "docs/deep/c.txt", "docs/news.jsonl:1", "docs/news.jsonl:3"]


def test_the_current_folder_is_not_standard_input_nor_what_lies_beside_it(desk, monkeypatch):
    kg("add", "docs/b.txt")
    CliRunner().invoke(main, ["add", "-", "--dir", str(desk / ".kg")], input=OTHER.format(9))
    monkeypatch.chdir(desk / "docs" / "deep")
    assert kg("add", "../a.txt", "c.txt", "--dir", str(desk / ".kg")).exit_code == 0
    assert kg("remove", ".", "--dir", str(desk / ".kg")).exit_code == 0
    assert names(str(desk / ".kg")) == ["-", "../a.txt", "docs/b.txt"]


def test_a_detour_behind_a_link_is_no_detour(desk):
    (desk / "far" / "in").mkdir(parents=True)
    (desk / "far" / "a.txt").write_text(OTHER.format(9), "utf-8")
    (desk / "docs" / "link").symlink_to(desk / "far" / "in")
    kg("add", "docs/link/../a.txt", "docs/a.txt")
    assert names() == ["docs/a.txt", "docs/link/../a.txt"]


def test_a_folder_that_a_shell_came_to_by_a_link_is_the_current_one(desk, monkeypatch):
    (desk / "link").symlink_to(desk / "docs")
    monkeypatch.chdir(desk / "link")
    monkeypatch.setenv("PWD", str(desk / "link"))
    kg("add", f"{desk}/link/a.txt", f"{desk}/docs/b.txt", "--dir", str(desk / ".kg"))
    assert names(str(desk / ".kg")) == ["a.txt", "b.txt"]


# ---- what options tell ----


def known(name: str) -> tuple[str | None, ...]:
    with Workspace(Path(".kg"), create=False) as workspace:
        text = workspace.ledger.text(name)
        return (text.date, text.publisher, text.url) if text else ()


def test_what_was_told_holds_while_the_bytes_stay(desk):
    kg("add", "docs/a.txt", "--date", "2019-10-2", "--publisher", "某报")
    told = kg("build", "docs")
    assert "5 read, 1 unchanged" in told.stderr
    assert known("docs/a.txt") == ("2019-10-02", "某报", None)
    kg("add", "docs/a.txt", "--url", "http://a.example", "--date", "2020")
    kg("add", "--stale", "docs")
    assert known("docs/a.txt") == ("2020", "某报", "http://a.example")
    (desk / "docs" / "a.txt").write_text(OTHER.format(9), "utf-8")
    kg("add", "docs")
    assert known("docs/a.txt") == (None, None, None)


def test_what_was_told_goes_with_its_text(desk):
    kg("add", "docs/a.txt", "--date", "2019")
    kg("remove", "docs/a.txt")
    kg("add", "docs/a.txt")
    assert known("docs/a.txt") == (None, None, None)


def test_what_was_told_holds_for_every_record(desk):
    kg("add", "docs/news.jsonl", "--publisher", "某报")
    write_records(desk / "docs" / "news.jsonl", MEETING.format(4), OTHER.format(8), OTHER.format(6))
    kg("add", "docs")
    publishers = [known(f"docs/news.jsonl:{number}")[1] for number in (1, 2, 3)]
    assert publishers == ["某报", None, "某报"]


def test_a_sidecar_holds_where_options_told_nothing_and_goes_with_its_file(desk):
    sidecar = desk / "docs" / "a.txt.meta.yml"
    sidecar.write_text("date: 2018-01-02\npublisher: 民政部\n", "utf-8")
    kg("add", "docs/a.txt", "--publisher", "某报")
    assert known("docs/a.txt") == ("2018-01-02", "某报", None)
    sidecar.unlink()
    kg("add", "docs")
    assert known("docs/a.txt") == (None, "某报", None)


def test_build_takes_what_is_known_of_its_texts(desk):
    assert kg("build", "docs/a.txt", "--date", "2019", "--publisher", "某报", "--url", "u").exit_code == 0
    assert known("docs/a.txt") == ("2019", "某报", "u")


# ---- prune ----


def test_without_prune_what_is_gone_stays(desk):
    kg("add", "docs")
    (desk / "docs" / "a.txt").unlink()
    kg("add", "docs")
    assert "docs/a.txt" in names()


def test_prune_takes_back_what_is_gone(desk):
    kg("add", "docs")
    (desk / "docs" / "a.txt").unlink()
    (desk / "docs" / "news.jsonl").unlink()
    shutil.rmtree(desk / "docs" / "deep")
    result = kg("add", "docs", "--prune")
    assert result.exit_code == 0
    assert "docs/deep/c.txt: taken back" in result.stderr
    assert "6 taken back" not in result.stderr
    assert "5 taken back" in result.stderr
    assert names() == ["docs/b.txt"]
    assert graph_of().hash == anew("docs")


def test_prune_touches_nothing_outside_its_paths(desk):
    shutil.copytree("docs", "docs2")
    kg("add", "docs", "docs2", "docs/deep")
    before = names()
    for folder in ("docs", "docs2"):
        (desk / folder / "a.txt").unlink()
        (desk / folder / "deep" / "c.txt").unlink()
    kg("add", "docs/deep", "--prune")
    assert set(before) - set(names()) == {"docs/deep/c.txt"}
    kg("add", "docs", "--prune")
    assert set(before) - set(names()) == {"docs/deep/c.txt", "docs/a.txt"}


def test_a_path_that_is_gone_itself_is_pruned_where_it_was_known(desk):
    kg("add", "docs")
    shutil.rmtree("docs/deep")
    kept = kg("add", "docs/deep")
    assert kept.exit_code == 1
    assert "docs/deep/c.txt" in names()
    assert kg("add", "docs/deep", "--prune").exit_code == 0
    assert "docs/deep/c.txt" not in names()
    assert kg("add", "docs/deep", "--prune").exit_code == 1


def test_a_glob_prunes_what_it_means(desk):
    kg("add", "docs")
    for path in ("docs/a.txt", "docs/deep/c.txt", "docs/news.jsonl"):
        (desk / path).unlink()
    kg("add", "docs/*.txt", "--prune")
    assert "docs/a.txt" not in names()
    assert "docs/deep/c.txt" in names()
    kg("add", "docs/**/c.txt", "--prune")
    assert "docs/deep/c.txt" not in names()
    assert "docs/news.jsonl:1" in names()


def test_a_file_that_is_there_and_cannot_be_read_keeps_what_it_said(desk):
    kg("add", "docs")
    (desk / "docs" / "a.txt").write_bytes(b"")
    (desk / "docs" / "b.txt").unlink()
    (desk / "docs" / "b.txt").symlink_to("nowhere")
    assert kg("add", "docs", "--prune").exit_code == 1
    assert {"docs/a.txt", "docs/b.txt"} <= set(names())


def test_what_was_noted_of_an_unreadable_file_goes_with_it(desk):
    (desk / "docs" / "bad.pdf").write_bytes(b"%PDF-1.4 rubbish")
    kg("add", "docs")
    (desk / "docs" / "bad.pdf").unlink()
    kg("add", "docs", "--prune")
    assert "unreadable" not in {row["what"] for row in rows("status")}


def test_a_name_is_relative_to_where_it_was_read(desk, monkeypatch):
    kg("add", "docs")
    elsewhere = desk / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    kg("add", ".", "--prune", "--dir", str(desk / ".kg"))
    assert len(names(str(desk / ".kg"))) == 6


def test_a_file_whose_place_a_folder_took_is_gone(desk):
    kg("add", "docs")
    (desk / "docs" / "a.txt").unlink()
    (desk / "docs" / "a.txt").mkdir()
    (desk / "docs" / "a.txt" / "x.txt").write_text(MEETING.format(1), "utf-8")
    kg("build", "docs", "--prune")
    assert {"docs/a.txt", "docs/a.txt/x.txt"} & set(names()) == {"docs/a.txt/x.txt"}


def test_what_cannot_be_looked_at_counts_as_there():
    assert is_gone("/nowhere/at/all")
    assert not is_gone("a" * 5000)


PARTS = st.lists(st.sampled_from(["甲", "乙", "b.txt", "b.txt:1"]), min_size=1, max_size=3).map("/".join)


@given(st.sets(PARTS), st.lists(PARTS, max_size=2))
def test_only_names_under_the_paths_are_gone(known, paths):
    place = "/nowhere"
    found = gone_under([(name, place) for name in sorted(known)], [f"{place}/{path}" for path in paths])
    for name in known:
        ends = {name, name.removesuffix(":1")}
        under = any(end == path or end.startswith(f"{path}/") for end in ends for path in paths)
        assert (name in found) == under


# ---- stale ----


def kg_with(seeds: Path, *arguments: str) -> str:
    """Run the command line with other data folders, as another version of the program would have them."""
    code = (
        "import sys; from pathlib import Path; from kg import assets; assets.root = lambda: Path(sys.argv[1]); "
        "from kg.cli import main; main(sys.argv[2:])"
    )
    command = [sys.executable, "-c", code, str(seeds), *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.fixture
def newer(desk: Path) -> Path:
    """Data folders that are the shipped ones but for one more name."""
    folder = desk / "data"
    shutil.copytree(ROOT / "seeds", folder / "seeds", ignore=shutil.ignore_patterns("documents"))
    for name in ("schema", "models", "cypher"):
        (folder / name).symlink_to(ROOT / name)
    with (folder / "seeds" / "names.csv").open("a", encoding="utf-8") as table:
        table.write("民福部,民政部,abbreviation,,,\n")
    return folder


def test_a_newer_row_makes_old_texts_be_read_again(desk, newer):
    (desk / "docs" / "a.txt").write_text("2019年5月7日,民福部在南京召开全国社区治理工作推进会。", "utf-8")
    kg("add", "docs/a.txt")
    assert "Agency/民政部" not in graph_of().nodes
    assert "1 read, 0 unchanged" in kg_with(newer, "add", "docs/a.txt")
    assert "Agency/民政部" in graph_of().nodes
    assert "0 read, 1 unchanged" in kg_with(newer, "add", "docs/a.txt")
    assert rows("log", "2")[0]["action"] == "read again"


def test_stale_texts_are_read_again_though_their_files_have_gone(desk, newer):
    (desk / "docs" / "a.txt").write_text("2019年5月7日,民福部在南京召开全国社区治理工作推进会。", "utf-8")
    kg("add", "docs", "--publisher", "某报")
    (desk / "docs" / "a.txt").unlink()
    assert "6 read, 0 unchanged" in kg_with(newer, "add", "--stale")
    assert "Agency/民政部" in graph_of().nodes
    assert "0 read, 0 unchanged" in kg_with(newer, "add", "--stale")
    with Workspace(desk / ".kg") as workspace:
        assert {source.publisher for source in workspace.ledger.sources()} == {"某报"}


def test_a_changed_file_is_no_stale_text(desk, newer):
    kg("add", "docs")
    (desk / "docs" / "a.txt").write_text(OTHER.format(9), "utf-8")
    kg_with(newer, "add", "--stale")
    with Workspace(desk / ".kg") as workspace:
        assert workspace.ledger.text("docs/a.txt").raw == MEETING.format(1)


def test_a_stale_page_is_read_by_the_reader_of_pages(desk):
    (desk / "docs" / "a.html").write_text(f"<html><body><p>{MEETING.format(1)}</p></body></html>", "utf-8")
    kg("add", "docs")
    with Workspace(desk / ".kg") as workspace:
        source = next(s for s in workspace.ledger.sources(raw=True) if s.name.endswith("html"))
        # As an older reader would have left it.
        cell = ("UPDATE text SET raw = ?, fingerprint = 'old' WHERE name = ?", (b"", source.name))
        workspace.ledger._connection.execute(*cell)
        workspace.add((), stale=True)
        assert workspace.ledger.source(source.id) == source


def test_something_must_be_named(desk):
    for arguments in (
        ("add",),
        ("build",),
        ("remove",),
        ("add", "docs", "--watch", "--dry-run"),
        ("add", "-", "--watch"),
    ):
        assert kg(*arguments).exit_code == 2


# ---- choosing what to remove ----


def text(**known: str) -> Source:
    return Source("sha256:0123456789abcdef", "docs/a.txt", "text/plain", "", **known)


@pytest.mark.parametrize(
    ("words", "known", "fits"),
    [
        ("publisher=民政部", {"publisher": "民政部"}, True),
        ("publisher=民政部", {"publisher": "民政部办公厅"}, False),
        ("publisher=民政部*", {"publisher": "民政部办公厅"}, True),
        ("publisher=*", {}, False),
        ("publisher=", {}, True),
        ("publisher=", {"publisher": "民政部"}, False),
        ("name=docs/*", {}, True),
        ("media_type=*/plain", {}, True),
        ("id=sha256:0123456789abcdef", {}, True),
        ("date<2016", {"date": "2015-12-31"}, True),
        ("date<2016", {"date": "2016-01"}, False),
        ("date<=2016", {"date": "2016-12-31"}, True),
        ("date>2016", {"date": "2016-12-31"}, False),
        ("date>=2016-03", {"date": "2016-03-02"}, True),
        ("date=2016", {"date": "2016-03-02"}, True),
        ("date>=2016-03", {"date": "2016"}, False),
        ("date<2016-03", {"date": "2016"}, False),
        ("date<2016-03", {"date": "2015"}, True),
        ("date<2016", {}, False),
        ("date=", {}, True),
        (" date <= 2016年3月 ", {"date": "2016-03-09"}, True),
    ],
)
def test_a_condition_fits(words, known, fits):
    assert condition(words).fits(text(**known)) is fits


@pytest.mark.parametrize("words", ["", "publisher", "author=x", "publisher<x", "date<", "date<spring", "=x"])
def test_what_is_no_condition_is_refused(words):
    with pytest.raises(QueryError):
        condition(words)


DATES = st.tuples(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from([4, 7, 10])).map(
    lambda told: told[0].isoformat()[: told[1]]
)


@given(DATES, DATES)
def test_a_date_is_at_most_one_of_before_in_and_after(value, told):
    signs = [sign for sign in "<=>" if condition(f"date{sign}{value}").fits(text(date=told))]
    vague = value.startswith(told) and value != told
    assert len(signs) == (0 if vague else 1)


def test_remove_by_what_is_known(desk):
    kg("add", "docs/a.txt", "--publisher", "民政部", "--date", "2015-03")
    kg("add", "docs/b.txt", "--publisher", "民政部", "--date", "2018")
    kg("add", "docs/deep", "--publisher", "教育部", "--date", "2015")
    trial = kg("remove", "--where", "date<2016", "--dry-run")
    assert "docs/a.txt: would be taken back" in trial.stderr
    assert "docs/deep/c.txt: would be taken back" in trial.stderr
    assert len(names()) == 3
    assert kg("remove", "--where", "date<2016", "--where", "publisher=民政部").exit_code == 0
    assert names() == ["docs/b.txt", "docs/deep/c.txt"]
    nothing = kg("remove", "docs/b.txt", "--where", "publisher=教育部")
    assert nothing.exit_code == 1
    assert kg("remove", "--where", "author=x").exit_code == 2
    assert names() == ["docs/b.txt", "docs/deep/c.txt"]


def test_a_word_that_begins_ids_removes_nothing(desk):
    (desk / "docs" / "a.txt").write_text("市卫健委有关负责同志出席会议。", "utf-8")
    kg("add", "docs")
    assert "unresolved" in {row["what"] for row in rows("status")}
    assert kg("remove", "sha256").exit_code == 1
    assert len(names()) == 6


# ---- dry runs ----


def test_a_dry_run_says_what_would_be_and_changes_nothing(desk):
    kg("build", "docs")
    (desk / "docs" / "a.txt").write_text(OTHER.format(9), "utf-8")
    (desk / "docs" / "b.txt").unlink()
    before, files = graph_of(), files_under(desk)
    said = kg("add", "docs", "--prune", "--dry-run")
    trial = [json.loads(line) for line in said.stdout.splitlines()]
    assert "docs/b.txt: would be taken back" in said.stderr
    assert "1 would be taken back" in said.stderr
    assert files_under(desk) == files
    kg("add", "docs", "--prune")
    assert trial == as_rows(before, graph_of())
    assert {row["change"] for row in trial} == {"+", "-", "~"}


def test_a_dry_run_of_removing_says_what_would_be(desk):
    kg("build", "docs")
    before, files = graph_of(), files_under(desk)
    trial = rows("remove", "docs/deep", "--dry-run")
    assert files_under(desk) == files
    kg("remove", "docs/deep")
    assert trial == as_rows(before, graph_of())
    assert {"change": "-", "type": "Agency", "id": "Agency/教育部", "name": "教育部"} not in trial
    assert any(row["change"] == "-" and row["type"] == "Source" for row in trial)


def test_a_dry_run_makes_no_workspace(desk):
    result = kg("add", "docs", "--dry-run")
    assert result.exit_code == 0
    assert {json.loads(line)["change"] for line in result.stdout.splitlines()} == {"+"}
    assert "Agency: +2, -0, ~0" in result.stderr
    assert not (desk / ".kg").exists()


def test_a_dry_run_beside_a_writer_sees_what_it_wrote(desk):
    kg("add", "docs/a.txt")
    with Workspace(desk / ".kg") as other:
        other.add(["docs/b.txt"])
        assert (desk / ".kg" / "ledger.sqlite-wal").exists()
        told = kg("add", "docs/a.txt", "docs/b.txt", "--dry-run")
    assert told.stdout == ""
    assert "0 read, 2 unchanged" in told.stderr
    assert "stay as it is" in told.stderr


def test_a_dry_run_reads_no_files_of_the_workspace(desk):
    kg("add", "docs/a.txt", "--dir", "docs/w")
    assert "6 unchanged" not in kg("add", "docs", "--dir", "docs/w", "--dry-run").stderr
    assert kg("add", "docs", "--dir", "docs/w", "--dry-run").exit_code == 0


def as_rows(before: Graph, after: Graph) -> list[dict]:
    return [step._asdict() for step in difference(outline(before), outline(after))]


ITEMS = [node("Agency", key, level=level) for key in "甲乙" for level in ("central", "province")]
GRAPHS = st.lists(st.sampled_from(ITEMS)).map(
    lambda nodes: graph(nodes, [edge("PART_OF", each, each, sources=len(nodes)) for each in nodes])
)


@given(GRAPHS, GRAPHS)
def test_a_difference_is_empty_for_the_same_and_turns_with_its_ends(one, two):
    forth, back = (difference(outline(a), outline(b)) for a, b in ((one, two), (two, one)))
    assert (forth == []) == (one.hash == two.hash)
    turned = {"+": "-", "-": "+", "~": "~"}
    assert sorted((s.id, turned[s.change]) for s in forth) == sorted((s.id, s.change) for s in back)
    left = (one.nodes.keys() | {s.id for s in forth if s.change == "+"}) - {
        s.id for s in forth if s.change == "-"
    }
    assert {id_ for id_ in left if "/" in id_} == two.nodes.keys()


# ---- the log ----


def test_the_log_tells_what_each_run_did(desk):
    kg("build", "docs")
    (desk / "docs" / "a.txt").write_text(OTHER.format(9), "utf-8")
    (desk / "docs" / "b.txt").unlink()
    (desk / "docs" / "bad.txt").write_bytes(b"")
    kg("add", "docs", "--prune")
    kg("remove", "docs/deep")
    removed, added, built = rows("log")
    assert [each["command"] for each in (removed, added, built)] == [
        "remove docs/deep",
        "add --prune docs",
        "build docs",
    ]
    assert {each["state"] for each in (removed, added, built)} == {"done"}
    assert built["added"] == 6
    assert built["names"] == [*names_of(1)[:5], "… and 1 more"]
    assert {row["name"]: row["action"] for row in rows("log", "2")} == {
        "docs/a.txt": "changed",
        "docs/b.txt": "taken back",
        "docs/bad.txt": "failed",
    }
    assert (added["added"], added["changed"], added["taken back"], added["failed"]) == (0, 1, 1, 1)
    assert removed["names"] == ["docs/deep/c.txt"]
    assert built["started"] <= built["ended"] <= added["started"]
    assert kg("log", "99").exit_code == 2


def names_of(run: int) -> list[str]:
    return [row["name"] for row in rows("log", str(run))]


def test_no_address_of_a_store_stands_in_the_log(desk):
    kg("build", "docs/a.txt", "--store", "bolt://neo4j:secret@127.0.0.1:1")
    (row,) = rows("log")
    assert row["command"] == "build docs/a.txt"
    assert row["state"] == "stopped"
    assert b"secret" not in (desk / ".kg" / "ledger.sqlite").read_bytes()


def test_a_run_that_was_killed_did_not_finish(desk):
    code = (
        "import os; from kg.workspace import Workspace; from pathlib import Path\n"
        "with Workspace(Path('.kg')) as w: w.add(['docs'], on_read=lambda name: name.endswith('b.txt') and os._exit(9))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    (row,) = rows("log")
    assert (row["state"], row["ended"], row["added"]) == ("not finished", "", 2)
    kg("add", "docs")
    assert rows("log")[0]["added"] == 4
    assert graph_of().hash == anew("docs")


def test_what_people_stop_is_called_stopped(desk):
    def stop(name: str) -> None:
        raise KeyboardInterrupt

    with Workspace(desk / ".kg") as workspace, pytest.raises(KeyboardInterrupt):
        workspace.add(["docs"], on_read=stop)
    (row,) = rows("log")
    assert (row["state"], row["added"]) == ("stopped", 1)
    assert row["ended"]


def test_many_paths_are_told_in_short(desk):
    for number in range(20):
        (desk / f"{number:02}.txt").write_text(MEETING.format(1), "utf-8")
    kg("add", *(f"{number:02}.txt" for number in range(20)))
    command = rows("log")[0]["command"]
    assert command.startswith("add 00.txt 01.txt")
    assert command.endswith("07.txt … and 12 more")


def test_the_folder_of_the_log_is_no_secret_of_the_graph(desk):
    kg("add", "docs")
    one = graph_of().hash
    kg("add", "docs")
    kg("remove", "docs/a.txt")
    kg("add", "docs")
    assert graph_of().hash == one
    assert os.fspath(desk) not in str(graph_of())
