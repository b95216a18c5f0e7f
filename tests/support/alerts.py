"""Alerts to render and to send. All texts are ours."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from monitor.core.model.article import Article, Edit, EditKind, Mention
from monitor.core.model.delivery import Alert, FirstNotice, Happening, Links, Spike, ToldArticle, ToldStory, TroubleKind
from monitor.core.model.route import NewsKind
from monitor.core.model.story import Digest, News
from monitor.core.model.watchlist import Severity

T = TypeVar("T")

NOW = datetime(2026, 11, 22, 6, 14, tzinfo=UTC)
TITLE = "«لجنة الممرات» تبحث في مسقط تأمين خطوط الملاحة بعد هجوم بطائرة MQ-9"
TEXT = (
    "بحثت لجنة الممرات المائية، برئاسة د. سالم الحارثي، سبل تأمين خطوط الملاحة في الخليج. "
    "وقالت وكالة Reuters إن الاجتماع استمر ثلاث ساعات.\n\n"
    "وأكد م. ناصر العبري أن الملاحة لم تتوقف، وأن 12 سفينة عبرت المضيق منذ الفجر. "
    "وأضاف أن اللجنة ستعقد جلسة ثانية.\n\n"
    "ولم تعلن أي جهة مسؤوليتها عن الهجوم.\n\n"
    "ورأى محللون أن للملاحة ثمنًا سياسيًا، فيما حذّرت شركات التأمين من ارتفاع الأقساط؛ "
    "وذكر البيان أن لجنة الممرات أوصت بدوريات مشتركة."
)


def mentions_of(article: Article, *terms: str) -> tuple[Mention, ...]:
    """Every place where a term stands in title, summary or text, as a matcher would report it."""
    found = []
    for field in ("title", "summary", "text"):
        text = getattr(article, field)
        for term in terms:
            start = text.find(term)
            while start >= 0:
                found.append(
                    Mention(
                        field=field,
                        start=start,
                        end=start + len(term),
                        surface=term,
                        term=term,
                        rule="as written",
                    )
                )
                start = text.find(term, start + 1)
    order = {"title": 0, "summary": 1, "text": 2}
    return tuple(sorted(found, key=lambda mention: (order[mention.field], mention.start)))


def told(
    *,
    outlet: str = "صحيفة المرفأ",
    outlet_latin: str = "Al Marfa",
    url: str = "https://almarfa.example/news/17",
    title: str = TITLE,
    text: str = TEXT,
    summary: str = "",
    published: datetime | None = NOW - timedelta(minutes=22),
    terms: tuple[str, ...] = ("لجنة الممرات", "لملاحة", "هجوم"),
    **more: object,
) -> ToldArticle:
    """One article of a story."""
    article = Article(url=url, title=title, text=text, summary=summary, published=published)
    return ToldArticle(
        outlet=outlet,
        outlet_latin=outlet_latin,
        article=article,
        first_seen=NOW,
        mentions=mentions_of(article, *terms),
        **more,  # type: ignore[arg-type]
    )


def story(*articles: ToldArticle, **changes: object) -> Alert:
    """A story to tell: by default one in three outlets."""
    values: dict[str, object] = {
        "kind": "story",
        "subject": "7f3a",
        "revision": 1,
        "channel": "desk",
        "recipient": "desk@example.org",
        "routes": ("الخليج – فوري", "Shipping"),
        "severity": Severity.HIGH,
        "watchlists": ("أمن الملاحة", "الخليج"),
        "articles": articles or (told(summary="الحارثي: لا بد من دوريات مشتركة لحماية الملاحة"), _wire(), _third()),
        "due": NOW,
        "at": NOW,
    }
    return Alert(**{**values, **changes})  # type: ignore[arg-type]


LINKS = Links(
    story="https://monitor.example/s/7f3a",
    acknowledge="https://monitor.example/a/c2lnbmVk",
    mute="https://monitor.example/m/c2lnbmVk",
    unsubscribe="https://monitor.example/u/c2lnbmVk",
)
LEAVE = Links(unsubscribe=LINKS.unsubscribe)  # of what is about no single story


def update(*articles: ToldArticle, **changes: object) -> Alert:
    """The same story an hour later: every kind of news, and edits of what was told."""
    removed = Edit(at=NOW + timedelta(minutes=40), kind=EditKind.REMOVED)
    headline = Edit(at=NOW + timedelta(minutes=31), kind=EditKind.HEADLINE, before="خبر", after=TITLE)
    news = (
        News(kind=NewsKind.OUTLETS, before="2", after="3"),
        News(kind=NewsKind.WATCHLIST, after="الخليج"),
        News(kind=NewsKind.HEADLINE, before="Drone hits tanker", after=TITLE, outlet="almarfa"),
        News(kind=NewsKind.CORRECTION, outlet="wire"),
        News(kind=NewsKind.REMOVED, outlet="gulf-daily"),
        News(kind=NewsKind.ENTITY, after="سالم الحارثي"),
    )
    values: dict[str, object] = {
        "revision": 2,
        "at": NOW + timedelta(hours=1),
        "due": NOW + timedelta(hours=1),
        "news": news,
        "first": FirstNotice(title=TITLE, severity=Severity.HIGH),
        "links": LINKS,
    }
    grown = (told(source="almarfa", edits=(headline,)), _wire(agency="رويترز"), _third(copy=True, edits=(removed,)))
    return story(*(articles or grown), **{**values, **changes})


def digest(*stories: ToldStory, **changes: object) -> Alert:
    """A morning's digest."""
    period = Digest(since=NOW - timedelta(hours=15), until=NOW, muted=3, sources_well=48, sources=50)
    return _many("digest", stories or _stories(), {"digest": period, **changes})


def empty_digest(**changes: object) -> Alert:
    """Nothing happened, and everything works."""
    period = Digest(since=NOW - timedelta(hours=15), until=NOW, sources_well=48, sources=50)
    return _many("digest", (), {"digest": period, "severity": Severity.LOW, **changes})


def collecting(**changes: object) -> Alert:
    """More than a person is sent in an hour."""
    period = Digest(since=NOW - timedelta(hours=1), until=NOW)
    return _many("collecting", _stories() * 8, {"digest": period, **changes})


def spike(**changes: object) -> Alert:
    """Many more stories than usual."""
    rise = Spike(
        watchlist="أمن الملاحة",
        stories=14,
        usual=2.96,
        hours=6,
        terms=(("ألغام بحرية", 9), ("لجنة الممرات", 7), ("MQ-9", 2)),
        outlets=(("صحيفة المرفأ", 5), ("وكالة الساحل", 4), ("Gulf Daily", 2)),
        first=told(),
    )
    values: dict[str, object] = {"kind": "spike", "subject": "shipping", "articles": (), "spike": rise}
    return replace(story(**{"watchlists": ("أمن الملاحة",), "links": LEAVE, **changes}), **values)  # type: ignore[arg-type]


FACTS = {
    "channel": "desk-email",
    "recipient": "desk@example.org",
    "error": "desk-email: no connection to smtp.example.org:587: refused",
    "source": "almarfa",
    "name": "Al Marfa",
    "name_ar": "صحيفة المرفأ",
    "state": "gone",
    "reason": "answered 410 (gone for good)",
    "url": "https://almarfa.example/feed",
    "site": "https://almarfa.example/",
    "target": "https://almarfa.example/rss",
    "n": "4",
    "more": "7",
    "problem": 'alerts.toml:12:8: no channel is called "desk"; did you mean desk-email?',
    "watchlist": "أمن الملاحة",
    "days": "14",
    "free": "310 MB",
    "folder": "/data",
    "seconds": "-86400",
    "routes": "Gulf",
    "story": "7f3a",
    "title": "Drone hits tanker",
}


def trouble(kind: TroubleKind, **changes: object) -> Alert:
    """Something about the monitor itself, as it is kept now."""
    happening = Happening(kind=kind, facts=FACTS, each=(FACTS, FACTS))
    return notice(**{"happening": happening, "headline": "", "lines": (), **changes})


def every_kind() -> dict[str, Alert]:
    """One alert for everything a template can be asked to show."""
    return {
        "story": story(links=LINKS),
        "one outlet": story(told()),
        "update": update(),
        "escalated": story(escalated=True, links=LINKS, at=NOW + timedelta(minutes=16)),
        "late": story(at=NOW + timedelta(hours=2, minutes=10)),
        "digest": digest(),
        "held": digest(digest=Digest(since=NOW - timedelta(hours=9), until=NOW, held=True)),
        "empty": empty_digest(),
        "collecting": collecting(),
        "spike": spike(),
        "meta": notice(),
        "test": notice(kind="test", headline="رسالة اختبار", lines=("هذه القناة تعمل.",)),
        **{f"trouble: {kind.value}": trouble(kind) for kind in TroubleKind},
    }


def _many(kind: str, stories: tuple[ToldStory, ...], changes: dict[str, object]) -> Alert:
    values: dict[str, object] = {"kind": kind, "subject": f"{kind}/2026-11-22", "watchlists": (), "links": LEAVE}
    return replace(story(**{**values, "stories": stories, **changes}), articles=())


def _stories() -> tuple[ToldStory, ...]:
    again = update()
    return (
        ToldStory(key="7f3a", severity=Severity.CRITICAL, watchlists=("أمن الملاحة",), articles=story().articles),
        ToldStory(
            key="81bc",
            severity=Severity.NORMAL,
            watchlists=("أمن الملاحة", "الخليج"),
            articles=again.articles,
            news=again.news[:2],
        ),
        ToldStory(key="9d01", severity=Severity.LOW, watchlists=("Gulf",), articles=(_third(),)),
    )


def notice(**changes: object) -> Alert:
    """Something about the monitor itself."""
    values: dict[str, object] = {
        "kind": "meta",
        "subject": "source-silent/almarfa",
        "revision": 1,
        "channel": "desk",
        "recipient": "desk@example.org",
        "routes": ("owner",),
        "severity": Severity.NORMAL,
        "headline": "«صحيفة المرفأ» صامتة منذ 9 ساعات",
        "lines": ("المعتاد خبر كل 40 دقيقة.", "ما العمل: monitor sources doctor almarfa"),
        "due": NOW,
        "at": NOW,
    }
    return Alert(**{**values, **changes})  # type: ignore[arg-type]


def _wire(**more: object) -> ToldArticle:
    return told(
        source="wire",
        **more,  # type: ignore[arg-type]
        outlet="وكالة الساحل",
        outlet_latin="Sahel Agency",
        url="https://wire.example/2?id=5",
        title="اجتماع في مسقط بشأن الملاحة",
        text="قالت مصادر إن اجتماعًا عُقد في مسقط. وتناول الاجتماع ملف الألغام البحرية.",
        published=NOW - timedelta(hours=9),
        terms=("لملاحة", "الألغام"),
    )


def _third(**more: object) -> ToldArticle:
    return told(
        source="gulf-daily",
        **more,  # type: ignore[arg-type]
        outlet="Gulf Daily (عربي)",
        outlet_latin="Gulf Daily",
        url="https://third.example/3",
        title="Muscat hosts talks on shipping lanes after drone attack",
        text="Talks opened in Muscat.",
        terms=(),
    )


HOSTILE = (
    "\u202eخبر\u2066 مقلوب\u202c\ufeff",
    "a\r\nBcc: x@example.org",
    "\x00\x1b[31m\x9b\ud800 خبر",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "زوروا https://bank.example/login أو www.bank.example",
    "{{ 7*7 }} {title} {0} %s",
    "",
    "هجوم كبير " * 500_000,  # five megabytes
)


def spoilt(value: T, text: str) -> T:
    """The same value with this text wherever a text of strangers or of the operator can stand."""
    if isinstance(value, str):
        return text if not value.startswith("https://monitor.example") else value  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(spoilt(one, text) for one in value)  # type: ignore[return-value]
    if isinstance(value, Mapping):
        return {name: spoilt(one, text) for name, one in value.items()}  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    kept = {"kind", "recipient", "channel", "field"}
    changed = {
        field.name: spoilt(getattr(value, field.name), text) for field in fields(value) if field.name not in kept
    }
    return replace(value, **changed)
