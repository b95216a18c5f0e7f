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
_GOES_ON = re.compile(r"^[\s\W]*و\w{3}")


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
    """
    plain = _MARKS.sub("", line)
    return _GOES_ON.search(plain) is not None or _TELLING.search(plain) is not None
