"""What is new in a story, for whom, and what a mute leaves of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.fit import Policy
from monitor.core.model.article import Article, Edit, EditKind, Hit, Mention
from monitor.core.model.route import Mute, NewsKind, Route
from monitor.core.model.story import News, StoryArticle, StoryToTell, Untold, Wait, Wishes
from monitor.core.model.watchlist import Severity
from monitor.core.mute import unmuted
from monitor.core.news import joined, said_of
from monitor.core.route import route

T0 = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
NOW = Route(name="now", to=("mail",), group_wait=timedelta(0))
POLICY = Policy(
    routes=(NOW,),
    recipients={"mail": ("a@example.org",)},
    sources={},
    horizon=timedelta(hours=24),
    entities=frozenset({"قسد", "داعش"}),
    titles={"extremism": "التطرف"},
)


def mention(term: str) -> Mention:
    return Mention(field="text", start=0, end=len(term), surface=term, term=term, rule=term)


def article(source: str = "wire", *terms: str, watchlist: str = "daesh", edits: tuple[Edit, ...] = ()) -> StoryArticle:
    hits = (Hit(watchlist=watchlist, severity=Severity.HIGH, mentions=tuple(map(mention, terms))),) if terms else ()
    return StoryArticle(
        source=source,
        article=Article(url=f"https://{source}.example/1", title="خبر", text="نص"),
        first_seen=T0,
        hits=hits,
        edits=edits,
    )


def story(*articles: StoryArticle) -> StoryToTell:
    return StoryToTell(id=1, key="s", revision=1, first_hit=T0, due=T0, articles=articles, failures=0, attempt=1)


def after(first: StoryToTell, *articles: StoryArticle, policy: Policy = POLICY) -> tuple[News, ...] | None:
    """What is told an hour after the first notice, when the story has become this; None: nothing."""
    told = route(first, policy, T0).notices
    grown = replace(first, articles=articles, notices=told)
    notices = route(grown, policy, T0 + HOUR).notices
    return notices[0].news if notices else None


def test_an_article_without_hits_is_an_outlet_but_nobody_is_told_because_of_it() -> None:
    silent = story(article("wire"), article("other"), article("third"))
    assert route(silent, POLICY, T0).notices == ()

    first = story(article("wire", "قسد"))
    grown = after(first, article("wire", "قسد"), article("other"), article("third"))
    assert grown == (News(kind=NewsKind.OUTLETS, before="1", after="3"),)


def test_a_changed_headline_is_one_update_with_the_first_and_the_last_wording() -> None:
    edits = (
        Edit(at=T0 + HOUR / 4, kind=EditKind.HEADLINE, before="قديم", after="أوسط"),
        Edit(at=T0 + HOUR / 2, kind=EditKind.HEADLINE, before="أوسط", after="جديد"),
    )

    found = after(story(article("wire", "قسد")), article("wire", "قسد", edits=edits))

    assert found == (News(kind=NewsKind.HEADLINE, before="قديم", after="جديد", outlet="wire"),)


@pytest.mark.parametrize(
    ("kind", "told"),
    [(EditKind.TEXT, None), (EditKind.CORRECTION, NewsKind.CORRECTION), (EditKind.REMOVED, NewsKind.REMOVED)],
)
def test_a_typing_mistake_is_no_news_a_correction_and_a_retraction_are(kind: EditKind, told: NewsKind | None) -> None:
    edit = Edit(at=T0 + HOUR / 2, kind=kind)

    found = after(story(article("wire", "قسد")), article("wire", "قسد", edits=(edit,)))

    assert (found[0].kind if found else None) == told


def test_what_was_changed_before_the_first_notice_is_no_news() -> None:
    edited = article("wire", "قسد", edits=(Edit(at=T0, kind=EditKind.CORRECTION),))

    assert after(story(edited), edited) is None


def test_a_watched_name_that_is_new_is_news_an_ordinary_term_is_not() -> None:
    first = story(article("wire", "قسد"))

    assert after(first, article("wire", "قسد"), article("other", "تطرف")) is None
    assert after(first, article("wire", "قسد"), article("other", "داعش")) == (News(kind=NewsKind.ENTITY, after="داعش"),)


def test_news_comes_in_the_order_of_its_weight_and_only_what_a_route_wants() -> None:
    first = story(article("wire", "قسد"))
    grown = (
        article("wire", "قسد", edits=(Edit(at=T0 + HOUR / 2, kind=EditKind.REMOVED),)),
        article("other", "داعش", watchlist="extremism"),
        article("third"),
    )
    only = replace(NOW, update_when=frozenset({NewsKind.OUTLETS}), milestones=(10,))

    assert [piece.kind for piece in after(first, *grown) or ()] == [
        NewsKind.REMOVED,
        NewsKind.WATCHLIST,
        NewsKind.ENTITY,
        NewsKind.OUTLETS,
    ]
    assert after(first, *grown, policy=replace(POLICY, routes=(only,))) is None


def test_a_watchlist_that_a_route_does_not_ask_for_is_no_news_to_it() -> None:
    narrow = replace(NOW, watchlists=("daesh",))
    first = story(article("wire", "قسد"))

    found = after(
        first,
        article("wire", "قسد"),
        article("other", "تطرف", watchlist="extremism"),
        policy=replace(POLICY, routes=(narrow,)),
    )

    assert found is None


def test_what_was_told_before_it_was_remembered_is_not_told_anew() -> None:
    first = story(article("wire", "قسد"))
    told = tuple(replace(one, said=None) for one in route(first, POLICY, T0).notices)
    grown = replace(first, notices=told)

    assert route(grown, POLICY, T0 + HOUR).notices == ()
    later = tuple(replace(article(f"o{n}"), first_seen=T0 + HOUR) for n in range(2))
    assert route(replace(grown, articles=(*first.articles, *later)), POLICY, T0 + HOUR).notices != ()


@pytest.mark.parametrize(
    ("mute", "left"),
    [
        ({"watchlist": "daesh", "source": "wire"}, ["other"]),
        ({"watchlist": "daesh"}, []),
        ({"source": "other"}, ["wire"]),
        ({"entity": "قسد"}, ["other"]),
        ({"story": "s"}, []),
        ({"story": "another"}, ["wire", "other"]),
        ({"watchlist": "extremism", "source": "wire"}, ["wire", "other"]),
    ],
)
def test_what_a_mute_names_counts_together(mute: dict[str, str], left: list[str]) -> None:
    articles = (article("wire", "قسد"), article("other", "قسد", "داعش"))
    until = Mute(until=T0 + HOUR, why="w", by="b", **mute)

    found = unmuted("s", articles, [until], T0)

    assert [one.source for one in found if one.hits] == left
    assert len(found) == 2
    assert unmuted("s", articles, [until], T0 + HOUR) == list(articles)


def test_a_muted_story_is_noted_once_so_that_digests_can_count_it() -> None:
    muted = Wishes(mutes=(Mute(until=T0 + HOUR, why="w", by="b", story="s"),))
    first = story(article("wire", "قسد"))

    decision = route(first, POLICY, T0, wishes=muted)
    again = route(replace(first, notices=decision.notices), POLICY, T0, wishes=muted)
    later = route(replace(first, notices=decision.notices), POLICY, T0 + HOUR, wishes=muted)

    assert [one.wait for one in decision.notices] == [Wait.MUTE]
    assert decision.verdicts[0].untold is Untold.MUTED
    assert again.notices == ()
    assert [(one.wait, one.news) for one in later.notices] == [(None, ())]


def test_what_changed_by_steps_is_said_once_from_the_first_to_the_last() -> None:
    def outlets(before: str, after: str) -> News:
        return News(kind=NewsKind.OUTLETS, before=before, after=after)

    def headline(before: str, after: str, outlet: str = "wire") -> News:
        return News(kind=NewsKind.HEADLINE, before=before, after=after, outlet=outlet)

    one = (outlets("1", "3"), headline("أ", "ب"), headline("س", "ص"))
    other = (outlets("1", "12"), headline("ب", "ج"), headline("ب", "ج", "other"))

    assert joined([one, other]) == (
        headline("أ", "ج"),
        headline("س", "ص"),
        headline("ب", "ج", "other"),
        outlets("1", "12"),
    )


def test_said_counts_outlets_not_articles() -> None:
    assert said_of([article("wire", "قسد"), article("wire"), article("other")], frozenset()).outlets == 2
