"""Inputs that are made to do harm: each ends with a sentence and an exit code, and takes nothing else with it."""

import io
import json
import os
import subprocess
import sys
import zipfile

import docx
import pytest

from kg.errors import ReadError
from kg.read import expand, name_of, read, read_bytes
from kg.read.limits import LARGEST_TEXT_FILE, LARGEST_XML
from tests.fuzz.test_inputs import INPUTS
from tests.fuzz.test_patterns import at_most

SENTENCE = "2018年3月1日,民政部部长黄树贤出席全国农村留守儿童关爱保护工作部际联席会议第一次会议。"
ENTITIES = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
)
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
CELLS = 1_000_000 if INPUTS >= 10_000 else 50_000


def word(body, *, before=""):
    """A Word document whose text is this XML."""
    plain, made = io.BytesIO(), io.BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = f"{before}{WORD}{body}</w:body></w:document>" if name == "word/document.xml" else ""
            new.writestr(name, text or old.read(name))
    return made.getvalue()


def run(*words, cwd):
    done = subprocess.run(
        [sys.executable, "-m", "kg", *words], cwd=cwd, capture_output=True, timeout=600, check=False
    )
    said = done.stderr.decode("utf-8")
    assert "Traceback" not in said
    return done.returncode, done.stdout.decode("utf-8"), said


@pytest.mark.parametrize(
    ("name", "make", "sentence"),
    [
        ("line.txt", lambda: b"a" * 100_000_000, "is larger than 40 MB"),
        ("line.html", lambda: b"<p>" + b"a" * 100_000_000, "is larger than 40 MB"),
        ("line.txt", lambda: b"a" * (LARGEST_TEXT_FILE - 1), "holds more than 10,000,000 characters"),
        ("line.jsonl", lambda: b'{"text": "' + b"a" * 100_000_000 + b'"}', "more than 10,000,000 characters"),
        ("bomb.docx", lambda: word("<w:p/>" + " " * LARGEST_XML), "would unpack to more than 100 MB"),
        ("deep.docx", lambda: word("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "depth"),
        (
            "entities.docx",
            lambda: word("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", before=f"{ENTITIES}]>"),
            "ntity",
        ),
        ("deep.html", lambda: ("<div>a" * 3000 + SENTENCE).encode(), "is nested more than 250 deep"),
        ("deep.jsonl", lambda: b"[" * 100_000, "is not JSON"),
    ],
)
def test_what_is_too_much_is_refused_by_name(name, make, sentence, tmp_path):
    (tmp_path / name).write_bytes(make())
    code, told, said = run("extract", name, cwd=tmp_path)
    assert (code, told) == (1, "")
    assert said.startswith(f"Error: {name}")
    assert sentence in said
    assert len(said) < 300


def test_an_archive_of_too_many_parts_is_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for number in range(10_001):
            package.writestr(f"{number}.png", b"")
    with pytest.raises(ReadError, match="10,000 parts"):
        read_bytes(made.getvalue(), "parts.docx")


def test_an_archive_that_lies_about_its_size_unpacks_to_no_more():
    data = word("<w:p/>" + " " * LARGEST_XML)
    size = next(
        i.file_size for i in zipfile.ZipFile(io.BytesIO(data)).infolist() if i.filename == "word/document.xml"
    )
    with pytest.raises(ReadError, match="is not a readable Word document"):
        read_bytes(data.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little")), "lie.docx")


def test_entities_of_a_page_are_not_followed():
    (source,) = read_bytes(f"{ENTITIES}]><p>{SENTENCE}&j;</p>".encode(), "entities.html")
    assert SENTENCE in source.raw
    assert len(source.raw) < 100


def test_controls_in_a_page_are_dropped():
    noise = "&#1;<script>x</script>\x02<b>\x03</b>\x0b<!-- \x04 --><script></script>\x0c"
    (source,) = read_bytes(f"<p>{SENTENCE * 9}{noise}{SENTENCE}</p>".encode(), "controls.html")
    assert source.raw == SENTENCE * 10


def test_a_table_of_very_many_cells_is_read_whole():
    row = "<tr>" + "<td>会</td>" * 100 + "</tr>"
    with at_most(600):
        (source,) = read_bytes(
            f"<p>{SENTENCE}</p><table>{row * (CELLS // 100)}</table>".encode(), "table.html"
        )
    assert source.raw.replace(SENTENCE, "").count("会") == CELLS
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>会</w:t></w:r></w:p></w:tc>" * 100 + "</w:tr>"
    with at_most(600):
        (source,) = read_bytes(word(f"<w:tbl>{row * (CELLS // 100)}</w:tbl>"), "table.docx")
    assert source.raw.count("会") == CELLS


@pytest.fixture
def harmful(tmp_path):
    """A folder with good texts under odd names, links that lead to themselves or upward, and what is no file."""
    folder = tmp_path / "texts"
    folder.mkdir()
    names = [
        "good.txt",
        "line\nbreak.txt",
        "\u202egnp.txt",
        "\x1b[31mred.txt",
        "colon: name.txt",
        "空 格.txt",
    ]
    for number, name in enumerate(names, 1):
        (folder / name).write_text(SENTENCE.replace("3月", f"{number}月"), encoding="utf-8")
    for link, target in (
        ("self.txt", "self.txt"),
        ("a.txt", "b.txt"),
        ("b.txt", "a.txt"),
        ("none.txt", "nothing"),
    ):
        (folder / link).symlink_to(target)
    for link, target in (("here", "."), ("again", "."), ("up", "..")):
        (folder / link).symlink_to(target, target_is_directory=True)
    os.mkfifo(folder / "pipe.txt")
    (folder / "empty:1.txt").write_bytes(b"")
    with open(os.path.join(os.fsencode(folder), b"\xc3\xbb\xd7\xd6.txt"), "wb") as file:  # noqa: PTH118, PTH123
        file.write(SENTENCE.encode())
    return tmp_path, {f"texts/{name}" for name in names}


BAD = {
    "texts/self.txt": "Too many levels of symbolic links",
    "texts/a.txt": "Too many levels of symbolic links",
    "texts/b.txt": "Too many levels of symbolic links",
    "texts/none.txt": "No such file or directory; a path is looked for from the folder where you are",
    "texts/empty:1.txt": "is empty",
    r"texts/û\xd7\xd6.txt": "its name is not UTF-8; give it another",
}


@pytest.mark.parametrize("given", ["texts", "texts/**/*.txt", "**/*.txt"])
def test_odd_names_are_read_and_bad_ones_named(harmful, given):
    place, good = harmful
    code, _, said = run("add", given, "--dir", "kg", cwd=place)
    lines = said.splitlines()
    assert code == 1
    assert lines[-1] == f"texts: {len(good)} read, 0 unchanged, {len(BAD)} failed"
    assert set(lines[:-1]) == {f"Error: {name}: {why}" for name, why in BAD.items()}

    _, out, _ = run("status", "--dir", "kg", cwd=place)
    rows = [json.loads(line) for line in out.splitlines()]
    assert {row["place"] for row in rows if row["what"] == "unreadable"} == set(BAD)
    assert {row["value"] for row in rows if row["what"] == "undated"} == good


def test_odd_names_are_taken_back_by_name(harmful):
    place, good = harmful
    run("add", "texts", "--dir", "kg", cwd=place)
    code, _, said = run("remove", *sorted(good), "texts/empty:1.txt", "--dir", "kg", cwd=place)
    assert (code, said.count("taken back")) == (0, len(good) + 1)
    assert "line\\nbreak.txt" in said
    assert not {"\x1b", "\u202e"} & set(said)
    code, _, said = run("remove", b"texts/\xc3\xbb\xd7\xd6.txt", "--dir", "kg", cwd=place)
    assert code == 0


@pytest.mark.parametrize(
    "words", [["find", b"\xff"], ["add", b"none\xff\n.txt"], ["remove", b"none\xff"], ["link", b"\xff"]]
)
def test_words_that_are_no_text_end_in_a_sentence(words, tmp_path):
    (tmp_path / "good.txt").write_text(SENTENCE, encoding="utf-8")
    run("add", "good.txt", "--dir", "kg", cwd=tmp_path)
    code, _, said = run(*words, *([] if words[0] == "link" else ["--dir", "kg"]), cwd=tmp_path)
    assert code in (1, 2)
    assert r"\xff" in said or r"\udcff" in said


def test_a_name_of_bytes_is_refused(tmp_path):
    path = os.fsdecode(os.path.join(os.fsencode(tmp_path), b"\xff.txt"))  # noqa: PTH118
    with pytest.raises(ReadError, match="is not UTF-8"):
        read(path)
    assert name_of(path).endswith(r"\xff.txt")
    assert name_of("文件.txt") == "文件.txt"


def test_any_depth_means_what_it_did(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a/1.txt", "a/b/2.txt", "a/b/c/3.txt", "a/.hidden/4.txt", "[x]/5.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("会", encoding="utf-8")
    inside = ["a/1.txt", "a/b/2.txt", "a/b/c/3.txt"]
    assert expand(["a/**/*.txt"]) == expand(["a/**"]) == expand(["**/b/**/*.txt", "a/1.txt"]) == inside
    assert expand(["./a/**/c/*.txt"]) == ["a/b/c/3.txt"]
    assert expand([f"{tmp_path}/**/2.txt"]) == ["a/b/2.txt"]
    assert expand(["**/*.txt"]) == sorted([*inside, "[x]/5.txt"])
    assert expand(["a/**/none.txt"]) == ["a/**/none.txt"]
