"""Lines on article pages that belong to the page, not to the article: share bars, captions' labels, "read also"."""

import re
from importlib.resources import files

from monitor.core.arabic.fold import fold_word
from monitor.core.months import HIJRI_MONTHS, MONTHS

_MARKS = re.compile("[\u064b-\u0652\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_WHOLE = re.compile(
    r"""^[\s\W]*(?:
      صور[ةه]|الصور[ةه]|صور[ةه]\s+(?:أرشيفية|ارشيفية|تعبيرية)|أرشيفية|ارشيفية|فيديو|شاهد(?:\s+(?:الفيديو|أيض[اً]+|ايضا))?
      |شارك(?:ها|ه|وا)?(?:\s+(?:الخبر|المقال|الموضوع|هذا\s+\w+))?(?:\s+(?:مع|على|عبر)(?:\s+\w+)?)?|مشارك[ةه](?:\s+(?:الخبر|المقال|عبر.{0,30}))?
      |انشر|طباع[ةه]|اطبع|إرسال|ارسال|حفظ|نسخ(?:\s+الرابط)?|تم\s+نسخ\s+الرابط|تعليق(?:ات)?|أضف\s+تعليق[اك]?|لا\s+توجد?\s+تعليقات
      |(?:اقرأ|إقرأ|اقرا|أقرأ|طالع|شاهد|اقرؤوا|اقرأوا)\s*(?:أيض[اً]+|ايضا|المزيد|كذلك)|المزيد|للمزيد|مواضيع\s+ذات\s+صل[ةه]|أخبار\s+ذات\s+صل[ةه]
      |(?:الأكثر|الاكثر)\s+(?:قراء[ةه]|مشاهد[ةه]|تداولا|شيوعا)|ذات\s+صل[ةه]|آخر\s+الأخبار|الرئيسي[ةه]|إعلان(?:ات)?|اعلان(?:ات)?
      |(?:الحجم|حجم)\s+(?:الطبيعي|الخط)|[تأ]\s*[+\-]\s*(?:[تأ]\s*[+\-]?\s*)?(?:[\-–]?\s*الحجم\s+الطبيعي)?
      |تابعونا?\s+(?:على|عبر).{0,60}|تابعنا\s+(?:على|عبر).{0,60}|اشترك(?:وا)?(?:\s+الآن)?
      |(?:كلمات|الكلمات)\s+(?:مفتاحي[ةه]|دال[ةه]|دلالي[ةه]|المفتاحي[ةه]|الدلالي[ةه])|الوسوم|وسوم|تاجات|tags?
      |role|reporting\s+from
      |(?:(?:شارك(?:ه|ها)?\s+(?:على|عبر)\s+)?(?:share(?:\s+on)?|e-?mail|print|tweet|facebook|twitter|whats\s?app|telegram|messenger
        |linkedin|pinterest|instagram|threads|copy\s+link|x|فيس\s?بوك|تويتر|[إا]كس|واتس\s*[اآ]ب|واتساب|تلي?[غج]رام|تيلي?[غج]رام
        |لينكد\s*[إا]ن|ماسنجر|مسنجر|انستغرام|إنستغرام|بينترست|بريد\s+إلكتروني|البريد\s+الإلكتروني|طباعة|نسخ\s+الرابط)[\s\W]*)+
      |advertisement|(?:\#\w+[\s،,|]*){2,}|صور[ةه]\s+(?:أرشيفية|ارشيفية)\s*\(.{1,30}\)
      |(?:القسم|التصنيف|الفئة)\s*:\s*(?:ال)?(?:[أا]خبار|محلي(?:ات|[ةه])?|سياس(?:ي|[ةه])|رياض(?:ي|[ةه])|اقتصاد(?:ي[ةه]?)?|منوعات
        |ثقاف(?:ي|[ةه])|فنون|فن|تكنولوجيا|صح[ةه]|عالم(?:ي[ةه]?)?|دولي[ةه]?|عربي[ةه]?|مقالات|ر[أا]ي|تقارير|مجتمع|حوادث|غير\s+مصنف)(?:\s\w+)?
      |حمل(?:وا)?\s+(?:ال)?تطبيق(?:\s+\w+)?(?:\s+(?:الآن|مجانا))?
      |(?:عدد\s+)?(?:ال)?(?:قراءات|مشاهدات|زيارات|زوار)\W*\d[\d,.٬]*|\d[\d,.٬]*\s*(?:قراء[ةه]|مشاهد[ةه]|زيار[ةه])
    )[\s\W]*$""",
    re.VERBOSE | re.IGNORECASE,
)
# who asks to be followed says now, or where, or says no more than three words; others join BRICS, or the Suez Canal
_OURS = r"(?=(?:\S+\s+){2}\S+\W*$|.*(?:نا\b|الآن|مجانا|واتس|تلي?[غج]رام|تيلي?[غج]رام|فيس|يوتيوب|بريدي|[إا]خباري))"
_BEGINNING = re.compile(
    r"(?i)^[\s\W]*(?:(?:اقرأ|إقرأ|اقرا|أقرأ|طالع|شاهد|اقرؤوا)\s*(?:أيض[اً]+|ايضا)|(?:اضغط|انقر)\s+هنا|تابعوا?\s+قنا[ةت]|"
    rf"{_OURS}(?:[إا]?انضم(?:وا)?\s+(?:الآن\s+)?(?:إلى|الى|ل)|اشترك(?:وا)?\s+(?:الآن\s+)?(?:في|ب))\s*(?:ال)?"
    r"(?:قنا[ةت]|مجموع[ةت]|صفح[ةت]|نشر[ةت]|خدم[ةت]|متابعي|مشتركي|عائلة)|"
    r"(?:ال)?كلمات\s+(?:ال)?(?:مفتاحي[ةه]|دال[ةه]|دلالي[ةه])\s*:|(?:ال)?وسوم\s*:|تاجات\s*:|tags\s*:|author,|role,|"
    r"تابعو?ا?(?:نا)?\s+.{0,60}(?:google\s+news|جوجل\s+نيوز|[أا]خبار\s+(?:جوجل|غوغل))|(?:ال)?رابط\s+(?:ال)?مختصر\s*:|"
    r"للمزيد\s.{0,60}?(?:تابعو|تابعنا|[إا]?انضم|اشترك|زوروا)|"
    r"لتحميل\s+(?:ال)?تطبيق|للاشتراك\s+في\s+(?:قنا[ةت]|نشر[ةت]|خدم[ةت])|"
    r"لمتابع[ةه]\s+(?:أهم|آخر|أحدث|كل|جميع|المزيد\s+من)\s+(?:ال)?(?:[أا]خبار|مستجدات)|(?:حمل|نزل)(?:وا)?\s+تطبيقنا|سجل\s+بريدك\s|حقوق\s+النشر|جميع\s+الحقوق\s+محفوظ[ةه]|©)"
)
_POINTING = re.compile(  # to another article, whose title stands behind it: «قد يهمك: …»
    r"(?i)^[\s\W]*(?:(?:[اأإ]قر[أا]|طالع|شاهد|تابع)\s+(?:المزيد|كذلك|أكثر)|قد\s+ي(?:عجب|هم)كم?|ل?لمزيد\s+(?:من\s+التفاصيل|حول\s.{1,30})"
    r"|لقراء[ةه]\s+المزيد|(?:مواد|[أا]خبار|مواضيع|موضوعات|مقالات|روابط)\s+(?:ذات\s+(?:صل[ةه]|علاق[ةه])|متعلق[ةه]|مرتبط[ةه]|مشابه[ةه]))"
    r"\s*(?:[:…]|\.\.)"
)
_DISCLAIMED = re.compile(  # whose opinion it is, under a comment's form or a column
    r"^[\s\W]*(?:(?:جميع|كاف[ةه]|كل|[إا]ن|هذا|هذه|ما\s+ورد\s+في\s+هذا)\s+)?ال(?:[آأا]راء|مقالات?|تعليقات|مواد|[أا]فكار|نص|تدوين[ةه])\s"
    r"(?:.{0,90}?\bو?لا\s+[تي]عبر\s.{0,50}?(?:رأي|[آأا]راء|وجه(?:ات|[ةه])\s+نظر|سياس[ةه]|موقف)\b.*"
    r"(?:الموقع|موقعنا|الصحيف[ةه]|الجريد[ةه]|الشبك[ةه]|القنا[ةه]|الوكال[ةه]|[أا]صحاب\w*|كاتب\w*|كتاب\w*|بالضرور[ةه])"
    r"|.{0,90}?\b[تي]عبر\s.{0,30}?(?:رأي|[آأا]راء|وجه(?:ات|[ةه])\s+نظر)\s+(?:[أا]صحاب|كاتب|كتاب))"
)
_MODERATED = re.compile(  # what an outlet does with comments, and keeps of its readers
    r"(?:ت|ي|ن)حتفظ\s.{0,60}بحق\w*\s(?:في\s+)?(?:حذف|عدم\s+نشر|رفض|تعديل)\s.{0,60}تعليق|مراجع[ةه]\s+التعليقات\s+قبل\s+نشرها"
    r"|^[\s\W]*(?:نحن\s+)?(?:نستخدم|يستخدم\s+(?:هذا\s+)?(?:الموقع|موقعنا))\s.{0,30}(?:ملفات\s+(?:تعريف\s+)?الارتباط|كوكيز|cookies)"
    r"|^[\s\W]*شروط\s+(?:النشر|التعليقات?)\s*:|عدم\s+الإساء[ةه]\s+للكاتب\s"
)
_SIGNATURE = re.compile(r"^\s*[—–-]+\s*[^()]{1,60}\(@\w+\)")  # of an embedded post
_WORD = re.compile(r"\w")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORT = 200  # characters; a longer line is a paragraph, however it begins
_NOTICE = 400  # of a notice about comments
_LISTED = 100  # characters; no line of furniture.txt and no date has more


def cut_furniture(text: str, title: str = "") -> str:
    """Text without the lines that are page furniture or its title once more, as share boxes have it.

    >>> cut_furniture("صورة\\nأعلنت الوزارة\\nاقرأ أيضا: خبر آخر")
    'أعلنت الوزارة'
    """
    lines = [line for line in text.split("\n") if line and not _is_furniture(line) and not _same(line, title)]
    kept = [line for number, line in enumerate(lines) if number == 0 or line != lines[number - 1]]
    return "\n".join(kept)


def _is_furniture(line: str) -> bool:
    if len(line) > _NOTICE:
        return False
    plain = _MARKS.sub("", line)
    if any(one.search(plain) for one in (_DISCLAIMED, _MODERATED)):
        return True
    if len(line) > _SHORT:
        return False
    pieces = _BAR.split(plain) if "|" in plain else ()
    return _is_short_furniture(plain) or (len(pieces) > 1 and all(map(_is_short_furniture, pieces)))


def _is_short_furniture(plain: str) -> bool:
    if _WORD.search(plain) is None or (len(plain) <= _LISTED and (_is_listed(plain) or _is_date(plain))):
        return True
    return any(one.match(plain) for one in (_WHOLE, _BEGINNING, _POINTING, _SIGNATURE))


def _is_listed(line: str) -> bool:
    """A number counts readers and minutes: «3 تعليقات». «السابق: 4.5%» is a row of a table."""
    folded = _folded(line)
    return folded in _COUNTS or (folded in _LINES and _DIGIT.search(line) is None)


def is_day_alone(line: str) -> bool:
    """Whether a line is a day and nothing else, whatever it heads: «27 نوفمبر 2026»."""
    return len(line) <= _LISTED and {*_folded(line).split()} <= _MONTH_WORDS | _DATE_WORDS and bool(_YEAR.search(line))


def _is_date(line: str) -> bool:
    """Whether a line is when the article came out, and no heading of a chronology: «2011», «يوم 7 أكتوبر 2023»."""
    words = {*_folded(line).split()}
    if not words <= _MONTH_WORDS | _DATE_WORDS or _YEAR.search(line) is None:
        return False
    if words & _PUBLISHED or _CLOCK.search(line) is not None:
        return True
    return bool(words & _WEEKDAYS or not words and _NUMERIC.search(line)) and not line.rstrip().endswith(":")


def _folded(line: str) -> str:
    return " ".join(fold_word(word.replace("ة", "ه")) for word in _LETTERS.findall(line.casefold()))


def _read_lines() -> tuple[frozenset[str], frozenset[str]]:
    """Those without a number, and those with one."""
    text = files("monitor.core").joinpath("furniture.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    counts = frozenset(_folded(line) for line in lines if _DIGIT.search(line))
    return frozenset(map(_folded, lines)) - counts, counts


_BAR = re.compile(r"\s*\|\s*")
_DIGIT = re.compile(r"\d")
_LINES, _COUNTS = _read_lines()
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_CLOCK = re.compile(r"\d:\d\d")
_NUMERIC = re.compile(r"\d[/.-]\d{1,2}[/.-]\d")
_MONTH_WORDS = frozenset(" ".join([*MONTHS, *HIJRI_MONTHS]).split())
_WEEKDAYS = frozenset(_folded("السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة").split())
_PUBLISHED = frozenset(
    _folded("الساعة النشر نشر نشرت بتاريخ تاريخ تحديث التحديث كتب أضيف أضيفت بتوقيت غرينتش جرينتش gmt utc").split()
)
_DATE_WORDS = (
    _WEEKDAYS | _PUBLISHED | {*_folded("يوم الموافق هـ م ص ه صباحا مساء ظهرا عصرا ليلا am pm في تم آخر").split()}
)


def _same(line: str, title: str) -> bool:
    return bool(title) and len(line) <= 2 * len(title) and re.findall(r"\w+", line) == re.findall(r"\w+", title)
