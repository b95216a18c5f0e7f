"""What is new in a story since its last notice, a sentence each."""

from collections.abc import Mapping, Sequence

from alerts.render.passage import Passage, filled
from alerts.render.reports import name, outlet_name
from alerts.render.wording import Words
from monitor.core.model.delivery import ToldArticle
from monitor.core.model.route import NewsKind
from monitor.core.model.story import News


def told_news(news: Sequence[News], articles: Sequence[ToldArticle], words: Words) -> tuple[Passage, ...]:
    """The sentences, in the order given."""
    outlets = {told.source: outlet_name(told, words) for told in articles if told.source}
    return tuple(_sentence(one, outlets, words) for one in news)


def _sentence(news: News, outlets: Mapping[str, str], words: Words) -> Passage:
    facts = {"before": news.before, "after": news.after, "outlet": outlets.get(news.outlet, name(news.outlet))}
    if news.kind is NewsKind.OUTLETS:
        facts |= {"before": _outlets(news.before, words), "after": _outlets(news.after, words)}
    if news.kind is NewsKind.GRAVER:
        facts |= {one: words.say.severities.get(facts[one], facts[one]) for one in ("before", "after")}
    return filled(words.say.news[news.kind.value], facts, words.direction)


def _outlets(number: str, words: Words) -> str:
    return words.count(int(number), words.say.outlets_in) if number.isdecimal() else number
