"""Lines that say when an article came out: a day, and beside it little that is not parted from it."""

import re
from collections.abc import Iterator

from monitor.core.dateline_names import is_full_name, is_source, names_origin
from monitor.core.dates import around_day, fold_date

_PUBLISHING = (
    "نشر نشرت النشر تم في يوم بتاريخ تاريخ التاريخ الموافق اخر تحديث التحديث تعديل حدث حدثت اضيف اضيفت الاضافه "
    "الخبر المقال القسم عدد العدد مشاهده مشاهدات المشاهدات زياره زيارات الزيارات قراءه القراءه دقيقه دقائق "
    "تعليق تعليقات كتب كتبت بقلم المصدر مصدر من محرر المحرر الكاتب الساعه على عند وقت "
    "السبت الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه published posted updated on at by date le the publie"
)
_WORDS = frozenset(fold_date(_PUBLISHING).split())  # as the lines are
_BEFORE_DAY = frozenset(fold_date("في يوم بتاريخ السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة").split())
_AGO = re.compile(r"\W*(?:منذ|قبل)(?:\s+\w+){1,2}\W*\Z")
_NUMERIC = re.compile(  # a clock, a day or both
    r"\W*(?:\d{1,2}[:.]\d\d|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?:\W+\d{1,2}:\d\d)?)\W*"
)
_FEW = 3
_LETTERS = re.compile(r"[^\W\d]+")
_DIGIT = re.compile(r"\d")
_LITTLE = 2
_PARTED = re.compile(r"[-,•·/(\[]")  # but no colon: «موعد المباراة: الجمعة 4 ديسمبر»
_SIGNS = re.compile(r"[-,•·/()\[\]:|]")
_WROTE = re.compile(r"\s*(?:(?:كتبت?|بقلم)(?!\w)\s*:?|(?:الكاتب[ةه]?|المحرر[ةه]?|[إا]عداد|تقرير)\s*:)")
_DOTTED = re.compile(r"\.(?=[^\W\d])")


def is_dateline(line: str, *, few: bool = False) -> bool:
    """Whether a line is the day of publishing: with words of publishing, or what a sign parts from it.

    `few`: also with three words that are not parted: «رويترز 22 نوفمبر 2026».

    >>> is_dateline("بغداد - 27 نوفمبر 2026 10:15"), is_dateline("نشر في: 27 نوفمبر 2026")
    (True, True)
    >>> is_dateline("صورة من 3 مايو 2019"), is_dateline("الانتخابات النيابية 15 أيار 2022 ونتائجها")
    (False, False)
    """
    around = around_day(line)
    if around is None:
        return False
    before, behind = around[0], _without_clock(around[1])
    return _is_parted(before, before[-1:], few=few) and _is_parted(behind, behind[:1], few=few)


def is_little_but_a_day(line: str) -> bool:
    """Whether a line is a day with its clock, words of publishing and names: where it was written, by whom.

    What a sign parts from the day may be one word that nobody knows, or two: more of them tell what happened. So do
    words that could be somebody's name where no sign parts them from it, and nothing says that he wrote.

    >>> is_little_but_a_day("بغداد - 27 نوفمبر 2026 10:15"), is_little_but_a_day("القاهرة 27 نوفمبر 2026 (أ ش أ)")
    (True, True)
    >>> is_little_but_a_day("توفي الشاعر - 27 نوفمبر 2026"), is_little_but_a_day("هطول 27 نوفمبر 2026")
    (False, False)
    >>> is_little_but_a_day("سامر الحارثي - 27 نوفمبر 2026"), is_little_but_a_day("عيد الاستقلال 27 نوفمبر 2026")
    (True, False)
    >>> is_little_but_a_day("كتب: أحمد محمد 27 نوفمبر 2026"), is_little_but_a_day("الوفاة: أحمد محمد 27 نوفمبر 2026")
    (True, False)
    """
    around = around_day(line)
    if around is None:
        return False
    if writer_before_day(line):
        around = "", around[1]
    *before, right_before = _PARTED.split(around[0])
    right_behind, *behind = _PARTED.split(_without_clock(around[1]))
    parted = [said for said in _pieces(*before, *behind) if not is_full_name(" ".join(said))]
    said_beside = (*parted, *_pieces(right_before, right_behind))
    unknown = [said for said in said_beside if not names_origin(" ".join(said))]
    return not unknown or (len(unknown) <= _LITTLE and all(len(said) == 1 for said in unknown) and is_dateline(line))


def writer_before_day(line: str) -> str:
    """Whose name stands before a day, behind a label or an agency with a colon; nobody's if more stands there.

    >>> writer_before_day("رويترز: أحمد الجبوري 27 نوفمبر 2026"), writer_before_day("كتبت سعاد العامري 27/11/2026")
    ('أحمد الجبوري', 'سعاد العامري')
    >>> writer_before_day("غزة: محمد حسن 27 نوفمبر 2026")  # who was killed there
    ''
    """
    before = _DIGIT.split(line, maxsplit=1)[0]
    agency, colon, named = before.partition(":")
    if (label := _WROTE.match(before)) is not None:
        named = before[label.end() :]
    elif not colon or not is_source(agency):
        return ""
    name = " ".join(word for word in named.split() if fold_date(word.strip("-،,")) not in _BEFORE_DAY).strip(" -–—|/،,")
    return name if is_full_name(name) else ""


def says_when(text: str) -> bool:
    """Whether a text is a clock, a day or how long ago something came out; or says nothing.

    >>> [says_when(text) for text in ("10:30", "27 نوفمبر 2026", "منذ 3 ساعات", "قبل أن يعود إلى بيته", "49.1")]
    [True, True, True, False, False]
    """
    has_digit = any(map(str.isdigit, text))
    if _LETTERS.search(text) is None:
        return not has_digit or _NUMERIC.fullmatch(text) is not None
    if not has_digit:  # as most sentences
        return _AGO.match(text) is not None
    return _AGO.match(text) is not None or is_dateline(text)


def _is_parted(words: str, sign: str, *, few: bool) -> bool:
    label, colon, _ = words.partition(":")
    if colon and len(_others(label)) > few:
        return False
    return len(_others(words)) <= (_FEW if few else 0) or _PARTED.match(sign) is not None


def _pieces(*parts: str) -> Iterator[list[str]]:
    """What signs part from each other, without words of publishing."""
    for part in parts:
        yield from filter(None, map(_others, _SIGNS.split(part)))


def _others(words: str) -> list[str]:
    return [word for word in _LETTERS.findall(words) if word not in _WORDS]


def _without_clock(behind: str) -> str:
    """What stands behind the day and is no clock, with its half of the day and its zone."""
    rest = _CLOCK.sub(" ", _DOTTED.sub("", behind))
    return rest.strip()


_CLOCK = re.compile(
    r"(?:الساعه )?\d{1,2}\s?[:h.]\s?\d{2}(?::\d{2})?"
    r"|(?<!\w)(?:[صمظ]|[ap]m|صباحا|مساء|ظهرا|عصرا|ليلا|فجرا|(?:قبل|بعد) الظهر|gmt|utc|ه|هجريه?|ميلاديه?)(?!\w)"
    r"|\(?ب?توقيت [^-,|]*"
)
