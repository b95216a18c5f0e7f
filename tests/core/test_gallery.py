"""Pictures with captions: a gallery is told by them, an article that is called a caption stays an article."""

import pytest
from lxml import html

from monitor.core.gallery import tell_captions
from tests.support.pace import seconds_of

LINES = [f"عناصر الشرطة يفتشون المخزن رقم {number} شرق المدينة" for number in "123"]


def paragraphs_of(body: str) -> list[str]:
    page = html.fragment_fromstring(f"<section>{body}</section>")
    tell_captions(page)
    return [one.text_content() for one in page.iter("p")]


def test_captions_in_elements_of_any_name_are_the_text_of_a_gallery() -> None:
    assert paragraphs_of("".join(f"<div><img><div class=caption>{line}</div></div>" for line in LINES)) == LINES


@pytest.mark.parametrize(
    "card",
    [
        "<div><img><div class=caption><a href=/2>{}</a></div></div>",
        "<a href=/2><img><span class=caption>{}</span></a>",
    ],
)
def test_cards_of_other_articles_are_no_gallery(card: str) -> None:
    assert paragraphs_of("".join(map(card.format, LINES))) == []


@pytest.mark.parametrize("pictures", [1, 2])
def test_what_is_called_a_caption_stays_as_it_was_where_there_is_no_gallery(pictures: int) -> None:
    markup = f"<section>{'<div><img><div class=caption>نص</div></div>' * pictures}</section>"
    page = html.fragment_fromstring(markup)

    tell_captions(page)

    assert [one.tag for one in page.iter("div", "figure", "figcaption")] == ["div"] * (2 * pictures)


def test_thousands_of_captions_beside_one_picture_are_read_in_no_time() -> None:
    page = f"<div><img>{'<div class=caption>صورة من المكان</div>' * 4000}</div>"

    taken = seconds_of(lambda: paragraphs_of(page))

    assert taken < 2  # seven seconds when the words around it were counted for each
