"""The passages of a story that are shown."""

from alerts.render.excerpt import excerpts, marked, opening
from alerts.render.passage import Passage, passage_of
from alerts.render.reports import outlet_name
from alerts.render.view import Limits, Quote
from alerts.render.wording import Words
from monitor.core.model.delivery import Alert, ToldArticle


def standfirst(lead: ToldArticle) -> Passage | None:
    """What the feed says in one sentence and the text does not."""
    if not 0 < len(lead.article.summary.strip()) <= 220:
        return None
    return passage_of(marked(lead.article.summary, lead.mentions, "summary"))


def quotes(alert: Alert, words: Words, limits: Limits) -> tuple[tuple[Quote, ...], str]:
    """Passages of the first article; of the others only what shows a term not seen so far. And what they are called."""
    found: list[Quote] = []
    seen: set[str] = set()
    for number, told in enumerate(alert.articles[: limits.articles]):
        for excerpt in excerpts(told.article, told.mentions, limits.excerpts):
            said_above = excerpt.paragraph is None and number == 0 and standfirst(told) is not None
            if len(found) == limits.excerpts or said_above or (number and excerpt.terms <= seen):
                continue
            seen |= excerpt.terms
            place = words.paragraph(excerpt.paragraph)
            place = f"{place} · {outlet_name(told, words)}" if number else place
            found.append(Quote(passage=passage_of(excerpt.runs), place=place))
    if found or not alert.articles:
        return tuple(found), words.say.found
    runs = opening(alert.articles[0].article.text)
    return ((Quote(passage=passage_of(runs), place=words.paragraph(1)),) if runs else ()), words.say.opening
