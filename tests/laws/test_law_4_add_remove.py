"""Law 4: adding a source twice is adding it once; adding and removing it is as if it had never been; order is nothing."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.decisions import Decision, Decisions
from kg.errors import DecisionError
from kg.fold import Known, Rules, fold_ledger, renew
from kg.ledger import Ledger
from kg.model import Entity, Evidence, Extraction, Mention, Source, Statement, digest, statement_id
from kg.schema import load_schema
from kg.seeds import AgencyRow, Seeds, SuccessionRow

SCHEMA = load_schema()


def row(id_: str, parent: str) -> AgencyRow:
    return AgencyRow(
        "Agency", id_, id_, id_, "central", "government", parent, "", "", "", "made up", "no", ""
    )


# 教育部 is told to be part of 民政部 and to follow it: ties that come and go with what the texts name.
SEEDS = Seeds(
    {"民政部": row("民政部", ""), "教育部": row("教育部", "民政部")},
    (),
    (SuccessionRow("教育部", "民政部", "2018", "merger", "", "made up", "no"),),
    (),
    (),
    {},
)
RULES = Rules(SCHEMA, Known(SEEDS), "")
MEETINGS = ("Meeting/推进会", "Meeting/推进会@2018", "Meeting/推进会@2018-08-31", "Meeting/推进会@2019")
OFFICIALS = ("Official/张三", "Official/张三@民政部", "Official/张三@教育部")
AGENCIES = ("Agency/民政部", "Agency/教育部", "Agency/部际联席会议办公室")
MECHANISMS = ("Mechanism/联席会议", "Mechanism/部际联席会议")


def entity(id_: str, form: str) -> Entity:
    type_, key = id_.split("/", 1)
    date = key.partition("@")[2]
    props = {"date": date} if type_ == "Meeting" and date else {}
    return Entity(id_, type_, key.split("@")[0], (form,), props)


def claim(source: Source, subject: str, predicate: str, object_: str, status: str) -> Statement:
    evidence = Evidence(source.id, 0, 2, source.raw[:2])
    attrs = {"MEMBER_OF": {"role": "member", "complete": 1}, "ATTENDED": {"role": "speaker"}}.get(
        predicate, {}
    )
    id_ = statement_id(subject, predicate, object_, attrs.get("role", ""), evidence)
    return Statement(id_, subject, predicate, object_, attrs, evidence, "rule", 0.9, status)


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """A small text: three bytes' worth of names, so that texts often share bytes, names, entities and claims."""
    raw = draw(st.sampled_from(["甲文", "乙文", "丙文"]))
    name = draw(st.sampled_from(["a.txt", "b.txt", "c.txt"]))
    source = Source(
        f"sha256:{digest(raw)}",
        name,
        "text/plain",
        raw,
        date=draw(st.sampled_from([None, "2016", "2018-09"])),
    )
    status = draw(st.sampled_from(["asserted", "ended"]))
    triples = draw(
        st.sets(
            st.one_of(
                st.tuples(st.sampled_from(AGENCIES), st.just("ORGANIZED"), st.sampled_from(MEETINGS)),
                st.tuples(st.sampled_from(OFFICIALS), st.just("ATTENDED"), st.sampled_from(MEETINGS)),
                st.tuples(st.sampled_from(AGENCIES), st.just("MEMBER_OF"), st.sampled_from(MECHANISMS)),
                st.tuples(st.sampled_from(MEETINGS), st.just("SESSION_OF"), st.sampled_from(MECHANISMS)),
                st.tuples(st.sampled_from(OFFICIALS), st.just("HAS_ROLE_IN"), st.sampled_from(MECHANISMS)),
                st.tuples(st.just(MECHANISMS[0]), st.just("SUCCEEDS"), st.just(MECHANISMS[1])),
                st.tuples(st.just(AGENCIES[0]), st.just("PART_OF"), st.just(AGENCIES[1])),
            ),
            max_size=5,
        )
    )
    ids = sorted({end for s, _, o in triples for end in (s, o)})
    entities = tuple(entity(id_, draw(st.sampled_from(["联席会议", "又名"]))) for id_ in ids)
    statements = tuple(claim(source, *triple, status) for triple in sorted(triples))
    return Extraction(
        source, entities, statements, tuple(Mention(id_, source.id, 0, 1, raw[:1]) for id_ in ids), ()
    )


def state(ledger: Ledger) -> tuple[object, ...]:
    """Everything that can be read from a ledger, and the hash of its graph."""
    graph, ids = fold_ledger(ledger, SCHEMA, SEEDS)
    renew(ledger, RULES)
    assert ledger.items.graph() == graph
    assert (ledger.items.hash, ledger.joined()) == (graph.hash, ids)
    rows = [
        list(ledger.sources(raw=True)),
        list(ledger.names()),
        list(ledger.entities()),
        list(ledger.statements()),
    ]
    return (graph.hash, ids, rows, list(ledger.mentions()), list(ledger.issues()), ledger.counts())


def after(
    added: Sequence[Extraction], removed: Sequence[str] = (), folded: Callable[[], bool] = lambda: False
) -> tuple[object, ...]:
    """The state after changes; ``folded`` says whether the kept graph is brought up to date in between."""
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder)) as ledger:
        for told in added:
            ledger.add(told, "f")
            if folded():
                renew(ledger, RULES)
        for name in removed:
            ledger.remove(name)
            if folded():
                renew(ledger, RULES)
        return state(ledger)


def one_a_name(texts: Sequence[Extraction]) -> list[Extraction]:
    return list({text.source.name: text for text in texts}.values())


@given(st.lists(extractions(), min_size=1, max_size=6), st.data())
def test_a_graph_kept_through_changes_is_the_graph_made_at_once(texts, data):
    """Whatever is folded in between, and however names go live and die: state() compares with a whole fold."""
    gone = data.draw(st.lists(st.sampled_from(["a.txt", "b.txt", "c.txt"]), unique=True))
    after(texts, gone, lambda: data.draw(st.booleans()))


def decided(what: str, left: str, right: str, predicate: str = "") -> Decision:
    return Decision(what, left, predicate, "", right, "", "", "甲", "2026-01-01", "")


# 王五 and 劳动部 are told by no text, and tie those that are; a mechanism's other name comes and goes with the texts.
DECISIONS = (
    decided("same", OFFICIALS[1], OFFICIALS[2]),
    decided("different", OFFICIALS[0], OFFICIALS[1]),
    decided("same", OFFICIALS[0], "Official/王五"),
    decided("same", "Official/王五", OFFICIALS[2]),
    decided("same", MECHANISMS[0], MECHANISMS[1]),
    decided("different", MEETINGS[0], MEETINGS[3]),
    decided("same", AGENCIES[0], "Agency/劳动部"),
    decided("wrong", AGENCIES[0], MECHANISMS[0], "MEMBER_OF"),
    decided("wrong", MECHANISMS[0], MECHANISMS[1], "SUCCEEDS"),
    decided("right", AGENCIES[0], MEETINGS[1], "ORGANIZED"),
    decided("wrong", AGENCIES[0], AGENCIES[1], "PART_OF"),
    decided("wrong", MEETINGS[1], "2018", "date"),
)


@st.composite
def consistent(draw: st.DrawFn) -> Decisions:
    """Some of the decisions, without those that would contradict the ones before."""
    rows: list[Decision] = []
    for each in draw(st.lists(st.sampled_from(DECISIONS), unique=True)):
        try:
            rows = list(Decisions([*rows, each], SCHEMA).rows)
        except DecisionError:
            continue
    return Decisions(rows, SCHEMA)


def assert_kept_as_told(ledger: Ledger, decisions: Decisions) -> None:
    renew(ledger, replace(RULES, decisions=decisions, fingerprint=decisions.digest))
    graph, ids = fold_ledger(ledger, SCHEMA, SEEDS, decisions)
    assert ledger.items.graph() == graph
    assert (ledger.items.hash, ledger.joined()) == (graph.hash, ids)


@given(st.lists(extractions(), min_size=1, max_size=4), st.lists(consistent(), min_size=1, max_size=4))
def test_decisions_that_come_and_go_leave_the_graph_that_they_ask_for(texts, rounds):
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder)) as ledger:
        for told in texts:
            ledger.add(told, "f")
        for decisions in rounds:
            assert_kept_as_told(ledger, decisions)


@given(st.lists(extractions(), min_size=1, max_size=6), consistent())
def test_texts_that_come_and_go_under_decisions_leave_the_graph_that_they_ask_for(texts, decisions):
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder)) as ledger:
        for told in texts:
            ledger.add(told, "f")
            assert_kept_as_told(ledger, decisions)
        for name in ("a.txt", "b.txt"):
            ledger.remove(name)
            assert_kept_as_told(ledger, decisions)


def test_a_rule_joins_again_when_the_decision_against_it_goes(tmp_path: Path):
    vague, dated = MEETINGS[0], MEETINGS[3]
    source = Source("sha256:1", "a.txt", "text/plain", "甲文")
    told = tuple(claim(source, AGENCIES[0], "ORGANIZED", each, "asserted") for each in (vague, dated))
    names = tuple(entity(id_, "又名") for id_ in (AGENCIES[0], vague, dated))
    with Ledger.open(tmp_path) as ledger:
        ledger.add(Extraction(source, names, told, (), ()), "f")
        for rows in ([], [decided("different", vague, dated)], []):
            assert_kept_as_told(ledger, Decisions(rows, SCHEMA))
            assert ledger.joined() == ({} if rows else {vague: dated})


TEXTS = st.lists(extractions(), min_size=1, max_size=4)


@given(TEXTS)
def test_adding_twice_is_adding_once(texts):
    texts = one_a_name(texts)
    assert after([*texts, *texts]) == after(texts)


@given(TEXTS, st.data())
def test_the_order_of_adding_does_not_matter(texts, data):
    texts = one_a_name(texts)
    assert after(data.draw(st.permutations(texts))) == after(texts)


@given(TEXTS, st.data())
def test_adding_and_removing_is_as_if_it_had_never_been(texts, data):
    texts = one_a_name(texts)
    gone = data.draw(st.lists(st.sampled_from([text.source.name for text in texts]), unique=True))
    assert after(texts, gone) == after([text for text in texts if text.source.name not in gone])


@given(TEXTS)
def test_removing_a_source_takes_it_under_all_its_names(texts):
    texts = one_a_name(texts)
    id_ = texts[0].source.id
    assert after(texts, [id_]) == after([text for text in texts if text.source.id != id_])


@given(TEXTS)
def test_a_changed_file_replaces_what_its_name_stood_for(texts):
    assert after(texts) == after(one_a_name(texts))
