"""Other articles' titles and teasers that have no heading come into no article; what leads within the page does."""

from itertools import product

import pytest
from lxml import html

from tests.support.pace import seconds_of
from tests.support.pages import LINE, MORE, TITLE, text_of

TEASER = "قال مصدر في الوزارة أمس إن رجال الجمارك عثروا على أربعة صناديق في مخزن مهجور قرب الرصيف."
OTHERS = ("ضبط شحنة هواتف في الميناء", "افتتاح مدرسة جديدة في الشمال", "تأجيل مباراة النهر والجبل غدا")


def each(markup: str) -> str:
    return "".join(markup.format(number, other) for number, other in enumerate(OTHERS, start=2))


LISTS = {
    "titles": f"<ul>{each('<li><a href=/news/{}>{}</a></li>')}</ul>",
    "titles and clocks": f"<ul>{each('<li><p><a href=/news/{}>{}</a></p><span>قبل 2 ساعات</span></li>')}</ul>",
    "titles and days": f"<div>{each('<div><a href=/news/{}>{}</a><i>27 نوفمبر 2026</i></div>')}</div>",
    "links side by side": f"<div class=box>{each('<a class=item href=/news/{}><img><span>{}</span></a>')}</div>",
    "blocks within a link": f"<div>{each('<a href=/news/{}><div>{}</div><p>' + TEASER + '</p></a>')}</div>",
}
LABELLED = {
    "a link and a teaser": each("<div class=card><a href=/news/{}>{}</a><p>" + TEASER + "</p></div>"),
    "no link": each("<div class=card onclick=go({})><div>{}</div><p>" + TEASER + "</p></div>"),
    "a link behind the teaser": each("<div class=card><p>{1}. " + TEASER + "</p><a href=/news/{0}>التفاصيل</a></div>"),
}
LABEL = "<h3>اقرأ أيضا</h3>"
APART = [*LISTS.values()]  # among paragraphs a list is the article's own, as far as one knows
BOXES = [f"<div>{LABEL}{box}</div>" for box in LISTS.values()]
BOXES += [f"<div class=more>{LABEL}{box}</div>" for box in LABELLED.values()]
LAYOUTS = (
    "<article><h1>{title}</h1><p>{line}</p><p>{more}</p>{box}</article>",
    "<article><h1>{title}</h1><p>{line}</p>{box}<p>{more}</p></article>",
    "<div><h1>{title}</h1><div class=body><p>{line}</p><p>{more}</p></div>{box}</div>",
)


@pytest.mark.parametrize(
    ("layout", "box"),
    [*product(LAYOUTS, BOXES), *product(LAYOUTS[::2], APART)],
)
def test_other_articles_without_headings_are_not_told(layout: str, box: str) -> None:
    told = text_of(layout.format(title=TITLE, line=LINE, more=MORE, box=box))

    assert told == f"{LINE}\n{MORE}"


@pytest.mark.parametrize(
    "entry",
    [
        "<div class=entry><a href=#n{}>12:30</a><p>{} كما قالت الشرطة.</p></div>",
        "<div class=entry><a href=/live>12:3{}</a><p>{} كما قالت الشرطة.</p></div>",
        "<p>{1} <a href=/news/{0}>كما قالت الشرطة في بيان</a>.</p>",
    ],
)
def test_entries_of_the_article_and_sentences_that_end_in_a_link_are_told(entry: str) -> None:
    told = text_of(f"<article><h1>{TITLE}</h1><p>{LINE}</p>{each(entry)}<p>{MORE}</p></article>")

    assert [other for other in OTHERS if other not in told] == []


def test_an_article_that_lies_within_a_link_and_nothing_else_is_told() -> None:
    told = text_of(f"<article><h1>{TITLE}</h1><a href=/news/7><p>{LINE}</p><p>{MORE}</p></a></article>")

    assert told == f"{LINE}\n{MORE}"


OWN = {
    "rates": "<ul><li><a href=/news/2>سعر الدولار في مصر اليوم</a>: 49.10</li> "
    "<li><a href=/news/3>سعر اليورو في مصر اليوم</a>: 57.2</li></ul>",
    "days": "<ul><li>7 أكتوبر 2023: <a href=/news/2>هجوم مفاجئ على القرى الحدودية</a></li> "
    "<li>8 أكتوبر 2023: <a href=/news/3>بدء القصف على مدن الساحل</a></li></ul>",
    "a table": "<table><tbody><tr><td><a href=/news/2>سعر الدولار في مصر اليوم</a></td> <td>34.10</td></tr> "
    "<tr><td><a href=/news/3>سعر اليورو في مصر اليوم</a></td> <td>42.90</td></tr></tbody></table>",
    "a link left open": f"<a href=/news/7><p>{TEASER}</p> <p>وقال إن التحقيق بدأ صباح اليوم.</p></a>",
    "a link in two": "<p><span>وقال <a href=/news/2>وزير المياه العراقي السابق</a> "
    "<a href=/news/3>سامي بن علي القحطاني</a> إن العمل انتهى.</span></p>",
    "a quotation": "<a href=/news/7><blockquote><p>لن نترك القرى عطشى هذا الصيف</p> "
    "<p>سامي القحطاني</p></blockquote></a>",
}


@pytest.mark.parametrize("own", OWN.values(), ids=OWN)
def test_lists_tables_and_quotations_of_the_article_are_told(own: str) -> None:
    told = text_of(f"<article><h1>{TITLE}</h1><p>{LINE}</p>{own}<p>{MORE}</p></article>")

    words = "".join(html.fragment_fromstring(own, create_parent=True).itertext()).split()
    assert [word for word in words if word not in told] == []


@pytest.mark.parametrize("above", ["<h4>الخبر السابق</h4>", "<h3>اقرأ المزيد</h3>", "<h3>عن الكاتب</h3>"])
def test_paragraphs_with_links_right_behind_a_label_are_told(above: str) -> None:
    line = "وقال <a href=/tag/1>وزير المياه سامي بن علي</a> إن العمل في المحطة استمر ثلاثة أعوام كاملة."

    told = text_of(
        f"<article><h1>{TITLE}</h1>{above}<div class=body><p>{line}</p><p>{LINE}</p><p>{MORE}</p></div></article>"
    )

    assert "وزير المياه سامي بن علي" in told


def test_parts_of_the_text_behind_a_label_among_them_are_told() -> None:
    part = "<div class=part><h4>{}</h4><p>{}</p></div>"
    parts = part.format("في الشمال", LINE), part.format("في الجنوب", MORE), part.format("في الشرق", TEASER)

    told = text_of(f"<article><h1>{TITLE}</h1>{parts[0]}<h4>أخبار ذات صلة</h4>{parts[1]}{parts[2]}</article>")

    assert all(one in told for one in (LINE, MORE, TEASER))


LINK, FRAMED = (
    "<a href=/news/{0}>ضبط شحنة هواتف {0}</a> ",
    "<blockquote class=twitter-tweet><p>نرحب {0}</p></blockquote>",
)
MANY = {
    "links in an aside": f"<aside><div>{''.join(map(LINK.format, range(2_000)))}</div></aside>",
    "links under a label": f"<div>{LABEL}<p>{''.join(map(LINK.format, range(2_000)))}</p></div>",
    "posts": "".join(f"<div><div><div>{FRAMED.format(number)}</div></div></div>" for number in range(2_000)),
}


@pytest.mark.parametrize("many", MANY.values(), ids=MANY)
def test_thousands_of_links_and_posts_are_looked_at_once(many: str) -> None:
    page = f"<article><h1>{TITLE}</h1><div><p>{LINE}</p><p>{MORE}</p>{many}</div></article>"

    taken = seconds_of(lambda: text_of(page))

    assert taken < 3  # four to ten where each looks at all that lies around it
