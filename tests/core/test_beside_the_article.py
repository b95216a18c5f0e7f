"""Lines that point to other articles go, what a button hides comes, and lists are told without their marks."""

from datetime import UTC, datetime

import pytest

from monitor.core.article import extract_page
from monitor.core.model.article import Article

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
LINE = "أعلنت بلدية النهر صباح اليوم أنها أنهت صيانة الجسر القديم بعد ثلاثة أشهر من العمل المتواصل بكلفة مليوني دينار."
MORE = "وقال المهندس سالم الحارثي إن الفرق استبدلت الدعامات الحديدية وأعادت رصف الطريق المؤدي إلى السوق الكبير."
LAST = "ومن المقرر أن تعود حركة السير تدريجيا يوم الأحد على أن تمنع الشاحنات من العبور ليلا طوال الشهر الأول."


def read(inside: str, head: str = "") -> Article:
    page = f"<html><head><meta charset=utf-8>{head}</head><body>{inside}</body></html>"
    return extract_page(page.encode(), content_type="text/html", url="http://a.example/1", zone="UTC", now=NOW)


@pytest.mark.parametrize("label", ["مواد ذات صلة", "قد يعجبك", "<b>لمزيد من التفاصيل</b>", "المزيد"])
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
