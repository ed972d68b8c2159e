import time

import pytest

from kg.clean import clean
from kg.model import Source


def text_of(raw):
    return clean(Source("sha256:0", "t", "text/plain", raw))


def cleaned(raw):
    return text_of(raw).clean


def kinds(raw):
    return {r.kind for r in text_of(raw).repairs}


LONG = "会议指出,近年来各成员单位各司其职、密切配合,在健全工作机制、加强协同联动等方面做了大量工作,取得明显成"


@pytest.mark.parametrize(
    "raw",
    [
        "民政部、教育部召开会议。",
        "《中华人民共和国慈善法》(2016年修订)〔2018〕7号“合力监护、相伴成长”",
        "标题一行\n\n第一段,有句号。\n第二段",
        "组长:张三\n副组长:李四 王五\n成 员:赵六 市民政局局长",
        "何去何从?怎么办?各地都在问。饕餮盛宴?魑魅魍魉?",
        "乾隆年间的(pm)文件,A<B,AT&T公司,价格3*4*5元",
        "实施<未成年人保护法>办法",
    ],
)
def test_clean_text_stays(raw):
    assert text_of(raw).repairs == ()
    assert cleaned(raw) == raw


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("\ufeff民政部\r\n教育部\r司法部", "民政部\n教育部\n司法部"),
        ("\u3000\u3000民\u200b政部\xa0召开", "民政部 召开"),
        ("一\n \n\n\n二", "一\n\n二"),
        ("组  长:张三", "组  长:张三"),
    ],
)
def test_blanks(raw, expected):
    assert cleaned(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("民政部，教育部；会议：（一）！？ＡＢ１２％", "民政部,教育部;会议:(一)!?AB12%"),
        ("国发[2013]21号", "国发〔2013〕21号"),
        ("国发［2013］21号", "国发〔2013〕21号"),
        ("国发【2013】 21号", "国发〔2013〕21号"),
        ("国发（2013）第21号", "国发〔2013〕第21号"),
        ("纲要(2013)提出", "纲要(2013)提出"),
        ("〈办法〉＜条例＞", "〈办法〉〈条例〉"),
        ("⺠政部⼈事司", "⺠政部人事司"),
    ],
)
def test_width_and_numbers(raw, expected):
    assert cleaned(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("<p>民政部</p><p>教育部</p>", "民政部\n\n教育部"),
        ("<ul>\n  <li>组&nbsp&nbsp长：张三</li>\n  <li class='a'>李四</li>\n</ul>", "组  长:张三\n李四"),
        ("<strong>民政</strong>部<br/>召开", "民政部\n召开"),
        ("<tr><td>组长</td><td>张三</td></tr>", "组长\t张三"),
        ("民政部&ldquo;三定&rdquo;&#12299;", "民政部“三定”》"),
        ("前<!-- 注 -->后<script>var a=1;</script>", "前后"),
        ("### 标题\n**要点**见[这里](http://a.b)", "标题\n要点见这里"),
        ("| 单位 | 职务 |\n|---|---|\n| 民政部 | 组长 |", "单位\t职务\n\n民政部\t组长"),
    ],
)
def test_markup(raw, expected):
    assert cleaned(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("聯(lián)席會(huì)議由國務(wù)院領導", "联席会议由国务院领导"),
        ("会（huì）议", "会议"),
        ("关爱(ai)保护", "关爱(ai)保护"),
        ("「聯席會議」由『國務院』領導", "“联席会议”由‘国务院’领导"),
    ],
)
def test_glosses_and_traditional(raw, expected):
    assert cleaned(raw) == expected


SHIFTED = "。《中共中央國務"


def shifted(text, cut):
    """The text as a page shows it that lost one byte of it: pairs formed across the characters."""
    data = text.encode("gbk")[1:cut]
    return "?" + data.decode("gbk").replace("！", "!")


def test_shifted_run_is_repaired_but_for_its_last_character():
    run = shifted(SHIFTED, len(SHIFTED.encode("gbk")) - 1)
    text = text_of(f"会议内容{run}?院关于工作的决定》")
    assert text.clean == "会议内容。《中共中央國?院关于工作的决定》"
    (repair,) = [r for r in text.repairs if r.kind == "shifted"]
    assert text.source.raw[repair.start : repair.end] == repair.before == run


def test_shifted_run_with_the_reading_of_its_last_character():
    run = shifted(SHIFTED, len(SHIFTED.encode("gbk")) - 1)
    assert (
        cleaned(f"會(huì)議內容{run}?wù)院關(guān)於工作的決定》")
        == "会议内容。《中共中央国务院关于工作的决定》"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LONG, "效。各地区各部门要落实。"),
        ("加强协作。结合", "2017年工作,提出四点要求。"),
        ("贵州省民政厅、", "上海市民政局交流了经验。"),
        ("一是要加强领导,完善和理顺", "管理体制,强化引领。"),
        ("某市人民政府关于成立信用建设", "工作领导小组的通知"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n \r\n\r\n"])
def test_broken_line_is_joined(before, after, gap):
    assert cleaned(before + gap + after) == before + after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("会议第一次全体会议在北京召开", "8月31日,会议召开。"),
        (LONG + "效。", "各地区各部门要落实,不得有误。"),
        (LONG, "一、工作目标,分三步走。"),
        (LONG, "(二)加强领导,落实责任。"),
        ("市民政局党组成员、副局长,三级调研员王五", "学习教育开展以来,市民政局做了工作。"),
        ("组长:张三", "副组长:李四,王五"),
        ("张  三 市政府副秘书长,办公室主任", "李  四 市民政局局长,党组书记"),
        ("国家发展改革委办公厅", "2019年8月20日"),
        ("各县区人民政府:", "为加强工作,决定成立领导小组。"),
    ],
)
def test_lines_that_stay_apart(before, after):
    assert cleaned(f"{before}\n{after}") == f"{before}\n{after}"


def test_lines_of_a_column_are_joined():
    words = "为加强部门间的统筹协调和协作配合经研究同意建立工作部际联席会议制度统筹协调有关工作落实"
    body = (words * 12)[:460] + "。"
    column = "\n".join(body[i : i + 23] for i in range(0, len(body), 23))
    assert cleaned(column) == body


def test_caption_inside_a_sentence_is_dropped():
    raw = "三是要纳入经济社会发展规划、\n\n\n某县某村活动室(网络图片)\n\n加强督促考核。"
    assert cleaned(raw) == "三是要纳入经济社会发展规划、加强督促考核。"
    assert "caption" in kinds(raw)


@pytest.mark.parametrize(
    "line",
    [
        "打印本页 关闭窗口",
        "【打印本页】【关闭窗口】",
        "当前位置: 首页 > 新闻",
        "首页 > 新闻 > 正文",
        "发布日期:2022-03-18浏览次数:字号:[ ]",
        "来源：民政部 发布时间：2018-08-31 10:00 字体：大 中 小",
        "分享到",
        "文章来源:http://example.org/a.html",
        "||||",
    ],
)
def test_page_chrome_is_dropped(line):
    assert cleaned(f"{line}\n\n民政部召开会议。\n\n{line}") == "民政部召开会议。"


def test_chrome_inside_a_line_becomes_a_break():
    raw = "关于调整领导小组的通知 时间：2015-09-02 17:06 微信 微博 QQ空间 各有关单位：现通知如下。"
    assert cleaned(raw) == "关于调整领导小组的通知\n各有关单位:现通知如下。"


def test_words_of_the_chrome_inside_a_sentence_stay():
    assert cleaned("通过 微信 开展宣传,来源:民政部,时间:上午") == "通过 微信 开展宣传,来源:民政部,时间:上午"


def test_offsets_lead_both_ways():
    raw = "聯(lián)席會(huì)議<br>由國務(wù)院領導"
    text = text_of(raw)
    start = text.clean.index("会议")
    first, last = text.offsets.to_raw(start, start + 2)
    assert raw[first:last] == "會(huì)議"
    assert text.offsets.to_clean(first, last) == (start, start + 2)
    assert text.offsets.to_raw(0, len(text.clean)) == (0, len(raw))
    assert text.offsets.to_raw(2, 2) == (raw.index("會"), raw.index("會"))
    gloss = raw.index("(huì)")
    assert text.offsets.to_clean(gloss, gloss + 5) == (3, 3)


def test_empty_text():
    text = text_of("")
    assert text.clean == ""
    assert text.offsets.to_raw(0, 0) == (0, 0)
    assert text.offsets.to_clean(0, 0) == (0, 0)


MARKUP = ("<", "<p ", "<!--", "</p", "&", "amp;", "[", "[a](", "** ", "|")
OTHERS = ("?", "?!", "(", "(yī)", "会(", " ", "\n", "微信 ", "年", "1", "关于", "《")


@pytest.mark.parametrize("unit", [*MARKUP, *OTHERS])
def test_time_is_linear(unit):
    start = time.process_time()
    cleaned("会&" + unit * (60_000 // len(unit)))
    assert time.process_time() - start < 3
