"""Learnt furniture: what the pages of a site have in common is not the article."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.core import boilerplate
from monitor.core.article import extract_page
from monitor.core.boilerplate import Site, cut_boilerplate, learn
from monitor.core.model.article import Article
from tests.support import outlet

NOW = datetime(2026, 11, 24, tzinfo=UTC)
BOX = "احصل على نشرة النهر اليومية في بريدك"


def article(number: int, *lines: str, title: str = "", own: str = "", url: str = "") -> Article:
    return Article(
        url=url or f"{outlet.URL}/{number}", title=title or f"عنوان {number}", text="\n".join(lines), own=own
    )


def taught(articles: Iterable[Article]) -> Site:
    site = Site()
    for one in articles:
        site = learn(site, one)
    return site


def body(number: int) -> str:
    return outlet.short_item(number)


@pytest.mark.parametrize("layout", outlet.LAYOUTS)
@pytest.mark.parametrize("text", [outlet.short_item, outlet.long_item])
def test_after_three_pages_of_a_site_the_text_is_all_that_is_left(layout: str, text: Callable[[int], str]) -> None:
    site = Site()
    found: list[float] = []
    for number in range(12):
        page = outlet.page(number, text(number), layout=layout)
        url = f"{outlet.URL}/news/{number}"
        read = extract_page(page, content_type="text/html", url=url, zone="UTC", now=NOW)
        found.append(outlet.f1(cut_boilerplate(read, site).text, text(number)))
        site = learn(site, read)

    assert min(found[3:]) >= 0.95


def test_a_line_of_three_other_pages_is_furniture_and_one_of_two_is_not() -> None:
    pages = [article(n, body(n), BOX) for n in range(4)]

    assert cut_boilerplate(pages[3], taught(pages[:2])).text == f"{body(3)}\n{BOX}"
    assert cut_boilerplate(pages[3], taught(pages[:3])).text == body(3)


def test_spelling_a_line_with_vowel_signs_or_other_punctuation_makes_it_no_other_line() -> None:
    site = taught(article(n, body(n), "شارِك الخبر مع أصدقائك!") for n in range(3))

    assert cut_boilerplate(article(9, body(9), "شارك الخبر مع أصدقائك"), site).text == body(9)


def test_a_page_that_is_read_again_and_again_teaches_nothing_about_itself() -> None:
    spellings = [
        "https://nahrnews.example/7",
        "http://www.nahrnews.example/7?utm_source=x",
        "https://nahrnews.example/7/",
    ]
    site = taught(article(7, "خبر عاجل قصير من المدينة", body(7), url=url) for url in spellings * 4)

    again = article(7, "خبر عاجل قصير من المدينة", body(7))
    assert cut_boilerplate(again, site) == again


def test_where_extraction_found_the_boxes_only_no_text_remains_but_what_tells_of_the_title() -> None:
    site = taught(article(n, BOX, "إقفال الجسر القديم أسبوعين") for n in range(5))

    boxes = article(9, BOX, "إقفال الجسر القديم أسبوعين", title="حريق في سوق الحرفيين")
    told = article(9, BOX, "إقفال الجسر القديم أسبوعين", title="المحافظ يعلن إقفال الجسر")
    assert cut_boilerplate(boxes, site).text == ""
    assert cut_boilerplate(told, site).text == "إقفال الجسر القديم أسبوعين"


def test_a_flash_that_a_site_repeats_is_the_text_of_its_article() -> None:
    flash = "صفارات الإنذار تدوي في عسقلان وغلاف غزة"
    site = taught(article(n, *((flash,) if n % 4 == 0 else (body(n), BOX))) for n in range(20))

    assert cut_boilerplate(article(50, flash, title="رشقة جديدة"), site).text == flash
    assert cut_boilerplate(article(50, BOX, title="رشقة جديدة"), site).text == ""


def test_a_line_tells_of_the_title_in_other_forms_of_its_words() -> None:
    flash = "صفارات الإنذار تدوي في عسقلان وغلاف غزة"
    site = taught(article(n, flash) for n in range(20))

    assert cut_boilerplate(article(50, flash, title="إنذار في الغلاف"), site).text == flash


def test_a_long_paragraph_is_never_furniture_however_often_it_is_copied() -> None:
    statement = " ".join(["تدعو الوزارة جميع المواطنين إلى مراجعة المراكز الصحية القريبة"] * 3)
    site = taught(article(n, body(n), statement) for n in range(20))

    assert statement in cut_boilerplate(article(30, body(30), statement), site).text


def test_a_sentence_that_reminds_of_what_happened_before_stays_in_every_telling() -> None:
    reminder = "ويشهد السودان منذ أبريل 2023 حربا بين الجيش وقوات الدعم السريع أودت بحياة عشرات الآلاف."
    site = taught(article(n, body(n), *([reminder] if n % 5 == 0 else []), BOX) for n in range(40))

    assert cut_boilerplate(article(50, body(50), reminder, BOX), site).text == f"{body(50)}\n{reminder}"


def test_a_site_that_is_met_in_the_middle_of_a_war_does_not_lose_its_reminder() -> None:
    reminder = "ويشهد السودان منذ أبريل 2023 حربا بين الجيش وقوات الدعم السريع أودت بحياة عشرات الآلاف."
    site = taught(article(n, body(n), reminder) for n in range(3))

    assert reminder in cut_boilerplate(article(9, body(9), reminder), site).text


def test_text_that_cannot_be_encoded_is_learnt_like_any_other() -> None:
    site = taught(article(n, body(n), "صورة \ud800 من الأرشيف") for n in range(3))

    assert cut_boilerplate(article(9, body(9), "صورة \ud800 من الأرشيف"), site).text == body(9)


def test_a_notice_on_every_page_is_cut_although_it_is_a_sentence() -> None:
    notice = "تستخدم صحيفة النهر ملفات تعريف الارتباط لتحسين تجربة القراءة وقياس عدد زوار الموقع."
    site = taught(article(n, body(n), notice) for n in range(6))

    assert cut_boilerplate(article(9, body(9), notice), site).text == body(9)


def test_the_teaser_of_an_article_on_other_pages_does_not_cost_it_its_lede() -> None:
    lede = "وصل وفد من غرفة التجارة إلى المدينة صباح اليوم"
    site = taught(article(n, body(n), lede) for n in range(5))

    assert cut_boilerplate(article(9, lede, body(9), own=lede), site).text == f"{lede}\n{body(9)}"
    assert cut_boilerplate(article(9, lede, body(9), title=lede), site).text == f"{lede}\n{body(9)}"


@pytest.mark.parametrize("words", [1, 3])
def test_what_all_pages_of_a_site_say_of_themselves_is_not_about_the_article(words: int) -> None:
    about = " ".join(["صحيفة النهر يومية مستقلة تنقل أخبار البصرة والعالم على مدار الساعة"] * words)
    site = taught(article(n, about, body(n), own=about) for n in range(6))

    found = cut_boilerplate(replace(article(9, about, body(9), own=about), summary=f"ملخص\n{about}"), site)

    assert (found.text, found.summary) == (body(9), "ملخص")


def test_three_pages_that_say_the_same_of_themselves_are_no_site() -> None:
    about = "تعرف على أسعار الذهب اليوم في محلات الصاغة بالبصرة"
    site = taught(article(n, body(n), **({"own": about} if n < 3 else {})) for n in range(15))  # type: ignore[arg-type]

    assert cut_boilerplate(article(30, about, own=about), site).text == about


def test_a_line_of_which_only_the_numbers_change_is_learnt_where_it_is_on_many_pages() -> None:
    weather = "الطقس في البصرة اليوم مشمس ودرجة الحرارة العظمى {} والرياح خفيفة"
    site = taught(article(n, body(n), weather.format(n + 10)) for n in range(4))

    assert cut_boilerplate(article(9, body(9), weather.format(41)), site).text == body(9)


def test_rows_of_prices_and_a_report_of_every_week_stay() -> None:
    row, report = "عيار 21 بيع {} شراء", "سجل سعر صرف الدولار في بغداد صباح اليوم {} دينارا"
    site = taught(article(n, body(n), row.format(n), *([report.format(n)] if n % 6 == 0 else [])) for n in range(24))

    told = [row.format(77), report.format(77)]
    assert cut_boilerplate(article(77, body(77), *told), site).text.split("\n") == [*body(77).split("\n"), *told]


@pytest.mark.parametrize(
    "box",
    [
        "سجل الدخول لتكتب تعليقك هنا فهناك {} تعليقات سابقة",
        "وسائل التواصل: شارك هذا الخبر مع {} من أصدقائك الآن",
        "وكالة النهر على منصات التواصل يتابعها {} متابع",
        "اشترك الآن مع {} من قرائنا لتصلك نشرتنا اليومية مجانا!",
        "هل تؤيد قرار الحكومة الأخير في الموازنة شارك {} في التصويت؟",
        "درجة الحرارة في بغداد اليوم {} والرطوبة 41 بالمئة والرياح خفيفة.",
        "ارتفع عدد القراء المشتركين في نشرتنا اليومية إلى {}",
    ],
)
def test_a_box_with_a_number_is_learnt_however_it_sounds(box: str) -> None:
    site = taught(article(n, body(n), box.format(n + 10)) for n in range(5))

    assert cut_boilerplate(article(9, body(9), box.format(41)), site).text == body(9)


@pytest.mark.parametrize(
    "box",
    ["بغداد {} درجة والرطوبة 41 بالمئة والرياح 11 كم في الساعة", "عدد مرات قراءة هذا الخبر حتى الآن {} مرة من الزوار"],
)
def test_weather_and_readers_are_learnt_between_paragraphs_too(box: str) -> None:
    site = taught(article(n, body(n), box.format(n + 10), body(n + 100)) for n in range(5))

    assert box.format(41) not in cut_boilerplate(article(9, body(9), box.format(41), body(109)), site).text


TOLL = "ووفق وزارة الصحة في غزة بلغت حصيلة العدوان {} شهيدا فيما بلغ عدد المصابين {}"
RATES = "الذهب في بورصة دبي للمعادن الثمينة {} دولارا والفضة {}"


@pytest.mark.parametrize(
    "told",
    [
        f"{TOLL}.",
        TOLL,
        "بلغت حصيلة العدوان على قطاع غزة أمس {} شهيدا و{} مصابا",
        "حصيلة العدوان على قطاع غزة منذ السابع من أكتوبر {} شهيدا و{} مصابا.",
        "وعدد القتلى في قطاع غزة منذ السابع من أكتوبر {} والمصابين {}",
        "سجل العراق منذ مطلع العام الجاري {} إصابة بالحمى النزفية و{} وفاة",
    ],
)
def test_a_toll_that_is_told_anew_each_day_stays_in_every_telling(told: str) -> None:
    site = taught(article(n, body(n), *([told.format(43000 + n, 9000 + n)] if n % 2 else [])) for n in range(40))

    line = told.format(43999, 9999)
    assert cut_boilerplate(article(50, body(50), line), site).text == f"{body(50)}\n{line}"


def test_what_stands_between_paragraphs_is_one_though_it_has_no_full_stop() -> None:
    site = taught(article(n, body(n), RATES.format(n, 2 * n), body(n + 100)) for n in range(40))

    line = RATES.format(2650, 31)
    assert line in cut_boilerplate(article(50, body(50), line, body(150)), site).text


def test_what_an_analyst_included_is_the_last_word() -> None:
    site = taught(article(n, body(n), BOX) for n in range(5))

    assert cut_boilerplate(article(9, body(9), BOX, own=f"{body(9)}\n{BOX}"), site).text == f"{body(9)}\n{BOX}"


def test_a_line_that_names_the_agency_stays() -> None:
    site = taught(article(n, body(n), "المصدر: رويترز", BOX) for n in range(5))

    assert cut_boilerplate(article(9, body(9), "المصدر: رويترز", BOX), site).text == f"{body(9)}\nالمصدر: رويترز"


def test_what_was_not_seen_for_long_is_forgotten() -> None:
    early = [article(n, body(n), BOX) for n in range(5)]
    later = [article(n, f"سطر {n}") for n in range(5, 5 + boilerplate.AGED)]

    assert cut_boilerplate(article(999, body(3), BOX), taught(early)).text == body(3)
    assert BOX in cut_boilerplate(article(999, body(3), BOX), taught(early + later)).text


def test_memory_is_bounded_and_keeps_what_many_pages_show() -> None:
    site = taught(article(n, BOX, *(f"سطر {n} {line}" for line in range(50))) for n in range(100))

    assert len(site.lines) == boilerplate.LINES
    assert cut_boilerplate(article(999, body(3), BOX), site).text == body(3)
