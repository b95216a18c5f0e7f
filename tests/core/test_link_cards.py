"""Other articles' titles and teasers that have no heading come into no article; what leads within the page does."""

from datetime import UTC, datetime

import pytest

from monitor.core.article import extract_page

TITLE = "وزير المياه يفتتح محطة جديدة"
LINE = "افتتح وزير المياه صباح الأحد محطة لتنقية مياه الشرب في الضاحية الشرقية، وقال إنها تكفي مئة ألف بيت."
MORE = "وأضاف أن العمل فيها استمر ثلاثة أعوام، وأن محطتين أخريين ستلحقان بها قبل نهاية العام المقبل في الشمال والجنوب."
TEASER = "قال مصدر في الوزارة أمس إن رجال الجمارك عثروا على أربعة صناديق في مخزن مهجور قرب الرصيف."
OTHERS = ("ضبط شحنة هواتف في الميناء", "افتتاح مدرسة جديدة في الشمال", "تأجيل مباراة النهر والجبل غدا")
NOW = datetime(2026, 11, 29, tzinfo=UTC)


def text_of(inside: str) -> str:
    page = f"<html lang=ar><body>{inside}</body></html>"
    url = "https://a.example/news/wazir-almiyah"
    return extract_page(page.encode(), content_type="text/html; charset=utf-8", url=url, zone="UTC", now=NOW).text


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
BOXES = [*LISTS.values(), *(f"<div>{LABEL}{box}</div>" for box in LISTS.values())]
BOXES += [f"<div class=more>{LABEL}{box}</div>" for box in LABELLED.values()]
LAYOUTS = (
    "<article><h1>{title}</h1><p>{line}</p><p>{more}</p>{box}</article>",
    "<article><h1>{title}</h1><p>{line}</p>{box}<p>{more}</p></article>",
    "<div><h1>{title}</h1><div class=body><p>{line}</p><p>{more}</p></div>{box}</div>",
)


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("layout", LAYOUTS)
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
