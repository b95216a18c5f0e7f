"""Tables of layout are opened, tables of figures stay."""

import pytest
from lxml import html

from monitor.core.layout import open_layout
from tests.support.pace import seconds_of
from tests.support.pages import LINE, TITLE, text_of


def test_a_table_whose_cell_holds_paragraphs_is_opened_and_one_of_figures_within_it_stays() -> None:
    figures = "<table><tr><td>الذهب</td><td><p>120</p></td></tr></table>"
    root = html.fragment_fromstring(f"<div><table><tr><td><p>خبر</p><p>تتمة</p>{figures}</td></tr></table></div>")

    open_layout(root)

    assert [one.tag for one in root.iter()][:6] == ["div", "div", "div", "div", "p", "p"]
    assert [one.tag for one in root.iter("table", "td")] == ["table", "td", "td"]


def test_running_text_among_blocks_becomes_paragraphs_one_for_each_line() -> None:
    told = "افتتح محافظ البصرة قبل ظهر السبت جسر <b>الخور</b> المعلق الذي نفذته شركة محلية خلال عامين"
    root = html.fragment_fromstring(f"<div>{told}<br>وحضر الافتتاح المحافظ<p>مربع</p>تابع <a>المزيد</a></div>")

    open_layout(root)

    assert [(one.tag, one.text_content()) for one in root] == [
        ("p", told.replace("<b>", "").replace("</b>", "")),
        ("p", "وحضر الافتتاح المحافظ"),
        ("p", "مربع"),
        ("a", "المزيد"),
    ]
    assert root[2].tail == "تابع "


LONG = "أعلنت وزارة الداخلية صباح اليوم الاثنين إحباط هجوم كان يستهدف سوقا شعبية شرق العاصمة بغداد."
SHORT = "وتبنى تنظيم داعش الهجوم."


@pytest.mark.parametrize(
    "markup",
    [
        f"<div>{LONG}</div><div>{SHORT}</div>",
        f"<div dir=auto><span>{SHORT}</span></div><div dir=auto><span>{LONG}</span></div>",
        f"{LONG}<div>{SHORT}</div>",
        *(f"{SHORT}<{parting}></{parting}>{LONG}" for parting in ("q", "script", "ins")),
        *(f"{LONG}<{parting}>{SHORT}" for parting in ("img", "hr")),
    ],
)
def test_a_short_paragraph_beside_running_text_becomes_one_too(markup: str) -> None:
    root = html.fragment_fromstring(f"<div>{markup}</div>")

    open_layout(root)

    assert sorted(one.text_content() for one in root.iter("p")) == sorted([LONG, SHORT])


def test_a_box_of_another_class_beside_running_text_is_no_paragraph_of_it() -> None:
    root = html.fragment_fromstring(f"<div><div class=body>{LONG}</div><div class=box>نشرة الأخبار اليومية</div></div>")

    open_layout(root)

    assert [one.text for one in root.iter("p")] == [LONG]


def test_links_side_by_side_are_no_running_text() -> None:
    menu = "<div>" + " | ".join(f"<a>قسم الأخبار المحلية {number}</a>" for number in range(12)) + "</div>"
    root = html.fragment_fromstring(menu)

    open_layout(root)

    assert html.tostring(root, encoding="unicode") == menu


def test_a_timetable_with_breaks_in_its_cells_stays_a_table() -> None:
    root = html.fragment_fromstring(
        "<div><table><tr><td>10:00<br>11:00</td><td>بغداد<br>البصرة</td></tr></table></div>"
    )

    open_layout(root)

    assert [one.tag for one in root.iter("table", "td")] == ["table", "td", "td"]


@pytest.mark.parametrize("sentence", ["<p>{}</p>", "<li>{}</li>", "<p><b>{}</b></p>", "{}<br>"])
def test_a_day_within_a_sentence_is_told(sentence: str) -> None:
    told = (
        "ووقع الهجوم على السوق في <time datetime=2024-10-07>7 أكتوبر</time>، قبل عامين من الانتخابات المحلية في البلاد."
    )
    lines = f"<time>10:40</time>{sentence.format(told)}<p>سالم الحارثي - <time>27 نوفمبر 2026</time></p>"
    root = html.fragment_fromstring(f"<div>{lines}</div>")

    open_layout(root)

    assert "في 7 أكتوبر، قبل" in root.text_content()
    assert [one.text for one in root.iter("time")] == ["10:40", "27 نوفمبر 2026"]


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("كتب سالم الحارثي في <time>27 نوفمبر 2026</time>", False),
        ("كتب سالم الحارثي في <time>27 نوفمبر 2026</time>، 10:15", False),
        ("بغداد – صحيفة النهر <time>27 نوفمبر 2026</time>", False),
        ("بغداد – صحيفة النهر <time>27 نوفمبر 2026</time> الساعة 10:15 مساء", False),
        ("آخر تحديث للصفحة كان <time>قبل ساعتين</time>", False),
        ("آخر تحديث للصفحة كان <time></time>", False),
        ("<time>27 نوفمبر 2026</time> سالم الحارثي من بغداد الجديدة", False),
        ("<time>27 نوفمبر 2026</time> - كتب سالم الحارثي من بغداد.", False),
        ("ووقع الهجوم في <time>7 أكتوبر</time>.", True),
        ("وقال: «وقع الهجوم في <time>7 أكتوبر</time>.»", True),
        ("ووقع الهجوم على السد في <time>7 أكتوبر</time>:", True),
        ("وقال <b>الوزير القحطاني</b> <time>الجمعة</time> إن العمل انتهى", True),
        ("يستمر العمل من <time>27 نوفمبر</time> إلى <time>5 ديسمبر</time>", True),
        ("<time>7 أكتوبر</time> كان يوم الهجوم على السد.", True),
        ("هل وقع الهجوم في <time>7 أكتوبر</time>؟", True),
        ("ووقع الهجوم على السوق في <time>7 أكتوبر</time> قبل الانتخابات المحلية", True),
        ("ووقع الهجوم على السوق القديم في المدينة قبل عامين من الانتخابات المحلية في <time>7 أكتوبر</time>", True),
    ],
)
def test_a_day_is_told_in_a_sentence_and_not_in_a_byline(line: str, is_told: bool) -> None:
    root = html.fragment_fromstring(f"<div><p>{line}</p></div>")

    open_layout(root)

    assert (next(root.iter("time"), None) is None) is is_told


@pytest.mark.parametrize(("tag", "is_told"), [("li", True), ("td", True), ("h3", True), ("div", False)])
def test_a_day_is_told_in_an_item_a_cell_and_a_heading(tag: str, is_told: bool) -> None:
    root = html.fragment_fromstring(f"<div><{tag}>ماذا حدث في <time>7 أكتوبر</time>؟</{tag}></div>")

    open_layout(root)

    assert (next(root.iter("time"), None) is None) is is_told


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("line", ["ولن نصوت على موازنة ظالمة، قال الحيدري.", "1- دعم القرى البعيدة"])
def test_a_short_line_in_a_pair_of_elements_like_those_of_the_text_is_a_paragraph_of_it(at: int, line: str) -> None:
    lines = [f"{LINE} {number}" for number in range(3)]
    lines.insert(at, line)
    pair = "<div class=x11i5rnm><div dir=auto style='text-align: start;'>{}</div></div>"

    assert text_of(f"<h1>{TITLE}</h1><article>{''.join(map(pair.format, lines))}</article>") == "\n".join(lines)


def test_thousands_of_rows_of_a_class_each_are_gone_through_once() -> None:
    rows = "".join(f"<div class=r{number // 2}><div class=x>{LINE}</div></div>" for number in range(10_000))
    root = html.fragment_fromstring(f"<div>{rows}</div>")

    taken = seconds_of(lambda: open_layout(root))

    assert taken < 4  # ten where all are gone through for each class
