"""What leaves a process that reads documents comes in as it was, and as nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.feeds.discover import feeds_of_page
from monitor.core.model.article import Article
from monitor.core.model.feed import Entry, Feed
from monitor.core.source_state import SourceState
from monitor.net.reading import TROUBLE, VALUE, Trouble, read_feed, read_page, written
from monitor.net.reply import NotAnAnswer, read_reply

FIRST, LAST = (datetime.fromisoformat(day) for day in ("0002-01-01", "9998-12-31"))
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
WISHES = st.none() | st.timedeltas(timedelta(0), timedelta(days=365))
st.register_type_strategy(datetime, MOMENTS)
FEEDS = st.builds(Feed, entries=st.lists(st.from_type(Entry), max_size=3).map(tuple), ask_every=WISHES)


@given(FEEDS, st.from_type(Entry))
def test_a_feed_comes_in_as_it_was_read(feed: Feed, changed: Entry) -> None:
    feed = replace(feed, changed=(("a" * 12, changed),))

    assert read_reply(VALUE, written(feed), read_feed) == feed


@given(st.from_type(Article))
def test_an_article_comes_in_as_it_was_read(article: Article) -> None:
    assert read_reply(VALUE, written(article), read_page) == article


@given(st.lists(st.text()))
def test_places_come_in_as_they_were_found(places: list[str]) -> None:
    assert read_reply(VALUE, written(places), feeds_of_page) == places


@given(st.from_type(Trouble))
def test_trouble_comes_in_as_it_was(trouble: Trouble) -> None:
    assert read_reply(TROUBLE, written(trouble), read_feed) == trouble


def test_halves_of_characters_are_left_out() -> None:
    article = Article(url="https://a.example/1", title="خبر \ud83d", text="\ude00 نص")

    assert read_reply(VALUE, written(article), read_page) == replace(article, title="خبر ", text=" نص")


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ('"title":"a"', '"title":1'),
        ('"title":"a"', '"title":null'),
        ('"title":"a"', '"heading":"a"'),
        ('"entries":[]', '"entries":""'),
        ('"entries":[]', '"entries":[{}]'),
        ('"entries":[]', '"entries":{"0":1}'),
        ('"changed":[]', '"changed":[["a"]]'),
        ('"ask_every":60.0', '"ask_every":1e400'),
        ('"ask_every":60.0', '"ask_every":true'),
        ('"broken":null', '"broken":{"__class__":"Feed"}'),
    ],
)
def test_what_is_no_feed_is_taken_for_none(now: str, then: str) -> None:
    feed = written(Feed(title="a", ask_every=timedelta(minutes=1))).decode()
    assert now in feed

    with pytest.raises(NotAnAnswer):
        read_reply(VALUE, feed.replace(now, then).encode(), read_feed)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ('"published":"2026-11-24T08:00:00+00:00"', '"published":"2026-11-24T08:00:00"'),
        ('"published":"2026-11-24T08:00:00+00:00"', '"published":"0001-01-01T00:00:00+00:00"'),
        ('"published":"2026-11-24T08:00:00+00:00"', '"published":"9999-12-31T23:00:00-12:00"'),
        ('"title":"a"', r'"title":"\ud800"'),
        ('"names":["b"]', r'"names":["\ud800"]'),
        ('"marks":["c"]', r'"marks":["\ud800"]'),
    ],
)
def test_what_no_database_takes_and_no_date_can_be_compared_with_is_no_answer(now: str, then: str) -> None:
    entry = Entry(url="https://a.example/1", title="a", published=datetime(2026, 11, 24, 8, tzinfo=UTC))
    feed = written(Feed(entries=(entry,), names=("b",), marks=("c",))).decode()
    assert now in feed

    with pytest.raises(NotAnAnswer):
        read_reply(VALUE, feed.replace(now, then).encode(), read_feed)


def test_a_state_that_there_is_not_is_no_trouble() -> None:
    trouble = written(Trouble(reason="x", kind=SourceState.EMPTY)).replace(b"empty-200", b"empty-300")

    with pytest.raises(NotAnAnswer):
        read_reply(TROUBLE, trouble, read_feed)
