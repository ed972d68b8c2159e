"""The tables of central bodies: sound rows, no form with two meanings, and answers to known pairs of names."""

import csv
import re
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from kg.assets import folder

COLUMNS = {
    "agencies": "type,id,name,full_name,level,system,parent,place,founded,dissolved,source,verified,note",
    "names": "name,id,kind,valid_from,valid_to,context",
    "succession": "new,old,date,kind,document,source,verified",
}
SYSTEMS = {
    "party",
    "government",
    "congress",
    "cppcc",
    "court",
    "procuratorate",
    "supervision",
    "military",
    "mass",
}
DATE = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?")
UNITS_OF_2016 = re.findall(
    r"\S+",
    "民政部 中央综治办 中央农办 中央网信办 发展改革委 教育部 公安部 司法部 财政部 人力资源社会保障部 住房城乡建设部 "
    "农业部 卫生计生委 税务总局 新闻出版广电总局 统计局 法制办 妇儿工委办公室 扶贫办 全国人大常委会法工委 最高人民法院 "
    "最高人民检察院 全国总工会 共青团中央 全国妇联 中国残联 关工委",
)
BARE = [
    "统计局",
    "扶贫办",
    "法制办",
    "农办",
    "关工委",
    "妇联",
    "残联",
    "科协",
    "总工会",
    "综治办",
    "网信办",
    "编办",
]
PAIRS = [
    ("same", "中央组织部", "中组部", ""),
    ("same", "中央综治办", "中央社会治安综合治理委员会办公室", "2016"),
    ("same", "人力资源和社会保障部", "人社部", ""),
    ("same", "人民银行", "中国人民银行", ""),
    ("same", "全国妇联", "中华全国妇女联合会", ""),
    ("same", "全总", "中华全国总工会", ""),
    ("same", "发展改革委", "国家发展和改革委员会", ""),
    ("same", "国家发改委", "国家发展改革委", ""),
    ("same", "国务院食安办", "国务院食品安全委员会办公室", ""),
    ("same", "国家医保局", "国家医疗保障局", ""),
    ("same", "国家统计局", "统计局", ""),
    ("same", "工信部", "工业和信息化部", ""),
    ("same", "新闻出版广电总局", "国家新闻出版广电总局", "2016"),
    ("same", "最高检", "最高人民检察院", ""),
    ("same", "最高法", "最高人民法院", ""),
    ("same", "退役军人部", "退役军人事务部", ""),
    ("same", "党中央", "中共中央", ""),
    ("same", "国家市场监督管理总局", "市场监管总局", "2018-08"),
    ("different", "全国妇联", "全国总工会", ""),
    ("different", "商务部", "财政部", ""),
    ("different", "国家信访局", "国家统计局", ""),
    ("different", "国家能源局", "国家林业局", ""),
    ("different", "最高人民法院", "最高人民检察院", ""),
    ("different", "统计局", "审计署", ""),
    ("part_of", "国家市场监督管理总局质量发展局", "国家市场监督管理总局", ""),
    ("part_of", "民政部机关党委", "民政部", ""),
    ("part_of", "民政部社会组织管理局", "民政部", ""),
    ("part_of", "民政部社会组织管理局社团管理处", "民政部社会组织管理局", ""),
    ("part_of", "国家发展改革委体改司公共服务处", "国家发改委体改司", ""),
    ("succeeds", "工业和信息化部", "信息产业部", "2008-03-15"),
    ("succeeds", "农业农村部", "农业部", "2018-03-17"),
    ("succeeds", "国家卫生计生委", "卫生部", "2013-03-14"),
    ("succeeds", "自然资源部", "国土资源部", "2018-03-17"),
    ("succeeds", "国家卫生健康委", "国家卫生计生委", "2018-03-17"),
    ("succeeds", "文化和旅游部", "国家旅游局", "2018-03-17"),
    ("succeeds", "国家粮食和物资储备局", "国家粮食局", "2018-03-17"),
    ("succeeds", "住房和城乡建设部", "建设部", "2008-03-15"),
    ("succeeds", "生态环境部", "环境保护部", "2018-03-17"),
    ("succeeds", "国家铁路局", "铁道部", "2013-03-14"),
    ("succeeds", "国家乡村振兴局", "国务院扶贫办", "2021-02-16"),
    ("succeeds", "农业农村部", "国家乡村振兴局", "2023-03-10"),
    ("succeeds", "金融监管总局", "银保监会", "2023-03-10"),
    ("succeeds", "国家经贸委", "国家煤炭工业局", "2001-02-19"),
    ("succeeds", "农业农村部农村合作经济指导司", "农业部经管司", "2018-03"),
    ("succeeds", "国家医保局", "人社部医疗保险司", "2018-03-17"),
    ("same", "中国联通", "中国联合网络通信集团有限公司", ""),
    ("same", "中华儿慈会", "中华少年儿童慈善救助基金会", ""),
    ("same", "中国扶贫开发协会", "中国乡村发展协会", "2015"),
    ("part_of", "中央网信办网络法治局", "国家网信办", ""),
    ("part_of", "水利部黄委会", "水利部", ""),
]


ASSOCIATION = re.compile(r"(协会|学会|联合会|促进会|基金会|商会|总会|研究会|联谊会|慈善会)$")
TRAPS = Path(folder("seeds")).parent.parent / "shared" / "eval" / "traps.tsv"


def read(table):
    with (Path(folder("seeds")) / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == COLUMNS[table].split(",")
        return list(reader)


@pytest.fixture(scope="module")
def bodies():
    rows = read("agencies")
    found = {row["id"]: row for row in rows}
    assert len(found) == len(rows)
    return found


@pytest.fixture(scope="module")
def names():
    return read("names")


@pytest.fixture(scope="module")
def successions():
    return read("succession")


@pytest.fixture(scope="module")
def uses(bodies, names):
    """Every form with the bodies that it may mean: (key, from, to, context)."""
    found = defaultdict(list)
    for row in bodies.values():
        found[row["name"]].append((row["id"], row["founded"], row["dissolved"], ""))
    for row in names:
        found[row["name"]].append((row["id"], row["valid_from"], row["valid_to"], row["context"]))
    return found


def holds(use, day):
    _, start, end, _ = use
    return not day or (start <= day and (not end or day < end))


def means(uses, name, day=""):
    """The one body that the form means then; among several, the one that is not bare or is still there."""
    found = [use for use in uses[name] if holds(use, day)]
    named = [use for use in found if not use[3]] or found
    alive = [use for use in named if not use[2]] or named
    assert len({use[0] for use in alive}) == 1, (name, day, found)
    return alive[0][0]


def test_there_are_enough_bodies_of_each_kind(bodies):
    types = Counter(row["type"] for row in bodies.values())
    bureaus = [r for r in bodies.values() if r["parent"] and r["name"].startswith(r["parent"])]
    offices = [r for r in bodies.values() if "的办事机构" in r["note"]]
    associations = [
        r for r in bodies.values() if r["type"] == "Organization" and ASSOCIATION.search(r["name"])
    ]
    assert types["Agency"] - len(bureaus) >= 350
    assert types["Agency"] >= 600
    assert types["Organization"] >= 300
    assert len(bureaus) >= 600
    assert len(offices) >= 80
    assert len(associations) >= 300


def test_every_cell_of_a_body_is_of_its_kind(bodies):
    for row in bodies.values():
        agency = row["type"] == "Agency"
        assert row["type"] in {"Agency", "Organization"}, row
        assert row["level"] == ("central" if agency else ""), row
        assert (row["system"] in SYSTEMS) if agency else not row["system"], row
        assert row["name"] == row["id"], row
        assert row["full_name"], row
        assert not row["parent"] or row["parent"] in bodies or row["parent"].startswith("Mechanism/"), row


def test_no_body_is_its_own_ancestor(bodies):
    for key in bodies:
        seen = [key]
        while (parent := bodies[seen[-1]]["parent"]) in bodies:
            assert parent not in seen, seen
            seen.append(parent)


def test_every_row_says_where_it_is_from(bodies, successions):
    for row in [*bodies.values(), *successions]:
        assert row["source"], row
        assert row["verified"] == ("no" if row["source"] == "general knowledge" else "yes"), row


def test_dates_are_well_formed_and_ordered(bodies, names, successions):
    spans = [(row["founded"], row["dissolved"], row) for row in bodies.values()]
    spans += [(row["valid_from"], row["valid_to"], row) for row in names]
    for start, end, row in spans:
        assert DATE.fullmatch(start), row
        assert DATE.fullmatch(end), row
        assert not (start and end) or start <= end, row
    for row in successions:
        assert row["date"], row
        assert DATE.fullmatch(row["date"]), row


def test_names_are_other_forms_of_known_bodies(bodies, names):
    kinds = {"full", "short", "abbreviation", "former", "english"}
    for row in names:
        assert row["id"] in bodies, row
        assert row["kind"] in kinds, row
        assert row["context"] in {"", "bare"}, row
        assert row["name"] == row["name"].strip() != bodies[row["id"]]["name"], row
        assert len(row["name"]) >= 2, row


def test_a_full_name_is_found_too(bodies, uses):
    for row in bodies.values():
        assert row["id"] in {use[0] for use in uses[row["full_name"]]}, row


def test_a_form_means_one_body_at_a_time_unless_it_is_bare(uses):
    for name, found in uses.items():
        certain = sorted((use for use in found if not use[3]), key=lambda use: use[1])
        assert len({use[0] for use in found}) == len(found), (name, found)
        for before, after in pairwise(certain):
            assert before[2], (name, certain)
            assert before[2] <= after[1], (name, certain)


def test_rows_are_sorted(bodies, names, successions):
    assert list(bodies.values()) == sorted(bodies.values(), key=lambda row: (row["type"], row["id"]))
    assert names == sorted(names, key=lambda row: (row["name"], row["id"], row["valid_from"]))
    assert successions == sorted(successions, key=lambda row: (row["new"], row["old"]))


def test_a_succession_ties_two_known_agencies_once(bodies, successions):
    ties = Counter((row["new"], row["old"]) for row in successions)
    assert max(ties.values()) == 1
    for row in successions:
        assert row["kind"] in {"renamed", "merged", "split", "enlarged"}, row
        assert bodies[row["new"]]["type"] == bodies[row["old"]]["type"] == "Agency", row
        assert row["new"] != row["old"], row


def test_a_succession_falls_on_the_end_of_the_old_and_not_before_the_new(bodies, successions):
    for row in successions:
        end, start = bodies[row["old"]]["dissolved"], bodies[row["new"]]["founded"]
        month = min(len(end), len(row["date"]))
        assert end, row
        assert row["date"][:month] == end[:month], row
        assert start[: len(row["date"])] <= row["date"] or start[:4] == row["date"][:4], row


def test_reforms_of_every_plan_are_there(successions):
    days = Counter(row["date"] for row in successions)
    for day in ("1998-03-10", "2003-03-10", "2008-03-15", "2013-03-14", "2018-03-17", "2023-03-10"):
        assert days[day] >= 2, day


def test_the_27_units_of_the_conference_of_2016_are_27_bodies(uses, bodies):
    units = [means(uses, name, "2016-04-06") for name in UNITS_OF_2016]
    assert len(set(units)) == 27
    assert "国家卫生计生委" in units
    assert "国务院法制办" in units
    assert all(bodies[key]["level"] == "central" for key in units)


@pytest.mark.parametrize(("relation", "one", "other", "day"), PAIRS)
def test_a_known_pair_is_answered(uses, bodies, successions, relation, one, other, day):
    then = day if relation == "same" else ""
    a, b = means(uses, one, then), means(uses, other, then)
    dates = {(row["new"], row["old"]): row["date"] for row in successions}
    assert (a == b) == (relation == "same")
    assert (bodies[a]["parent"] == b) >= (relation == "part_of")
    assert (dates.get((a, b)) == day) >= (relation == "succeeds")


def test_the_pairs_kept_for_measuring_are_answered(uses, bodies, successions):
    lines = TRAPS.read_text(encoding="utf-8").splitlines()[1:] if TRAPS.exists() else []
    ties = {(row["new"], row["old"]) for row in successions}
    for line in lines:
        one, place_a, day_a, other, place_b, day_b, relation = line.split("\t")
        if place_a or place_b or one not in uses or other not in uses:
            continue
        a, b = means(uses, one, day_a), means(uses, other, day_b)
        assert (a == b) == (relation == "same"), line
        assert (bodies[a]["parent"] == b) == (relation == "part_of"), line
        assert ((a, b) in ties) == (relation == "succeeds"), line


def test_an_office_says_whose_it_is(bodies):
    office = bodies["国务院妇儿工委办公室"]
    assert office["note"] == "国务院妇女儿童工作委员会的办事机构"
    assert office["full_name"] == "国务院妇女儿童工作委员会办公室"


@pytest.mark.parametrize("name", BARE)
def test_a_form_that_local_departments_bear_is_bare(uses, name):
    assert {use[3] for use in uses[name]} == {"bare"}


@pytest.mark.parametrize("word", ["办公厅", "办公室", "人事司", "机关党委"])
def test_a_plain_word_is_no_name(uses, word):
    assert word not in uses


def test_surnames_are_single_and_compound_once_each():
    lines = (Path(folder("seeds")) / "surnames.txt").read_text(encoding="utf-8").splitlines()
    surnames = [line for line in lines if not line.startswith("#")]
    lengths = Counter(len(surname) for surname in surnames)
    assert len(set(surnames)) == len(surnames)
    assert lengths[1] >= 400
    assert sum(lengths.values()) - lengths[1] >= 50
    assert {"黄", "布", "欧阳"} <= set(surnames)
