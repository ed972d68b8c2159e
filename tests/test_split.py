from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.clean import clean
from kg.model import Source
from kg.split import iso_date, split

BODY = "8月24日上午,民政部、教育部联合召开全国养老院专项行动推进会电视电话会议,部署下一阶段的工作。"
MORE = "会议指出,各地要加强领导,落实责任。"


def articles(raw, **known: str):
    return split(clean(Source("sha256:0", "t", "text/plain", raw, **known)))


def only(raw, **known: str):
    (article,) = articles(raw, **known)
    return article


def sentences(article):
    return [article.text.clean[s:e] for s, e in article.sentences]


def test_articles_end_at_their_closers():
    raw = f"第一次会议在北京召开\n\n{BODY}\n\n(据民政部网站)\n\n三项标准公开征求意见\n\n{BODY}(来源:某某日报)\n\n协会商会完成脱钩\n\n{BODY}"
    found = articles(raw)
    assert [a.heading for a in found] == ["第一次会议在北京召开", "三项标准公开征求意见", "协会商会完成脱钩"]
    assert [a.publisher for a in found] == ["民政部", "某某日报", None]


def test_title_with_a_dateline_behind_it_begins_an_article():
    raw = f"养老院专项行动推进会召开\n\n{BODY}\n\n行业协会推进会召开\n\n{BODY}"
    assert [a.heading for a in articles(raw)] == ["养老院专项行动推进会召开", "行业协会推进会召开"]


@pytest.mark.parametrize("inner", ["(二)多措并举聚暖流", "二、工作目标", "全面发力织密保护网"])
def test_headings_inside_an_article_do_not_end_it(inner):
    assert (
        only(f"新闻发布会的标题\n\n{BODY}\n\n{inner}\n\n儿童是国家的未来,民族的希望。{MORE}").heading
        == "新闻发布会的标题"
    )


@pytest.mark.parametrize(
    ("raw", "heading"),
    [
        (
            f"某委办公厅  文件\n某局办公厅\n发改办〔2019〕860号\n关于加强信用建设的通知\n各省:\n{BODY}",
            "关于加强信用建设的通知",
        ),
        (
            f"某函〔2013〕89号\n\n某市关于成立领导小组的通知\n\n组长:张三\n\n{BODY}",
            "某市关于成立领导小组的通知",
        ),
        (
            f"某综〔2015〕157号 某区管委会关于成立委员会的通知 各单位: {BODY}{MORE}",
            "某区管委会关于成立委员会的通知",
        ),
        (BODY + MORE, None),
    ],
)
def test_heading(raw, heading):
    assert only(raw).heading == heading


def test_source_title_stands_in_for_a_heading():
    assert only(BODY + MORE, title="推进会").heading == "推进会"


@pytest.mark.parametrize(
    ("raw", "date"),
    [
        (f"标题是一行字\n发布日期:2022-03-18浏览次数:字号:[ ]\n{BODY}", "2022-03-18"),
        (f"标题是一行字 时间：2015-09-02 17:06 微信 微博 QQ空间 {BODY}", "2015-09-02"),
        (f"标题是一行字\n{BODY}\n某市人民政府办公室\n2013年10月10日\n(此件公开发布)", "2013-10-10"),
        (f"标题是一行字 {BODY} 某区管委会 2015年7月24日", "2015-07-24"),
        (f"标题是一行字\n{BODY}\n二○一三年十二月三十一日", "2013-12-31"),
        (f"标题是一行字\n{BODY}征求意见截止日期为2024年1月27日。", "2020-01"),
        (f"标题是一行字\n发布日期:\n2019年01月14日\n{BODY}", "2019-01-14"),
        (
            "某某管理办法\n2011年2月1日 某会议通过\n2011年3月7日 某令第5号公布\n第一条 为加强管理,制定本办法。",
            "2011-03-07",
        ),
        (f"标题是一行字\n{BODY}\n某市人民政府\n2013年10月10日\n附件:名单\n张三", "2013-10-10"),
        (f"会议通知\n{BODY}\n时间:2018年9月3日上午", "2020-01"),
        (f"标题是一行字\n{BODY}", "2020-01"),
    ],
)
def test_date(raw, date):
    assert only(raw, date="2020-01").date == date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2018年8月31日", "2018-08-31"),
        ("2018-8-3", "2018-08-03"),
        ("二〇一六年二月四日", "2016-02-04"),
        ("二○○三年七月十八日", "2003-07-18"),
        ("2018年13月1日", None),
        ("2018年8月", None),
    ],
)
def test_iso_date(text, iso):
    assert iso_date(text) == iso


@pytest.mark.parametrize(
    ("closer", "publisher"),
    [
        ("(据民政部网站)", "民政部"),
        ("(据民政部官网)", "民政部"),
        ("(据“社会组织动态”政务微信)", "社会组织动态"),
        ("(据公开报道整理)", None),
        ("来源:某市市场监督管理局", "某市市场监督管理局"),
    ],
)
def test_publisher(closer, publisher):
    assert only(f"标题是一行字\n\n{BODY}\n\n{closer}").publisher == publisher
    assert only(f"标题是一行字\n\n{BODY}{closer}").publisher == publisher


def test_source_publisher_stands_in():
    assert only(BODY, publisher="新华社").publisher == "新华社"


def test_round_up_has_a_section_an_area():
    areas = ["北京", "内蒙古自治区", "新疆生产建设兵团"]
    parts = "".join(f"\n\n{a}\n\n做好某项工作\n\n2017年9月,{a}民政部门近日印发了文件。{MORE}" for a in areas)
    article = only(f"2017年工作亮点摘要\n\n现将亮点编发。{parts}")
    assert [s.heading for s in article.sections] == areas
    assert all(article.text.clean[s.start : s.end].startswith(s.heading) for s in article.sections)
    assert [a.end for a in article.sections[:-1]] == [b.start for b in article.sections[1:]]
    assert article.sections[-1].end == article.end


def test_no_sections_without_areas():
    assert only(f"标题是一行字\n\n北京\n\n{BODY}").sections == ()


def test_sentences():
    raw = f"标题是一行字\n\n“要加强领导。”张三说。问:为什么?答!第一;第二。《你好!再见》(有人问?)已发。\n\n组长:张三\n副组长:李四\n{MORE}"
    assert sentences(only(raw)) == [
        "标题是一行字", "“要加强领导。”", "张三说。", "问:为什么?", "答!", "第一;第二。", "《你好!再见》(有人问?)已发。",
        "组长:张三", "副组长:李四", MORE,
    ]  # fmt: skip


def test_blank_text_has_no_article():
    assert articles(" \n ") == []


PIECES = (
    "民政部",
    "。",
    "!",
    "?",
    "”",
    "《",
    "》",
    "(",
    ")",
    "\n",
    "\n\n",
    " ",
    "(据民政部网站)",
    "北京",
    "来源:某报",
    BODY,
    "标题一行字",
    "2018年8月31日",
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_articles_and_sentences_hold_all_that_is_not_blank(raw):
    found = articles(raw)
    spans = [span for article in found for span in article.sentences]
    clean_text = found[0].text.clean if found else ""
    assert "".join("".join(clean_text[s:e] for s, e in spans).split()) == "".join(clean_text.split())
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(a.start <= s < e <= a.end for a in found for s, e in a.sentences)


def test_what_is_longer_than_an_article_may_be_is_read_in_parts_that_leave_nothing_out():
    heading, sentence = "关于成立领导小组的通知\n", "会议由民政部部长黄树贤主持,教育部、公安部参加。"
    for body in (sentence * 6000, (sentence * 20 + "\n") * 300, "会" * 150_000):
        parts = articles(heading + body, date="2018-03-01")
        assert len(parts) > 1
        assert all(a.end - a.start <= 60_000 and a.date == "2018-03-01" for a in parts)
        text, spans = parts[0].text, [span for a in parts for span in a.sentences]
        assert all(end - start <= 4000 for start, end in spans)
        assert "".join("".join(text.clean[s:e] for s, e in spans).split()) == "".join(text.clean.split())
