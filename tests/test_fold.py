"""Many claims become one node or one edge, the same whatever their order; what does not fit the schema is refused."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import StatementError
from kg.fold import Rows, check_extraction, fold
from kg.fold.intervals import Event, Kind, intervals, is_ended
from kg.fold.known import known_statements, seed_sources
from kg.fold.pinyin import in_pinyin
from kg.ledger import Told
from kg.model import (
    Edge,
    Entity,
    Evidence,
    Extraction,
    Graph,
    Mention,
    Source,
    Statement,
    digest,
    statement_id,
)
from kg.schema import load_schema
from kg.seeds import AgencyRow, Seeds, SuccessionRow

SCHEMA = load_schema()
AGENCY, OTHER, MECHANISM = "Agency/民政部", "Agency/教育部", "Mechanism/联席会议"
OFFICIAL = "Official/张三@民政部"


def source(number: int, date: str | None = None) -> Source:
    return Source(f"sha256:{number:016x}", f"folder/{number}.txt", "text/plain", "", date=date)


def said(
    subject=AGENCY,
    predicate="MEMBER_OF",
    object_=MECHANISM,
    *,
    number=1,
    start=0,
    status="asserted",
    sure=0.9,
    **attrs,
):
    if predicate == "MEMBER_OF":
        attrs = {"role": "member", **attrs}
    evidence = Evidence(source(number).id, start, start + 2, f"{number}:{start}")
    id_ = statement_id(subject, predicate, object_, str(attrs.get("role", "")), evidence)
    return Statement(id_, subject, predicate, object_, attrs, evidence, f"rule{number}", sure, status)


def told(id_: str, number: int = 1, name: str = "", aliases: tuple[str, ...] = (), **props) -> Told:
    type_, key = id_.split("/", 1)
    return Told(source(number).id, Entity(id_, type_, name or key, aliases, props))


def folded(statements=(), ids=None, dates=None, entities=(), mentions=(), issues=None) -> Graph:
    numbers = range(1, 8)
    ends = {end for s in statements for end in (s.subject, s.object)} - {t.entity.id for t in entities}
    rows = Rows(
        [source(n, (dates or {}).get(n)) for n in numbers],
        [*entities, *(told(end) for end in sorted(ends))],
        statements,
        mentions,
    )
    return fold(rows, ids or {}, SCHEMA, None if issues is None else issues.append)


def edge(graph: Graph) -> Edge:
    (found,) = graph.edges.values()
    return found


def test_claims_of_one_fact_are_one_edge():
    graph = folded(
        [said(number=n, position=p) for n, p in ((1, 4), (2, 4), (3, 2))], dates={1: "2018", 2: "2016-02"}
    )
    found = edge(graph)
    assert found.id == digest(AGENCY, "MEMBER_OF", MECHANISM, "member") == found.props["id"]
    assert (found.source, found.type, found.target) == (AGENCY, "MEMBER_OF", MECHANISM)
    assert found.props["statements"] == found.props["sources"] == 3
    assert found.props["position"] == 4
    assert found.props["intervals"] == ["2016-02/"]
    assert (found.props["firstDate"], found.props["lastDate"]) == ("2016-02", "2018")
    assert found.props["sourceIds"] == [source(n).id for n in (1, 2, 3)]


def test_the_key_attribute_tells_two_facts_apart():
    assert len(folded([said(), said(role="office", start=5)]).edges) == 2


def test_quotes_are_the_surest_then_the_earliest_five_each_with_its_place():
    claims = [said(number=n, start=s, sure=0.5 + n / 100) for n in (1, 2, 3) for s in (0, 9)]
    found = edge(folded(claims))
    assert found.props["quotes"] == ["3:0", "3:9", "2:0", "2:9", "1:0"]
    assert found.props["quoteSpans"][0] == f"{source(3).id}#0-2"
    assert (found.props["confidence"], found.props["rule"]) == (0.53, "rule3")


def test_sources_listed_are_fifty_and_counted_are_all():
    claims = [said(number=n) for n in range(1, 61)]
    rows = Rows([source(n) for n in range(1, 61)], [told(AGENCY), told(MECHANISM)], claims, [])
    found = edge(fold(rows, {}, SCHEMA))
    assert found.props["sources"] == 60
    assert len(found.props["sourceIds"]) == 50


@pytest.mark.parametrize("status", ["planned", "negated"])
def test_what_is_planned_or_denied_makes_no_edge(status):
    assert not folded([said(status=status)]).edges


def test_an_end_closes_and_a_return_opens_again():
    def held(number, status="asserted"):
        return said(OFFICIAL, "HOLDS_POST", AGENCY, number=number, status=status, title="部长")

    dates = {1: "2016", 2: "2018-03", 3: "2020"}
    found = edge(folded([held(1), held(2, "ended")], dates=dates))
    assert (found.props["intervals"], found.props["status"]) == (["2016/2018-03"], "ended")
    found = edge(folded([held(1), held(2, "ended"), held(3)], dates=dates))
    assert (found.props["intervals"], found.props["status"]) == (["2016/2018-03", "2020/"], "asserted")


def test_an_end_alone_makes_an_ended_edge():
    found = edge(folded([said(status="ended")], dates={1: "2018"}))
    assert (found.props["status"], found.props["intervals"]) == ("ended", ["/2018"])
    undated = edge(folded([said(status="ended")]))
    assert undated.props["status"] == "ended"
    assert not {"intervals", "firstDate", "lastDate"} & set(undated.props)


def test_years_of_a_campaign_are_intervals_of_their_own():
    claims = [said(AGENCY, "RUNS", "Program/行动", number=n, role="lead", year=str(2016 + n)) for n in (1, 2)]
    found = edge(folded(claims, dates={1: "2020"}))
    assert (found.props["intervals"], found.props["status"]) == (["2017/2017", "2018/2018"], "asserted")


def membership(claims, dates):
    graph = folded(claims, dates=dates)
    return {e.source: (e.props["intervals"], e.props["status"]) for e in graph.edges.values()}


def test_only_a_later_complete_list_closes_a_membership():
    claims = [said(), said(OTHER, number=2)]
    dates = {1: "2016", 2: "2018"}
    assert membership(claims, dates)[AGENCY] == (["2016/"], "asserted")
    claims[1] = said(OTHER, number=2, complete=1)
    assert membership(claims, dates)[AGENCY] == (["2016/2018"], "ended")
    assert membership(claims, dates)[OTHER] == (["2018/"], "asserted")
    assert membership(claims, {1: "2018-08", 2: "2018"})[AGENCY] == (["2018-08/"], "asserted")
    assert membership(claims, {1: "2018", 2: "2018-08"})[AGENCY] == (["2018/"], "asserted")


def test_a_complete_list_keeps_those_it_names_in_another_role():
    claims = [said(), said(role="lead", number=2, complete=1)]
    graph = folded(claims, dates={1: "2016", 2: "2018"})
    assert {e.props["status"] for e in graph.edges.values()} == {"asserted"}


def test_a_lead_has_the_evidence_of_texts_that_call_it_a_member_since():
    dates = {1: "2016", 2: "2018"}
    (lead,) = folded([said(role="lead"), said(number=2, position=3)], dates=dates).edges.values()
    assert (lead.props["role"], lead.props["sources"], lead.props["statements"]) == ("lead", 2, 2)
    assert (lead.props["position"], lead.props["lastDate"], lead.props["intervals"]) == (3, "2018", ["2016/"])
    before = membership_by_role([said(), said(role="lead", number=2)], dates)
    assert before == {"member": (["2016/"], "asserted"), "lead": (["2018/"], "asserted")}


def test_who_leads_no_more_may_be_a_member_still():
    dates = {1: "2016", 2: "2018", 3: "2020"}
    claims = [said(role="lead"), said(role="lead", number=2, status="ended"), said(number=3)]
    found = membership_by_role(claims, dates)
    assert found == {"member": (["2020/"], "asserted"), "lead": (["2016/2018"], "ended")}


def membership_by_role(claims, dates):
    graph = folded(claims, dates=dates)
    return {e.props["role"]: (e.props["intervals"], e.props["status"]) for e in graph.edges.values()}


def test_a_complete_list_leaves_out_nobody_whom_another_sentence_of_its_date_names():
    claims = [said(role="lead"), said(OTHER, number=2, complete=1), said(role="lead", number=3)]
    found = membership(claims, {1: "2016", 2: "2018", 3: "2018"})
    assert found[AGENCY] == (["2016/"], "asserted")


def test_no_list_of_members_ends_the_seat_of_an_office():
    claims = [said(role="office"), said(OTHER, number=2, complete=1)]
    assert membership(claims, {1: "2016", 2: "2018"})[AGENCY] == (["2016/"], "asserted")


def test_the_name_is_the_most_told_then_the_longest():
    def name(*names):
        entities = [told(AGENCY, n + 1, form, ("民政部门",)) for n, form in enumerate(names)]
        return folded(entities=entities).nodes[AGENCY].props

    assert name("民政部", "民政部", "中国民政部")["name"] == "民政部"
    props = name("民政部", "中国民政部")
    assert props["name"] == "中国民政部"
    assert props["aliases"] == ["民政部", "民政部门"]
    assert props["sources"] == 2
    assert props["nameEn"] == "Zhong Guo Min Zheng Bu"


def test_properties_are_voted_then_the_smallest():
    entities = [told(AGENCY, n, level=level) for n, level in ((1, "city"), (2, "central"), (3, "city"))]
    assert folded(entities=entities).nodes[AGENCY].props["level"] == "city"
    assert folded(entities=entities[:2]).nodes[AGENCY].props["level"] == "central"


def test_a_joined_node_keeps_its_former_ids_and_its_own_properties():
    vague, precise = "Meeting/会@2018", "Meeting/会@2018-08-31"
    entities = [
        told(vague, 1, "会", date="2018"),
        told(vague, 2, "会", date="2018"),
        told(precise, 3, "会", date="2018-08-31"),
    ]
    claims = [said(AGENCY, "ORGANIZED", vague), said(AGENCY, "ORGANIZED", precise, number=3)]
    graph = folded(claims, {vague: precise}, entities=entities)
    props = graph.nodes[precise].props
    assert props["formerIds"] == [vague]
    assert (props["date"], props["sources"]) == ("2018-08-31", 3)
    assert edge(graph).props["statements"] == 2


def test_of_names_told_as_often_that_of_the_nodes_own_id_stands():
    misspelt = "Agency/民攻部门"
    entities = [told(misspelt, 1, "民攻部门"), told(AGENCY, 2, "民政部")]
    props = folded(ids={misspelt: AGENCY}, entities=entities).nodes[AGENCY].props
    assert (props["name"], props["aliases"]) == ("民政部", ["民攻部门"])
    entities += [told(misspelt, n, "民攻部门") for n in (3, 4)]
    assert folded(ids={misspelt: AGENCY}, entities=entities).nodes[AGENCY].props["name"] == "民攻部门"


def test_the_full_name_of_a_mechanism_stands_however_often_it_is_told_in_short():
    short, full = "Mechanism/联席会议", "Mechanism/社会救助部际联席会议"
    entities = [told(short, n, "联席会议") for n in (1, 2, 3)] + [told(full, 4, "社会救助部际联席会议")]
    assert folded(ids={short: full}, entities=entities).nodes[full].props["name"] == "社会救助部际联席会议"


def test_a_claim_whose_ends_are_joined_is_left_out_and_listed():
    issues = []
    first, second = "Mechanism/甲", "Mechanism/乙"
    graph = folded([said(first, "SUCCEEDS", second, start=7)], {first: second}, issues=issues)
    assert not graph.edges
    assert [(i.kind, i.source, i.start) for i in issues] == [("self_loop", source(1).id, 7)]


def test_mentions_are_counted_where_they_first_stand():
    places = [("Meeting/会@2018", 9), ("Meeting/会@2018-08", 4), ("Meeting/会@2018-08", 20)]
    mentions = [Mention(id_, source(1).id, start, start + 1, "会") for id_, start in places]
    entities = [told(id_, name="会") for id_ in sorted({id_ for id_, _ in places})]
    found = edge(folded(ids={places[0][0]: places[1][0]}, entities=entities, mentions=mentions))
    assert (found.type, found.target) == ("MENTIONED_IN", source(1).id)
    assert found.props == {"id": found.id, "count": 3, "start": 4}


def test_a_source_node_does_not_move_with_its_folder():
    props = folded(dates={1: "2018"}).nodes[source(1).id].props
    assert props == {"id": source(1).id, "name": "1.txt", "mediaType": "text/plain", "date": "2018"}


def test_every_property_is_in_the_schema_with_its_type():
    graph = folded([said(), said(OFFICIAL, "HAS_ROLE_IN", MECHANISM, role="召集人")], dates={1: "2018"})
    for found in graph.edges.values():
        assert set(found.props) <= set(SCHEMA.common_attrs) | set(SCHEMA.relations[found.type].attrs)
    for node in graph.nodes.values():
        assert set(node.props) <= set(SCHEMA.common_properties) | set(SCHEMA.types[node.label].properties)


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        (said(AGENCY, "LIKES", MECHANISM), "no predicate"),
        (said(AGENCY, "MENTIONED_IN", OTHER), "no predicate"),
        (said(OFFICIAL), "subject of MEMBER_OF"),
        (said(AGENCY, "MEMBER_OF", OTHER), "object of MEMBER_OF"),
        (said(colour="red"), "no colour"),
        (said(position="4"), "not integer"),
        (said(position=True), "not integer"),
        (said(position=None), "not integer"),
    ],
)
def test_a_claim_off_the_schema_is_refused(claim, fault):
    with pytest.raises(StatementError, match=fault):
        folded([claim])


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (Told("s", Entity("Agency/x", "Agency", "x", (), {"level": 3})), "not string"),
        (Told("s", Entity("Agency/x", "Agency", "x", (), {"colour": "red"})), "no colour"),
        (Told("s", Entity("Ship/x", "Ship", "x")), "no entity type"),
        (Told("s", Entity("Source/x", "Source", "x")), "no entity type"),
        (Told("s", Entity("Agency/x", "Mechanism", "x")), "begins with its type"),
        (Told("s", Entity("Agency/", "Agency", "")), "has a name"),
    ],
)
def test_an_entity_off_the_schema_is_refused(row, fault):
    with pytest.raises(StatementError, match=fault):
        folded(entities=[row])


def test_an_end_without_an_entity_is_refused():
    rows = Rows([source(1)], [told(AGENCY)], [said()], [])
    with pytest.raises(StatementError, match=MECHANISM):
        fold(rows, {}, SCHEMA)
    with pytest.raises(StatementError, match=OTHER):
        fold(Rows([source(1)], [], [], [Mention(OTHER, source(1).id, 0, 1, "x")]), {}, SCHEMA)


def test_an_extraction_is_checked_before_it_is_kept():
    entities = (told(AGENCY).entity, told(MECHANISM).entity)
    good = Extraction(source(1), entities, (said(),), (Mention(AGENCY, source(1).id, 0, 1, "x"),), ())
    check_extraction(good, SCHEMA)
    for bad in (replace(good, entities=entities[:1]), replace(good, entities=entities[1:])):
        with pytest.raises(StatementError, match="no entity defines"):
            check_extraction(bad, SCHEMA)
    with pytest.raises(StatementError, match="a mention"):
        check_extraction(Extraction(source(1), (), (), good.mentions, ()), SCHEMA)


def body(key: str, parent: str = "", type_: str = "Agency") -> AgencyRow:
    return AgencyRow(
        type_, key, key, key, "central", "government", parent, "", "", "", "a, quoted", "yes", ""
    )


def test_seed_rows_are_told_only_where_texts_name_both_ends():
    rows = (body("旧部"), body("新部"), body("新部司", "新部"), body("报社", "新部", "Organization"))
    succession = SuccessionRow("新部", "旧部", "2018-03", "renamed", "", "general knowledge", "no")
    seeds = Seeds({row.id: row for row in rows}, (), (succession,), (), (), {})
    assert known_statements(seeds, {"Agency/新部", "Agency/报社"}) == []
    known = known_statements(
        seeds, {"Agency/新部", "Agency/旧部", "Agency/新部司", "Agency/报社", "Organization/报社"}
    )
    facts = [(s.subject, s.predicate, s.object, s.confidence) for s in known]
    assert facts == [
        ("Agency/新部", "SUCCEEDS", "Agency/旧部", 0.9),
        ("Agency/新部司", "PART_OF", "Agency/新部", 1.0),
    ]
    assert [s.evidence.source for s in known] == [s.id for s in reversed(seed_sources(known))]
    assert known[1].evidence.text.endswith('"a, quoted",yes,')
    graph = fold(
        Rows(seed_sources(known), [told(f"Agency/{row.id}") for row in rows[:3]], known, []), {}, SCHEMA
    )
    assert graph.nodes["seed:succession.csv"].label == "Source"
    assert {e.props["rule"] for e in graph.edges.values()} == {"seed"}


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("民政部", "Min Zheng Bu"),
        ("“1443”模式", "“1443” Mo Shi"),
        ("NGO发展", "NGO Fa Zhan"),
        ("重庆市", "Chong Qing Shi"),
    ],
)
def test_pinyin_has_a_capital_a_syllable(name, pinyin):
    assert in_pinyin(name) == pinyin


EVENTS = st.sets(
    st.builds(Event, st.sampled_from(["", "2016", "2017-03", "2018"]), st.sampled_from(Kind)), min_size=1
)


@given(EVENTS)
def test_intervals_are_ordered_and_only_the_last_is_open(events):
    pairs = [pair.split("/") for pair in intervals(events)]
    assert all(start <= end for start, end in pairs if start and end)
    assert all(end for _, end in pairs[:-1])
    if any(event.date for event in events) and pairs:
        assert bool(pairs[-1][1]) or not is_ended(events)


CLAIMS = st.lists(
    st.builds(
        said,
        st.sampled_from([AGENCY, OTHER]),
        number=st.integers(1, 7),
        start=st.integers(0, 3),
        status=st.sampled_from(["asserted", "ended", "planned"]),
        sure=st.sampled_from([0.5, 0.9]),
        position=st.integers(1, 2),
        complete=st.integers(0, 1),
        role=st.sampled_from(["lead", "member", "office"]),
    ),
    max_size=14,
)


@given(claims=CLAIMS, data=st.data())
def test_the_order_of_rows_does_not_matter(claims, data):
    dates = {1: "2016", 2: "2017-05", 3: "2018"}
    shuffled = folded(data.draw(st.permutations(claims)), dates=dates)
    graph = folded(claims, dates=dates)
    assert shuffled.hash == graph.hash
    assert list(shuffled.nodes) == sorted(graph.nodes)
    assert list(shuffled.edges) == sorted(graph.edges)
