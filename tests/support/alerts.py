"""Alerts to render and to send. All texts are ours."""

from datetime import UTC, datetime, timedelta

from monitor.core.model import Alert, Article, Mention, Severity, ToldArticle

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
) -> ToldArticle:
    """One article of a story."""
    article = Article(url=url, title=title, text=text, summary=summary, published=published)
    return ToldArticle(
        outlet=outlet,
        outlet_latin=outlet_latin,
        article=article,
        first_seen=NOW,
        mentions=mentions_of(article, *terms),
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


def _wire() -> ToldArticle:
    return told(
        outlet="وكالة الساحل",
        outlet_latin="Sahel Agency",
        url="https://wire.example/2?id=5",
        title="اجتماع في مسقط بشأن الملاحة",
        text="قالت مصادر إن اجتماعًا عُقد في مسقط. وتناول الاجتماع ملف الألغام البحرية.",
        published=NOW - timedelta(hours=9),
        terms=("لملاحة", "الألغام"),
    )


def _third() -> ToldArticle:
    return told(
        outlet="Gulf Daily (عربي)",
        outlet_latin="Gulf Daily",
        url="https://third.example/3",
        title="Muscat hosts talks on shipping lanes after drone attack",
        text="Talks opened in Muscat.",
        terms=(),
    )
