"""Cards in a column beside an article are never told instead of it; short entries of its own are, all or none."""

from datetime import UTC, datetime

import pytest

from monitor.core.article import extract_page
from monitor.core.heading_links import Destinations, To
from monitor.core.model.article import Article

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
TITLE = "صيانة الجسر القديم"
LINE = "أعلنت بلدية النهر صباح اليوم أنها أنهت صيانة الجسر القديم بعد ثلاثة أشهر من العمل المتواصل بكلفة مليوني دينار."
MORE = "وقال المهندس سالم الحارثي إن الفرق استبدلت الدعامات الحديدية وأعادت رصف الطريق المؤدي إلى السوق الكبير."
LAST = "ومن المقرر أن تعود حركة السير تدريجيا يوم الأحد على أن تمنع الشاحنات من العبور ليلا طوال الشهر الأول."
OTHERS = ("ضبط شحنة هواتف في الميناء", "افتتاح مدرسة جديدة في الزهور", "تأجيل مباراة النهر أمام الأمل")
TEASER = (
    "قال مصدر في وزارة الداخلية أمس إن رجال الجمارك عثروا على أربعة صناديق في مخزن مهجور قرب الرصيف الثاني من الميناء."
)
UPDATES = (
    ("سيارات الإسعاف في السوق", "وصلت ثلاث سيارات إسعاف إلى السوق ونقلت خمسة مصابين إلى المستشفى"),
    ("البلدية تغلق الشارع", "أغلقت البلدية الشارع المؤدي إلى السوق أمام السيارات"),
    ("رجال الإطفاء يخمدون النار", "أخمد رجال الإطفاء النار في المتاجر الأربعة بعد ساعتين من العمل"),
)


def read(inside: str) -> Article:
    page = f"<html><head><meta charset=utf-8><title>{TITLE}</title></head><body>{inside}</body></html>"
    return extract_page(page.encode(), content_type="text/html", url="http://a.example/1", zone="UTC", now=NOW)


@pytest.mark.parametrize("told", [[LINE], [LINE, MORE, LAST]], ids=["short", "long"])
@pytest.mark.parametrize("clock", ["14:30", "27 نوفمبر 2026 - 14:30", ""])
@pytest.mark.parametrize("teaser", [TEASER, f"{TEASER} {MORE}"], ids=["teaser", "excerpt"])
@pytest.mark.parametrize("label", ["", "<h3>آخر الأخبار</h3>", "<h3>منوعات</h3>"])
@pytest.mark.parametrize("column", ["aside class=c4", "div class=c4"])
@pytest.mark.parametrize("card", ["article", "li", "div"])
def test_cards_in_a_column_beside_an_article_are_not_told(
    told: list[str], clock: str, teaser: str, label: str, column: str, card: str
) -> None:
    cards = "".join(
        f"<{card} class=item><h4><a href=/2026/11/{number}>{other}</a></h4><i>{clock}</i><p>{teaser}</p></{card}>"
        for number, other in enumerate(OTHERS * 3)
    )
    body = f"<h1>{TITLE}</h1><div class=body>{''.join(f'<p>{line}</p>' for line in told)}</div>"
    beside = f"<{column}>{label}{cards}</{column.partition(' ')[0]}>"

    assert read(f"<div class=row><div class=c8>{body}</div>{beside}</div>").text == "\n".join(told)
    assert read(f"<div class=main>{body}</div><div class=latest>{cards}</div>").text == "\n".join(told)


@pytest.mark.parametrize("link", ["#u{}", "?update={}", "/1#u{}", "/1/entry/{}"])
@pytest.mark.parametrize("entry", ["div", "li", "section", "article"])
@pytest.mark.parametrize("stop", ["", "."])
@pytest.mark.parametrize("page", ["<div class=body><p>{}</p>{}</div>", "<div class=body><p>{}</p></div>{}"])
def test_short_entries_whose_headings_lead_within_the_page_are_all_told(
    link: str, entry: str, stop: str, page: str
) -> None:
    entries = "".join(
        f"<{entry} class=entry><span>قبل {number} دقائق</span><h3><a href='{link.format(number)}'>{title}</a></h3>"
        f"<p>{text}{stop}</p></{entry}>"
        for number, (title, text) in enumerate(UPDATES, start=3)
    )

    found = read(f"<div><h1>{TITLE}</h1>{page.format(LINE, f'<div class=updates>{entries}</div>')}</div>")

    assert LINE in found.text
    assert [one for update in UPDATES for one in update if one not in found.text] == []


@pytest.mark.parametrize(
    ("own", "leads"),
    [("http://a.example/", To.ARTICLE), ("http://a.example/?p=7", To.ARTICLE), ("http://a.example/news", To.HERE)],
)
def test_what_lies_beneath_the_front_page_is_no_part_of_an_article(own: str, leads: To) -> None:
    assert [*map(Destinations([own]), ("/news/2", "#u1", "#"))] == [leads, To.HERE, To.NOWHERE]


@pytest.mark.parametrize("said", ["http://a.example/news", "http://a.example/ar", "http://a.example/news/1"])
@pytest.mark.parametrize("href", ["/news/2", "/ar/2", "/news/2/entry/3"])
def test_what_lies_beneath_a_section_that_a_page_gives_for_its_address_is_another_article(said: str, href: str) -> None:
    assert Destinations(["http://a.example/news/1", said])(href) is To.ARTICLE


def test_of_cards_side_by_side_in_a_box_all_are_entries_or_none() -> None:
    long, short = f"{MORE} {LAST} {TEASER}", "كتبت صحيفة المرفأ عن موسم الصيد الذي يبدأ غدا."
    cards = "".join(
        f"<div class=u><h3><a href=/{number}>{other}</a></h3><p>{text}</p></div>"
        for number, (other, text) in enumerate(zip(OTHERS, (long, short, long), strict=True), start=2)
    )

    found = read(f"<article><h1>{TITLE}</h1><p>{LINE}</p><div class=press>{cards}</div><p>{MORE}</p></article>")

    assert short in found.text


@pytest.mark.parametrize("title", ["محافظة النهر الشمالية", "سالم الحارثي مراسل النهر", "قبل عشر دقائق"])
@pytest.mark.parametrize("page", ["<div class=body>{}</div><ul>{}</ul>", "<div class=body>{}<ul>{}</ul></div>"])
def test_parts_that_begin_with_a_link_are_told(title: str, page: str) -> None:
    parts = [f"{other} {MORE}" for other in OTHERS]
    entries = "".join(f"<li><a href=/of/{n}>{title}</a><p>{part}</p></li>" for n, part in enumerate(parts))

    found = read(f"<article><h1>{TITLE}</h1>{page.format(f'<p>{LINE}</p>', entries)}</article>")

    assert [part for part in (LINE, *parts) if part not in found.text] == []
