"""What is read off a page beside its rules: dates that are the article's, words that stay apart."""

from datetime import UTC, datetime

import pytest

from monitor.core.article import better, extract_page
from monitor.core.model.article import Article
from monitor.core.model.feed import Entry

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
TEXT = (
    "أعلنت وزارة{gap}الداخلية أن فرقها أنهت تفتيش المنطقة الصناعية شرق المدينة "
    "وأعادت فتح الطرق المؤدية إليها أمام السيارات. "
)


def read(inside: str, text: str = TEXT.format(gap=" ")) -> Article:
    page = f"<html><body>{inside}<article><h1>تفتيش المنطقة الصناعية</h1><p>{text * 3}</p></article></body></html>"
    return extract_page(
        page.encode(), content_type="text/html; charset=utf-8", url="http://a.example/1", zone="UTC", now=NOW
    )


@pytest.mark.parametrize("clock", ['id="date-widget"', 'class="today-date"', 'class="clock time"'])
def test_the_date_of_the_day_at_the_top_of_a_page_is_not_the_article_s(clock: str) -> None:
    shown = f"<div {clock}>السبت 28 نوفمبر 2026</div>"
    dated = '<span property="dc:date" content="2019-02-08T10:00:00+01:00">08/02/2019</span>'

    assert read(shown).published is None
    assert read(shown + dated).published == datetime(2019, 2, 8, 9, tzinfo=UTC)


@pytest.mark.parametrize("gap", ["\u200b", "&#8203;", "&#x200B;", "&ZeroWidthSpace;"])
def test_words_that_a_space_without_width_parts_stay_two_words(gap: str) -> None:
    assert "وزارة الداخلية" in read("", TEXT.format(gap=gap)).text


@pytest.mark.parametrize("gap", ["\u200c", "&zwnj;", "&#8204;"])
def test_a_joiner_between_two_arabic_words_parts_them_and_in_persian_it_parts_none(gap: str) -> None:
    persian = "وزارت کشور اعلام کرد که بازرسی منطقه صنعتی شرق شهر پایان یافته و راه‌ها باز می‌شود. "

    assert "وزارة الداخلية" in read("", TEXT.format(gap=gap)).text
    assert "می شود" not in read("", persian.replace("\u200c", gap)).text


def test_rows_of_a_table_are_told_without_bars() -> None:
    table = "<table><tr><td>الذهب</td><td>120</td></tr><tr><td>الفضة</td><td>14</td></tr></table>"

    text = read("", f"{TEXT.format(gap=' ')}</p>{table}<p>").text

    assert "|" not in text and "الذهب 120" in text


def test_the_outlet_s_name_is_no_announcement_and_no_author() -> None:
    head = '<meta name="description" content="| Lebanon News"><meta property="og:site_name" content="البيان">'
    author = '{"@type": "NewsArticle", "headline": "خبر", "author": {"name": "(أبوظبي - البيان)"}}'

    found = read(f'{head}<script type="application/ld+json">{author}</script>')

    assert (found.summary, found.author) == ("", None)


def test_what_stands_behind_a_bar_is_cut_from_an_announcement_only_if_it_is_the_outlet() -> None:
    news = "عاجل | مقتل قيادي بغارة شرق دير الزور"
    site = '<meta property="og:site_name" content="صحيفة البيان">'

    assert read(f'<meta name="description" content="{news}">{site}').summary == news
    assert read(f'<meta name="description" content="{news} | البيان">{site}').summary == news


def test_a_notice_is_told_instead_of_the_feed_s_words_and_beside_them_where_the_page_tells_more() -> None:
    told = (TEXT.format(gap=" ") * 5).strip()
    entry = Entry(title="تفتيش المنطقة الصناعية", content=f"{told} {TEXT.format(gap=' ') * 5}")
    notice = Article(url="http://a.example/1", title=entry.title, text="تم سحب هذا الخبر.")
    article = Article(url="http://a.example/1", title=entry.title, text=f"{told}\n\nنعتذر عن خطأ في صورة.")

    assert better(notice, entry).text == notice.text
    assert better(article, entry).text == f"نعتذر عن خطأ في صورة.\n{entry.content}"
