"""The sample documents: enough of them, in every form, described, and in words of their own."""

import io
import json
import re
import unicodedata
import zipfile
from pathlib import Path

import docx
import opencc
import pypdf
import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT / "seeds" / "documents"
SHARED = ROOT.parent / "shared" / "seeds"
FILES = sorted(path for path in DOCUMENTS.iterdir() if not path.name.startswith("README"))
GLOSS = re.compile(r"(?<=[\u3400-\u9fff?])\([^()\u3400-\u9fff]{1,6}\)")
MEMBERS_2016 = (
    "民政部、中央综治办、中央农办、中央网信办、发展改革委、教育部、公安部、司法部、财政部、人力资源社会保障部、住房城乡建设部、"
    "农业部、卫生计生委、税务总局、新闻出版广电总局、统计局、法制办、妇儿工委办公室、扶贫办、全国人大常委会法工委、"
    "最高人民法院、最高人民检察院、全国总工会、共青团中央、全国妇联、中国残联"
)


def decoded(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    if path.suffix == ".docx":
        document = docx.Document(io.BytesIO(data))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def plain(text: str) -> str:
    """Simplified, without glosses and blanks, full width folded: the form in which texts are compared."""
    simplified = opencc.OpenCC("t2s").convert(GLOSS.sub("", text))
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", simplified))


def sentences(text: str) -> list[str]:
    """Sentences without what is official: quoted titles, and lists."""
    bare = re.sub(r"《[^》]*》|[^,。;:!?、]*(、[^,。;:!?、]*)+", "|", plain(text))
    return [part for part in re.split(r"[,。;:!?|]", bare) if len(part) >= 20]


def test_at_least_thirteen_documents_in_every_form():
    assert len(FILES) >= 13
    assert {path.suffix for path in FILES} == {".txt", ".md", ".html", ".docx", ".pdf", ".jsonl"}


def test_every_file_is_described_once():
    rows = re.findall(r"^\| `([^`]+)` \|", (DOCUMENTS / "README.md").read_text("utf-8"), re.MULTILINE)
    assert rows == [path.name for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_text_is_chinese_and_clean_of_stray_characters(path):
    text = decoded(path)
    assert len(re.findall(r"[\u4e00-\u9fff]", text)) > 100 or path.suffix == ".jsonl"
    assert not re.search(r"[\u2e80-\u2fdf\ufffd\ue000-\uf8ff]", text)


def test_one_file_is_gb18030():
    failing = [path.name for path in FILES if path.suffix == ".txt" and not is_utf8(path.read_bytes())]
    assert failing == ["05-decoupling-2018.txt"]


def is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def test_the_damaged_page_is_damaged_in_all_three_ways():
    text = decoded(DOCUMENTS / "01-children-conference-2016.txt")
    assert len(GLOSS.findall(text)) > 100
    assert "會(" in text
    assert "?!吨泄仓醒雵" in text


def test_the_damaged_page_undone_is_its_source():
    source = (ROOT / "tests/data/sources/children-2016.txt").read_text("utf-8")
    page = plain(decoded(DOCUMENTS / "01-children-conference-2016.txt")).replace("|", "")
    assert page.replace("?!吨泄仓醒雵鸯?", "。《中共中央国务") == plain(source)


@pytest.mark.parametrize("name", ["01-children-conference-2016.txt", "02-children-letter-2016.txt"])
def test_all_twenty_seven_members_are_named_in_order(name):
    text = plain(decoded(DOCUMENTS / name))
    assert MEMBERS_2016 in text
    assert len(MEMBERS_2016.split("、")) + len(["关工委"]) == 27
    assert re.search("中国残联[和、]关工委", text)


def test_html_has_chrome_around_its_article():
    page = decoded(DOCUMENTS / "04-care-homes-2018.html")
    for chrome in ("当前位置", "打印本页", "关闭窗口", "网站地图"):
        assert chrome in page


def test_docx_holds_its_members_in_a_table_and_a_fixed_date():
    data = (DOCUMENTS / "11-linan-2013.docx").read_bytes()
    table = docx.Document(io.BytesIO(data)).tables[0]
    assert [cell.text for cell in table.rows[1].cells][:2] == ["组长", "李文钢"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(2024, 1, 1, 0, 0, 0)}


def test_jsonl_records_have_text_and_date_and_one_is_english():
    lines = (DOCUMENTS / "15-news.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert all(record["text"] and record["date"] for record in records)
    assert sum(record["text"].isascii() or record["text"].startswith("On ") for record in records) == 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_sentence_stands_in_the_texts_the_facts_were_read_in(path):
    originals = [plain(original.read_text("utf-8")) for original in sorted(SHARED.glob("*.txt"))]
    copied = [part for part in sentences(decoded(path)) if any(part in original for original in originals)]
    assert copied == []
