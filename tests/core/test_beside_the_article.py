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
