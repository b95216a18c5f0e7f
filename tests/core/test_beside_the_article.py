"""Lines that point to other articles go, what a button hides comes, and lists are told without their marks."""

from datetime import UTC, datetime

import pytest
from lxml import html

from monitor.core.article import extract_page
from monitor.core.layout import open_layout
from monitor.core.model.article import Article
from tests.support.pace import seconds_of

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
LINE = "أعلنت بلدية النهر صباح اليوم أنها أنهت صيانة الجسر القديم بعد ثلاثة أشهر من العمل المتواصل بكلفة مليوني دينار."
MORE = "وقال المهندس سالم الحارثي إن الفرق استبدلت الدعامات الحديدية وأعادت رصف الطريق المؤدي إلى السوق الكبير."
LAST = "ومن المقرر أن تعود حركة السير تدريجيا يوم الأحد على أن تمنع الشاحنات من العبور ليلا طوال الشهر الأول."


def read(inside: str, head: str = "") -> Article:
    page = f"<html><head><meta charset=utf-8>{head}</head><body>{inside}</body></html>"
    return extract_page(page.encode(), content_type="text/html", url="http://a.example/1", zone="UTC", now=NOW)


@pytest.mark.parametrize("label", ["مواد ذات صلة", "الموضوع التالي:", "قد يعجبك", "<b>لمزيد من التفاصيل</b>", "المزيد"])
@pytest.mark.parametrize("block", ["p", "div", "h3", "blockquote"])
def test_a_label_and_a_link_between_paragraphs_are_not_told(label: str, block: str) -> None:
    pointer = f"<{block}>{label} <a href=/2><b>ضبط شحنة هواتف في الميناء</b></a></{block}>"

    found = read(f"<article><h1>صيانة الجسر</h1><p>{LINE}</p>{pointer}<p>{MORE}</p><p>{LAST}</p></article>")

    assert found.text == f"{LINE}\n{MORE}\n{LAST}"


def test_a_sentence_that_is_a_link_but_for_its_first_words_is_told() -> None:
    told = (
        "وقال بيان الوزارة إن <a href=/2>الميناء الجديد يفتح أبوابه أمام السفن مطلع الشهر المقبل بعد عامين من العمل</a>"
    )

    found = read(f"<article><h1>صيانة الجسر</h1><p>{LINE}</p><p>{told}</p><p>{MORE}</p></article>")

    assert "الميناء الجديد" in found.text


@pytest.mark.parametrize(
    "hidden", ['style="display: none"', "hidden", 'aria-hidden="true"', 'class="more hidden"', 'class="collapse"']
)
@pytest.mark.parametrize(
    "inside", [f"<p>{MORE}</p><p>{LAST}</p>", f"<script>1</script><div><p>{MORE}</p></div><p>{LAST}</p>"]
)
def test_paragraphs_that_a_button_shows_are_told(hidden: str, inside: str) -> None:
    button = "<button>اقرأ المزيد</button>"

    found = read(f"<div class=text><h1>صيانة الجسر</h1><p>{LINE}</p><div {hidden}>{inside}</div>{button}</div>")

    assert found.text == f"{LINE}\n{MORE}\n{LAST}"


@pytest.mark.parametrize(
    "box",
    [
        f"<form><p>{LAST}</p><input name=mail></form>",
        f"<p><a href=/2>{LAST}</a></p>",
        "<p>تم النسخ إلى الحافظة</p>",
    ],
)
def test_a_hidden_box_of_other_things_stays_hidden(box: str) -> None:
    found = read(
        f"<article><h1>صيانة الجسر</h1><p>{LINE}</p><p>{MORE}</p><div style=display:none>{box}</div></article>"
    )

    assert found.text == f"{LINE}\n{MORE}"


def test_the_items_of_a_list_are_told_without_dashes_and_those_of_a_dialogue_with_theirs() -> None:
    items = "<ul><li>منع مرور الشاحنات فوق عشرين طنا</li><li>تشكيل لجنة <b>رقابية</b> دائمة</li></ul>"
    said = "<p>- سيعود السير يوم الأحد ولن يتأخر عن موعده هذه المرة.</p>"

    found = read(f"<article><h1>صيانة الجسر</h1><p>{LINE}</p>{items}<p>{MORE}</p>{said}</article>")

    assert found.text.split("\n")[1:3] == ["منع مرور الشاحنات فوق عشرين طنا", "تشكيل لجنة رقابية دائمة"]
    assert found.text.endswith("- سيعود السير يوم الأحد ولن يتأخر عن موعده هذه المرة.")


CARD = (
    "<{0}><h3><a href=/2>{1}</a></h3><p>{1} كما قال مصدر في البلدية أمس إن العمل مستمر حتى نهاية الشهر الجاري</p></{0}>"
)
OTHERS = ("ضبط شحنة هواتف", "افتتاح مدرسة جديدة", "تأجيل مباراة النهر")


@pytest.mark.parametrize("card", ["div class=card", "li", "section", "article"])
@pytest.mark.parametrize("text", ["<div class=text>{}</div>", "<p>{}</p>"])
def test_cards_of_other_articles_beside_a_short_item_are_not_told(card: str, text: str) -> None:
    end = f"</{card.partition(' ')[0]}>"
    cards = "".join(CARD.format(card, other).replace(f"</{card}>", end) for other in OTHERS)

    found = read(f"<div><h1>صيانة الجسر</h1>{text.format(LINE)}</div><div class=more>{cards}</div>")

    assert found.text == LINE


@pytest.mark.parametrize("link", ["", "<a href=#p1>{}</a>"])
def test_sections_of_an_article_whose_headings_lead_nowhere_else_are_told(link: str) -> None:
    parts = "".join(f"<div class=part><h3>{link.format(one) or one}</h3><p>{LINE} {one}</p></div>" for one in OTHERS)

    found = read(f"<article><h1>صيانة الجسر</h1><p>{MORE}</p>{parts}</article>")

    assert [one for one in OTHERS if f"{LINE} {one}" in found.text] == [*OTHERS]


def test_a_page_of_nothing_but_cards_keeps_them() -> None:
    found = read(f"<h1>أهم الأخبار</h1>{''.join(CARD.format('div', other) for other in OTHERS)}")

    assert "كما قال مصدر في البلدية" in found.text


TEASERS = {
    "short": "إعلان ممول من شركة للتسويق",
    "usual": "قال مصدر مسؤول إن الأمر يتعلق بما جرى أمس في المدينة",
    "long": f"{LINE[:-1]} {MORE[:-1]} {LAST[:-1]}",
}


@pytest.mark.parametrize(
    "link", ["https://ads.example/{}", "https://sport.a.example/{}", "#", "/{}", "javascript:go({})"]
)
@pytest.mark.parametrize("teaser", TEASERS)
@pytest.mark.parametrize("label", ["", "<h4>محتوى ممول</h4>", "<h3>قد يعجبك أيضا</h3>"])
def test_a_box_of_cards_behind_the_text_is_not_told(link: str, teaser: str, label: str) -> None:
    cards = "".join(
        f"<div class=card><h3><a href='{link.format(number)}'>{other}</a></h3><p>{TEASERS[teaser]}</p></div>"
        for number, other in enumerate(OTHERS, start=2)
    )
    box = f"<div class=box>{label}{cards}</div>"

    for body in (f"<div class=body><p>{LINE}</p></div>{box}", f"<div class=body><p>{LINE}</p>{box}</div>"):
        found = read(f"<article><h1>صيانة الجسر</h1>{body}</article>")

        assert not [other for other in OTHERS if other in found.text]
        assert link == "#" or found.text == LINE


@pytest.mark.parametrize("link", ["/{}", "https://sport.a.example/{}"])
@pytest.mark.parametrize("teaser", ["short", "usual"])
@pytest.mark.parametrize("page", ["<div class=all>{}{}</div>", "<article>{}<div>{}</div></article>", "{}<div>{}</div>"])
def test_a_clock_alone_makes_no_entry_of_a_card(link: str, teaser: str, page: str) -> None:
    cards = "".join(
        f"<div class=card><h3><a href='{link.format(number)}'>{other}</a></h3><time>14:3{number}</time>"
        f"<p>{TEASERS[teaser]}</p></div>"
        for number, other in enumerate(OTHERS, start=2)
    )

    found = read(page.format(f"<h1>صيانة الجسر</h1><p>{LINE}</p>", cards))

    assert found.text == LINE


@pytest.mark.parametrize("link", ["https://paper.example/{}", "#e{}", "?entry={}"])
def test_entries_that_follow_title_and_introduction_are_told(link: str) -> None:
    entries = "".join(
        f"<li><h3><a href='{link.format(number)}'>{other}</a></h3><p>{text}</p></li>"
        for number, (other, text) in enumerate(zip(OTHERS, (LINE, MORE, LAST), strict=True))
    )
    intro = "<h1>حصاد اليوم</h1><p>تقرأون في حصاد اليوم ثلاثة أخبار من مدينة النهر ومينائها القديم نشرت أمس.</p>"

    found = read(f"<div><div class=head>{intro}</div><div class=body>{entries}</div></div>")

    assert [text for text in (LINE, MORE, LAST) if text not in found.text] == []


ENTRIES = (
    (
        "14:30",
        "مقتل ثلاثة في غارة على صور",
        "قال مراسلنا إن الغارة استهدفت سيارة على طريق الناقورة الساحلي قرب المستشفى.",
    ),
    (
        "14:10",
        "عشرون جريحا في النبطية",
        "أعلن الوزير الحصيلة في مؤتمر صحفي عقده في بيروت وقال إن بينهم خمسة أطفال حالهم خطرة.",
    ),
    (
        "13:55",
        "الجيش ينتشر في العديسة",
        "دخلت آليات الجيش اللبناني البلدة صباحا وبدأت وحدات الهندسة إزالة الركام من الطرق.",
    ),
)
REVIEWED = (
    "نشرت صحيفة الغارديان مقالا لمراسلها في القدس قال فيه إن الجيش يستعد لعملية واسعة خلال أيام وإن الخطط جاهزة.",
    "وفي صحيفة الإندبندنت كتبت محررة الشؤون الدولية أن كييف طلبت من لندن صواريخ بعيدة المدى قبل الشتاء المقبل.",
    "ورأت صحيفة التايمز أن الرئيس الفرنسي قد يدعو إلى انتخابات مبكرة في الربيع بعد أن أخفقت ثلاث حكومات.",
)


@pytest.mark.parametrize("link", ["#u1", "?update=5", "/1?update=5", "http://a.example/1#u1", "/1/entry/9"])
@pytest.mark.parametrize("entry", ["div class=entry", "article class=entry", "li", "section"])
def test_entries_of_a_live_blog_whose_headings_are_links_are_told_with_them(link: str, entry: str) -> None:
    end = entry.partition(" ")[0]
    entries = "".join(
        f"<{entry}><time>{clock}</time><h3><a href='{link}'>{title}</a></h3><p>{text} {LAST}</p></{end}>"
        for clock, title, text in ENTRIES
    )

    found = read(
        f"<main><article><h1>غارات على الجنوب</h1><p>{LINE}</p><div class=feed>{entries}</div></article></main>"
    )

    assert [text for _, title, text in ENTRIES if text not in found.text or title not in found.text] == []


@pytest.mark.parametrize("entry", ["div class=story", "section", "li", "div class=wp-block-group"])
@pytest.mark.parametrize("link", ["https://paper.example/{}", "/{}"])
@pytest.mark.parametrize("holder", ["<article><h1>جولة الصحف</h1>{}</article>", "<h1>جولة الصحف</h1>{}"])
def test_a_review_of_the_press_keeps_what_stands_under_headings_that_are_links(
    entry: str, link: str, holder: str
) -> None:
    end = entry.partition(" ")[0]
    entries = "".join(
        f"<{entry}><h3><a href='{link.format(number)}'>صحيفة {number}: عنوان مقالها</a></h3><p>{text}</p></{end}>"
        for number, text in enumerate(REVIEWED, start=2)
    )

    found = read(holder.format(f"<div class=entry-content><p>{LINE}</p>{entries}<p>{MORE}</p></div>"))

    assert [text for text in REVIEWED if text not in found.text] == []
    if "paper" in link:
        assert "صحيفة 2: عنوان مقالها" in found.text


@pytest.mark.parametrize("link", ["https://paper.example/{}", "#e{}", "/{}"])
@pytest.mark.parametrize("box", ["<div class=items>{}</div>", "{}"])
def test_a_review_of_the_press_behind_an_introduction_of_its_own_element_is_told(link: str, box: str) -> None:
    entries = "".join(
        f"<section><h3><a href='{link.format(number)}'>صحيفة {number}: عنوان</a></h3><p>{text} {LAST}</p></section>"
        for number, text in enumerate(REVIEWED, start=2)
    )

    found = read(f"<article><h1>جولة الصحف</h1><div class=intro><p>{LINE}</p></div>{box.format(entries)}</article>")

    assert [text for text in REVIEWED if text not in found.text] == []


@pytest.mark.parametrize(
    "own", ["http://a.example/1", "/1", "", "http://www.a.example/1?utm_source=home#top", "/?p=77"]
)
@pytest.mark.parametrize("beside", ["", "<h3><a href=/3>خبر ثالث من الميناء</a></h3><p>نص قصير</p>"])
def test_an_item_whose_title_leads_to_itself_is_no_card(own: str, beside: str) -> None:
    head = "<title>صيانة الجسر القديم - النهر</title><meta property=og:title content='صيانة الجسر القديم'>"
    foot = "<footer><p>وكالة النهر وكالة إخبارية مستقلة تأسست في بغداد وتنقل الأخبار بحياد ومهنية عالية.</p></footer>"
    item = f"<div class=post><h3 class=post-title><a href='{own}'>صيانة الجسر القديم</a></h3><div>{LINE}</div></div>"
    older = f"<div class=post><h3 class=post-title><a href=/old>خبر أقدم عن الميناء</a></h3>{beside}</div>"

    found = read(f"<div class=posts>{item}{older}</div>{foot}", head)

    assert found.text == LINE


def test_cards_within_an_article_are_cut_where_a_label_says_that_they_are_others() -> None:
    cards = "".join(CARD.format("div", other) for other in OTHERS)

    found = read(f"<article><h1>صيانة الجسر</h1><p>{LINE}</p><h4>مواضيع ذات صلة</h4><div>{cards}</div></article>")

    assert found.text == LINE


@pytest.mark.parametrize("day", ["<b>الجمعة 27 سبتمبر 2024</b>", "الأحد 7 يناير 2024"])
@pytest.mark.parametrize("line", ["<ul><li>{}</li></ul>", "<p>{}</p>"])
def test_the_entries_of_a_chronology_are_told_though_they_are_links(day: str, line: str) -> None:
    news = line.format(f"{day} <a href=/2>اغتيال القيادي في غارة على الضاحية</a>")

    found = read(f"<article><h1>تسلسل زمني</h1><p>{LINE}</p><p>{MORE}</p>{news}<p>{LAST}</p></article>")

    assert "اغتيال القيادي في غارة على الضاحية" in found.text


@pytest.mark.parametrize("label", ["عاجل |", "بالفيديو..", "متابعة:", "(فيديو)", "السابق:"])
def test_news_behind_a_heading_of_news_is_told_though_it_is_a_link(label: str) -> None:
    news = f"<p>{label} <a href=/2>مقتل القيادي في حماس صالح العاروري في غارة على الضاحية الجنوبية</a></p>"

    found = read(f"<article><h1>غارات على الضاحية</h1><p>{LINE}</p><p>{MORE}</p>{news}<p>{LAST}</p></article>")

    assert "العاروري" in found.text


@pytest.mark.parametrize(
    "hidden",
    ["class=author-bio style=display:none", "class='tab hidden'", "class='tab-pane hide'", "class=collapse id=related"],
)
def test_what_no_button_for_the_text_shows_stays_hidden(hidden: str) -> None:
    shown = f"<h1>صيانة الجسر</h1><p>{LINE}</p><p>{MORE}</p>"
    for button in ("", "<button>التعليقات</button>", "<a href=/2>اقرأ المزيد</a>"):
        found = read(f"<article>{shown}<div {hidden}><p>{LAST}</p></div>{button}</article>")
        plain = read(f"<article>{shown}{button}</article>")

        assert found.text == plain.text, button


@pytest.mark.parametrize(
    "markup",
    [
        f"{'<div class=advert>' * 200}{f'<p>{LINE}</p>' * 6000}",
        f"<p>{LINE}</p>{'<p>خبر</p><div hidden>' * 200}{'<p><a href=/>خبر</a></p>' * 30_000}",
        f"<p>{'<b>' * 200}{'<a href=/2>خبر</a> ' * 60_000}",
        f"{'<div>' * 200}{'<figure><figcaption>عناصر الشرطة يفتشون المخزن</figcaption></figure>' * 20_000}",
        f"{'<div class=c><h3><a href=/2>خبر</a></h3></div><div class=c><h3><a href=/2>خبر</a></h3>' * 100}"
        f"{f'<p>{LINE}</p>' * 6000}",
        f"{''.join(f'<h3><a href=//h{i}>خبر</a></h3>' for i in range(36_000))}<p>{LINE}</p>",
        f"{''.join(f'<div><h3><a href=?a={i}>خبر</a></h3></div>' for i in range(16_000))}<p>{LINE}</p>",
        f"<p>{LINE}</p>{f'<p class=hidden>{LINE}</p>' * 12_000}",
        f"{'<p><span>' * 110}{f'{LINE}<b>خبر</b>' * 9_000}",
    ],
    ids=["offers", "hidden", "links", "captions", "cards", "hosts", "queries", "hidden paragraphs", "paragraphs"],
)
def test_what_lies_in_many_elements_is_looked_at_once(markup: str) -> None:
    root = html.document_fromstring(f"<html><body><h1>صيانة الجسر</h1>{markup}")

    taken = seconds_of(lambda: open_layout(root, "صيانة الجسر", ["http://a.example/1"]))

    assert taken < 3  # of seconds to minutes, where each looks at all that is in it
