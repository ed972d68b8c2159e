"""How well every relation is read: judged by hand, by rule, and scored while the site is built."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tables import say, table

from kg.evaluate.together import evaluate_together
from kg.schema import load_schema
from kg.tag.lexicon import load_frames

ROOT = Path(__file__).resolve().parents[2]
TOGETHER = ROOT / "tests" / "cases" / "together"
JUDGED = re.compile(r"^\| \d+ \|[^|]*\|[^|]*\| (\w+) \|.*?\| (right|wrong|unsure) \|", re.MULTILINE)


def page(language: str) -> str:
    """Return the page, from what its sources hold today."""
    return "\n".join(_page(language)) + "\n"


def _page(language: str) -> Iterator[str]:
    yield from (f"# {say(language, '各关系的准确度', 'Accuracy by relation')}", "")
    yield from (
        say(
            language,
            "三种量法。没有哪一种说的是您的文本:那要用 `kg eval` 自己量([怎样](evaluation.md))。",
            "Measured in three ways, none of which speaks of texts of yours: let `kg eval` do that ([how](evaluation.md)).",
        ),
        "",
    )
    yield from _judged(language)
    yield from _scored(language)
    yield from _rules(language)


def _judged(language: str) -> Iterator[str]:
    yield from (f"## {say(language, '人工判断的一百条', 'A hundred, judged by hand')}", "")
    yield from (
        say(
            language,
            "从 4,590 篇真实文本抽出的[一百条](judged-sample.md),多为中央新闻。条数少的关系,数字说明不了什么;漏掉的不在其中。",
            "[Drawn](judged-sample.md) from 4,590 real texts, most of them central news. Where there are few, the figure says little; "
            "what was missed is not in it.",
        ),
        "",
    )
    found = Counter(JUDGED.findall((ROOT / "docs" / "judged-sample.md").read_text(encoding="utf-8")))
    counts = {name: [found[name, verdict] for verdict in ("right", "wrong", "unsure")] for name, _ in found}
    head = say(language, "关系 正确 错误 存疑", "relation right wrong unsure").split()
    rows = sorted(counts.items(), key=lambda each: (-sum(each[1]), each[0]))
    yield from table(head, ((f"`{name}` {_meaning(name, language)}", *three) for name, three in rows))


def _meaning(relation: str, language: str) -> str:
    return load_schema().relations[relation].zh if language == "zh" else ""


def _scored(language: str) -> Iterator[str]:
    yield from (f"## {say(language, '十二篇文本合成的图', 'The graph of twelve texts')}", "")
    yield from (
        say(
            language,
            "`tests/cases/together`:一个机制、它的后继与地方对应机构,用自己的话写成,写规则时看得见,故为上限。建站时算出。",
            "`tests/cases/together`: a mechanism, its successor and local copies, in our own words and in sight when rules were "
            "written, so this is the most to hope for. Computed with this site.",
        ),
        "",
    )
    report = evaluate_together(TOGETHER / "gold.json", [str(path) for path in sorted(TOGETHER.glob("*.txt"))])
    names = ("what", "n", "precision", "recall", "f1", "right", "wrong", "missed")
    rows = [row for row in report.rows() if row["what"] in load_schema().relations and row["n"]]
    head = say(
        language,
        "关系 应有 精确率 召回率 F1 正确 错误 漏掉",
        "relation n precision recall F1 right wrong missed",
    )
    yield from table(head.split(), ([row[name] for name in names] for row in rows))


def _rules(language: str) -> Iterator[str]:
    yield from (f"## {say(language, '各规则的可信度', 'Confidence by rule')}", "")
    yield from (
        say(
            language,
            "每条论断带着读出它的规则(`kg why` 的 `rule` 列)和可信度:在标注文本上正确的比例,条数少的从低。",
            "Every claim carries the rule that read it (the column `rule` of `kg why`) and a confidence: the share that was right on "
            "annotated texts, rounded down where there were few.",
        ),
        "",
    )
    head = say(language, "规则 可信度", "rule confidence").split()
    confidences = load_frames()["relations"]["confidence"].items()
    yield from table(
        head, ((f"`{rule}`", value) for rule, value in sorted(confidences, key=lambda each: str(each[0])))
    )
