"""Which of the days on a page is the article's: published before changed, at the title before anything else."""

from datetime import UTC, datetime

import pytest
from lxml import html

from monitor.core.article import extract_page
from monitor.core.date_place import date_places
from tests.support.pace import seconds_of

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
DAY, TIMED = datetime(2026, 11, 27, tzinfo=UTC), datetime(2026, 11, 27, 10, 15, tzinfo=UTC)
TITLE = "بلدية النهر تنهي صيانة الجسر القديم"
LINE = "أعلنت بلدية النهر صباح اليوم أنها أنهت صيانة الجسر القديم بعد ثلاثة أشهر من العمل المتواصل بكلفة مليوني دينار."
MORE = "وقال المهندس سالم الحارثي إن الفرق استبدلت الدعامات الحديدية وأعادت رصف الطريق المؤدي إلى السوق الكبير."
LAST = "ومن المقرر أن تعود حركة السير تدريجيا يوم الأحد على أن تمنع الشاحنات من العبور ليلا طوال الشهر الأول."
TEASER = "قال مصدر في الوزارة أمس إن رجال الجمارك عثروا على أربعة صناديق في مخزن مهجور قرب الرصيف الثاني من الميناء."
FOOT = f"<footer><p>{LAST} {MORE}</p></footer>"
OTHER_DAYS = {
    "rates": "<div class=box><h4>أسعار الصرف</h4><span class=date>20 نوفمبر 2026</span><p>الدولار 1410</p></div>",
    "issue": "<div class=pdf><a href=/pdf><img></a><p class=issue-date>العدد 4521 - 20 نوفمبر 2026</p></div>",
    "prayers": "<div class=box><b>مواقيت الصلاة</b><p class=day-date>28 نوفمبر 2026</p></div>",
    "other article": "<div class=item><a href=/2>فوز فريق النهر</a><span class=date>20 نوفمبر 2026</span></div>",
    "match": "<div class=match><span class=match-time>30/11/2026 20:00</span></div>",
    "ahead": "<div class=box><span class=date>30/11/2026 20:00</span></div>",
    "poll": "<div class=box><h4>رأيك يهمنا</h4><span class=date>25 نوفمبر 2026</span></div>",
}
PLACES = {
    "a column": "<div><div class=c8>{head}<div class=body><p>{0}</p><p>{1}</p></div></div><div>{other}</div></div>",
    "a column before": "<div><div>{other}</div><div>{head}<div class=body><p>{0}</p><p>{1}</p></div></div></div>",
    "among paragraphs": "<div>{head}<div class=body><p>{0}</p>{other}<p>{1}</p><p>{2}</p></div></div>",
    "at the end": "<div>{head}<div class=body><p>{0}</p><p>{1}</p>{other}</div></div>",
    "behind a short item": "<div>{head}<div class=body><p>{0}</p></div>{other}</div>",
}


def published(inside: str) -> datetime | None:
    page = f"<html><head><meta charset=utf-8><title>{TITLE}</title></head><body>{inside}{FOOT}</body></html>"
    read = extract_page(page.encode(), content_type="text/html", url="http://a.example/1", zone="UTC", now=NOW)
    return read.published


def with_body(head: str) -> datetime | None:
    return published(f"<div class=m><h1>{TITLE}</h1>{head}<div class=body><p>{LINE}</p><p>{MORE}</p></div></div>")


@pytest.mark.parametrize("other", OTHER_DAYS.values(), ids=OTHER_DAYS)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_the_day_of_something_else_is_not_the_article_s(place: str, other: str) -> None:
    lines = (LINE, MORE, LAST)

    for own in ("<div>الجمعة 27 نوفمبر 2026</div>", "<div class=date>27 نوفمبر 2026</div>"):
        assert published(place.format(*lines, head=f"<h1>{TITLE}</h1>{own}", other=other)) == DAY
    assert published(place.format(*lines, head=f"<h1>{TITLE}</h1>", other=other)) is None


@pytest.mark.parametrize("told", ["<p>{} ووقع الهجوم في {}.</p>", "<p>{}</p><p>ووقع الهجوم في {}.</p>"])
def test_a_day_within_a_sentence_is_not_the_article_s(told: str) -> None:
    told = told.format(LINE, "<time datetime=2024-10-07>7 أكتوبر</time>")

    assert published(f"<div><h1>{TITLE}</h1><div class=body>{told}<p>{MORE}</p><p>{LAST}</p></div></div>") is None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<i class=date>27 نوفمبر 2026</i><i class=updated-time>آخر تحديث 28 نوفمبر 2026 09:00</i>", DAY),
        ("<i class=date>آخر تحديث: 2026-11-28 09:00</i><i class=date>نشر: 2026-11-27 10:15</i>", TIMED),
        (
            '<time class=updated datetime="2026-11-28T09:00Z"></time>'
            '<time class="entry-date published" datetime="2026-11-27T10:15Z"></time>',
            TIMED,
        ),
        (
            "<time class=published datetime=2026-11-27></time><time class=updated datetime=2026-11-28T09:00Z></time>",
            DAY,
        ),
        ('<time class="entry-date published updated" datetime=2026-11-27T10:15Z>أمس</time>', TIMED),
        ("<i class=pub-date>نشر في: <time datetime=2026-11-27T10:15Z>27/11/2026 - 11:15</time></i>", TIMED),
        ("<p>تاريخ النشر: 27.11.2026 | 10:15 GMT | آخر تحديث: 27.11.2026 | 12:40 GMT</p>", TIMED),
        ("<p>27 نونبر 2026 على الساعة 10:15</p>", TIMED),
        ("<div><a href=/c/1>اقتصاد</a> <b>12 تموز 2026</b></div>", datetime(2026, 7, 12, tzinfo=UTC)),
        ("<div>صورة من <b>12 تموز 2026</b></div>", None),
        ("<div class=rel><a href=/n/7>ملف: الانتخابات</a> <b>12 آذار 2019</b></div>", None),
        (
            "<i class=date>نشر: 27 نوفمبر 2026 10:15 | آخر تحديث: "
            "<time datetime=2026-11-28T09:00Z>28 نوفمبر</time></i>",
            TIMED,
        ),
        (
            "<p class=dates><i class=pub-date>نشر: <time datetime=2026-11-27T10:15Z>27/11/2026 - 11:15</time></i>"
            "<i class=pub-date>آخر تحديث: <time datetime=2026-11-28T09:00Z>28/11/2026 - 10:00</time></i></p>",
            TIMED,
        ),
        (
            "<i class=pub-date>آخر تحديث: <time datetime=2026-11-28T09:00Z>28/11/2026 - 10:00</time></i>"
            "<i class=pub-date>نشر: <time datetime=2026-11-27T10:15Z>27/11/2026 - 11:15</time></i>",
            TIMED,
        ),
        (
            "<p class=date>آخر تحديث: <b>28 نوفمبر 2026 09:00</b> <a href=#>طباعة</a></p>"
            "<p class=date>نشر: <b>27 نوفمبر 2026 10:15</b></p>",
            TIMED,
        ),
        (
            "<div class=date><a href=/c/1>سياسة</a> آخر تحديث: <b>28 نوفمبر 2026 09:00</b></div>"
            "<div class=date>27 نوفمبر 2026 10:15</div>",
            TIMED,
        ),
        (
            "<div class=date>آخر تحديث: <a href=/2026/11/28>28 نوفمبر 2026 09:00</a></div>"
            "<div class=date>27 نوفمبر 2026 10:15</div>",
            TIMED,
        ),
        (
            "<div class=date><a href=/c/1>تحديثات الحرب</a> <b>27 نوفمبر 2026 10:15</b></div>"
            "<div class=date><b>26 نوفمبر 2026 10:15</b></div>",
            TIMED,
        ),
        ("<i class=date>آخر تحديث 27 نوفمبر 2026 10:15</i>", TIMED),
        ("<div class=last-update>آخر تحديث: 27 نوفمبر 2026 10:15</div>", TIMED),
        ("<div class=lastUpdate>27 نوفمبر 2026 10:15</div>", TIMED),
        ("<div class=update-date>آخر تحديث: 27 نوفمبر 2026 10:15</div>", TIMED),
        ("<i class=update-date>28 نوفمبر 2026 09:00</i><i class=post-date>27 نوفمبر 2026 10:15</i>", TIMED),
        ("<div class=latest-updates>28 نوفمبر 2026 09:00</div><div>27 نوفمبر 2026 10:15</div>", TIMED),
        ("<i class=date>27 نوفمبر 2026</i><div class=post><time datetime=2026-11-28T09:40Z>09:40</time></div>", DAY),
    ],
)
def test_the_day_of_the_last_change_counts_where_there_is_no_other(head: str, expected: datetime) -> None:
    assert with_body(head) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<p class=lead>{}</p><span class=date>آخر تحديث: 27 نوفمبر 2026 10:15</span>", TIMED),
        ("<span class=date>آخر تحديث: 27 نوفمبر 2026 10:15</span><p class=lead>{}</p>", TIMED),
        ("<div>آخر تحديث: 27 نوفمبر 2026 10:15</div><p class=lead>{}</p>", TIMED),
        (
            "<i class=date>آخر تحديث: 28 نوفمبر 2026 09:00</i><p>{}</p><i class=date>نشر: 27 نوفمبر 2026 10:15</i>",
            TIMED,
        ),
    ],
)
def test_a_change_at_the_title_counts_before_a_day_below_the_text(head: str, expected: datetime) -> None:
    head = f"<article><h1>{TITLE}</h1>{head.format(TEASER)}"
    foot = "<div class=file>بيان البلدية <span class=post-date>20 نوفمبر 2026</span></div>"

    found = published(f"{head}<div class=body><p>{LINE}</p><p>{MORE}</p><p>{LAST}</p></div>{foot}</article>")

    assert found == expected


NOVEMBER, CLOCKED = datetime(2026, 11, 2, tzinfo=UTC), datetime(2026, 11, 2, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("<time datetime='11/02/2026 10:15:00 AM'>2 نوفمبر 2026</time>", NOVEMBER),
        ("<time datetime='11/02/2026 10:15:00 AM'>2 نوفمبر 2026 10:15</time>", CLOCKED),
        ("<p class=date>نشر: <time datetime='11/02/2026 10:15:00 AM'>2 نوفمبر 2026</time></p>", NOVEMBER),
        ("<i class=date content='11/02/2026 10:15:00 AM'>2 نوفمبر 2026</i>", NOVEMBER),
        ("<time datetime='02/11/2026 10:15'>2 نوفمبر 2026</time>", CLOCKED),
        ("<time datetime='02/11/2026 10:15'>الاثنين</time>", CLOCKED),
        ("<time datetime='Mon, 02 Nov 2026 10:15:00 GMT'>3 نوفمبر 2026</time>", CLOCKED),
        ("<time datetime=2026-11-02T10:15Z>3 نوفمبر 2026</time>", CLOCKED),
        ("<time datetime=1793614500>2 نوفمبر 2026</time>", CLOCKED),
        ("<div class=date><time datetime=1793614500000>2 نوفمبر 2026</time></div>", CLOCKED),
    ],
)
def test_a_date_for_machines_with_day_or_month_first_yields_to_the_day_that_is_shown(
    shown: str, expected: datetime
) -> None:
    assert with_body(shown) == expected


@pytest.mark.parametrize(
    "date",
    [
        "<time datetime='Mon Nov 02 2026 10:15:00 GMT+0000'>{}</time>",
        "<time datetime='Nov 2, 2026 10:15 AM'>{}</time>",
        "<time datetime='Monday, 02-Nov-2026 10:15:00 GMT'>{}</time>",
        "<time datetime='2 نوفمبر 2026 10:15'>{}</time>",
        "<i class=date content='Monday, November 2, 2026 - 10:15'>{}</i>",
    ],
)
@pytest.mark.parametrize("shown", ["11/02/2026", "2/11/2026", "22 جمادى الأولى 1448", "3 نوفمبر 2026"])
def test_a_date_for_machines_that_can_be_read_in_one_way_counts_before_what_is_shown(date: str, shown: str) -> None:
    assert with_body(date.format(shown)) == CLOCKED


@pytest.mark.parametrize(
    ("said", "shown", "expected"),
    [
        ("11/27/2026 10:15:00 AM", "18 جمادى الآخرة 1448 هـ", TIMED),
        ("02/11/2026 10:15", "23 جمادى الأولى 1448 هـ", CLOCKED),
        ("02/11/2026 10:15", "11/02/2026", CLOCKED),
    ],
)
def test_a_day_that_is_shown_and_sure_to_none_yields_to_the_date_for_machines(
    said: str, shown: str, expected: datetime
) -> None:
    assert with_body(f"<time datetime='{said}'>{shown}</time>") == expected


@pytest.mark.parametrize(
    ("said", "shown", "expected"),
    [
        ("11/2/2026 10:15:00 AM", "2 نوفمبر 2026", CLOCKED),
        ("2/11/2026 10:15:00 AM", "2 نوفمبر 2026", CLOCKED),
        ("2/11/2026 10:15:00 AM", "", CLOCKED),
        ("27/11/2026 10:15", "20 نوفمبر 2026", TIMED),
        ("2026-11-02T10:15Z", "11 شباط 2026", CLOCKED),
        ("2/11/2026 10:15", "11/02/2026", CLOCKED),
    ],
)
def test_which_number_of_the_head_is_the_month_is_told_by_the_day_that_is_shown(
    said: str, shown: str, expected: datetime
) -> None:
    meta = f"<meta property=article:published_time content='{said}'>"

    assert with_body(f"{meta}<div class=date>{shown}</div>") == expected


@pytest.mark.parametrize(
    "link",
    [
        "<a href=http://a.example/1 rel=bookmark>{}</a>",
        "<span class=posted-on>نشر في <a href=/1 rel=bookmark>{}</a></span>",
        "<a href=/2026/11/27/>{}</a>",
    ],
)
@pytest.mark.parametrize(
    "date",
    [
        "<time class=published datetime=2026-11-27T10:15Z>27 نوفمبر، 2026</time>",
        "<time class=published datetime=2026-11-27T10:15Z>الجمعة</time>",
        "<time class=published datetime=2026-11-27T10:15Z>27 نوفمبر، 2026</time>"
        "<time class=updated datetime=2026-11-28T10:15Z>28 نوفمبر، 2026</time>",
        "<span class=date>27 نوفمبر، 2026 10:15</span>",
    ],
)
def test_a_date_that_is_a_link_is_the_article_s(link: str, date: str) -> None:
    assert with_body(link.format(date)) == TIMED


@pytest.mark.parametrize("change", ["", "<time class=updated datetime=2026-11-28T09:00Z>28 نوفمبر، 2026</time>"])
def test_the_days_of_publishing_and_of_change_in_one_link_are_the_article_s(change: str) -> None:
    dates = f'<time class="entry-date published" datetime=2026-11-27T10:15Z>27 نوفمبر، 2026</time>{change}'
    line = f"<div class=entry-meta><span class=posted-on><a href=/1>{dates}</a></span>"
    line += "<span class=byline> بواسطة <a href=/author/a>محمد</a></span></div>"

    lead = f"<p>{TEASER}</p>{line}<p>{LINE}</p><p>{MORE}</p><p>{LAST}</p>"
    foot = f"<div><p>{TEASER}</p><p>{LINE}</p><p>{MORE}</p></div>{line}"

    assert published(f"<article><h1>{TITLE}</h1>{lead}</article>") == TIMED
    assert published(f"<article><h1>{TITLE}</h1>{foot}</article>") == TIMED


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<div class=date><p>نشر: 2026-11-27 10:15</p><p>تحديث: 2026-11-28 09:00</p></div>", TIMED),
        ("<div class=post-date><i>27 نوفمبر 2026</i><i>10:15</i></div>", TIMED),
        ("<div class=post-date><i>27 نوفمبر 2026</i> <i>10</i>:<i>15</i></div>", TIMED),
        ("<div class=date><i>27</i><i>نوفمبر</i><i>2026</i></div>", DAY),
        (
            "<div class=time><i class=date>27 نوفمبر 2026 - 14:15 بتوقيت أبوظبي</i><i>وكالة النهر</i></div>",
            TIMED,
        ),
    ],
)
def test_the_texts_of_elements_beside_each_other_are_read_apart(head: str, expected: datetime) -> None:
    assert with_body(head) == expected


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("<span class=date>27 نوفمبر 2026</span>", DAY),
        ("<span class=date>27 نوفمبر 2026 10:15</span>", TIMED),
        ("<span class=date>آخر تحديث: 27 نوفمبر 2026 10:15</span>", TIMED),
        ("<div>الجمعة 27 نوفمبر 2026</div>", DAY),
        ("<span class=date>28 نوفمبر 2026 10:15</span>", datetime(2026, 11, 28, 10, 15, tzinfo=UTC)),
        ("", datetime(2026, 11, 28, tzinfo=UTC)),
        (f"<p>{LAST}</p><div>بيان <i class=post-date>20 نوفمبر 2026</i></div>", datetime(2026, 11, 28, tzinfo=UTC)),
    ],
)
def test_the_day_of_today_above_the_title_yields_to_another_behind_it(own: str, expected: datetime) -> None:
    head = f"<div class=date>السبت 28 نوفمبر 2026</div><h1>{TITLE}</h1>{own}"

    assert published(f"<div>{head}<div class=body><p>{LINE}</p><p>{MORE}</p></div></div>") == expected


@pytest.mark.parametrize("name", ["match-info", "video-info", "issue-info", "weather-info", "details", "news-updates"])
@pytest.mark.parametrize("page", ["<p>{2}</p>{0}{1}", "<p>{2}</p>{1}{0}"], ids=["behind a lead", "in the foot"])
def test_a_box_that_tells_of_something_else_is_no_byline(name: str, page: str) -> None:
    box = f"<div class={name}>النهر والأمل <span class=date>20 نوفمبر 2026</span> ملعب المدينة</div>"
    inside = page.format(box, f"<p>{LINE}</p><p>{MORE}</p><p>{LAST}</p>", TEASER)

    for names in ("post-meta", "entry-meta", "article-info", "news-details"):
        own = f"<div class={names}>سالم الحارثي مراسل النهر <span class=date>27 نوفمبر 2026</span></div>"
        assert published(f"<article><h1>{TITLE}</h1>{inside}{own}</article>") == DAY
    assert published(f"<article><h1>{TITLE}</h1>{inside}</article>") is None


@pytest.mark.parametrize(
    "head",
    [
        f"<h4>{LAST}</h4><div>الجمعة 27 نوفمبر 2026</div>",
        f"<p class=lead>{LAST}</p><div class=meta><b>سالم الحارثي، مراسل النهر</b><time>27 نوفمبر 2026</time></div>",
    ],
)
def test_a_date_behind_a_lead_is_the_article_s(head: str) -> None:
    assert with_body(head) == DAY


def test_a_date_beside_the_title_is_the_article_s_though_cards_are_built_alike() -> None:
    cards = "".join(f"<div class=it><h3>خبر آخر</h3><i class=date>2{day} نوفمبر 2026</i></div>" for day in "345")

    assert (
        published(
            f"<div class=it><h1>{TITLE}</h1><i class=date>27 نوفمبر 2026</i></div><p>{LINE}</p><p>{MORE}</p>{cards}"
        )
        == DAY
    )


def test_the_hour_of_a_live_blog_s_entry_is_not_the_article_s() -> None:
    entries = "".join(
        f"<div class=post><time datetime=2026-11-27T{hour}:20Z>{hour}:20</time><p>{line}</p></div>"
        for hour, line in (("11", LINE), ("10", MORE), ("09", LAST))
    )

    assert (
        published(f"<div><h1>{TITLE}</h1><i class=date>27 نوفمبر 2026</i><div class=live>{entries}</div></div>") == DAY
    )


@pytest.mark.parametrize(
    "byline",
    [
        "<div class=meta><a href=/author/7>سالم الحارثي</a> <a href=/local>أخبار محلية</a> {} <b>1250</b></div>",
        "<div class=x1>بقلم: سالم الحارثي {}</div>",
        "<div class=x1><span class=writer>سالم الحارثي</span> من بغداد {} 1250 مشاهدة</div>",
    ],
)
@pytest.mark.parametrize(
    "page",
    [
        "<div class=m>{byline}<div class=tt><h1>{title}</h1></div><div class=body><p>{0}</p><p>{1}</p></div></div>",
        "<div class=m><h1>{title}</h1><p class=lead>{0}</p>{byline}<div class=body><p>{1}</p><p>{2}</p></div></div>",
        "<article><h1>{title}</h1><p class=lead>{0}</p>{byline}<p>{1}</p><p>{2}</p></article>",
        "<div class=m><h1>{title}</h1><div class=body><p>{0}</p><p>{1}</p></div>{byline}</div>",
        "<div class=m><h1>{title}</h1><div class=body><p>{0}</p></div>{byline}</div>",
        "<div class=top>{byline}</div><div><div><h1>{title}</h1></div></div><div><p>{0}</p><p>{1}</p></div>",
        "<div><div>{byline}<i>2</i></div><div><h1>{title}</h1><div class=body><p>{0}</p><p>{1}</p></div></div></div>",
    ],
)
def test_a_date_beside_the_writer_is_the_article_s_wherever_that_stands(page: str, byline: str) -> None:
    for date, expected in (
        ("<time datetime=2026-11-27T10:15Z>أمس</time>", TIMED),
        ("<i class=date>27/11/2026</i>", DAY),
    ):
        assert published(page.format(LINE, MORE, LAST, title=TITLE, byline=byline.format(date))) == expected


def test_a_long_list_around_many_dates_is_looked_at_once() -> None:
    dates, rows = "<span class=date>20 نوفمبر 2026</span>" * 60, "<li><a href=/2>خبر</a></li>" * 20_000
    inside = f"<h1>{TITLE}</h1><p>{LINE}</p><p>{MORE}</p><div class=box>{dates}<ul>{rows}</ul></div>"
    root = html.document_fromstring(f"<html><body><div>{inside}</div></body></html>")
    heading = next(root.iter("h1"))

    feet: list[object] = []

    taken = seconds_of(lambda: feet.extend(date_places(root, heading).foot))

    assert feet == []
    assert taken < 1.5  # four seconds when a writer was looked for in all of it for each date


CHANGED = "<li>آخر تحديث: <time>28 نوفمبر 2026 11:00</time></li>"
OWN = "<li>تاريخ النشر: <time>27 نوفمبر 2026 10:15</time></li>"


@pytest.mark.parametrize(
    "head",
    [
        f"<ul class=meta>{OWN}{CHANGED}</ul>",
        f"<ul class=meta>{CHANGED}{OWN}</ul>",
        "<div>نُشر <time>27 نوفمبر 2026 10:15</time> آخر تحديث <time>28 نوفمبر 2026 11:00</time></div>",
        "<div><b>آخر تحديث</b> <time>28 نوفمبر 2026 11:00</time> <b>نشر</b> <time>27 نوفمبر 2026 10:15</time></div>",
        "<div class=date>نشر في: 27 نوفمبر 2026 10:15 آخر تحديث: 28 نوفمبر 2026 11:00</div>",
        "<div class=date>الجمعة - 17 جمادى الآخرة 1448 هـ ـ 27 نوفمبر 2026 مـ 10:15</div>",
    ],
)
def test_of_two_days_side_by_side_that_of_publishing_is_taken(head: str) -> None:
    assert with_body(head) == TIMED


def test_no_ticker_dates_the_article_below() -> None:
    other = "<a href=/2>ضبط شحنة أدوية في الميناء أمس</a><span class=date>28 نوفمبر 09:10</span>"
    own = "<span class=date>27 نوفمبر 2026 10:15</span>"
    head = f"<div class=ticker>{other}</div><h1>{TITLE}</h1>{own}"

    assert published(f"<div>{head}<div class=body><p>{LINE}</p><p>{MORE}</p></div></div>") == TIMED


@pytest.mark.parametrize(
    "head",
    [
        "<time datetime=2026-11-28T11:30Z>اليوم</time><h1>{}</h1><span class=date>12 نوفمبر 2026</span>",
        "<time datetime=2026-11-28T11:30Z>اليوم</time><h1>{}</h1><p>تصوير سالم، 12 نوفمبر 2026</p>",
    ],
)
def test_what_came_out_within_the_hour_keeps_its_date(head: str) -> None:
    read = published(f"<div>{head.format(TITLE)}<div class=body><p>{LINE}</p><p>{MORE}</p></div></div>")

    assert read == datetime(2026, 11, 28, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize("kicker", ["<p>تعديلات دستورية</p>", "<h4>آخر تحديثات الحرب في الشمال</h4>"])
def test_a_kicker_that_speaks_of_changes_makes_no_date_one_of_a_change(kicker: str) -> None:
    own, credit = "<time datetime=2026-11-27T10:15Z>أمس</time>", "<figure>صورة من <time>12 نوفمبر 2026</time></figure>"

    assert with_body(f"{kicker}{own}{credit}") == TIMED


def test_days_of_matches_in_one_line_date_no_article() -> None:
    assert with_body("<div><span class=date>21 نوفمبر 2026</span> <span class=date>25 نوفمبر 2026</span></div>") is None


@pytest.mark.parametrize("since", ["انضم في 3 مارس 2019", "عضو منذ 3 مارس 2019"])
def test_the_day_on_which_a_writer_came_is_not_the_article_s(since: str) -> None:
    card = f"<div class=author><a href=/author/1>سالم الحارثي</a><span class=date>{since}</span></div>"

    assert published(f"<div><h1>{TITLE}</h1><div class=body><p>{LINE}</p><p>{MORE}</p></div>{card}</div>") is None
