"""Digests and collecting messages: many stories in one, and what else is to be known of the time."""

from collections.abc import Sequence

from alerts.render.clean import cut
from alerts.render.news import told_news
from alerts.render.passage import Passage, filled
from alerts.render.reports import name, report, title_of
from alerts.render.view import Brief, Limits
from alerts.render.wording import Words
from monitor.core.model.delivery import Alert, ToldStory
from monitor.core.model.story import Digest
from monitor.core.model.watchlist import Severity

_LONGEST_TITLE = 70  # of the one story that a collecting message names: its subject has to hold the number as well


def headline(alert: Alert, words: Words) -> Passage:
    """How many stories; of a collecting message the first one by name."""
    say, stories = words.say, alert.stories
    if alert.kind == "collecting" and stories and stories[0].articles:
        title = cut(title_of(stories[0].articles[0], words).text, _LONGEST_TITLE)
        if len(stories) == 1:
            return filled("{title}", {"title": title}, words.direction)
        others = words.count(len(stories) - 1, say.other_story)
        return filled(say.others, {"title": title, "n": others}, words.direction)
    if not stories:
        well = _well(alert.digest, words)
        return filled(say.nothing_new if well else say.nothing, {"well": well}, words.direction)
    held = alert.digest is not None and alert.digest.held
    return filled(say.digest[held], {"n": words.count(len(stories), say.story)}, words.direction)


def lines(alert: Alert, words: Words) -> tuple[Passage, ...]:
    """The time it is about, what was muted, and that the sources are alive."""
    digest, say = alert.digest, words.say
    if digest is None:
        return ()
    # a week that ends today ends at no mere «08:00»
    period = {"since": words.moment(digest.since, alert.at), "until": words.moment(digest.until, digest.since)}
    said = [filled(say.period, period, words.direction)]
    if digest.muted:
        said.append(filled(say.muted, {"n": words.count(digest.muted, say.story)}, words.direction))
    if alert.stories and _well(digest, words):
        said.append(filled(say.well, {"well": _well(digest, words)}, words.direction))
    return tuple(said)


def briefs(alert: Alert, words: Words, limits: Limits) -> tuple[Brief, ...]:
    """The stories, a few lines each."""
    return tuple(_brief(one, alert, words) for one in _told(alert.stories)[: limits.stories])


def left_out(alert: Alert, words: Words, limits: Limits) -> str | None:
    """How many stories there was no room for."""
    n = len(_told(alert.stories)) - limits.stories
    return words.digits(words.say.more.format(n=n)) if n > 0 else None


def _told(stories: Sequence[ToldStory]) -> list[ToldStory]:
    return [one for one in stories if one.articles]


def _brief(story: ToldStory, alert: Alert, words: Words) -> Brief:
    lead = story.articles[0]
    outlets = len({told.outlet for told in story.articles})
    return Brief(
        lead=report(lead, story.articles, words, alert.at),
        priority=words.say.severities[story.severity.label] if story.severity >= Severity.HIGH else None,
        severity=story.severity,
        outlets=words.say.in_outlets.format(n=words.count(outlets, words.say.outlets_in)),
        watchlists=tuple(map(name, story.watchlists[:6])),
        news=told_news(story.news, story.articles, words),
    )


def _well(digest: Digest | None, words: Words) -> str:
    if digest is None or digest.sources is None or digest.sources_well is None:
        return ""
    return words.digits(f"{digest.sources_well}/{digest.sources}")
