"""The title and the day of pages that do not say in their markup which is which."""

import json
from datetime import UTC, datetime

import pytest

from monitor.core.article import extract_page
from monitor.core.element_text import PARTED
from monitor.core.model.article import Article
from monitor.core.title import choose_title

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
TITLE = "بلدية النهر تنهي صيانة الجسر القديم"
LINE = "أعلنت بلدية النهر صباح اليوم أنها أنهت صيانة الجسر القديم بعد ثلاثة أشهر من العمل المتواصل بكلفة مليوني دينار."
MORE = "وقال المهندس سالم الحارثي إن الفرق استبدلت الدعامات الحديدية وأعادت رصف الطريق المؤدي إلى السوق الكبير."


def read(inside: str, window: str = TITLE) -> Article:
    page = f"<html><head><meta charset=utf-8><title>{window}</title></head><body>{inside}</body></html>"
    return extract_page(page.encode(), content_type="text/html", url="http://a.example/1", zone="UTC", now=NOW)


def test_a_first_heading_that_is_the_outlet_s_name_is_no_title() -> None:
    name = "النهر نيوز"

    assert choose_title(headings=[name], announced=[TITLE], window=f"{TITLE} ~ صحيفة {name}", site="") == TITLE


def test_a_short_first_heading_is_the_title_beside_a_longer_name_of_the_outlet() -> None:
    window = "سد النهر يفيض - صحيفة النهر اليومية السياسية المستقلة الصادرة في البصرة"

    assert choose_title(headings=["سد النهر يفيض"], announced=[], window=window, site="") == "سد النهر يفيض"


def test_a_lesser_heading_is_the_title_where_the_window_has_it_beside_the_outlet_s_name() -> None:
    page = f"<h2>{TITLE}</h2><p>{LINE}</p><p>{MORE}</p><h2>الأكثر قراءة</h2>"

    assert read(page, f"صحيفة النهر الإلكترونية :: {TITLE}").title == TITLE


def test_what_is_called_a_title_is_one_where_the_window_has_it() -> None:
    found = read(f'<span id="lblTitle">{TITLE}</span><div><p>{LINE}</p><p>{MORE}</p></div>', f"{TITLE} - بوابة النهر")

    assert (found.title, found.text) == (TITLE, f"{LINE}\n{MORE}")


@pytest.mark.parametrize(
    ("announced", "site", "expected"),
    [
        ("مباشر | انفجار كبير يهز مرفأ بيروت", "", "مباشر | انفجار كبير يهز مرفأ بيروت"),
        ("الدوري الإسباني | برشلونة يهزم ريال مدريد", "النهر", "الدوري الإسباني | برشلونة يهزم ريال مدريد"),
        ("انفجار كبير يهز مرفأ بيروت | صحيفة النهر اليومية", "", "انفجار كبير يهز مرفأ بيروت"),
        ("«حماس» توافق على هدنة", "حماس", "«حماس» توافق على هدنة"),
        ("الرئيس: «لن نستسلم» | النهر", "النهر", "الرئيس: «لن نستسلم»"),
    ],
)
def test_only_the_outlet_s_name_is_cut_from_a_title(announced: str, site: str, expected: str) -> None:
    assert choose_title(headings=[], announced=[announced], window="", site=site) == expected


def test_where_only_the_outlet_is_announced_the_heading_is_the_title() -> None:
    assert (
        choose_title(headings=["النهر", TITLE], announced=["النهر"], window="صحيفة النهر", site="صحيفة النهر") == TITLE
    )


@pytest.mark.parametrize(
    ("heading", "announced"),
    [
        ("لا صحة لخبر استقالة رئيس الوزراء", "استقالة رئيس الوزراء"),
        ("نتنياهو: سنبقى في غزة", "سنبقى في غزة"),
        ("عاجل.. انفجار يهز مرفأ بيروت", "انفجار يهز مرفأ بيروت"),
    ],
)
def test_a_heading_that_says_more_than_what_is_announced_stays_whole(heading: str, announced: str) -> None:
    assert choose_title(headings=[heading], announced=[announced], window="", site="") == heading


def test_a_kicker_within_the_heading_is_no_part_of_the_title() -> None:
    assert choose_title(headings=[f"محليات{PARTED}{TITLE}"], announced=[TITLE], window="", site="") == TITLE


@pytest.mark.parametrize(
    "heading",
    [
        "الحكومة و<b>النقابة</b> تتفقان على الأجور",
        "الحكومة وال<mark>نقابة</mark> تتفقان على الأجور",
        "الحكومة وال<!-- advert -->نقابة تتفقان على الأجور",
        "<span class=drop>ا</span>لحكومة والنقابة تتفقان على الأجور",
        "<font>الحكومة وا</font><font>لنقابة تتفقان على الأجور</font>",
    ],
)
@pytest.mark.parametrize("window", ["اتفاق بين الحكومة والنقابة على الأجور", "الحكومة والنقابة تتفقان…"])
def test_a_word_of_a_heading_stays_whole_where_elements_part_it(heading: str, window: str) -> None:
    body = f"<div><h1>{heading}</h1><p>{LINE}</p><p>{MORE}</p></div>"
    page = f"<html><head><meta charset=utf-8><title>{window}</title></head><body>{body}</body></html>"

    found = extract_page(page.encode(), content_type="text/html", url="http://a.example/1", zone="UTC", now=NOW)

    assert found.title == "الحكومة والنقابة تتفقان على الأجور"


@pytest.mark.parametrize(
    "heading",
    [
        "بلدية النهر تنهي<br>صيانة الجسر القديم",
        "<span>بلدية النهر تنهي</span><span>صيانة الجسر القديم</span>",
        "<b>ب</b>لدية النهر تنهي صيانة الجسر القديم",
        f"<span>عاجل</span>{TITLE}",
        f"{TITLE}<span>فيديو</span>",
        f"<a href=/local>محليات</a>{TITLE}<i>صور</i>",
    ],
)
@pytest.mark.parametrize("window", [TITLE, f"{TITLE} | صحيفة النهر", f"{TITLE} - النهر", ""])
def test_the_words_of_a_heading_s_elements_are_not_glued(heading: str, window: str) -> None:
    head = f"<title>{window}</title><meta property=og:site_name content=النهر>"
    body = f"<div><h1>{heading}</h1><p>{LINE}</p><p>{MORE}</p></div>"
    page = f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"

    found = extract_page(page.encode(), content_type="text/html", url="http://a.example/1", zone="UTC", now=NOW)

    assert "صيانة الجسر القديم" in found.title
    assert found.title == TITLE or not window
    assert not {"تنهيصيانة", "عاجلبلدية", "القديمفيديو", "محلياتبلدية"} & {*found.title.split()}


@pytest.mark.parametrize(
    "shown",
    [
        "<div class=strytmstmp>الجمعة، 27 تشرين الثاني/نوفمبر 2026، آخر تحديث 10:15 (GMT+0000)</div>",
        "<div><span>27/11/2026 - 10:15</span><span>النهر</span></div>",
        "<font size=2>الجمعة 27 نوفمبر 2026 - 10:15 صباحا</font>",
        "<p class=meta>بغداد - 27 نوفمبر 2026 10:15</p>",
        "الجمعة 27 نوفمبر 2026 10:15<br>",
    ],
)
def test_a_line_behind_the_title_that_is_a_day_is_the_article_s(shown: str) -> None:
    found = read(f"<div><h1>{TITLE}</h1>{shown}<div><p>{LINE}</p><p>{MORE}</p></div></div>")

    assert found.published == datetime(2026, 11, 27, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "shown",
    [
        "".join(f"<div class=card><b>خبر آخر</b><span>2{day}/11/2026</span></div>" for day in "123"),
        "<aside><div>21/11/2026</div></aside>",
        "<a href=/2>خبر آخر <span>21/11/2026</span></a>",
        "<p>وكان المجلس قد أقر في 21 نوفمبر 2026 ميزانية الجسور الجديدة بعد نقاش طويل بين أعضائه وممثلي البلديات</p>",
        "<p>تأسست البلدية في 21 نوفمبر 1990</p>",
        "<div><b>قارئ</b><span>27/11/2026 10:00</span><p>كلام سمعناه من قبل</p></div>",
    ],
)
def test_other_days_behind_the_title_are_not(shown: str) -> None:
    assert read(f"<div><h1>{TITLE}</h1><div><p>{LINE}</p><p>{MORE}</p></div>{shown}</div>").published is None


def test_the_day_at_the_top_of_a_page_is_not() -> None:
    assert read(f"<div>السبت 28 نوفمبر 2026</div><h1>{TITLE}</h1><p>{LINE}</p><p>{MORE}</p>").published is None


def test_a_first_line_that_is_the_day_of_publishing_is_not_told_and_that_of_a_chronology_is() -> None:
    dated = f"<article><h1>{TITLE}</h1><time>27 نوفمبر 2026</time><p>{{}}</p><p>{LINE}</p><p>{MORE}</p></article>"

    assert read(dated.format("27 نوفمبر 2026")).text == f"{LINE}\n{MORE}"
    assert read(dated.format("14 فبراير 2005")).text.startswith("14 فبراير 2005\n")


@pytest.mark.parametrize(
    "above",
    [
        "<div class=header-date>السبت 28 نوفمبر 2026</div>",
        "<div><time datetime=2026-11-28T11:00Z>قبل قليل</time><a href=/2>هزة أرضية تضرب مدينة النهر</a></div>",
        "".join(f"<div class=item><b>خبر</b><span class=date>2{day}/11/2026 10:15</span></div>" for day in "567"),
        "<aside><time datetime=2026-11-28T11:00:00Z>قبل دقائق</time></aside>",
    ],
)
def test_a_date_far_above_the_title_is_not_the_article_s(above: str) -> None:
    own = "<span class=date>20 نوفمبر 2026</span>"
    page = f"{above}<article><h1>{TITLE}</h1>{{}}<p>{LINE}</p><p>{MORE}</p></article>"

    assert read(page.format(own)).published == datetime(2026, 11, 20, tzinfo=UTC)
    assert read(page.format("")).published is None


@pytest.mark.parametrize(
    "page",
    [
        "<div><div class=date>20 نوفمبر 2026</div><h1>{}</h1></div>",
        "<div class=post-date>20 نوفمبر 2026</div><div><h1>{}</h1></div>",
        "<div class=info><a href=/writer/2>سالم بن علي الحارثي</a><time>20 نوفمبر 2026</time></div><h1>{}</h1>",
        "<article><h1>{}</h1><footer><span property=dc:date>20 نوفمبر 2026</span></footer></article>",
        "<h1>{}</h1><p><a href=/writer/2>الدكتور سالم بن علي الحارثي</a> <time>20 نوفمبر 2026</time></p>",
    ],
)
def test_a_date_at_the_title_is_the_article_s(page: str) -> None:
    below = "".join(f"<div class=card><h3>خبر</h3><span class=date>2{day}/11/2026</span></div>" for day in "45")

    assert read(f"<div>{page.format(TITLE)}<p>{LINE}</p><p>{MORE}</p></div>{below}").published == datetime(
        2026, 11, 20, tzinfo=UTC
    )


@pytest.mark.parametrize(
    "behind",
    [
        "<div class=side><span class=archive-date>27/11/2026</span></div>",
        "<footer><span class=site-date>آخر تحديث للموقع 28/11/2026 14:00</span></footer>",
        "<div id=comments><b>قارئ</b> <time datetime=2026-11-27T10:00Z>أمس</time><p>كلام سمعناه من قبل</p></div>",
        "<ul><li><span class=time>28/11/2026 12:10</span><a href=/2>مقتل شخصين</a></li></ul>",
    ],
)
def test_a_date_behind_the_article_is_of_something_else(behind: str) -> None:
    article = f"<article><h1>{TITLE}</h1><p>{LINE}</p><p>{MORE}</p>{{}}</article>"

    assert read(article.format("") + behind).published is None
    assert read(article.format("<p class=date>20/11/2026 10:15</p>") + behind).published == datetime(
        2026, 11, 20, 10, 15, tzinfo=UTC
    )


@pytest.mark.parametrize(
    "page",
    [
        "<article><h1>{}</h1><p class=lead>{}</p><time>20/11/2026 10:15</time><p>{}</p></article>",
        "<article><header><h1>{}</h1><p>{}</p></header><div class=date>20/11/2026 10:15</div><p>{}</p></article>",
        "<div class=post><div><h1>{}</h1><p>{}</p><p>{}</p></div><div class=date>20/11/2026 10:15</div></div>",
        "<article><h1>{}</h1><p>{}</p><p>{}</p></article><time>20/11/2026 10:15</time>",
        "<div class=comments-open><h1>{}</h1><i class=correspondent-date>20/11/2026 10:15</i><p>{}</p><p>{}</p></div>",
        "<article><h1>{}</h1><p class=date>20/11/2026 10:15</p><p>{}</p><p>{}</p><p>" + LINE + "</p></article>",
        "<h1><b>محليات</b>{}</h1><div>رويترز 20 نوفمبر 2026 10:15</div><div><p>{}</p><p>{}</p></div>",
        "<h1>{}</h1><div>20 نوفمبر 2026 10:15 | 1200 مشاهدة</div><div><p>{}</p><p>{}</p></div>",
    ],
)
def test_a_date_behind_a_lead_or_in_the_foot_is_the_article_s(page: str) -> None:
    assert read(page.format(TITLE, LINE, MORE)).published == datetime(2026, 11, 20, 10, 15, tzinfo=UTC)


def test_of_several_articles_in_the_data_of_a_page_the_one_with_its_title_is_it() -> None:
    each = ("حريق في سوق المدينة القديم", "2026-11-01"), (TITLE, "2026-11-20T10:15:00Z")
    data = [{"@type": "NewsArticle", "headline": title, "datePublished": day} for title, day in each]
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    page = f"<article><h1>{TITLE}</h1><p>{LINE}</p><p>{MORE}</p></article>{script}"

    assert read(page).published == datetime(2026, 11, 20, 10, 15, tzinfo=UTC)


def test_a_day_among_the_paragraphs_is_told_not_published() -> None:
    day = "<span class=date-mark>7 أكتوبر 2023</span>"

    page = f"<article><h1>{TITLE}</h1><p>{LINE}</p><p>{MORE}</p>{day}<p>{LINE}</p><p>{MORE}</p></article>"

    assert read(page).published is None


@pytest.mark.parametrize(
    "line",
    [
        "اغتيل في بيروت يوم 14 فبراير 2005",
        "تحقيق أحداث 11 سبتمبر 2001",
        "الانتخابات النيابية 15 أيار 2022 ونتائجها",
        "صورة من 3 مايو 2019",
        "موعد المباراة: الجمعة 27 نوفمبر 2026 - 20:00",
        "المباراة - 4 ديسمبر 2026 20:00",
    ],
)
def test_a_line_at_the_title_that_tells_of_a_day_is_no_date_of_it(line: str) -> None:
    assert read(f"<article><h1>{TITLE}</h1><p>{line}</p><p>{LINE}</p><p>{MORE}</p></article>").published is None


def test_the_clock_of_a_page_is_no_date_and_what_its_data_say_of_the_page_is() -> None:
    clock = "<div class=date>السبت 28 نوفمبر 2026 12:05</div>"
    article = f"<article><h1>{TITLE}</h1><p>{LINE}</p><p>{MORE}</p></article>"
    data = '<script type="application/ld+json">{"@type":"WebPage","datePublished":"2026-11-20T10:15:00Z"}</script>'

    assert read(clock + article).published is None
    assert read(clock + article + data).published == datetime(2026, 11, 20, 10, 15, tzinfo=UTC)
