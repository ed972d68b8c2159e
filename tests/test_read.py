import io
import json

import docx
import pytest

from kg.errors import ReadError
from kg.read import expand, read, read_bytes

NOTICE = "关于成立领导小组的通知\r\n各县区人民政府:\r\n为加强工作,经研究决定成立领导小组,现将名单通知如下。\r\n组长:张三\r\n"
TRADITIONAL = (
    "關於成立領導小組的通知\n為加強工作,經研究決定成立領導小組,現將名單通知如下。會議由召集人主持。\n"
)
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>关于成立领导小组的通知_某市人民政府</title>
<meta name="PubDate" content="2019-03-04 10:00"><meta name="ContentSource" content="市政府办公室"></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li></ul></div>
<div class="main"><h1>关于成立领导小组的通知</h1><div id="zoom"><p>为加强工作,决定成立领导小组。</p>{roster}
<p>办公室设在<a href="/mz">市民政局</a>。</p></div></div>
<div class="footer">版权所有 <a href="/about">关于我们</a></div><script>var a = 1;</script></body></html>"""
ROSTERS = {
    "list": "<ul><li>组长:张三</li><li>成员:李四</li></ul>",
    "breaks": "<p>组长:张三<br/>成员:李四</p>",
    "paragraphs": "<p>组长:张三</p>\n<p>成员:李四</p>",
    "blocks": "<div>组长:张三</div><div>成员:李四</div>",
}


def page(roster="", charset="utf-8"):
    return PAGE.format(roster=roster, charset=charset)


def only(data, name, **more: str):
    (source,) = read_bytes(data, name, **more)
    return source


def pdf(text, trailer=""):
    """A one-page PDF whose font maps each byte of a hex string to one character of the text."""
    letters = sorted(set(text))
    cmap = "begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
    cmap += f"{len(letters)} beginbfchar "
    cmap += (
        " ".join(f"<{i:02X}> <{c.encode('utf-16-be').hex()}>" for i, c in enumerate(letters, 1))
        + " endbfchar endcmap"
    )
    shown = "".join(f"{letters.index(c) + 1:02X}" for c in text)
    page = f"BT /F 12 Tf 50 700 Td <{shown}> Tj ET"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(page)} >> stream\n{page}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        f"<< /Length {len(cmap)} >> stream\n{cmap}\nendstream",
    ]
    body, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += f"{number} 0 obj {part} endobj\n"
    table = "".join(f"{p:010d} 00000 n \n" for p in places)
    end = f"xref\n0 7\n0000000000 65535 f \n{table}trailer << /Size 7 /Root 1 0 R {trailer} >>\nstartxref\n{len(body)}\n%%EOF"
    return (body + end).encode("latin-1")


def word(build):
    document, stream = docx.Document(), io.BytesIO()
    build(document)
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_simplified_text_in_every_encoding(encoding):
    assert only(NOTICE.encode(encoding), "a.txt").raw == NOTICE


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030", "utf-16-le"])
def test_traditional_text_in_every_encoding(encoding):
    assert only(TRADITIONAL.encode(encoding), "a.txt").raw == TRADITIONAL


def test_id_is_of_the_raw_bytes_whatever_the_name():
    one, two = only(NOTICE.encode(), "a.txt"), only(NOTICE.encode(), "b/c.txt")
    assert one.id == two.id
    assert one.id.startswith("sha256:")
    assert len(one.id) == len("sha256:") + 16
    assert only(NOTICE.encode("gbk"), "a.txt").id != one.id


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"\xef\xbb\xbf", "holds no text"),
        (bytes(range(256)) * 40, "is not text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(64), "is not text"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data, sentence):
    with pytest.raises(ReadError, match=rf"^a\.txt: .*{sentence}"):
        read_bytes(data, "a.txt")


def test_markup_in_a_text_file_is_left_to_cleaning():
    source = only("<p>民政部</p>".encode(), "a.txt")
    assert (source.media_type, source.raw) == ("text/plain", "<p>民政部</p>")


@pytest.mark.parametrize("form", ROSTERS)
def test_page_gives_each_row_of_a_list_its_line(form):
    lines = only(page(ROSTERS[form]).encode(), "a.html").raw.split("\n")
    assert "组长:张三" in lines
    assert "成员:李四" in lines
    assert "办公室设在市民政局。" in lines


def test_page_keeps_the_rows_of_a_table():
    table = "<table><tr><th>职务</th><th>姓名</th></tr><tr><td>组长</td><td><p>张三</p></td></tr></table>"
    lines = only(page(table).encode(), "a.html").raw.split("\n")
    assert "职务\t姓名" in lines
    assert "组长\t张三" in lines


def test_page_without_its_furniture():
    raw = only(page().encode(), "a.html").raw
    assert not any(word in raw for word in ("首页", "政务公开", "版权所有", "var a"))
    assert raw.startswith("关于成立领导小组的通知\n")


def test_page_head_tells_title_date_and_publisher():
    source = only(page().encode(), "a.html")
    assert (source.title, source.date, source.publisher) == (
        "关于成立领导小组的通知",
        "2019-03-04",
        "市政府办公室",
    )


def test_page_in_the_encoding_that_it_declares():
    assert "领导小组" in only(page(charset="gb2312").encode("gbk"), "a.htm").raw


def test_page_of_another_name_is_known_by_its_first_bytes():
    assert only(page().encode(), "a.aspx").media_type == "text/html"


def test_word_keeps_paragraphs_and_tables_in_order():
    def build(document):
        document.add_paragraph("名单如下:")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(
            (c for row in table.rows for c in row.cells), ("组长", "张三", "成员", "李四"), strict=True
        ):
            cell.text = text
        document.add_paragraph("办公室设在市民政局。")

    assert only(word(build), "a.docx").raw.split("\n") == [
        "名单如下:",
        "组长\t张三",
        "成员\t李四",
        "办公室设在市民政局。",
    ]


def test_word_that_is_none_or_empty():
    with pytest.raises(ReadError, match=r"^a\.docx: is not a readable Word document"):
        read_bytes(b"PK\x03\x04 broken", "a.docx")
    with pytest.raises(ReadError, match=r"^a\.docx: holds no text"):
        read_bytes(word(lambda document: None), "a.docx")


def test_pdf_text_layer(capfd):
    source = only(pdf("民政部召开会议。"), "a.pdf")
    assert (source.media_type, source.raw.strip()) == ("application/pdf", "民政部召开会议。")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (pdf(" "), "has no text layer"),
        (b"%PDF-1.4 nothing of the kind", "is not a readable PDF"),
        (
            pdf("民", "/Encrypt << /Filter /Standard /V 1 /R 2 /O <00> /U <00> /P -4 >> /ID [<00> <00>]"),
            "encrypted|not a readable",
        ),
    ],
)
def test_pdf_that_gives_no_text(data, sentence, capfd):
    with pytest.raises(ReadError, match=rf"^a\.pdf: .*(?:{sentence})"):
        read_bytes(data, "a.pdf")
    assert capfd.readouterr() == ("", "")


def test_records_are_sources_and_bad_lines_are_errors(tmp_path):
    good = json.dumps(
        {"text": "民政部召开会议。", "title": "会议", "date": "2018-08-31", "url": "https://example.org"}
    )
    lines = [
        good,
        "{broken",
        '{"text": ""}',
        '["text"]',
        '{"text": "二", "date": "soon"}',
        "",
        '{"text": "\\ud800"}',
        '{"text": "末"}',
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    errors = []
    first, last = read(str(path), on_error=errors.append)
    assert (first.name, first.raw, first.title, first.date) == (
        f"{path}:1",
        "民政部召开会议。",
        "会议",
        "2018-08-31",
    )
    assert (last.name, last.raw) == (f"{path}:8", "末")
    assert [str(e).split(": ")[0] for e in errors] == [f"{path}:{n}" for n in (2, 3, 4, 5, 7)]
    with pytest.raises(ReadError, match=":2: is not JSON"):
        read(str(path))


def test_record_is_the_same_source_on_any_line():
    a, b = '{"text": "甲"}'.encode(), '{"text": "乙"}'.encode()
    assert {s.id for s in read_bytes(a + b"\n" + b, "x.jsonl")} == {
        s.id for s in read_bytes(b + b"\r\n" + a, "y.jsonl")
    }


@pytest.mark.parametrize("sidecar", ["a.txt.meta.json", "a.meta.yml"])
def test_sidecar_fills_what_flags_leave_open(tmp_path, sidecar):
    (tmp_path / "a.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / sidecar).write_text(
        '{"title": "通知", "date": "2018年8月31日", "publisher": "民政部"}', encoding="utf-8"
    )
    (source,) = read(str(tmp_path / "a.txt"), publisher="新华社")
    assert (source.title, source.date, source.publisher) == ("通知", "2018-08-31", "新华社")


@pytest.mark.parametrize("text", ["[1]", "{", '{"title": ["a"]}', '{"date": "2018-13-01"}'])
def test_broken_sidecar_is_named(tmp_path, text):
    (tmp_path / "a.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "a.txt.meta.json").write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=r"a\.txt\.meta\.json"):
        read(str(tmp_path / "a.txt"))


def test_flag_that_is_no_date():
    with pytest.raises(ReadError, match="date 'gestern'"):
        read_bytes(b"x", "a.txt", date="gestern")


def test_missing_file_is_named(tmp_path):
    with pytest.raises(ReadError, match=r"none\.txt: No such file"):
        read(str(tmp_path / "none.txt"))


def test_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(NOTICE.encode("gbk"))))
    (source,) = read("-")
    assert (source.name, source.raw) == ("-", NOTICE)


def test_folders_globs_and_files_are_expanded_once(tmp_path):
    for name in ("b/c.txt", "b/.hidden", ".git/x.txt", "b/c.txt.meta.json", "a.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    everything = [str(tmp_path / "a.md"), str(tmp_path / "b/c.txt")]
    assert expand([str(tmp_path)]) == everything
    assert expand([str(tmp_path / "**/*"), str(tmp_path / "a.md")]) == everything
    assert expand(["-", str(tmp_path / "none*.txt")]) == sorted(["-", str(tmp_path / "none*.txt")])
