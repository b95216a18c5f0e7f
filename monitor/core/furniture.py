"""Lines on article pages that belong to the page, not to the article: share bars, captions' labels, "read also"."""

import re
from importlib.resources import files

from monitor.core.arabic.fold import fold_word
from monitor.core.months import HIJRI_MONTHS, MONTHS
from monitor.core.outlet_kinds import KINDS, any_spelling
from monitor.core.sentence import has_full_stop, is_said

_MARKS = re.compile("[\u064b-\u0652\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_WHOLE = re.compile(
    r"""^[\s\W]*(?:
      صور[ةه]|الصور[ةه]|صور[ةه]\s+(?:أرشيفية|ارشيفية|تعبيرية)|أرشيفية|ارشيفية|فيديو|شاهد(?:\s+(?:الفيديو|أيض[اً]+|ايضا))?
      |شارك(?:ها|ه|وا)?(?:\s+(?:الخبر|المقال|الموضوع|هذا\s+\w+))?(?:\s+(?:مع|على|عبر)(?:\s+\w+)?)?|مشارك[ةه](?:\s+(?:الخبر|المقال|عبر.{0,30}))?
      |انشر|طباع[ةه]|اطبع|إرسال|ارسال|حفظ|نسخ(?:\s+الرابط)?|تم\s+نسخ\s+الرابط|تعليق(?:ات)?|أضف\s+تعليق[اك]?|لا\s+توجد?\s+تعليقات
      |(?:اقرأ|إقرأ|اقرا|أقرأ|طالع|شاهد|اقرؤوا|اقرأوا)\s*(?:أيض[اً]+|ايضا|المزيد|كذلك)|المزيد|للمزيد|مواضيع\s+ذات\s+صل[ةه]|أخبار\s+ذات\s+صل[ةه]
      |(?:الأكثر|الاكثر)\s+(?:قراء[ةه]|مشاهد[ةه]|تداولا|شيوعا)|ذات\s+صل[ةه]|آخر\s+الأخبار|الرئيسي[ةه]|إعلان(?:ات)?|اعلان(?:ات)?
      |(?:الحجم|حجم)\s+(?:الطبيعي|الخط)|[تأ]\s*[+\-]\s*(?:[تأ]\s*[+\-]?\s*)?(?:[\-–]?\s*الحجم\s+الطبيعي)?
      |تابعونا?(?:\s+(?:على|عبر).{0,60})?|اشترك(?:وا)?(?:\s+الآن)?
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
_PLATFORM = (
    r"(?:واتس\s*[اآ]ب|واتساب|واتس|تلي?[غج]رام|تيلي?[غج]رام|فيس\s?بوك|يوتيوب|تويتر|[إا]كس|[إا]نستغرام|[إا]نستجرام|تيك\s?توك|سناب\s?شات"
    r"|لينكد\s?[إا]ن|google\s+news|facebook|twitter|whats\s?app|telegram|youtube|instagram|x|جوجل\s+نيوز|[أا]خبار\s+(?:جوجل|غوغل))"
)
_OWN = (
    r"(?:قناتنا|قنواتنا|مجموعتنا|صفحتنا|صفحاتنا|حسابنا|حساباتنا|نشرتنا|نشراتنا|خدمتنا|خدماتنا|موقعنا|تطبيقنا"
    r"|متابعينا|مشتركينا|عائلتنا)(?!\w)"
)
_FOLLOWED = re.compile(  # «we followed on television …» is told
    rf"(?i)^[\s\W]*تابعنا(?:\s+(?:على|عبر))?\s+(?:(?:تطبيق|موقع|منص[ةه]|منصات|مواقع|وسائل|شبكات|التواصل|الاجتماعي|و?{_PLATFORM}|و?{_OWN}|و)[\s\W]+)*"
    rf"(?:و?{_PLATFORM}|و?{_OWN}|الاجتماعي)[\s\W]*$"
)
# who asks to be followed says whose it is, or now, or ends with where, or says no more than three words; others join
# BRICS, or a channel of which they are the head now
_OURS = (
    rf"(?=(?:\S+\s+){{2}}\S+\W*$|.*{_OWN}|\S+\s+الآن\s|(?:\S+\s+){{2,6}}(?:الآن|مجانا)\W*$"
    rf"|(?:\S+\s+){{0,10}}(?:على|عبر|في)\s+(?:تطبيق\s+|موقع\s+)?{_PLATFORM}\W*$|.*\s(?:ال)?(?:بريدي[ةه]|[إا]خباري[ةه])\W*$|.*\sبريدك)"
)
_ASKING = (
    r"(?:[إا]?نضموا|[إا]نضم|[إا]شتركوا?|زوروا|تابعونا?|تابعنا|[إا]ضغط(?:وا)?|[إا]نقر(?:وا)?|[أا]رسل|سجلو?ا?"
    rf"|{_OWN})(?!\w)"
)
_ASKED = re.compile(_ASKING)
# «join» and «joined» are one word: who is asked is so in the plural, or for what is the outlet's
_OFFERED = (
    rf"(?:[إا]?نضموا|[إا]شتركوا|زوروا|تابعونا?|تابعنا|[إا]ضغطوا?|[إا]نقروا?|[أا]رسلوا|سجلوا|{_OWN}"
    rf"|(?:[إا]نضم|[إا]شترك|[أا]رسل|سجل)(?=\s(?:.*\s)?(?:{_OWN}|{_PLATFORM}|(?:ال)?(?:قنا[ةت]|قنوات|مجموع[ةت]|نشر[ةت]|خدم[ةت])|هنا|الآن|بريدك)))(?!\w)"
)
_BEGINNING = re.compile(
    r"(?i)^[\s\W]*(?:(?:اضغط|انقر)\s+(?:هنا|لل(?:مشارك[ةه]|طباع[ةه]))(?!\w)|"
    rf"{_OURS}(?:تابعوا?\s+|(?:[إا]?انضم(?:وا)?\s+(?:الآن\s+)?(?:إلى|الى|ل)|اشترك(?:وا)?\s+(?:الآن\s+)?(?:في|ب))\s*(?:ال)?)"
    r"(?:قنا[ةت]|قنوات|مجموع[ةت]|صفح[ةت]|نشر[ةت]|خدم[ةت]|متابعي|مشتركي|عائل[ةت])|"
    r"author,|role,|(?:ال)?رابط\s+(?:ال)?مختصر\s*:|"
    rf"تابعو?ا?(?:نا)?\s(?:.{{0,60}}\s)?(?:على|عبر|من\s+خلال)\s+(?:تطبيق\s+|موقع\s+)?{_PLATFORM}\W*$|"
    rf"للمزيد(?:\s+(?:من|حول|عن)\s.{{1,40}}?)?[\s،,:]+{_OFFERED}|"
    rf"(?:لتحميل\s+(?:ال)?تطبيق|للاشتراك\s+في\s+(?:ال)?(?:قنا[ةت]|نشر[ةت]|خدم[ةت])|"
    rf"لمتابع[ةه]\s+(?:أهم|آخر|أحدث|كل|جميع|المزيد\s+من)\s+(?:ال)?(?:[أا]خبار|مستجدات))"
    rf"(?=(?:\s+\S+){{0,2}}\W*$|.*\s{_ASKING}|(?:\s+\S+){{0,1}}\s+(?:على|عبر)\s+(?:تطبيق\s+|موقع\s+)?{_PLATFORM}\W*$)|"
    r"(?:حمل|نزل)(?:وا)?\s+تطبيقنا|[إا]?حملوا\s+معكم\s+(?:ال)?[أا]خبار|سجل\s+بريدك\s"
    r")"
)
_RIGHTS = re.compile(  # behind a comma a sentence goes on, unless they are reserved before it
    r"(?i)^[\s\W]*(?:©|"
    r"(?:حقوق\s+(?:النشر|الطبع)|جميع\s+الحقوق)(?=(?:\s+(?:والطبع|والنشر))?(?:\s+محفوظ[ةه])?\s*"
    r"(?:$|©|\W*\d{4}|[-–:|.]|(?<=محفوظ[ةه])،|لدى\s|ل(?:ـ\s*)?(?:موقع|صحيف|جريد|شبك|قنا|وكال|مؤسس|شرك|مجموع|مجل|بواب)\w*)))"
)
_TAGS = re.compile(r"(?i)^[\s\W]*(?:(?:ال)?كلمات\s+(?:ال)?(?:مفتاحي[ةه]|دال[ةه]|دلالي[ةه])|(?:ال)?وسوم|تاجات|tags)\s*:")
_POINTS = re.compile(  # to another article, whose title stands behind it
    r"(?i)^[\s\W]*(?:[اأإ]قر[أا]|[اأإ]قر[أا]?ؤوا|[اأإ]قر[أا]وا|طالع|شاهد)\s*(?:أيض[اً]+|ايضا)"
)
_POINTING = re.compile(  # with a sign between them: «قد يهمك: …»
    r"(?i)^[\s\W]*(?:(?:[اأإ]قر[أا]|طالع|شاهد|تابع)\s*(?:المزيد|كذلك|أكثر|أيض[اً]+|ايضا)|قد\s+ي(?:عجب|هم)كم?(?:\s+(?:أيض[اً]+|ايضا))?|ل?لمزيد\s+(?:من\s+التفاصيل|حول\s.{1,30})"
    r"|لقراء[ةه]\s+المزيد|ال(?:خبر|مقال[ةه]?|تدوين[ةه])\s+ال(?:سابق|تالي)[ةه]?|الموضوع\s+السابق|(?:مواد|[أا]خبار|مواضيع|موضوعات|مقالات|روابط)\s+(?:ذات\s+(?:صل[ةه]|علاق[ةه])|متعلق[ةه]|مرتبط[ةه]|مشابه[ةه]))"
    r"\s*(?:[:…]|\.\.)"
)
_BEFORE, _NEXT = (
    re.compile(rf"^\W*الموضوع\s+{which}\s*:") for which in ("السابق", "التالي")
)  # or the next of a meeting
_CONTACT = re.compile(r"^[\s\W]*(?:للتواصل|تواصلوا?)(?:\s+مع\s?نا)?\s*:?\s*[\w.+-]+@[\w.-]+[\s\W]*$")
_OUTLET = rf"(?:(?:[إا]دار[ةه]|هيئ[ةه]|[أا]سر[ةه])\s+)?(?:ال{any_spelling(KINDS)}|موقعنا|صحيفتنا|التحرير|الناشر)(?!\w)"
_OPINIONS = r"(?:[آأا]راء|مقال[ةه]?|مقالات|تعليقات?|مواد|ماد[ةه]|[أا]فكار|نص(?:وص)?|تدوين(?:[ةه]|ات))"
_HERE = (  # which ones: those here, not those of whom an article tells
    rf"(?:و?ال{_OPINIONS}|المنشور[ةه]|الوارد[ةه]|المطروح[ةه]|المذكور[ةه]|الموجود[ةه]|التي\s+(?:ترد|وردت|تنشر|ننشرها|يتم\s+نشرها)"
    rf"|(?:في|على|ضمن|ب)\s*(?:(?:هذ[اه]\s+)(?:ال{_OPINIONS}|الباب|القسم|الزاوي[ةه]|الصفح[ةه]|الموقع)|صفح[ةه]\s+الموقع|{_OUTLET}|المقال(?:ات|[ةه])?|التعليقات)|هنا|[أا]دناه|[أا]علاه)"
)
_THEIRS = r"(?:[أا]صحابها|كاتبها|كاتبه|كتابها|مؤلفها|كاتب\s+المقال|الكاتب(?:[ةه])?|كاتبيها|صاحبها|صاحبه)(?!\w)"
_VIEW = r"(?:رأي|[آأا]راء|وجه(?:ات|[ةه])\s+نظر|سياس[ةه]|موقف|مواقف|توجهات)"
_DISCLAIMED = re.compile(  # whose opinion it is, under a comment's form or a column
    rf"^[\s\W]*(?:(?:تنويه|ملاحظ[ةه]|[إا]خلاء\s+مسؤولي[ةه])\W+)?(?:(?:جميع|كاف[ةه]|كل|[إا]ن|هذا|هذه|ما\s+ورد\s+في\s+هذا)\s+)*ال{_OPINIONS}(?:\s+{_HERE}){{0,4}}[\s،]+"
    rf"(?:و?لا\s+[تي](?:عبر|عكس|مثل)\s+(?:(?:بالضرور[ةه]|[إا]لا|سوى|دائما)\s+)*(?:عن\s+)?(?:بالضرور[ةه]\s+)?(?:ال)?{_VIEW}\s+(?:{_OUTLET}|{_THEIRS}|.{{1,40}}بالضرور[ةه]\W*$|.{{1,40}}[،\s]\s*و?(?:بل|[إا]نما)\s.{{0,40}}{_THEIRS})"
    rf"|و?لا\s+[تي](?:عبر|عكس|مثل)\s+بالضرور[ةه]\s+(?:عن\s+)?(?:ال)?{_VIEW}\s+\S+(?:\s+\S+){{0,3}}\W*$"
    rf"|و?[تي](?:عبر\s+(?:(?:فقط|حصرا|[إا]لا)\s+)?عن|مثل)\s+{_VIEW}\s+{_THEIRS})"
)
_KEEPS_RIGHT = (  # «تعليق» is a suspension too
    r"بحق\w*\s(?:في\s+)?(?:حذف|عدم\s+نشر|رفض|تعديل)\s.{0,60}"
    r"(?:التعليق|تعليقات|تعليق(?=\W*$|\s+(?:مسيء|مخالف|خارج|غير|لا|ي\w+)))"
)
_MODERATED = re.compile(  # what an outlet does with comments, and keeps of its readers
    r"^[\s\W]*(?:(?:نرحب|نرجو|يرجى|نأمل|نشكر)\s[^،.]{0,60}[،.]\s*)?"
    rf"(?:و?نحتفظ\s(?:.{{0,40}}\s)?{_KEEPS_RIGHT}|و?[تي]حتفظ\s+{_OUTLET}\s(?:.{{0,40}}\s)?{_KEEPS_RIGHT}|{_OUTLET}\s+[تي]حتفظ\s(?:.{{0,40}}\s)?{_KEEPS_RIGHT}"
    r"|(?:(?:س?[تي]تم|س?نقوم\s+ب|س?تجري|.{0,80}\s(?:لا\s+)?نضطر\s.{0,40})\s*)?مراجع[ةه]\s+(?:جميع\s+)?التعليقات\s+قبل\s+نشرها"
    r"|(?:نحن\s+)?(?:نستخدم|يستخدم\s+(?:هذا\s+)?(?:الموقع|موقعنا))\s+(?:(?:في|على)\s+(?:هذا\s+)?(?:الموقع|موقعنا)\s+)?(?:ملفات\s+(?:تعريف\s+)?الارتباط|كوكيز|cookies)"
    r"|شروط\s+(?:النشر|التعليق(?:ات)?)\s*:\s*عدم\s+الإساء[ةه]|عدم\s+الإساء[ةه]\s+(?:للكاتب|[إا]لى\s+الكاتب)\s+[أا]و\s)"
)
_SIGNATURE = re.compile(  # of an embedded post
    r"^\s*[—–-]+\s*[^()]{1,60}\(@\w+\)|^\s*Posted by .{1,80}\son\s\w+,\s\w+\s\d{1,2},\s\d{4}\s*$"
)
_WORD = re.compile(r"\w")
_LETTERS = re.compile(r"[^\W\d_]+")
_ENDS = re.compile(r"(?<!\.)[.؟?!][\s\"»”)]*$")
_ELSEWHERE = re.compile(
    r"^[\s\W]*(?:(?:[اأإ]قر[أا]|[اأإ]قرؤوا|[اأإ]قر[أا]وا|طالع|شاهد|تابع)\s*(?:أيض[اً]+|ايضا|المزيد|كذلك|أكثر)|المزيد|للمزيد"
    r"|(?:مواضيع\s+|[أا]خبار\s+)?ذات\s+صل[ةه]|(?:الأكثر|الاكثر)\s+(?:قراء[ةه]|مشاهد[ةه]|تداولا|شيوعا))[\s\W]*$"
)
_SHORT = 200  # characters; a longer line is a paragraph, however it begins
_NOTICE = 400  # of a notice about comments
_LISTED = 100  # characters; no line of furniture.txt and no date has more


def cut_furniture(text: str, title: str = "") -> str:
    """Text without the lines that are page furniture or its title once more, as share boxes have it.

    >>> cut_furniture("صورة\\nأعلنت الوزارة\\nاقرأ أيضا: خبر آخر")
    'أعلنت الوزارة'
    """
    told = [line for line in text.split("\n") if line]
    nexts = _next_ones(told)
    lines = [line for line in told if not (line in nexts or _is_furniture(line) or _same(line, title))]
    kept = [line for number, line in enumerate(lines) if number == 0 or line != lines[number - 1]]
    return "\n".join(kept)


def _next_ones(lines: list[str]) -> set[str]:
    """Lines that name the next article, beside one that names the last; of a meeting a sentence does."""
    pairs = (*zip(lines, lines[1:], strict=False), *zip(lines[1:], lines, strict=False))
    return {line for line, beside in pairs if _NEXT.match(line) and _BEFORE.match(beside) and not has_full_stop(line)}


def points_elsewhere(label: str) -> bool:
    """Whether a label stands before the title of another article, and is no heading of news: «عاجل», «بالفيديو», a day.

    >>> points_elsewhere("مواد ذات صلة:"), points_elsewhere("عاجل |"), points_elsewhere("")
    (True, False, False)
    """
    plain = _MARKS.sub("", label)
    if len(plain) > _LISTED or _DIGIT.search(plain) is not None:
        return False
    return _ELSEWHERE.match(plain) is not None or _folded(plain) in _POINTERS


def _is_furniture(line: str) -> bool:
    if len(line) > _NOTICE:
        return False
    plain = _MARKS.sub("", line)
    if any(one.match(plain) for one in (_DISCLAIMED, _MODERATED)):
        return not is_said(plain)
    if len(line) > _SHORT:
        return False
    pieces = _BAR.split(plain) if "|" in plain else ()
    return _is_short_furniture(plain) or (len(pieces) > 1 and all(map(_is_short_furniture, pieces)))


def _is_short_furniture(plain: str) -> bool:
    if _WORD.search(plain) is None or (len(plain) <= _LISTED and (_is_listed(plain) or _is_date(plain))):
        return True
    if any(one.match(plain) for one in (_WHOLE, _FOLLOWED, _CONTACT, _SIGNATURE)):
        return True
    if _POINTING.match(plain):
        return not has_full_stop(plain)
    if _TAGS.match(plain) or _POINTS.match(plain):
        return not _ENDS.search(plain) and not is_said(plain)
    if _RIGHTS.match(plain):
        return not is_said(plain)
    return _BEGINNING.match(plain) is not None and not _is_told(plain)


def _is_told(plain: str) -> bool:
    """Whether a line that begins like an offer is a sentence: somebody says it, it was in a year, nobody is asked."""
    if is_said(plain) or _YEAR.search(plain) is not None:
        return True
    rest = plain.strip().partition(" ")[2]  # «joined» and «join» are one word
    return has_full_stop(plain) and _ASKED.search(rest) is None


def _is_listed(line: str) -> bool:
    """A number counts readers and minutes: «3 تعليقات». «السابق: 4.5%» is a row of a table."""
    folded = _folded(line)
    return folded in _COUNTS or (folded in _LINES and _DIGIT.search(line) is None)


def is_day_alone(line: str) -> bool:
    """Whether a line is a day and nothing else, whatever it heads: «27 نوفمبر 2026»."""
    return len(line) <= _LISTED and {*_folded(line).split()} <= _MONTH_WORDS | _DATE_WORDS and bool(_YEAR.search(line))


def is_publishing_label(line: str) -> bool:
    """Whether a line has labels of a day and no year: «نشرت في: آخر تحديث:», «27 تشرين الثاني 18:05».

    >>> is_publishing_label("نشرت في: آخر تحديث:"), is_publishing_label("27 تشرين الثاني 18:05")
    (True, True)
    >>> is_publishing_label("نشر الصور"), is_publishing_label("2 تشرين الثاني:")
    (False, False)
    """
    words = {*_folded(line).split()}
    if not words or not words <= _MONTH_WORDS | _DATE_WORDS or _YEAR.search(line) is not None:
        return False
    if _DIGIT.search(line) is None:
        return bool(words & _PUBLISHED) and line.rstrip().endswith(":")
    return bool(words & _MONTH_WORDS) and _CLOCK.search(line) is not None


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


def _read_lines() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Those without a number, those with one, and of the first those that point to other articles."""
    text = files("monitor.core").joinpath("furniture.txt").read_text(encoding="utf-8")
    pointing = text.partition(_OF_OTHERS)[2].partition("\n#")[0]
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    counts = frozenset(_folded(line) for line in lines if _DIGIT.search(line))
    return frozenset(map(_folded, lines)) - counts, counts, frozenset(map(_folded, filter(None, pointing.splitlines())))


_BAR = re.compile(r"\s*\|\s*")
_DIGIT = re.compile(r"\d")
_OF_OTHERS = "# other articles\n"
_LINES, _COUNTS, _POINTERS = _read_lines()
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
