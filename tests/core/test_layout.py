"""Tables of layout are opened, tables of figures stay."""

from lxml import html

from monitor.core.layout import open_layout_tables


def test_a_table_whose_cell_holds_paragraphs_is_opened_and_one_of_figures_within_it_stays() -> None:
    figures = "<table><tr><td>الذهب</td><td><p>120</p></td></tr></table>"
    root = html.fragment_fromstring(f"<div><table><tr><td><p>خبر</p><p>تتمة</p>{figures}</td></tr></table></div>")

    open_layout_tables(root)

    assert [one.tag for one in root.iter()][:6] == ["div", "div", "div", "div", "p", "p"]
    assert [one.tag for one in root.iter("table", "td")] == ["table", "td", "td"]
