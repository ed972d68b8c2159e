"""The ledger keeps what each source said, gives it back in key order, and takes it back whole."""

import sqlite3
from pathlib import Path

import pytest

from kg.errors import LedgerError
from kg.fold import Known, Rules, renew
from kg.ledger import FILE, Ledger, Loaded, run_fingerprint, source_fingerprint
from kg.model import Entity, Evidence, Extraction, Issue, Mention, Source, Statement, digest, statement_id
from kg.schema import load_schema
from kg.seeds import load_seeds

RAW = "民政部召开会议。𠮷林省参加。\r\n"


def extraction(raw: str = RAW, name: str = "a.txt", **known: str) -> Extraction:
    source = Source(f"sha256:{digest(raw)}", name, "text/plain", raw, **known)
    evidence = Evidence(source.id, 0, 8, raw[0:8], None)
    agency = Entity("Agency/民政部", "Agency", "民政部", ("中国民政部",), {"level": "central"})
    meeting = Entity("Meeting/会议@2018", "Meeting", "会议", (), {"kind": "other", "date": "2018"})
    ends = (agency.id, "ORGANIZED", meeting.id)
    statement = Statement(statement_id(*ends, "", evidence), *ends, {"date": "2018"}, evidence, "held", 0.9)
    return Extraction(
        source,
        (agency, meeting),
        (statement,),
        (Mention(agency.id, source.id, 0, 3, raw[0:3]), Mention(meeting.id, source.id, 5, 7, raw[5:7])),
        (Issue("unresolved", "Agency 某局", source.id, 8, 1),),
    )


@pytest.fixture
def ledger(tmp_path: Path):
    with Ledger.open(tmp_path / "kg") as opened:
        yield opened


def test_gives_back_what_was_put_in(ledger: Ledger):
    told = extraction(date="2018-08-31", title="标题")
    ledger.add(told, "f")
    assert list(ledger.sources(raw=True)) == [told.source]
    assert ledger.source(told.source.id) == told.source
    assert [row.entity for row in ledger.entities()] == list(told.entities)
    assert list(ledger.statements()) == list(told.statements)
    assert list(ledger.mentions()) == list(told.mentions)
    assert list(ledger.issues()) == list(told.issues)
    assert ledger.fingerprints() == {"a.txt": "f"}


def test_streams_leave_raw_text_on_disk_unless_asked(ledger: Ledger):
    ledger.add(extraction(), "f")
    assert [source.raw for source in ledger.sources()] == [""]


def test_same_bytes_under_two_names_are_one_source_that_goes_with_the_last(ledger: Ledger):
    first = extraction(name="b.txt")
    id_ = first.source.id
    ledger.add(first, "f")
    ledger.add(extraction(name="a.txt", date="2018"), "f")
    assert ledger.source_ids() == [id_]
    assert [source.name for source in ledger.sources()] == ["a.txt"]
    assert len(list(ledger.statements())) == 1
    assert ledger.remove("a.txt") == []
    assert list(ledger.sources(raw=True)) == [first.source]
    assert ledger.remove("b.txt") == [id_]
    assert not any(ledger.counts().values())


def test_an_id_removes_a_source_under_all_its_names(ledger: Ledger):
    ledger.add(extraction(name="a.txt"), "f")
    ledger.add(extraction(name="b.txt"), "f")
    id_ = extraction().source.id
    assert ledger.remove(id_) == [id_]
    assert list(ledger.names()) == []
    assert ledger.remove("never") == []


def test_a_changed_file_replaces_and_says_what_it_took_back(ledger: Ledger):
    old, new = extraction(), extraction(raw=RAW + "完。")
    assert ledger.add(old, "f") == []
    assert ledger.add(old, "f") == []
    assert ledger.add(new, "f") == [old.source.id]
    assert ledger.source_ids() == [new.source.id]


def test_a_failure_is_listed_until_the_name_is_read_well(ledger: Ledger):
    ledger.add_issue("a.txt", "unreadable", "a.txt: is empty")
    ledger.add_issue("a.txt", "unreadable", "a.txt: is empty")
    assert list(ledger.issues()) == [Issue("unreadable", "a.txt: is empty", "a.txt")]
    ledger.add(extraction(), "f")
    assert [issue.kind for issue in ledger.issues()] == ["unresolved"]
    ledger.add_issue("b.txt", "unreadable", "b.txt: is empty")
    ledger.clear_issues("b.txt")
    assert ledger.counts()["issues"] == 1


def test_a_crash_inside_a_source_leaves_nothing_of_it(ledger: Ledger):
    ledger.add(extraction(), "f")
    broken = extraction(raw=RAW + "完。")
    bad = Extraction(broken.source, broken.entities, broken.statements, (None,), ())  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        ledger.add(bad, "f")
    assert list(ledger.statements()) == list(extraction().statements)


def test_streams_come_in_key_order_whatever_the_order_of_adding(tmp_path: Path):
    texts = [extraction(raw=RAW + mark, name=f"{mark}.txt") for mark in "丙甲乙"]
    seen = []
    for order in (texts, texts[::-1]):
        with Ledger.open(tmp_path / str(len(seen))) as ledger:
            for told in order:
                ledger.add(told, "f")
            seen.append(
                [
                    list(ledger.sources()),
                    list(ledger.entities()),
                    list(ledger.statements()),
                    list(ledger.mentions()),
                ]
            )
    assert seen[0] == seen[1]
    assert [s.id for s in seen[0][0]] == sorted(t.source.id for t in texts)


def test_statements_of_gives_both_ends(ledger: Ledger):
    ledger.add(extraction(), "f")
    for end in ("Agency/民政部", "Meeting/会议@2018"):
        assert list(ledger.statements_of(end)) == list(extraction().statements)
    assert list(ledger.statements_of("Agency/教育部")) == []


def test_forms_are_names_and_aliases(ledger: Ledger):
    ledger.add(extraction(), "f")
    assert list(ledger.forms("%民政部")) == [("中国民政部", "Agency/民政部"), ("民政部", "Agency/民政部")]
    assert list(ledger.forms("~%民政部")) == []


def test_the_workspace_keeps_its_id(tmp_path: Path):
    with Ledger.open(tmp_path) as first:
        kept = first.workspace
    with Ledger.open(tmp_path) as again, Ledger.open(tmp_path / "other") as other:
        assert again.workspace == kept != other.workspace


def test_loads_are_remembered(ledger: Ledger):
    ledger.note_load("embedded", Loaded("00", 1, "{}"))
    ledger.note_load("embedded", Loaded("01", 2, "{}"))
    assert ledger.loads() == {"embedded": Loaded("01", 2, "{}")}


def test_a_ledger_of_the_first_format_is_brought_up_to_date(tmp_path: Path):
    folder = tmp_path / "kg"
    with Ledger.open(folder) as ledger:
        ledger.add(extraction(), "f")
    connection = sqlite3.connect(folder / FILE)
    for table in (
        "fresh",
        "touched",
        "node",
        "edge",
        "pair",
        "joined",
        "seeded",
        "tie",
        "load",
        "change",
        "run",
        "told",
        "tally",
    ):
        connection.execute(f"DROP TABLE {table}")
    for index in ("entity_name", "entity_body", "statement_into", "entity_id"):
        connection.execute(f"DROP INDEX {index}")
    connection.execute("CREATE INDEX entity_id ON entity (id)")
    connection.execute("CREATE INDEX statement_object ON statement (object)")
    connection.execute("CREATE TABLE load (target TEXT PRIMARY KEY, hash TEXT NOT NULL)")
    connection.execute("CREATE TABLE joined (id TEXT PRIMARY KEY, canonical TEXT NOT NULL)")
    connection.execute("UPDATE meta SET value = '1' WHERE key = 'version'")
    connection.commit()
    connection.close()
    with Ledger.open(folder) as ledger:
        assert ledger.loads() == ledger.joined() == {}
        renew(ledger, Rules(load_schema(), Known(load_seeds()), "x"))
        assert set(ledger.items.graph().nodes) >= {"Agency/民政部", "Meeting/会议@2018"}


def test_a_missing_workspace_is_said(tmp_path: Path):
    with pytest.raises(LedgerError, match="no workspace"):
        Ledger.open(tmp_path, create=False)


def test_a_second_writer_is_told_to_wait(ledger: Ledger, monkeypatch: pytest.MonkeyPatch):
    other = sqlite3.connect(ledger.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr("kg.ledger.tables.WAIT_SECONDS", 0.05)
    try:
        with (
            Ledger.open(ledger.path.parent) as second,
            pytest.raises(LedgerError, match="another process is writing"),
        ):
            second.add(extraction(), "f")
    finally:
        other.close()
    ledger.add(extraction(), "f")


def test_a_newer_ledger_is_refused(tmp_path: Path):
    Ledger.open(tmp_path).close()
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute("UPDATE meta SET value = '99' WHERE key = 'version'")
    connection.commit()
    connection.close()
    with pytest.raises(LedgerError, match="newer"):
        Ledger.open(tmp_path)


def test_a_damaged_ledger_is_refused(tmp_path: Path):
    (tmp_path / FILE).write_bytes(b"not a database at all" * 100)
    with pytest.raises(LedgerError, match="damaged"):
        Ledger.open(tmp_path)


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path):
    (tmp_path / "kg").write_text("")
    with pytest.raises(LedgerError):
        Ledger.open(tmp_path / "kg")


def test_stale_follows_run_bytes_and_metadata(ledger: Ledger):
    told = extraction(date="2018")
    assert ledger.stale(told.source, "run")
    ledger.add(told, source_fingerprint("run", told.source))
    assert not ledger.stale(told.source, "run")
    assert ledger.stale(told.source, "other run")
    assert ledger.stale(extraction(date="2019").source, "run")
    assert ledger.stale(extraction(name="b.txt", date="2018").source, "run")


def test_a_run_fingerprint_holds_its_options():
    assert run_fingerprint() == run_fingerprint({})
    assert run_fingerprint({"ner": "model"}) != run_fingerprint()
