"""Tables of layout are opened, tables of figures stay."""

from lxml import html

from monitor.core.layout import open_layout


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
