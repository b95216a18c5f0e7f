"""What tells a sentence of an article from a label or a notice: who says it, what happened, how it begins and ends."""

import re

_FULL_STOP = re.compile(r"(?<!\.)\.[\s\"»”)]*$")
_MARKS = re.compile("[\u064b-\u0652\u0640]")
_SAID = (
    "قال قالت قالوا قائلا قائلة يقول تقول أكد أكدت يؤكد أعلن أعلنت أضاف أضافت ذكر ذكرت صرح صرحت أوضح أوضحت أفاد أفادت"
    " كشف كشفت أشار أشارت نقل نقلت نقلا اتهم اتهمت رأى رأت اعتبر اعتبرت وصف وصفت دعا دعت طالب طالبت حذر حذرت كتب كتبت"
    " شدد شددت نفى نفت تعهد تعهدت زعم زعمت تساءل ألزم ألزمت بحسب حسبما"
)
_HAPPENED = (
    "بلغ بلغت ارتفع ارتفعت تجاوز تجاوزت انخفض انخفضت تراجع تراجعت وصل وصلت سجل سجلت شهد شهدت أسفر أسفرت خلف خلفت"
    " أدى أدت قتل قتلت قتلوا استشهد استشهدت استشهدوا أصيب أصيبت جرح سقط سقطت اعتقل اعتقلت قصف قصفت"
    " استهدف استهدفت اعترض اعترضت نزح أطلق أطلقت أسقط أسقطت دمر دمرت"
)


def _words(listed: str) -> re.Pattern[str]:
    """One of the words, alone or behind «and» or «so»."""
    return re.compile(rf"(?<!\w)[وف]?(?:{'|'.join(listed.split())})(?!\w)")


_SAYING, _TELLING = _words(_SAID), _words(f"{_SAID} {_HAPPENED}")
# «and», but for words that have the letter themselves: «وزارة»
_GOES_ON = re.compile(
    r"^[\s\W]*و(?!كال|كيل|زار|زير|زن|سط|سائل|سيل[ةه]|سيط|سام|قت|قود|قف|قائع|حد[ةا]|حدات|حيد|احد|اتس|اتساب|اشنطن|اقع|اجب|ادي"
    r"|الد|سوم|صلات|فا[ةه]|فيات|فد|فود|ظيف|ظائف|ثيق|ثائق|رد|رش|رق[ةه]|جه|جو[هد]|لاي|لاد|لي\s|طن|باء|صف[ةه]|صول|ضع|تير|دائع|داع|ديع|يكي|يب\s)(?:\w{3}|(?:من|في|عن)\s)"
)
_AWAITING = re.compile(  # what stands for people, or they are counted from
    r"(?<!\w)(?:كل(?:ا|اً)?\s+من|و?(?:هم|هن|هما)|و?من\s?(?:بين)?(?:هم|هن))\s*:\s*$"
)
_LEFT_OPEN = re.compile(r"(?<!\w)(?:و?(?:هي|هو)|[كب]?ما\s+ي(?:لي|[أا]تي)|[كب]?ال(?:[آا]تي|تالي)[ةه]?)\s*:\s*$")
_ASKED = "الدخول دخولك بريدك اسمك رقمك رأيك تعليقك حسابك الآن هنا معنا مجانا"
_ASKING = re.compile(rf"(?<!\w)سجل\s+(?:{'|'.join(_ASKED.split())})(?!\w)")  # «he registered» is written alike
_READERS = re.compile(
    r"(?<!\w)(?:هذا\s+(?:الخبر|المقال|الموضوع|التقرير)\s+(?:حتى|مع|هو|على|عبر|الآن)|هذه\s+الصفح[ةه]|[ول]?(?:ل|ب|في)?(?:نشرتنا|قرائنا|زوارنا"
    r"|متابعينا|مشتركينا|موقعنا|تطبيقنا|قناتنا|صفحتنا)|تعليقك|بريد(?:ك|كم)(?!\w)|[أا]صدقائك|ر[أا]يك|صوتك|تابعنا|تابعونا)(?!\w)"
)
_WEATHER = re.compile(
    r"(?<!\w)و?(?:ال)?(?:طقس|حرار[ةه]|رطوب[ةه]|رياح|درج[ةه](?:\s+مئوي[ةه])?|عظمى|صغرى|مشمس|غائم|[أا]مطار)(?!\w)"
)
_OF_WEATHER = 3  # such words in a line


def has_full_stop(line: str) -> bool:
    """Whether a line ends as sentences do and titles do not.

    >>> has_full_stop("افتتح الوزير الجسر."), has_full_stop("من افتتح الجسر؟"), has_full_stop("المزيد...")
    (True, False, False)
    """
    return _FULL_STOP.search(line) is not None


def is_said(line: str) -> bool:
    """Whether somebody says what a line tells.

    >>> is_said("تحتفظ الشركة بحقها، قال مديرها"), is_said("تحتفظ إدارة الموقع بحقها")
    (True, False)
    """
    return _SAYING.search(_MARKS.sub("", line)) is not None


def tells_event(line: str) -> bool:
    """Whether a line says what happened, or goes on telling: «and» begins no box.

    >>> tells_event("بلغت الحصيلة 43 شهيدا"), tells_event("وبلغ العدد 43"), tells_event("سعر الدولار 1410 دنانير")
    (True, True, False)
    >>> tells_event("سجل الدخول لتكتب تعليقك"), tells_event("وسائل التواصل")
    (False, False)
    """
    plain = _ASKING.sub("", _MARKS.sub("", line))
    return _GOES_ON.search(plain) is not None or _TELLING.search(plain) is not None


def goes_on(line: str) -> bool:
    """Whether a line goes on telling: «and» begins no box.

    >>> goes_on("وضمت القائمة"), goes_on("وسوم الخبر"), goes_on("وزارة الصحة")
    (True, False, False)
    """
    return _GOES_ON.search(_MARKS.sub("", line)) is not None


def awaits_people(line: str) -> bool:
    """Whether a sentence is left open for the people who follow it.

    >>> awaits_people("وحضر الحفل كل من:"), awaits_people("والفائزون هم:"), awaits_people("أخبار أخرى:")
    (True, True, False)
    """
    return _AWAITING.search(_MARKS.sub("", line)) is not None


def is_left_open(line: str) -> bool:
    """Whether a sentence is left open for what follows it.

    >>> is_left_open("والفائزون هم:"), is_left_open("المطلوب ما يلي:"), is_left_open("أخبار أخرى:")
    (True, True, False)
    """
    return awaits_people(line) or _LEFT_OPEN.search(_MARKS.sub("", line)) is not None


def speaks_to_readers(line: str) -> bool:
    """Whether an outlet speaks to its readers, or of itself; or tells the weather in one line.

    >>> speaks_to_readers("عدد مرات قراءة هذا الخبر حتى الآن 11"), speaks_to_readers("قرأ هذا الخبر في الصحف")
    (True, False)
    >>> speaks_to_readers("بغداد 31 درجة والرطوبة 41 بالمئة والرياح 11 كم"), speaks_to_readers("الحرارة 31 درجة")
    (True, False)
    """
    plain = _MARKS.sub("", line)
    if _READERS.search(plain) is not None or _ASKING.search(plain) is not None:
        return not is_said(plain)
    return len({*_WEATHER.findall(plain)}) >= _OF_WEATHER and not is_said(plain)
