"""Law 1: cleaning twice is cleaning once, and every cleaned character maps to the raw characters it came from."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.clean import clean
from kg.model import Source

PIECES = (
    "民政部", "农村留守儿童", "關愛保護", "聯(lián)席會(huì)議", "會（huì）", "乾隆", "国发[2014]21号", "（2013）", "〔2018〕7号",
    "，", "。", "；", ":", "：", "!", "?", "?!", "、", "“", "”", "《", "》", "(", ")", "<", ">", "&", ";", "|", "||", "#", "# ", "**",
    "<p>", "</p>", "<br/>", "<li class='a'>", "<strong>", "<!--", "-->", "<script>", "</script>", "<办法>", "&nbsp", "&nbsp;",
    "&lt;", "&gt;", "&amp;", "&#60;", "&#x26;", "&am", "p;", "[a](b)", "\n", "\n\n", "\r\n", "\r", "\t", " ", "　", "\xa0", "\u200b",
    "\ufeff", "\x00", "一、", "(一)", "一是", "组长：张三", "张  三 局长", "打印本页", "当前位置：", "发布日期：2022-03-18", "字号", "微信",
    "(网络图片)", "关于", "的通知", "20", "18", "吨泄仓醒雵鴦", "?吨泄仓醒雵鴦?wù)", "⽇", "ＡＢＣ", "abc", "─", "=", "-", "▲", "首页 >",
    "是充分发挥部际联席会议作用,细化各成员单位职责任务,加强机制协同、政策协同和资源协同的要求",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(codec="utf-8"), max_size=24).map("".join)


def cleaned(raw: str):
    return clean(Source("sha256:0", "t", "text/plain", raw))


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("&amp;lt;p>")
@example("**[a](b)**")
def test_cleaning_twice_is_cleaning_once(raw):
    once = cleaned(raw).clean
    again = cleaned(once)
    assert again.clean == once
    assert again.repairs == ()


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_character_has_its_raw_characters(raw):
    text = cleaned(raw)
    last = 0
    for i in range(len(text.clean)):
        start, end = text.offsets.to_raw(i, i + 1)
        assert 0 <= start < end <= len(raw)
        assert start >= last or text.offsets.to_clean(start, end)[0] < i
        last = max(last, start)
        first, stop = text.offsets.to_clean(start, end)
        assert first <= i < stop


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_segments_cover_the_cleaned_text(raw):
    text = cleaned(raw)
    ends = [0, *(s.end for s in text.offsets.segments)]
    assert [s.start for s in text.offsets.segments] == ends[:-1]
    assert ends[-1] == len(text.clean)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_repairs_hold_the_exact_slice(raw):
    assert all(r.before == raw[r.start : r.end] for r in cleaned(raw).repairs)
