"""An invented outlet whose article pages carry all that real ones carry around a text."""

from collections.abc import Sequence

URL = "https://nahrnews.example"
MENU = ("الرئيسية", "أخبار محلية", "اقتصاد", "رياضة", "ثقافة وفنون", "منوعات", "مقالات الرأي", "من نحن", "اتصل بنا")
WIDGETS = (
    "احصل على نشرة النهر اليومية في بريدك",
    "حمّل تطبيق النهر على هاتفك",
    "جريدة النهر - يومية سياسية مستقلة تصدر عن دار النهر",
    "هيئة التحرير: شارع الكتاب، بناية النهر، الطابق الثالث",
)
FOOTER = "تستخدم صحيفة النهر ملفات تعريف الارتباط لتحسين تجربة القراءة وقياس عدد الزوار"
SUBJECTS = (
    "المجلس البلدي",
    "إدارة المرور",
    "مديرية التربية",
    "غرفة التجارة",
    "دائرة الآثار",
    "نادي الفرات",
    "جمعية المزارعين",
)
DEEDS = (
    "افتتح مبنى جديدا في الضاحية الشرقية بحضور عدد من أهالي المنطقة وممثلي الدوائر",
    "أعلن مواعيد العمل خلال الأسبوع المقبل داعيا السكان إلى مراجعة مكاتبه قبل الظهر",
    "وقع اتفاقا مع شركة محلية لصيانة الطرق الزراعية بكلفة تقارب أربعة ملايين",
    "نظم معرضا للكتب القديمة يستمر عشرة أيام ويضم مخطوطات تعرض للمرة الأولى",
    "حذر من ارتفاع منسوب المياه قرب الجسر القديم وطلب تجنب المرور عليه ليلا",
)
DAYS = ("الأحد", "الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت")


def title(number: int) -> str:
    """The headline of an article."""
    return f"{SUBJECTS[number % 7]} في خبر رقم {number} من مدينة النهر"


def short_item(number: int) -> str:
    """The text of an article, about 25 words."""
    subject, deed = SUBJECTS[number % 7], DEEDS[number % 5]
    return (
        f"{subject} {deed}، وذلك يوم {DAYS[number * 3 % 7]} الماضي وفق بيان حمل الرقم {number * 37 + 11} "
        f"وتسلمت الصحيفة نسخة منه عند الساعة {number % 12 + 1}."
    )


def long_item(number: int) -> str:
    """The text of an article of several paragraphs."""
    return "\n".join(short_item(number * 100 + part) + " " + short_item(number * 100 + part + 50) for part in range(6))


LAYOUTS = ("blocks", "flat", "table", "breaks", "bare", "spans", "cell", "columns", "deep", "list", "heading")


def page(number: int, text: str, *, layout: str = "flat", extra: Sequence[str] = (), head: str = "") -> bytes:
    """The page of an article; only the layout "blocks" says by its markup which of its parts is which."""
    menu = "".join(f'<li><a href="/section/{place}">{word}</a></li>' for place, word in enumerate(MENU))
    related = "".join(f'<p><a href="/news/{other}">{title(other)}</a></p>' for other in range(number + 3, number + 7))
    widgets = "".join(f"<p>{line}</p>" for line in (*WIDGETS, *extra))
    tools = "<p>ت + ت - الحجم الطبيعي</p><p>شارك</p>"
    body = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    if layout == "blocks":
        page = (
            f'<div class="tools">{tools}</div><div class="story">{body}</div><div class="more">{related}</div>{widgets}'
        )
    elif layout == "flat":
        page = f"<div>{tools}{body}<p>اقرأ أيضا</p>{related}{widgets}</div>"
    elif layout == "table":
        rows = "".join(f"<tr><td>{cell}</td></tr>" for cell in (tools + body, widgets, related))
        page = f"<table>{rows}</table>"
    elif layout in LAYOUTS[4:]:
        page = _careless(layout, text, f'<div class="box">{widgets}</div>', related)
    else:
        lines = (*WIDGETS[:2], *text.split("\n"), *WIDGETS[2:], *extra)
        page = f"<div>{'<br>'.join(lines)}</div><div>{related}</div>"
    head = f'<meta charset="utf-8"><title>{title(number)} | النهر</title>{head}'
    body = f"<div><ul>{menu}</ul></div><h1>{title(number)}</h1>{page}<p>{FOOTER}</p>"
    return f'<!doctype html><html lang="ar" dir="rtl"><head>{head}</head><body>{body}</body></html>'.encode()


def _careless(layout: str, text: str, box: str, related: str) -> str:
    """A text without paragraphs: bare in a div, in a span, in a cell, beside other cells, under 300 elements …"""
    broken = "<br>".join(text.split("\n"))
    halves = text.replace("، ", "،<br><br>", 1).replace("\n", "<br>")
    return {
        "bare": f'<div class="news">{broken}</div>{box}<div>{related}</div>',
        "spans": f"<div><span>{broken}</span></div>{box}<div>{related}</div>",
        "cell": f"<table><tr><td>{halves}</td></tr><tr><td>{WIDGETS[2]}</td></tr></table>",
        "columns": f"<table><tr><td>{related}</td><td>{broken}<br><br>المصدر: النهر</td><td>{box}</td></tr></table>",
        "deep": f"{'<div>' * 300}{broken}{'</div>' * 300}{box}",
        "list": f"<dl><dt>{WIDGETS[2]}</dt><dd>{broken}</dd></dl>{box}",
        "heading": f"<table><tr><td><h2>{WIDGETS[2]}</h2><span>{broken}</span></td></tr></table>{box}",
    }[layout]


def f1(text: str, gold: str, size: int = 4) -> float:
    """How alike two texts are: harmonic mean of precision and recall over their runs of four words."""
    got, wanted = _runs(text, size), _runs(gold, size)
    common = sum(min(count, wanted.get(run, 0)) for run, count in got.items())
    return 2 * common / max(1, sum(got.values()) + sum(wanted.values()))


def _runs(text: str, size: int) -> dict[tuple[str, ...], int]:
    words = text.split()
    found: dict[tuple[str, ...], int] = {}
    for run in zip(*(words[start:] for start in range(size)), strict=False):
        found[run] = found.get(run, 0) + 1
    return found
