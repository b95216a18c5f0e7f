"""Names within the sentences of an article that are links: extraction takes a short block with them for a menu."""

import pytest

from tests.support import pages
from tests.support.pace import seconds_of
from tests.support.pages import LINE, MORE, TITLE

LAST = "وسيزور الوزير الأسبوع المقبل مدينتين في الجنوب ليرى أين وصل العمل في المحطتين، كما جاء في بيان الوزارة أمس."
MAYOR, CITY = "<a href=/tag/1>سامر</a>", "<a href=/tag/2>النهر</a>"


def text_of(body: str) -> str:
    return pages.text_of(f"<article><h1>{TITLE}</h1><div class=body>{body}</div></article>")


SENTENCES = {
    f"<p>وحضر {MAYOR} و{CITY} الحفل.</p>": "وحضر سامر والنهر الحفل.",
    f"<div><p>وشكر العمدة {MAYOR} من عمل.</p></div>": "وشكر العمدة سامر من عمل.",
    f"<div>وشكر العمدة {MAYOR} من عمل.</div>": "وشكر العمدة سامر من عمل.",
    f"<ul><li>{CITY}: محطة واحدة</li><li>{MAYOR}: محطتان</li></ul>": "النهر: محطة واحدة\nسامر: محطتان",
    f"<blockquote>قال {MAYOR} إن {CITY} تنتظر.</blockquote>": "قال سامر إن النهر تنتظر.",
    "<div>وتنتظر المدينة محطتها.</div>": "وتنتظر المدينة محطتها.",
}
AMONG_THE_TEXT = {  # behind it these may be the box of a writer, or a note
    f"<div>{CITY}<p>تنتظر المدينة محطتها.</p></div>": "النهر\nتنتظر المدينة محطتها.",
    f"<div><h3>{CITY}</h3><p>تنتظر المدينة محطتها.</p></div>": "النهر\nتنتظر المدينة محطتها.",
    f"<div class=note>وشكر العمدة {MAYOR} من عمل.</div>": "وشكر العمدة سامر من عمل.",
}
FURNITURE = [
    f"<p>الوسوم: {MAYOR} {CITY}</p>",
    f"<p>شارك على {MAYOR} {CITY}</p>",
    f"<p>نشر في: {CITY} بقلم: {MAYOR}</p>",
    f"<div class=share>{MAYOR} {CITY}<p>شارك</p></div>",
    f"<ul><li>{MAYOR} منذ ساعتين</li><li>{CITY} قبل يوم</li></ul>",
    "<div class=size>حجم الخط</div>",
]


@pytest.mark.parametrize(("sentence", "told"), [*SENTENCES.items(), *AMONG_THE_TEXT.items()])
def test_a_short_sentence_with_links_is_told_among_the_text(sentence: str, told: str) -> None:
    assert text_of(f"<p>{LINE}</p>{sentence}<p>{MORE}</p>") == f"{LINE}\n{told}\n{MORE}"


@pytest.mark.parametrize(("sentence", "told"), SENTENCES.items())
def test_a_short_sentence_with_links_is_told_behind_the_text(sentence: str, told: str) -> None:
    assert text_of(f"<p>{LINE}</p><p>{MORE}</p>{sentence}") == f"{LINE}\n{MORE}\n{told}"


@pytest.mark.parametrize("before", [0, 1, 2])
def test_of_paragraphs_in_boxes_of_their_own_those_with_links_are_told(before: int) -> None:
    lines = [LINE, MORE, "وقال عامل إنه سعيد بانتهاء العمل في المحطة بعد ثلاثة أعوام طويلة وشاقة كما قال لزملائه."]
    lines.insert(before, f"ونفى {MAYOR} ما قيل عن المحطة.")
    for box in ("<div class=part><p>{}</p></div>", "<div class=part><div class=in><p>{}</p></div></div>"):
        assert "ونفى سامر ما قيل" in text_of("".join(map(box.format, lines)))


def test_a_short_item_with_a_link_is_told_though_its_body_is_one_box() -> None:
    told = text_of(f"<p>افتتح الوزير {MAYOR} في مدينة {CITY} محطة لتنقية مياه الشرب تكفي مئة ألف بيت صباح الأحد.</p>")

    assert told.startswith("افتتح الوزير سامر في مدينة النهر")


@pytest.mark.parametrize("line", FURNITURE)
@pytest.mark.parametrize(
    "layout", ["{one}<p>{line}</p><p>{more}</p><p>{last}</p>", "<p>{line}</p><p>{more}</p><p>{last}</p>{one}"]
)
def test_links_beside_the_text_are_not_told(line: str, layout: str) -> None:
    assert text_of(layout.format(line=LINE, more=MORE, last=LAST, one=line)) == f"{LINE}\n{MORE}\n{LAST}"


ADDRESSED = [
    f"<div>للحصول على آخر الأخبار تابعونا على {MAYOR}.</div>",
    f"<div id=c1><a href=#c1>زائر</a><p>الله يرحمه يا {CITY}.</p></div>"
    "<div id=c2><a href=#c2>زائر</a><p>نعم صدق.</p></div>",
]


@pytest.mark.parametrize("line", ADDRESSED)
def test_neither_offers_to_readers_nor_their_comments_are_told(line: str) -> None:
    assert text_of(f"<p>{LINE}</p><p>{MORE}</p><p>{LAST}</p>{line}") == f"{LINE}\n{MORE}\n{LAST}"


def test_a_class_of_thousands_of_names_is_looked_at_once() -> None:
    names = " ".join(f"c{number}" for number in range(8_000))
    page = f"<div class='{names}'>{f'<p>{LINE}</p>' * 2_000}</div>"

    taken = seconds_of(lambda: text_of(page))

    assert taken < 5  # eleven where its names are looked at for each paragraph


@pytest.mark.parametrize("named", ["<article>{}</article>", "<div class=txt>{}</div>"])
def test_items_of_a_last_list_are_told_with_their_links_though_they_have_no_full_stop(named: str) -> None:
    items = [
        f"زيادة رواتب العاملين في محطة {CITY} بنسبة عشرة بالمئة",
        f"تمويل مشاريع {CITY} والصرف الصحي في الجنوب",
        "دعم القرى",
    ]
    body = f"<p>{LINE}</p><p>{MORE}</p><h3>أبرز البنود</h3><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"

    told = text_of(named.format(body))

    assert told.endswith(
        "أبرز البنود\nزيادة رواتب العاملين في محطة النهر بنسبة عشرة بالمئة\n"
        "تمويل مشاريع النهر والصرف الصحي في الجنوب\nدعم القرى"
    )


def test_titles_of_other_articles_with_what_they_are_of_are_not_told() -> None:
    item = "<li><a href=/2>توقيف متهم</a> - <a href=/s>اقتصاد</a></li>"

    assert "توقيف" not in text_of(f"<p>{LINE}</p><p>{MORE}</p><p>{LAST}</p><ul>{item * 3}</ul>")


@pytest.mark.parametrize("more", ["المزيد", "المزيد...", "التفاصيل", "تفاصيل", "إقرأ", "للمزيد"])
def test_titles_of_other_articles_that_end_in_a_link_to_the_rest_of_them_are_not_told(more: str) -> None:
    item = f"<li>توقيف ثلاثة متهمين بتزوير عملة في المدينة كلها <a href=/2>{more}</a></li>"

    assert "توقيف" not in text_of(f"<p>{LINE}</p><p>{MORE}</p><p>{LAST}</p><ul>{item * 3}</ul>")


@pytest.mark.parametrize(
    "label",
    ["تعليق", "3 تعليقات", "(2)", "14", "شارك", "طباعة", "فيديو", "صورة", "شاهد", "تابع", "عاجل", "فيسبوك", "10:45"],
)
def test_titles_of_other_articles_that_end_in_a_label_with_a_link_are_not_told(label: str) -> None:
    items = "".join(
        f"<li>{title} <a href=/2>{label}</a></li>"
        for title in ("توقيف ثلاثة متهمين بالرشوة في دائرة الضريبة", "افتتاح معرض الكتاب الدولي بمشاركة عشرين دولة")
    )

    assert "توقيف" not in text_of(f"<p>{LINE}</p><p>{MORE}</p><p>{LAST}</p><ul>{items}</ul>")


@pytest.mark.parametrize(
    "end",
    [
        "على <a href=/t>فيسبوك</a>",
        "عبر تويتر أو <a href=/t>واتساب</a>",
        "بواسطة <a href=/t>تلغرام</a>",
        "بـ<a href=/t>فيسبوك</a>",
        "منذ <a href=/t>2003</a>",
    ],
)
def test_items_of_a_last_list_are_told_to_their_last_link(end: str) -> None:
    items = "".join(f"<li>تقديم طلبات السكن في {town} كلها {end}</li>" for town in ("سد", "واد"))

    assert "السكن في واد" in text_of(f"<p>{LINE}</p><p>{MORE}</p><p>{LAST}</p><h3>خطوات التقديم</h3><ul>{items}</ul>")


@pytest.mark.parametrize(
    "end",
    [
        "من طراز <a href=/t>F-16</a>",
        "ضمن دول <a href=/t>G20</a>",
        "بشبكات <a href=/t>5G</a>",
        "بموجب المادة <a href=/t>14</a>",
        "وفقا للمادة <a href=/t>(14)</a>",
        "تطبيقا للقرار <a href=/t>٢٢</a>",
    ],
)
def test_items_are_told_to_their_last_link_with_a_number_that_counts_no_comments(end: str) -> None:
    items = "".join(f"<li>تأجيل صرف رواتب العمال في {town} كلها {end}</li>" for town in ("سد", "واد"))

    told = text_of(f"<p>{LINE}</p><p>{MORE}</p><p>{LAST}</p><p>وتضم القرارات:</p><ul>{items}</ul>")

    assert "العمال في سد" in told and "العمال في واد" in told


@pytest.mark.parametrize(
    "name", ["تويتر", "إكس", "فيسبوك", "تليغرام", "واتساب", "يوتيوب", "اضغط هنا", "من هنا", "البريد الإلكتروني"]
)
def test_items_of_a_last_list_that_end_in_a_linked_platform_or_place_are_told(name: str) -> None:
    items = "".join(
        f"<li>تقديم الطلب في {town} عبر حساب الوزارة الرسمي <a href=/t>{name}</a></li>" for town in ("سد", "واد")
    )

    told = text_of(f"<p>{LINE}</p><p>{MORE}</p><p>{LAST}</p><h3>خطوات التقديم</h3><ul>{items}</ul>")

    assert "الطلب في سد" in told
    assert told.endswith(f"الطلب في واد عبر حساب الوزارة الرسمي {name}")
