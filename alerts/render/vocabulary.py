"""The words of the two languages, as data. Counted nouns: one, two, 3 to 10, more (with {n} for the number)."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A counted noun."""

    one: str
    two: str
    few: str
    many: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Everything we say ourselves, in one language."""

    direction: str
    sender: str
    kinds: Mapping[str, str]
    severities: Mapping[str, str]
    update: str
    published: str
    seen: str
    after: str
    late: str
    watchlists: str
    found: str
    opening: str
    paragraph: str
    paragraphs: tuple[str, ...]
    summary: str
    reason: str
    in_outlets: str
    more: str
    earliest: str
    open_article: str
    open_story: str
    footer: tuple[str, str]  # one route, several
    comma: str
    quotes: tuple[str, str]
    untitled: str
    joint: str  # between two units of a duration
    minute: Noun
    hour: Noun
    day: Noun
    outlet: Noun
    article: Noun


ARABIC = Vocabulary(
    direction="rtl",
    sender="رصد الأخبار",
    kinds={
        "story": "تنبيه رصد",
        "digest": "موجز الرصد",
        "collecting": "تنبيه جامع",
        "meta": "تنبيه عن عمل الرصد",
        "spike": "ارتفاع غير معتاد",
        "test": "رسالة اختبار",
    },
    severities={"low": "أولوية منخفضة", "normal": "أولوية عادية", "high": "أولوية عالية", "critical": "أولوية قصوى"},
    update="تحديث {n}",
    published="نُشر",
    seen="رُصد",
    after="بعد {n}",
    late="تأخّر التنبيه {n}",
    watchlists="قوائم الرصد",
    found="المواضع المطابقة في سياقها",
    opening="مطلع المقال",
    paragraph="الفقرة {n}",
    paragraphs=(
        "الفقرة الأولى",
        "الفقرة الثانية",
        "الفقرة الثالثة",
        "الفقرة الرابعة",
        "الفقرة الخامسة",
        "الفقرة السادسة",
        "الفقرة السابعة",
        "الفقرة الثامنة",
        "الفقرة التاسعة",
        "الفقرة العاشرة",
    ),
    summary="من الملخّص",
    reason="سبب التنبيه",
    in_outlets="القصة في {n}",
    more="و{n} غيرها",
    earliest="الأسبق",
    open_article="فتح المقال",
    open_story="القصة كاملة",
    footer=("وصلتك هذه الرسالة آليًا وفق المسار", "وصلتك هذه الرسالة آليًا وفق المسارات"),
    comma="، ",
    quotes=("«", "»"),
    untitled="خبر بلا عنوان",
    joint=" و",
    minute=Noun(one="دقيقة", two="دقيقتين", few="{n} دقائق", many="{n} دقيقة"),
    hour=Noun(one="ساعة", two="ساعتين", few="{n} ساعات", many="{n} ساعة"),
    day=Noun(one="يوم", two="يومين", few="{n} أيام", many="{n} يومًا"),
    outlet=Noun(one="وسيلة إعلام واحدة", two="وسيلتي إعلام", few="{n} وسائل إعلام", many="{n} وسيلة إعلام"),
    article=Noun(one="مقال واحد", two="مقالين", few="{n} مقالات", many="{n} مقالًا"),
)

ENGLISH = Vocabulary(
    direction="ltr",
    sender="News Monitor",
    kinds={
        "story": "News alert",
        "digest": "News digest",
        "collecting": "Collected alerts",
        "meta": "About the monitor itself",
        "spike": "Unusual rise",
        "test": "Test message",
    },
    severities={
        "low": "Low priority",
        "normal": "Normal priority",
        "high": "High priority",
        "critical": "Top priority",
    },
    update="update {n}",
    published="published",
    seen="seen",
    after="{n} later",
    late="delayed {n}",
    watchlists="Watchlists",
    found="What matched, in context",
    opening="How the article begins",
    paragraph="Paragraph {n}",
    paragraphs=(),
    summary="From the summary",
    reason="Why this alert",
    in_outlets="The story in {n}",
    more="and {n} more",
    earliest="first",
    open_article="Open the article",
    open_story="The whole story",
    footer=("Sent automatically by the route", "Sent automatically by the routes"),
    comma=", ",
    quotes=("“", "”"),
    untitled="Untitled item",
    joint=" ",
    minute=Noun(one="1 min", two="2 min", few="{n} min", many="{n} min"),
    hour=Noun(one="1 h", two="2 h", few="{n} h", many="{n} h"),
    day=Noun(one="1 d", two="2 d", few="{n} d", many="{n} d"),
    outlet=Noun(one="one outlet", two="2 outlets", few="{n} outlets", many="{n} outlets"),
    article=Noun(one="one article", two="2 articles", few="{n} articles", many="{n} articles"),
)
