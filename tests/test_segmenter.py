"""The segmentation model: how good the shipped one is, and that the documented command makes one."""

import hashlib
import sys
from pathlib import Path

import pytest
from spacy.tokens import Span

from kg import assets
from kg.pipeline import extract, load_pipeline
from kg.read import read
from kg.tag import train_segmenter
from kg.tag.segmenter import Segmenter
from kg.tag.train_segmenter import f_score, read_words, train

SENTENCES = (
    ["民政部", "召开", "会议"],
    ["会议", "部署", "工作"],
    ["各地", "开展", "专项", "行动"],
    ["专项", "行动", "取得", "成效"],
    ["部门", "召开", "会议", "部署", "行动"],
) * 8


def corpus(path: Path) -> Path:
    blocks = [
        "# sent_id = x\n" + "".join(f"{n}\t{word}\tO\t-\t-\n" for n, word in enumerate(words, 1))
        for words in SENTENCES
    ]
    path.write_text("\n".join(blocks), encoding="utf-8")
    return path


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_words_are_read_from_the_corpus_format(tmp_path):
    assert read_words(corpus(tmp_path / "a.iob2")) == [list(words) for words in SENTENCES]


def test_training_learns_and_gives_the_same_bytes_again(tmp_path, capfd):
    path = corpus(tmp_path / "a.iob2")
    scores = [train(path, path, tmp_path / name, iterations=5) for name in ("one", "two")]
    assert scores[0] == scores[1] > 0.9
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert Segmenter(tmp_path / "one").cut("民政部部署专项行动") == ["民政部", "部署", "专项", "行动"]


def test_the_command_says_how_good_the_model_is(tmp_path, monkeypatch, capfd):
    path = str(corpus(tmp_path / "a.iob2"))
    monkeypatch.setattr(sys, "argv", ["train_segmenter", path, path, str(tmp_path / "model")])
    train_segmenter.main()
    assert capfd.readouterr().err == "F 1.0000\n"


@pytest.mark.parametrize(("part", "least"), [("dev", 0.915), ("test", 0.925)])
def test_the_shipped_model_is_as_good_as_documented(shared, part, least):
    segmenter = Segmenter(assets.folder("models") / "pkuseg-gsdsimp")
    assert f_score(segmenter, read_words(shared / "corpora" / "uner" / f"uner_{part}.iob2")) > least


def test_words_change_the_tokens_and_nothing_that_is_said():
    (source,) = read(str(assets.folder("seeds") / "documents" / "06-meal-service-2023.txt"))
    characters, words = load_pipeline(), load_pipeline(segmenter="pkuseg")
    assert extract(source, words) == extract(source, characters)
    by_character, by_word = (pipeline.make_doc(source.raw) for pipeline in (characters, words))
    assert {len(token) for token in by_character} == {1}
    assert by_word.text == by_character.text == source.raw
    assert len(by_word) < len(by_character) * 0.8
    assert all(len(ent) == 1 for ent in by_word.ents if not any(_inside(s, ent) for s in by_word.spans["kg"]))


def _inside(inner: Span, outer: Span) -> bool:
    return (
        outer.start_char <= inner.start_char and inner.end_char <= outer.end_char and inner.text != outer.text
    )
