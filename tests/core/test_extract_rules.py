"""The analyst's last word on the text of a page."""

from datetime import UTC, datetime

from monitor.core.article import extract_page
from monitor.core.model.article import Article
from monitor.core.model.source import ExtractRules
from tests.support import outlet

NOW = datetime(2026, 11, 24, tzinfo=UTC)
TEXT = outlet.short_item(1)


def read(page: bytes, *, include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> Article:
    rules = ExtractRules(include=include, exclude=exclude)
    return extract_page(page, content_type="text/html", url=f"{outlet.URL}/1", zone="UTC", now=NOW, rules=rules)


def test_only_what_is_included_is_the_text() -> None:
    page = outlet.page(1, TEXT, layout="blocks")

    assert read(page, include=(".more",)).text == "\n".join(outlet.title(n) for n in range(4, 8))
    assert read(page, include=("//div[@class='story']",)).text == TEXT


def test_several_inclusions_stand_in_the_order_of_the_page_and_each_once() -> None:
    page = "<h1>عنوان</h1><div id=a>الأول<p>الثاني</p></div><div>زينة</div><div id=b>الثالث</div>".encode()

    assert read(page, include=("#b", "p", "#a")).text == "الأول\nالثاني\nالثالث"


def test_what_is_excluded_is_not_looked_at_and_what_follows_it_stays() -> None:
    page = outlet.page(1, f"{TEXT} <b class='ad'>إعلان ممول من شركة الغزل</b> انتهى البيان.", layout="flat")

    found = read(page, exclude=(".ad",))

    assert "إعلان" not in found.text
    assert "انتهى البيان." in found.text


def test_an_exclusion_holds_within_an_inclusion() -> None:
    page = outlet.page(1, f"{TEXT}<i class='count'>قراءة رقم 12</i>", layout="blocks")

    assert read(page, include=(".story",), exclude=(".count",)).text == TEXT


def test_what_was_excluded_does_not_come_back_through_what_the_page_hands_to_search_engines() -> None:
    handed = (
        f'{{"@type":"NewsArticle","articleBody":"{TEXT} إعلان ممول من شركة الغزل والنسيج في المدينة القديمة كلها"}}'
    )
    head = f'<script type="application/ld+json">{handed}</script>'
    page = outlet.page(1, f"{TEXT}<i class='ad'>إعلان ممول</i>", layout="blocks", head=head)

    assert "إعلان" in read(page).text
    assert "إعلان" not in read(page, exclude=(".ad",)).text


def test_a_selector_that_names_nothing_is_said_and_changes_nothing() -> None:
    page = outlet.page(1, TEXT, layout="blocks")

    found = read(page, include=(".body",), exclude=(".ad",))

    assert found.text == read(page).text
    assert found.warnings == ("'.ad' names nothing on this page", "'.body' names nothing on this page")


def test_a_rule_that_cuts_everything_leaves_the_title() -> None:
    page = outlet.page(1, TEXT, layout="blocks")

    assert read(page, exclude=("body",)).title == outlet.title(1)
