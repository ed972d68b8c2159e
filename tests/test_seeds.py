"""Loading the seeds: what is shipped is sound, and every bad row is told with file and line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SeedError
from kg.seeds import AgencyRow, NameRow, PlaceRow, SuccessionRow, load_seeds

TABLES = {
    "agencies.csv": """\
type,id,name,full_name,level,system,parent,place,founded,dissolved,source,verified,note
Agency,国务院,国务院,中华人民共和国国务院,central,government,,,1954-09,,law,yes,
Agency,民政部,民政部,中华人民共和国民政部,central,government,国务院,,1978-03-05,,law,yes,"a, b"
Organization,全国老龄协会,老龄协会,,,,Agency/民政部,110000,,,general knowledge,no,
""",
    "names.csv": """\
name,id,kind,valid_from,valid_to,context
内务部,民政部,former,1954,1969,
老协,Organization/全国老龄协会,short,,,bare
""",
    "succession.csv": """\
new,old,date,kind,document,source,verified
Agency/民政部,国务院,1978,renamed,,law,yes
""",
    "places.csv": """\
code,name,short,level,parent,valid_from,valid_to,verified,note
110000,北京市,北京,province,,,,yes,x
110101,旧城区,,county,110000,,2010,yes,x
110101,东城区,东城,county,110000,2010,,yes,x
,某新区,,zone,110000,,,no,x
""",
    "stems.csv": "short,full\n住建,住房和城乡建设\n",
    "surnames.txt": "# common ones\n王\n\n李\n王\n",
}


@pytest.fixture
def write(tmp_path):
    def run(name="", text="", folder="seeds"):
        target = tmp_path / folder
        target.mkdir(exist_ok=True)
        for file, content in ({} if folder != "seeds" else TABLES).items():
            (target / file).write_text(content, encoding="utf-8")
        if name:
            (target / name).write_text(text, encoding="utf-8")
        return tmp_path if folder == "seeds" else target

    return run


def faults(root, extra=None):
    with pytest.raises(SeedError) as caught:
        load_seeds(root, extra)
    return str(caught.value).splitlines()


def test_rows_come_out_typed_and_bodies_by_key(write):
    seeds = load_seeds(write())
    assert list(seeds.agencies) == ["国务院", "民政部", "全国老龄协会"]
    assert isinstance(seeds.agencies["民政部"], AgencyRow)
    assert seeds.agencies["民政部"].note == "a, b"
    assert seeds.agencies["全国老龄协会"].parent == "民政部"
    assert seeds.names[1] == NameRow("老协", "全国老龄协会", "short", "", "", "bare")
    assert seeds.successions == (SuccessionRow("民政部", "国务院", "1978", "renamed", "", "law", "yes"),)
    assert [place.key for place in seeds.places] == ["110000", "110101", "110101", "某新区"]
    assert isinstance(seeds.places[0], PlaceRow)
    assert dict(seeds.stems) == {"住建": "住房和城乡建设"}
    assert seeds.words == {"surnames": ("王", "李")}


def test_the_shipped_seeds_are_sound():
    seeds = load_seeds()
    assert "民政部" in seeds.agencies
    assert {row.id for row in seeds.names} <= seeds.agencies.keys()
    assert {end for row in seeds.successions for end in (row.new, row.old)} <= seeds.agencies.keys()
    assert len(seeds.places) > 3000


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("agencies.csv", "Agency,民政部", "Ministry,民政部", "3: type is 'Ministry', must be one of"),
        ("agencies.csv", "1978-03-05", "1978-13", "3: founded is '1978-13', which is no ISO date"),
        ("agencies.csv", "law,yes", ",yes", "2: source is empty"),
        ("agencies.csv", ",国务院,,1978", ",国委,,1978", "3: parent 国委 is not in agencies.csv"),
        ("agencies.csv", "110000", "999999", "4: place 999999 is not in places.csv"),
        (
            "agencies.csv",
            "Agency,民政部,",
            "Agency,国务院,",
            "3: 国务院 stands already at seeds/agencies.csv:2",
        ),
        ("agencies.csv", "type,id", "id,type", "1: the columns must be type,id,name"),
        ("names.csv", "former", "old", "2: kind is 'old', must be one of"),
        ("names.csv", "内务部,民政部", "内务部,内政部", "2: id 内政部 is not in agencies.csv"),
        ("names.csv", "Organization/", "Agency/", "3: id Agency/全国老龄协会 is not in agencies.csv"),
        ("names.csv", ",,,bare", ",,bare", "3: 5 cells where 6 are due"),
        ("names.csv", "老协", '"老协', "3: unexpected end of data"),
        ("succession.csv", ",国务院", ",政务院", "2: old 政务院 is not in agencies.csv"),
        ("places.csv", "110101,东城区", "11010,东城区", "4: code is '11010', which is no code of six digits"),
        ("places.csv", "旧城区", "东城区", "4: 110101 东城区 stands already at seeds/places.csv:3"),
        ("places.csv", "zone,110000", "zone,120000", "5: parent 120000 is not in places.csv"),
        ("stems.csv", "住建,", ",", "2: short is empty"),
    ],
)
def test_a_bad_row_is_told_with_its_line(write, file, old, new, message):
    assert old in TABLES[file]
    root = write(file, TABLES[file].replace(old, new, 1))
    assert any(line.startswith(f"seeds/{file}:{message}") for line in faults(root))


def test_all_bad_rows_are_told_at_once(write, tmp_path):
    root = write("names.csv", TABLES["names.csv"].replace("former", "old").replace("bare", "naked"))
    (tmp_path / "seeds" / "stems.csv").unlink()
    (tmp_path / "seeds" / "surnames.txt").write_bytes("王".encode("gbk"))
    found = "\n".join(faults(root))
    for part in (
        "names.csv:2: kind",
        "names.csv:3: context",
        "stems.csv:1: is missing",
        "surnames.txt:1: is not UTF-8",
    ):
        assert f"seeds/{part}" in found


def test_a_mechanism_from_texts_may_be_a_parent(write):
    row = TABLES["agencies.csv"].replace(",国务院,,1978", ",Mechanism/某小组,,1978")
    assert load_seeds(write("agencies.csv", row)).agencies["民政部"].parent == "Mechanism/某小组"


def test_rows_of_a_workspace_are_added_or_replace(write):
    root = write()
    header = TABLES["agencies.csv"].splitlines()[0]
    write("names.csv", "name,id,kind,valid_from,valid_to,context\n民政厅,民政部,short,,,\n", folder="own")
    write("surnames.txt", "赵\n", folder="own")
    extra = write("agencies.csv", f"{header}\nAgency,民政部,民政部,,,,,,,,mine,no,\n", folder="own")
    seeds = load_seeds(root, extra)
    assert seeds.agencies["民政部"].source == "mine"
    assert list(seeds.agencies) == ["国务院", "民政部", "全国老龄协会"]
    assert seeds.names[-1].name == "民政厅"
    assert seeds.words["surnames"] == ("王", "李", "赵")


def test_a_bad_row_of_a_workspace_names_its_file(write):
    root = write()
    extra = write("stems.csv", "short,full\n,x\n", folder="own")
    assert faults(root, extra) == [f"{extra}/stems.csv:2: short is empty"]


def test_a_folder_that_is_not_there_adds_nothing(write, tmp_path):
    root = write()
    assert load_seeds(root, tmp_path / "none") == load_seeds(root)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1)))
def test_any_stem_is_read_as_it_was_written(tmp_path_factory, stems):
    root = tmp_path_factory.mktemp("law")
    (root / "seeds").mkdir()
    for file, content in TABLES.items():
        (root / "seeds" / file).write_text(content, encoding="utf-8")
    quoted = "".join('"{}","x"\n'.format(stem.replace('"', '""')) for stem in stems)
    (root / "seeds" / "stems.csv").write_text("short,full\n" + quoted, encoding="utf-8")
    assert [row.short for row in load_seeds(root).stems] == list(dict.fromkeys(stems))
