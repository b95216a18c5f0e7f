"""What stands above and below an article's text: who published it and when, and that it ends."""

import json
from datetime import UTC, datetime

import pytest

from monitor.core.agency import agency_of
from monitor.core.article import article_of_entry, better, extract_page
from monitor.core.edge_lines import without_edges
from monitor.core.feed_author import author_of
from monitor.core.model.article import Article
from monitor.core.model.feed import Entry
from tests.support.pace import seconds_of
from tests.support.pages import LINE, MORE, TITLE

TEXT = "افتتح الوزير المحطة صباح الأحد.\nوقال إنها تكفي المدينة."
PUBLISHED, NOW = datetime(2026, 11, 27, 15, 5, tzinfo=UTC), datetime(2026, 11, 28, tzinfo=UTC)
ABOVE = [
    "الكاتب: سامر الحارثي\nالمصدر: وكالات\n27 تشرين الثاني 18:05",
    "نشرت في: آخر تحديث:\n2 دقائق",
    "Published On 27 Nov 2026",
    "27 نوفمبر 2026 - 1,204 مشاهدة",
    "بغداد - 27 نوفمبر 2026 - 18:05",
    "27 نوفمبر 2026 - 18:05 بتوقيت مكة",
    "مدة القراءة: 3 دقائق",
    "المصدر: رويترز",
    "المصدر: الجزيرة + وكالات",
    "القاهرة 27 نوفمبر 2026",
    "القاهرة 27 نوفمبر 2026 (أ ش أ)",
    "رويترز 27 نوفمبر 2026",
    "الدوحة - قنا 27 نوفمبر 2026",
    "القدس المحتلة - 27 نوفمبر 2026",
    "دير الزور 27 نوفمبر 2026",
    "أم درمان - قنا 27 نوفمبر 2026",
    "صور 27 نوفمبر 2026",
    "السومرية نيوز / بغداد 27 نوفمبر 2026",
    "بغداد، العراق (رويترز) - 27 نوفمبر 2026",
    "سامر الحارثي - 27 نوفمبر 2026",
    "الرافد - 27 نوفمبر 2026",
    "الرياض 17 جمادى الآخرة 1448 هـ الموافق 27 نوفمبر 2026 م واس",
]
BELOW = ["// انتهى //\n18:05ت م\n0142", "(انتهى)", "/انتهى/ م ح", "انتهى", "(النهاية) س ع د"]
SIGNED = ["المصدر: رويترز", "المصدر: وكالات\n// انتهى //"]


def told(text: str) -> str:
    return without_edges(text, PUBLISHED, "UTC")[0]


@pytest.mark.parametrize("lines", ABOVE)
def test_lines_of_publishing_above_the_text_are_cut(lines: str) -> None:
    assert told(f"{lines}\n{TEXT}") == TEXT


def test_labels_behind_a_lead_are_cut() -> None:
    assert told(TEXT.replace("\n", "\nنشرت في: آخر تحديث:\n2 دقائق\n")) == TEXT


@pytest.mark.parametrize("lines", [*BELOW, *SIGNED])
def test_the_tail_of_an_agency_is_cut(lines: str) -> None:
    assert told(f"{TEXT}\n{lines}") == TEXT


@pytest.mark.parametrize("said", ["وقال الوزير: العمل مستمر حتى الصيف", "وختم قائلا: العمل مستمر في كل المحطات"])
@pytest.mark.parametrize("lines", SIGNED)
def test_a_source_behind_what_somebody_says_is_cut(lines: str, said: str) -> None:
    assert told(f"{TEXT}\n{said}\n{lines}") == f"{TEXT}\n{said}"


def test_the_end_within_the_last_line_is_cut() -> None:
    assert told(f"{TEXT} (انتهى)") == TEXT


OF_AGENCIES = [
    "المصدر: رويترز",
    "رويترز - 27 نوفمبر 2026",
    "رويترز 27 نوفمبر 2026",
    "الدوحة - رويترز 27 نوفمبر 2026",
    "القاهرة 27 نوفمبر 2026 (رويترز)",
]


@pytest.mark.parametrize("line", OF_AGENCIES)
def test_whose_an_article_is_stays_known_though_its_line_is_cut(line: str) -> None:
    read = page_of(line, LINE, MORE)

    assert read.text == f"{LINE}\n{MORE}"
    assert agency_of(read.text, read.author) == "رويترز"


@pytest.mark.parametrize("line", OF_AGENCIES)
def test_the_line_of_an_agency_stays_where_the_page_names_a_writer(line: str) -> None:
    read = page_of(line, LINE, MORE, writer="سامر الكبيسي")

    assert (read.text, read.author) == (f"{line}\n{LINE}\n{MORE}", "سامر الكبيسي")
    assert agency_of(read.text, read.author) == "رويترز"


SOURCE_AND_MORE = [
    ["27 نوفمبر 2026", "المصدر: رويترز"],
    ["بغداد - 27 نوفمبر 2026", "المصدر: رويترز"],
    ["3 دقائق", "المصدر: رويترز"],
    ["نشرت في: آخر تحديث:", "المصدر: رويترز"],
    ["27 نوفمبر 2026", "المصدر: رويترز", "3 دقائق"],
    ["27 نوفمبر 2026", "المصدر: الجزيرة + رويترز"],
]


@pytest.mark.parametrize("lines", SOURCE_AND_MORE)
@pytest.mark.parametrize("writer", ["", "سامر الكبيسي"])
def test_whose_an_article_is_stays_known_behind_other_lines_of_publishing(lines: list[str], writer: str) -> None:
    read = page_of(*lines, LINE, MORE, writer=writer)

    source = [line for line in lines if writer and "المصدر" in line]
    assert read.text == "\n".join([*source, LINE, MORE])
    assert agency_of(read.text, read.author) == "رويترز"


def test_the_agency_stays_known_before_the_end_of_its_tail() -> None:
    assert without_edges(f"{TEXT}\nالمصدر: رويترز\n// انتهى //", PUBLISHED, "UTC") == (TEXT, "رويترز")


def test_the_source_at_the_end_stays_where_the_page_names_a_writer() -> None:
    read = page_of(LINE, MORE, "المصدر: رويترز", writer="فريق التحرير")

    assert (agency_of(read.text, read.author), read.author) == ("رويترز", "فريق التحرير")


def test_a_writer_whom_the_feed_names_stays_known_beside_the_agency() -> None:
    read = better(page_of("المصدر: رويترز", LINE, MORE), Entry(id="1", url="https://a.example/1", author="سامر"))

    assert (agency_of(read.text, read.author), read.author) == ("رويترز", "سامر، رويترز")


SIGNATURES = [("الكاتب: وليد الجبوري", "وليد الجبوري"), ("المحرر: د. محمد علي", "د. محمد علي")]


@pytest.mark.parametrize(("line", "writer"), SIGNATURES)
def test_the_line_of_a_writer_is_cut_where_the_page_names_him(line: str, writer: str) -> None:
    for lines in ((line, LINE, MORE), (LINE, MORE, line)):
        named = writer.removeprefix("د. ")
        read = page_of(*lines, writer=named)
        assert (read.text, read.author) == (f"{LINE}\n{MORE}", named)


@pytest.mark.parametrize(("line", "writer"), SIGNATURES)
def test_the_line_of_a_writer_stays_where_the_page_names_another_or_nobody(line: str, writer: str) -> None:
    for lines in ((line, LINE, MORE), (LINE, MORE, line)):
        for named in ("سامر الكبيسي", ""):
            read = page_of(*lines, writer=named)
            assert (read.text, read.author) == ("\n".join(lines), named or None)


@pytest.mark.parametrize(
    ("line", "writer"),
    [
        ("كتب: أحمد محمد 27 نوفمبر 2026", "أحمد محمد"),
        ("كتبت سارة علي الجمعة، 27 نوفمبر 2026", "سارة علي"),
        ("بقلم: أحمد الجبوري 27/11/2026", "أحمد الجبوري"),
        ("بقلم: د. محمد علي 27 نوفمبر 2026", "د. محمد علي"),
    ],
)
def test_who_wrote_before_a_day_is_the_author_and_no_text(line: str, writer: str) -> None:
    unnamed, named = page_of(line, LINE, MORE), page_of(line, LINE, MORE, writer=writer)

    assert (unnamed.text, unnamed.author) == (f"{LINE}\n{MORE}", writer)
    assert (named.text, named.author) == (f"{LINE}\n{MORE}", writer)


@pytest.mark.parametrize("line", ["بقلم: سامر الحارثي 27 نوفمبر 2026", "كتبت سارة علي الجمعة، 27 نوفمبر 2026"])
def test_who_wrote_before_a_day_stays_in_the_text_where_the_page_names_another(line: str) -> None:
    for named in ("سامر الكبيسي", "فرانس برس"):
        assert page_of(line, LINE, MORE, writer=named).text == f"{line}\n{LINE}\n{MORE}"


@pytest.mark.parametrize("line", ["غزة: محمد حسن 27 نوفمبر 2026", "القاهرة: محمد صلاح 27 نوفمبر 2026"])
def test_who_is_named_behind_a_place_is_not_the_author(line: str) -> None:
    read = page_of(line, LINE, MORE)

    assert (read.text, read.author) == (f"{line}\n{LINE}\n{MORE}", None)


@pytest.mark.parametrize("line", ["رويترز: أحمد محمد 27 نوفمبر 2026", "كتب: أحمد محمد 27 نوفمبر 2026 (رويترز)"])
def test_an_agency_beside_who_wrote_stays_known(line: str) -> None:
    read = page_of(line, LINE, MORE)

    assert (agency_of(read.text, read.author), read.author) == ("رويترز", "أحمد محمد")


@pytest.mark.parametrize("day", ["27 نوفمبر 2026", "بغداد - 27 نوفمبر 2026", "3 دقائق"])
@pytest.mark.parametrize(("line", "writer"), SIGNATURES)
def test_a_writer_beside_a_day_is_the_author_where_the_page_names_nobody(line: str, writer: str, day: str) -> None:
    for lines in ((line, day), (day, line)):
        read = page_of(*lines, LINE, MORE)
        assert (read.text, read.author) == (f"{LINE}\n{MORE}", writer)


def test_a_writer_and_an_agency_beside_a_day_both_stay_known() -> None:
    read = page_of("الكاتب: وليد الجبوري", "المصدر: رويترز", "27 نوفمبر 2026", LINE, MORE)

    assert (read.text, read.author) == (f"المصدر: رويترز\n{LINE}\n{MORE}", "وليد الجبوري")
    assert agency_of(read.text, read.author) == "رويترز"


def test_a_line_whose_writer_has_no_known_name_stays_beside_a_day() -> None:
    read = page_of("الكاتب: كايلا إبستين", "27 نوفمبر 2026", LINE, MORE)

    assert read.text == f"الكاتب: كايلا إبستين\n{LINE}\n{MORE}"


def test_of_a_writer_and_an_agency_both_stay_known() -> None:
    read = page_of(LINE, MORE, "الكاتب: وليد الجبوري", "المصدر: رويترز")

    assert read.text.endswith("\nالكاتب: وليد الجبوري")
    assert agency_of(read.text, read.author) == "رويترز"


@pytest.mark.parametrize(
    "author", ["admin", "مدير الموقع", "noreply@news.example", "المحرر", "وكالات", "سامر - رويترز", "السومرية نيوز"]
)
def test_who_hands_on_what_an_agency_tells_is_not_its_writer(author: str) -> None:
    read = better(page_of("المصدر: رويترز", LINE, MORE), Entry(id="1", url="https://a.example/1", author=author))

    assert read.author == "رويترز"


NOBODY = [
    "admin",
    "مدير الموقع",
    "noreply@news.example",
    "محرر",
    "المحرر السياسي",
    "هيئة التحرير",
    "رئيس التحرير",
    "Super User",
    "غرفة الأخبار",
    "القسم الدولي",
    "متابعات",
    "خاص",
    "ترجمة خاصة",
    "الرافد",
    "الرافد - بغداد",
    "بغداد",
    "Editor",
]
SOMEBODY = {
    "بقلم / أحمد علي": "أحمد علي",
    "بقلم - أحمد علي": "أحمد علي",
    "ترجمة وتحرير: أحمد علي": "أحمد علي",
    "متابعة: أحمد علي": "أحمد علي",
    "خاص أحمد علي": "أحمد علي",
    "المحرر أحمد علي": "أحمد علي",
    "مراسل الرافد أحمد علي": "أحمد علي",
    "سامر الكبيسي": "سامر الكبيسي",
    "سامر الكبيسي - الرافد": "سامر الكبيسي",
    "الرافد/ سامر الكبيسي": "سامر الكبيسي",
    "هيئة التحرير - سامر الكبيسي": "سامر الكبيسي",
    "تقرير: سامر الكبيسي": "سامر الكبيسي",
    "حاورتها: سامر الكبيسي": "سامر الكبيسي",
    "editor@news.example (سامر الكبيسي)": "سامر الكبيسي",
    "المحرر: سامر الكبيسي": "سامر الكبيسي",
    "عبدالله المحرري": "عبدالله المحرري",
    "نواف الرافد": "نواف الرافد",
    "سامر الكبيسي، وليد الجبوري": "سامر الكبيسي، وليد الجبوري",
}


@pytest.mark.parametrize("author", NOBODY)
def test_neither_an_account_nor_a_desk_of_the_outlet_is_an_author(author: str) -> None:
    for lines, whose in (((LINE, MORE), None), (("المصدر: رويترز", LINE, MORE), "رويترز")):
        read = better(page_of(*lines, site="الرافد"), Entry(id="1", url="https://a.example/1", author=author))
        assert read.author == whose


def test_an_article_that_only_the_feed_tells_has_no_account_as_its_author() -> None:
    entry = Entry(id="1", url="https://a.example/1", content=LINE, author="admin")

    assert article_of_entry(entry, "https://a.example/1").author is None


@pytest.mark.parametrize(("author", "writer"), SOMEBODY.items())
def test_a_writer_whom_the_feed_names_beside_the_outlet_is_the_author(author: str, writer: str) -> None:
    for lines, whose in (((LINE, MORE), writer), (("المصدر: رويترز", LINE, MORE), f"{writer}، رويترز")):
        read = better(page_of(*lines, site="الرافد"), Entry(id="1", url="https://a.example/1", author=author))
        assert read.author == whose


@pytest.mark.parametrize(
    "author", ["رويترز", "Jean-Pierre Filiu", "سامر الكبيسي/ رويترز", "السومرية نيوز", "سكاي نيوز عربية", "أخبار اليوم"]
)
def test_whom_the_feed_names_is_the_author_as_it_writes_him_where_the_page_names_nobody(author: str) -> None:
    read = better(page_of(LINE, MORE, site="الرافد"), Entry(id="1", url="https://a.example/1", author=author))

    assert read.author == author


@pytest.mark.parametrize("letter", ["w", "("])
def test_the_longest_author_of_a_feed_is_read_in_no_time(letter: str) -> None:
    taken = seconds_of(lambda: author_of(None, letter * 50_000, "الرافد"))

    assert taken < 1  # minutes when an address was looked for from each letter on


def page_of(*lines: str, writer: str = "", site: str = "") -> Article:
    said = {"@type": "NewsArticle", "headline": TITLE, "author": {"@type": "Person", "name": writer}}
    head = f"<script type='application/ld+json'>{json.dumps(said)}</script>" if writer else ""
    head += f"<meta property=og:site_name content='{site}'>" if site else ""
    head = f"<html><head>{head}</head><body><h1>{TITLE}</h1><p>27 نوفمبر 2026</p>"
    page = f"{head}<div class=entry-content>{''.join(f'<p>{one}</p>' for one in lines)}</div></body></html>".encode()
    return extract_page(page, content_type="text/html; charset=utf-8", url="https://a.example/1", zone="UTC", now=NOW)


@pytest.mark.parametrize(
    "text",
    [
        "12 مارس 2019\nوقع الهجوم الأول على السد.",
        f"{TEXT}\nانتهى كل شيء",
        f"{TEXT}\n0142",
        f"{TEXT}\nبلغ الرصيد\n1500",
        "2 تشرين الثاني:\nبدأ العمل.",
        f"بغداد - 27 نوفمبر 2026 - أعلن الوزير فتح الجسر للسيارات أمس.\n{TEXT}",
        f"سقط 12 قتيلا في بغداد (27 نوفمبر 2026)\n{TEXT}",
        f"27 نوفمبر 2026 - ندوة\n27 نوفمبر 2026 - أمسية\n{TEXT}",
        f"27 نوفمبر 21:00\nالنهر - السد\n28 نوفمبر 18:00\nالجسر - الميناء\n{TEXT}",
        f"5 ديسمبر 21:00\nالنهر - السد\n{TEXT}",
        f"المحرر: كيف ترى الأمر؟\nالكاتب: صعب جدا.\nالمحرر: لماذا؟\n{TEXT}",
        f"{TEXT}\nالنهاية",
        f"توفي الشاعر في 27 نوفمبر 2026\n{TEXT}",
        f"الموعد: الجمعة 27 نوفمبر 2026\n{TEXT}",
        f"سعر الدولار 27 نوفمبر 2026\n{TEXT}",
        f"10 دقائق\nتمارين الصباح كلها.\n20 دقيقة\n{TEXT}",
        f"المصدر: وزارة الصحة\n{TEXT}",
        f"المصدر: وكالة الطاقة الدولية\n{TEXT}",
        f"الكاتب: نجيب محفوظ\nالناشر: دار النهر\n{TEXT}",
        f"الكاتب: محمد خالد\nالناشر: دار الشروق للنشر والتوزيع في القاهرة وبيروت\n{TEXT}",
        f"{TEXT}\nبطاقة الفيلم\nالمخرج: عاطف الطيب\nالكاتب: محمد خالد",
        f"{TEXT}\nأسعار النفط\nبرنت: 80 دولارا\nالمصدر: رويترز",
        f"الكاتب: سعيد يرفض الجائزة\n{TEXT}",
        f"توفي الشاعر - 27 نوفمبر 2026\n{TEXT}",
        *(
            f"{words} 27 نوفمبر 2026\n{TEXT}"
            for words in ("عيد الاستقلال", "هلال رمضان", "أمل الشعب", "كمال الأجسام", "محمد صلاح:")
        ),
        f"الوفاة: أحمد محمد 27 نوفمبر 2026\n{TEXT}",
        f"كتب أحمد محمد روايته في 27 نوفمبر 2026\n{TEXT}",
        f"بغداد: أمل جديد 27 نوفمبر 2026\n{TEXT}",
        f"أسعار الذهب | 27 نوفمبر 2026\n{TEXT}",
        f"سقوط صنعاء، 27 نوفمبر 2026\n{TEXT}",
        f"هدنة غزة 27 نوفمبر 2026\n{TEXT}",
        f"بغداد تحترق - 27 نوفمبر 2026\n{TEXT}",
        f"{TEXT}\nالمصدر: وزارة الصحة",
        f"{TEXT}\nبغداد، 27 نوفمبر 2026",
        f"{TEXT}\nالمحرر: سؤال أخير؟\nالكاتب: وليد الجبوري",
        "27 نوفمبر 2026",
        "(انتهى)",
    ],
)
def test_what_is_told_stays(text: str) -> None:
    assert told(text) == text


CREDIT = "<p>المصدر: أ ف ب</p>"
OF_PICTURES = [
    f"<p><img src=/1.jpg></p>{CREDIT}",
    f"<p>\n<a href=/1.jpg>\n<img src=/1.jpg>\n</a>\n</p>\n{CREDIT}",
    f"<amp-img src=/1.jpg></amp-img>{CREDIT}",
    f"<div class=lead-photo><img src=/1.jpg>{CREDIT}</div>",
    "<p><img src=/1.jpg><br>المصدر: أ ف ب</p>",
    "<p><img src=/1.jpg></p><p>مصدر الصورة: أ ف ب</p>",
]


@pytest.mark.parametrize("picture", OF_PICTURES)
@pytest.mark.parametrize("body", ["{2}<p>{0}</p><p>{1}</p>", "<p>{0}</p>{2}<p>{1}</p>"])
def test_whose_a_picture_is_does_not_say_whose_the_article_is(picture: str, body: str) -> None:
    read = page_with(body.format(LINE, MORE, picture))

    assert (read.text, read.author, agency_of(read.text, read.author)) == (f"{LINE}\n{MORE}", None, None)


SOURCE = "<p>المصدر: رويترز</p>"
OF_ARTICLES = [
    f"{SOURCE}<p>{LINE}</p><p>{MORE}</p>",
    f"<p>{LINE}</p><p>{MORE}</p><p><img src=/1.jpg></p>{SOURCE}",
    f"<div class=lead-photo><img src=/1.jpg></div>{SOURCE}<p>{LINE}</p><p>{MORE}</p>",
    f"<figure><img src=/1.jpg></figure>{SOURCE}<p>{LINE}</p><p>{MORE}</p>",
    f"<p><img src=/1.jpg></p>{CREDIT}<p>{LINE}</p><p>{MORE}</p>{SOURCE}",
    f"<img src=/1.jpg>{SOURCE}<p>27 نوفمبر 2026</p><div class=txt><p>{LINE}</p><p>{MORE}</p></div>",
    f"<p><img src=/img/logo.png></p>{SOURCE}<p>{LINE}</p><p>{MORE}</p>",
]


@pytest.mark.parametrize("body", OF_ARTICLES)
def test_whose_an_article_is_stays_known_though_it_has_a_picture(body: str) -> None:
    read = page_with(body)

    assert agency_of(read.text, read.author) == "رويترز"


OF_SITE = "جميع الآراء المنشورة في موقعنا تعبر عن أصحابها ولا تعبر عن رأي المحررين ولا عن رأي الإدارة"


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{LINE}</p><p>{MORE}</p><img src=/1.jpg>{SOURCE}<div class=opinions><p>{LINE}</p></div>",
        f"<p>{LINE}</p><p>{MORE}</p><img src=/1.jpg>{SOURCE}<p>{OF_SITE}</p>",
        f"<p>{LINE}</p><p><img class=emoji src=/e.png></p>{SOURCE}<p>{MORE}</p>",
    ],
)
def test_a_source_below_the_text_or_a_sign_is_not_cut_as_that_of_a_picture(body: str) -> None:
    assert "المصدر: رويترز" in page_with(body).text


@pytest.mark.parametrize("source", ["خمسة قتلى بالانفجار", "البنك المركزي المصري"])
def test_what_a_source_tells_below_a_picture_stays(source: str) -> None:
    assert source in page_with(f"<p>{LINE}</p><p><img src=/1.jpg></p><p>المصدر: {source}</p><p>{MORE}</p>").text


def page_with(body: str) -> Article:
    page = f"<html><body><h1>{TITLE}</h1><div class=entry-content>{body}</div></body></html>".encode()
    return extract_page(page, content_type="text/html; charset=utf-8", url="https://a.example/1", zone="UTC", now=NOW)
