"""The same article under the addresses that outlets, trackers and caches give it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.urls import identity

ARTICLE = "https://wire.example/news/1"


@pytest.mark.parametrize(
    "spelling",
    [
        "http://wire.example/news/1",
        "https://www.wire.example/news/1/",
        "https://m.wire.example/news/1",
        "https://amp.wire.example/news/1",
        "https://wire.example/amp/news/1",
        "https://wire.example/news/1/amp/",
        "https://wire.example/news/1/amp.html",
        "https://wire.example/news/amp/1",
        "https://wire.example/news/1?mobile=1",
        "https://wire.example/news/1.amp",
        "https://wire.example/news/1?amp=1",
        "https://wire.example/news/1?outputType=amp",
        "https://wire.example/news/1?output=amp",
        "https://wire.example/news/1?view=amp",
        "https://wire.example/news/1?m=1",
        "https://wire.example/news/1?utm_source=rss&fbclid=x",
        "https://wire.example:443/news/1#top",
        "https://wire-example.cdn.ampproject.org/c/s/wire.example/news/1",
        "https://wire-example.cdn.ampproject.org/v/s/www.wire.example/news/1?amp=1",
        "https://wire-example.cdn.ampproject.org/v/s/wire.example/news/1?amp_js_v=a6&amp_gsa=1&usqp=mq331AQHKAFQArABIA%3D%3D",
        "https://wire.example/news/1?amp_js_v=0.1#aoh=16&amp_ct=1",
        "https://www.google.com/amp/s/wire.example/amp/news/1",
    ],
)
def test_an_article_is_the_same_under_every_spelling(spelling: str) -> None:
    assert identity(spelling) == ARTICLE


@pytest.mark.parametrize(
    "other",
    [
        "https://wire.example/news/2",
        "https://wire.example/news/1?m=2",
        "https://wire.example/news/1?id=1",
        "https://wire.example/news/1?view=amplified",
        "https://wire.example/news/1?output=print",
        "https://wire.example/news/1.amphibian",
        "https://wire.example/m/news/1",
        "https://wire.example/mobile/news/1",
        "https://wire.example/news/ampere/1",
        "https://wire.example/news/1-amp",
        "https://wire.example/news/1?mobile=nokia",
        "https://other.example/news/1",
        "https://evil.example/p?x=.cdn.ampproject.org/c/s/wire.example/news/1",
        "https://evil.example/p/x.cdn.ampproject.org/c/s/wire.example/news/1",
        "https://evil-example.cdn.ampproject.org/c/s/wire.example/news/1",
        "https://cdn.ampproject.org/c/news/1",
        "https://www.google.com/amplify/s/wire.example/news/1",
    ],
)
def test_what_may_be_another_article_stays_one(other: str) -> None:
    assert identity(other) != ARTICLE


@pytest.mark.parametrize("amp", ["1.amp.html", "1-amp.html", "amp/1.html", "1.html?amp", "1.html/amp"])
def test_a_file_has_one_name(amp: str) -> None:
    assert identity(f"https://wire.example/news/{amp}") == f"{ARTICLE}.html"


@pytest.mark.parametrize(
    ("other", "one"),
    [
        ("guitar-amp.html", "guitar.html"),
        ("wiki/amp.html", "wiki"),
        ("wiki/Amp.html", "wiki"),
        ("2024/amp/battery-tech", "2024/battery-tech"),
        ("news/amp/%D8%A7%D9%84%D8%B7%D8%A7%D9%82%D8%A9", "news/%D8%A7%D9%84%D8%B7%D8%A7%D9%82%D8%A9"),
    ],
)
def test_an_article_about_amplifiers_is_no_other_one(other: str, one: str) -> None:
    assert identity(f"https://wire.example/{other}") != identity(f"https://wire.example/{one}")


@pytest.mark.parametrize(
    ("amp", "one"),
    [
        ("minister-visits-basra-amp.html", "minister-visits-basra.html"),
        ("minister-visits-basra/amp.html", "minister-visits-basra"),
        ("amp/battery-tech", "battery-tech"),
        ("ar/amp/battery-tech", "ar/battery-tech"),
        ("battery-tech/amp/", "battery-tech"),
        ("news/amp/battery-tech-7", "news/battery-tech-7"),
        ("amp", ""),
    ],
)
def test_an_amp_page_is_the_article_itself(amp: str, one: str) -> None:
    assert identity(f"https://wire.example/{amp}") == identity(f"https://wire.example/{one}")


@pytest.mark.parametrize(
    ("mobile", "host"),
    [
        ("ar.m.wire.example", "ar.wire.example"),
        ("ar.m.co.uk", "ar.m.co.uk"),
        ("news.m.wire.example", "news.m.wire.example"),
    ],
)
def test_an_edition_of_a_language_is_the_same_on_a_telephone(mobile: str, host: str) -> None:
    assert identity(f"https://{mobile}/news/1") == f"https://{host}/news/1"


@given(st.text())
def test_a_form_is_its_own_form(text: str) -> None:
    for url in (text, f"https://wire.example/{text}", f"https://x.cdn.ampproject.org/c/s/{text}"):
        once = identity(url)
        assert identity(once) == once
