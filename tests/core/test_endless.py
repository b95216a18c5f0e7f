"""Pages that go on with the outlet's next articles: of the one that the window's title names nothing is cut."""

import pytest
from lxml import html

from monitor.core.endless import cut_next_articles
from tests.support.pace import seconds_of

TITLE = "بلدية النهر تنهي صيانة الجسر القديم"
OWN = "أعلنت بلدية النهر صباح اليوم أنها أنهت صيانة الجسر القديم بعد ثلاثة أشهر من العمل المتواصل."
NEXT = "ارتفعت أسعار القمح في الأسواق العالمية لليوم الرابع على التوالي مع تراجع الصادرات من الموانئ الباردة."
ARTICLES = f"<article><h1>{TITLE}</h1><p>{OWN}</p></article><article><h1>القمح يواصل الصعود</h1><p>{NEXT}</p></article>"


def left_of(body: str, title: str = f"{TITLE} | صحيفة النهر", head: str = "") -> str:
    page = html.document_fromstring(f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>")
    cut_next_articles(page)
    return str(page.text_content())


def test_the_next_article_is_cut() -> None:
    left = left_of(ARTICLES)

    assert OWN in left
    assert NEXT not in left


@pytest.mark.parametrize(
    "before",
    [
        "<article><h1>عاجل</h1><p>{}</p></article><article>",
        "<article class=news><h1>الأكثر قراءة</h1><p>{}</p></article><article class=news>",
    ],
)
def test_an_article_behind_a_bar_of_the_latest_news_stays(before: str) -> None:
    assert OWN in left_of(f"{before.format(NEXT)}<h1>{TITLE}</h1><p>{OWN}</p></article>")


def test_nothing_is_cut_where_the_window_s_title_names_no_heading() -> None:
    assert NEXT in left_of(ARTICLES, title="صحيفة النهر")


@pytest.mark.parametrize("called", ["story-section", "news-details", "newsletter"])
def test_a_part_of_one_article_stays(called: str) -> None:
    part = "<div class={}><h1>{}</h1><p>{}</p></div>"

    assert NEXT in left_of(part.format(called, TITLE, OWN) + part.format(called, "ماذا تغير؟", NEXT))


@pytest.mark.parametrize(
    "said", ['<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>', "<meta name=generator>"]
)
def test_the_posts_of_a_live_page_stay_where_it_says_that_it_is_one(said: str) -> None:
    assert (NEXT in left_of(ARTICLES, head=said)) == ("LiveBlogPosting" in said)


def test_a_page_of_thousands_of_titles_is_read_in_no_time() -> None:
    taken = seconds_of(lambda: left_of(f"<article><h1>{TITLE}</h1></article>" * 4000))

    assert taken < 2  # six seconds when each was held against every other
