"""Memberships from raw text: which lists end one, and what stays of a body that leads."""

import json
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.fold import fold_ledger
from kg.schema import load_schema
from kg.seeds import load_seeds
from kg.workspace import Workspace

BOARD = "养老服务部际联席会议"
WHOLE = (
    f"{BOARD}由民政部、教育部、财政部组成。",
    f"{BOARD}由民政部、教育部和财政部共同组成,民政部为牵头单位。",
    f"{BOARD}由民政部、教育部、财政部等3个部门组成。",
    f"{BOARD}由民政部、教育部、财政部等三部门组成。",
    f"{BOARD}(以下简称联席会议)由民政部、教育部、财政部3个部门组成。",
    f"{BOARD}由民政部(牵头单位)、教育部、财政部组成。",
    f"{BOARD}成员由民政部、教育部、财政部组成。",
    f"国务院同意建立由民政部、教育部、财政部组成的{BOARD}。",
    f"{BOARD}由民政部牵头,教育部、财政部、公安部组成。",
    f"{BOARD}由民政部牵头,教育部、财政部、公安部4个部门组成。",
    f"{BOARD}成员单位:民政部、教育部、财政部。",
    f"{BOARD}成员单位(共3个):民政部、教育部、财政部。",
    f"{BOARD}共有3个成员单位:民政部、教育部、财政部。",
    f"{BOARD}的成员单位为民政部、教育部、财政部,共3个部门。",
    f"{BOARD}成员单位包括民政部、教育部、财政部等3个部门。",
    f"一、{BOARD}组成\n成员单位:民政部、教育部、财政部\n二、职责\n研究养老服务工作。",
)
OPEN = (
    f"{BOARD}由民政部、教育部、财政部等部门组成。",
    # The number is that of others.
    f"{BOARD}由民政部、教育部、财政部等10个部门组成。",
    f"{BOARD}有5个成员单位,由民政部、教育部、财政部组成。",
    f"{BOARD}由民政部牵头,教育部、财政部、公安部等4个部门组成。",
    # Others sit in it, too.
    f"{BOARD}由民政部、教育部、财政部及有关单位组成。",
    f"{BOARD}由民政部、教育部、财政部和专家代表组成。",
    f"{BOARD}由民政部、教育部、某某总局、财政部组成。",
    f"{BOARD}主要由民政部、教育部、财政部组成。",
    f"{BOARD}成员单位包括民政部、教育部、财政部。",
    f"{BOARD}的成员单位有:民政部、教育部、财政部。",
    f"{BOARD}成员单位:民政部、教育部、财政部等。",
    f"{BOARD}成员单位有民政部、教育部、财政部,以及各省民政厅。",
    f"{BOARD}成员单位:民政部、教育部、财政部\n公安部、司法部",
    # Those who come to it.
    f"{BOARD}新增成员单位:民政部、教育部、财政部。",
    f"{BOARD}参加单位:民政部、教育部、财政部。",
    # It is not so, or no longer.
    f"建议{BOARD}由民政部、教育部、财政部组成。",
    f"{BOARD}原由民政部、教育部、财政部组成。",
    # Something else is made up of them.
    f"{BOARD}办公室由民政部、教育部、财政部组成。",
    f"{BOARD}由民政部、教育部、财政部组成联合检查组。",
    f"{BOARD}派出由民政部、教育部、财政部组成的督查组。",
)
FIRST = (
    f"国务院同意建立{BOARD}制度。"
    "联席会议由民政部、发展改革委、教育部、财政部、住房城乡建设部、卫生健康委等6个部门组成,民政部为牵头单位。"
)
LATER = f"国务院同意调整{BOARD}。{BOARD}由民政部、发展改革委、财政部、人力资源社会保障部、卫生健康委等5个部门组成。"


def seats(extraction):
    return [s for s in extraction.statements if s.predicate == "MEMBER_OF"]


def add(folder: Path, name: str, text: str, date: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.with_name(f"{name}.meta.json").write_text(json.dumps({"date": date}), encoding="utf-8")
    with Workspace(folder / ".kg") as workspace:
        assert not workspace.add([str(path)]).errors
    return path


def edges(folder: Path) -> dict[tuple[str, str], dict]:
    """The properties of the memberships of a workspace, by member and role; the kept graph equals a whole fold."""
    with Workspace(folder / ".kg") as workspace:
        graph = workspace.graph()
        assert graph.hash == fold_ledger(workspace.ledger, load_schema(), load_seeds())[0].hash
    told = (e for e in graph.edges.values() if e.type == "MEMBER_OF" and e.target == f"Mechanism/{BOARD}")
    return {(e.source.removeprefix("Agency/"), str(e.props["role"])): e.props for e in told}


def checked(folder: Path) -> list[dict]:
    result = CliRunner().invoke(main, ["check", "--dir", str(folder / ".kg"), "--format", "json"])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("text", WHOLE)
def test_a_list_that_names_everyone_is_complete(read_text, text):
    listed = [s for s in seats(read_text(text)) if "position" in s.attrs]
    assert len(listed) == 3
    assert {s.attrs.get("complete") for s in listed} == {1}


@pytest.mark.parametrize("text", OPEN)
def test_a_list_that_may_leave_somebody_out_is_not(read_text, text):
    told = seats(read_text(text))
    assert told
    assert [s for s in told if "complete" in s.attrs] == []


def test_a_lead_keeps_its_place_in_the_list_of_its_text(read_text):
    (lead,) = [s for s in seats(read_text(FIRST)) if s.subject == "Agency/民政部"]
    assert lead.attrs == {"role": "lead", "position": 1, "complete": 1}


def test_a_later_complete_list_ends_whom_it_leaves_out(tmp_path):
    add(tmp_path, "a.txt", FIRST, "2019-09-06")
    add(tmp_path, "b.txt", LATER, "2021-05-10")
    found = edges(tmp_path)
    gone = {member for (member, _), props in found.items() if props["status"] == "ended"}
    assert gone == {"教育部", "住房城乡建设部"}
    for member in gone:
        assert found[member, "member"]["intervals"] == ["2019-09-06/2021-05-10"]
    assert found["人力资源社会保障部", "member"]["intervals"] == ["2021-05-10/"]
    rows = [row for row in checked(tmp_path) if row["kind"] == "left_out"]
    assert {row["about"] for row in rows} == {f"{BOARD}: {member}" for member in gone}
    assert {row["secondDate"] for row in rows} == {"2021-05-10"}


@pytest.mark.parametrize("end", ["等部门组成", "等8个部门组成"])
def test_a_later_open_list_ends_nobody(tmp_path, end):
    add(tmp_path, "a.txt", FIRST, "2019-09-06")
    add(tmp_path, "b.txt", LATER.replace("等5个部门组成", end), "2021-05-10")
    assert {props["status"] for props in edges(tmp_path).values()} == {"asserted"}
    assert checked(tmp_path) == []


def test_a_lead_or_host_outside_a_complete_list_of_its_date_stays(tmp_path):
    host = "联席会议办公室设在民政部。"
    add(tmp_path, "a.txt", FIRST + host, "2019-09-06")
    later = f"{BOARD}牵头单位:民政部。\n{BOARD}成员单位:财政部、公安部。"
    add(tmp_path, "b.txt", later, "2021-05-10")
    found = edges(tmp_path)
    assert found["民政部", "lead"]["intervals"] == ["2019-09-06/"]
    assert found["民政部", "office"]["status"] == "asserted"
    assert found["教育部", "member"]["status"] == "ended"
    assert "民政部" not in str([row["about"] for row in checked(tmp_path)])


def test_what_later_texts_tell_of_a_lead_as_a_member_is_told_of_its_edge(tmp_path):
    add(tmp_path, "a.txt", FIRST, "2019-09-06")
    add(tmp_path, "b.txt", LATER, "2021-05-10")
    found = edges(tmp_path)
    assert [role for member, role in found if member == "民政部"] == ["lead"]
    lead = found["民政部", "lead"]
    assert (lead["sources"], lead["statements"], lead["status"]) == (2, 2, "asserted")
    assert (lead["firstDate"], lead["lastDate"]) == ("2019-09-06", "2021-05-10")
    # The sentence that says who leads is quoted first, though a list is surer.
    assert "牵头" in lead["quotes"][0]
    assert "等5个部门" in lead["quotes"][1]


def test_a_member_that_leads_later_has_two_edges_with_their_own_times(tmp_path):
    add(tmp_path, "a.txt", LATER, "2016-05-10")
    add(tmp_path, "b.txt", FIRST, "2019-09-06")
    found = edges(tmp_path)
    assert found["民政部", "member"]["intervals"] == ["2016-05-10/"]
    assert found["民政部", "lead"]["intervals"] == ["2019-09-06/"]


def test_leads_that_follow_each_other_by_complete_lists_contradict_nothing(tmp_path):
    add(tmp_path, "a.txt", f"{BOARD}由民政部、教育部、财政部组成,民政部为牵头单位。", "2016-01-01")
    add(tmp_path, "b.txt", f"{BOARD}由教育部、财政部、公安部组成,教育部为牵头单位。", "2020-01-01")
    found = edges(tmp_path)
    assert found["民政部", "lead"]["intervals"] == ["2016-01-01/2020-01-01"]
    assert found["教育部", "lead"]["intervals"] == ["2020-01-01/"]
    assert [row["kind"] for row in checked(tmp_path)] == ["left_out"]


def test_a_lead_that_leaves_as_a_member_leads_no_more(tmp_path):
    add(tmp_path, "a.txt", FIRST, "2019-09-06")
    add(tmp_path, "b.txt", f"民政部不再作为{BOARD}成员单位。", "2020-01-01")
    add(tmp_path, "c.txt", f"{BOARD}由教育部牵头,财政部配合。", "2020-01-01")
    assert edges(tmp_path)["民政部", "lead"]["intervals"] == ["2019-09-06/2020-01-01"]
    assert [row for row in checked(tmp_path) if row["kind"] == "two_leads"] == []


def test_neither_order_nor_what_is_taken_back_changes_memberships(tmp_path):
    texts = {"a": (FIRST, "2019-09-06"), "b": (LATER, "2021-05-10")}
    hashes = set()
    for number, order in enumerate(permutations(texts)):
        folder = tmp_path / str(number)
        folder.mkdir()
        alone = []
        for name in order:
            path = add(folder, f"{name}.txt", *texts[name])
            alone.append(edges(folder))
        with Workspace(folder / ".kg") as workspace:
            hashes.add(workspace.graph().hash)
            workspace.remove(str(path))
        assert edges(folder) == alone[0]
    assert len(hashes) == 1
