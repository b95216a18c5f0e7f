"""A post that an article shows is told, whatever frame it stands in."""

from datetime import UTC, datetime

import pytest

from monitor.core.article import extract_page

LINE = "افتتح وزير المياه صباح الأحد محطة لتنقية مياه الشرب في الضاحية الشرقية، وقال إنها تكفي مئة ألف بيت."
MORE = "وأضاف أن العمل فيها استمر ثلاثة أعوام، وأن محطتين أخريين ستلحقان بها قبل نهاية العام المقبل في الشمال والجنوب."
POST = (
    "<blockquote class=twitter-tweet><p lang=ar>نرحب بافتتاح المحطة ونشكر كل من عمل فيها ليلا ونهارا</p>"
    "&mdash; سامر (@s) <a href=https://x.example/s/1>29 نوفمبر 2026</a></blockquote>"
)
NOW = datetime(2026, 11, 29, tzinfo=UTC)


@pytest.mark.parametrize(
    "frame",
    [
        "{}",
        "<div class=embed>{}</div>",
        "<figure class='wp-block-embed is-provider-twitter'><div class=wp-block-embed__wrapper>{}</div></figure>",
        "<div class=tweet-share><div class=embed-container>{}<script async src=//x.example/w.js></script></div></div>",
    ],
)
@pytest.mark.parametrize("layout", ["<p>{line}</p>{post}<p>{more}</p>", "<p>{line}</p><p>{more}</p>{post}"])
def test_a_post_is_told_in_whatever_frame(layout: str, frame: str) -> None:
    body = layout.format(line=LINE, more=MORE, post=frame.format(POST))
    page = f"<html lang=ar><body><article><h1>وزير المياه يفتتح محطة</h1><div>{body}</div></article></body></html>"

    told = extract_page(
        page.encode(), content_type="text/html; charset=utf-8", url="https://a.example/1", zone="UTC", now=NOW
    )

    assert "نشكر كل من عمل فيها" in told.text
    assert LINE in told.text and MORE in told.text
