"""A story of our own, to see what a channel makes of one."""

from datetime import datetime, timedelta

from monitor.core.model.article import Article, Mention
from monitor.core.model.delivery import Alert, ToldArticle
from monitor.core.model.watchlist import Severity

_TITLE = {"ar": "قصة تجريبية: «لجنة الملاحة» تجتمع في مسقط", "en": "A story to test with: a committee meets in Muscat"}
_TEXT = {
    "ar": "هذه قصة تجريبية لا أصل لها. اجتمعت لجنة الملاحة في مسقط، وبحثت مع Reuters أمن المضيق في 3 جلسات.",
    "en": "This story is made up. The committee met in Muscat and spoke about the strait in 3 sessions.",
}
_TERM = {"ar": "لجنة الملاحة", "en": "committee"}
_OUTLET = {"ar": "صحيفة تجريبية", "en": "A made-up paper"}


def made_up_story(channel: str, recipient: str, language: str, now: datetime) -> Alert:
    """A synthetic story for one recipient, told now; each call is a message of its own."""
    article = Article(
        url="https://example.org/monitor-test",
        title=_TITLE[language],
        text=_TEXT[language],
        published=now - timedelta(minutes=3),
        language=language,
    )
    told = ToldArticle(
        outlet=_OUTLET["ar"],
        outlet_latin=_OUTLET["en"],
        article=article,
        first_seen=now,
        mentions=(*_mentions("title", article.title, language), *_mentions("text", article.text, language)),
    )
    return Alert(
        kind="test",
        subject=f"test:{now.isoformat()}",
        revision=1,
        channel=channel,
        recipient=recipient,
        routes=(),
        severity=Severity.NORMAL,
        articles=(told,),
        due=now,
        at=now,
    )


def _mentions(field: str, text: str, language: str) -> tuple[Mention, ...]:
    term = _TERM[language]
    start = text.find(term)
    return (Mention(field=field, start=start, end=start + len(term), surface=term, term=term, rule=term),)
