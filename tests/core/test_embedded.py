"""A post that an article shows is told, whatever frame it stands in."""

import pytest

from tests.support.pages import LINE, MORE, TITLE, text_of

POST = (
    "<blockquote class=twitter-tweet><p lang=ar>نرحب بافتتاح المحطة ونشكر كل من عمل فيها ليلا ونهارا</p>"
    "&mdash; سامر (@s) <a href=https://x.example/s/1>29 نوفمبر 2026</a></blockquote>"
)


@pytest.mark.parametrize(
    "frame",
    [
        "{}",
        "<div class=embed>{}</div>",
        "<figure class='wp-block-embed is-provider-twitter'><div class=wp-block-embed__wrapper>{}</div></figure>",
        "<div class='elementor-widget elementor-widget-html'><div class=elementor-widget-container>{}</div></div>",
        "<div class=tweet-share><div class=embed-container>{}<script async src=//x.example/w.js></script></div></div>",
    ],
)
@pytest.mark.parametrize("layout", ["<p>{line}</p>{post}<p>{more}</p>", "<p>{line}</p><p>{more}</p>{post}"])
def test_a_post_is_told_in_whatever_frame(layout: str, frame: str) -> None:
    body = layout.format(line=LINE, more=MORE, post=frame.format(POST))

    told = text_of(f"<article><h1>{TITLE}</h1><div>{body}</div></article>")

    assert "نشكر كل من عمل فيها" in told
    assert LINE in told and MORE in told
