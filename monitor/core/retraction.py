"""Whether an outlet takes an article back in its own words: «تم سحب الخبر».

Told apart from articles *about* a withdrawal or an apology by where the words stand: the outlet speaks for itself, at
the beginning of a short paragraph, and not in quotation marks.
"""

import re

_PIECE = r"(?:الخبر|المقال|المقالة|التقرير|المادة|النبأ|الموضوع|القصة)"
_OURS = r"(?:خبرنا|مقالنا|تقريرنا)"
# «المادة» alone is a law's, «التقرير» a committee's
_SELF = rf"(?:(?:هذا|هذه)\s+{_PIECE}|{_PIECE}\s+(?:المنشور\s+)?أعلاه|الخبر|النبأ|{_OURS})"
_SAID = "(?:هذا|هذه|المذكور|المنشور|السابق|أعلاه)"
_EDITORS = r"(?:(?:إدارة|هيئة|أسرة|رئاسة)\s+(?:التحرير|الموقع|الصحيفة|الوكالة)|التحرير|المحرر)"
_NOTE = rf"(?:تنويه|تنبيه|اعتذار|توضيح|تصحيح|ملاحظة|هام|عاجل)(?:\s+(?:من\s+)?{_EDITORS})?\W{{1,3}}"
_LABEL = rf"(?:{_NOTE}|{_EDITORS}\W{{1,3}}|نعتذر\W{{1,3}})?"
# A notice ends with what was taken back, or says why or by whom; who tells of another's withdrawal says from where
_END = rf"""(?:\s+{_SAID})?\s*(?:$|[.،؛!)\]*:…]
  |(?:لعدم|بناء\s+على|بعد\s+(?:التحقق|(?:أن\s+)?تبين)|بسبب|نظرا|لأن\w*|من\s+قبل\s+{_EDITORS})\b|من\s+الموقع\s*(?:$|[.،]))"""
# what an outlet regrets as such, not a delay or a defeat
_FAULT = r"(?:خبر\w*|مقال\w*|تقرير\w*|نشر\w*|معلوم\w*|خطأ|الخطأ|صورة|الصورة|الخبر|المقال|التقرير|النبأ|عنوان\w*)"
_NOTICE = re.compile(
    rf"""^[\s*#•\-–—(\[]{{0,4}}{_LABEL}(?:
      (?:لقد\s+|وقد\s+)?(?:تم|جرى)\s+(?:سحب|حذف|إلغاء|إزالة)\s+(?:{_SELF}|المقال){_END}
      |(?:سحب|حذف|ألغي|أزيل)(?:ت)?\s+{_SELF}{_END}
      |(?:سحبنا|حذفنا|ألغينا|أزلنا|نسحب|نلغي)\s+{_SELF}\b
      |(?:نعتذر|تعتذر\s+(?:إدارة|هيئة|أسرة)\s+(?:التحرير|الموقع|الصحيفة))\s+(?:(?:ل|من\s)\w+\s+|بشدة\s+)?
        عن\s+(?:\w+\s+){{0,2}}?{_FAULT}\b
      |(?:سحب|إلغاء)\s+(?:خبر|الخبر)\s*[:：]
      |{_SELF}\s+(?:تم\s+(?:سحبه|حذفه)|سحب|ملغى|محذوف){_END}
      |this\s+(?:story|article|report|item)\s+(?:has\s+been|was)\s+(?:withdrawn|retracted|removed|deleted)\b
      |(?:story|article)\s+(?:withdrawn|retracted)\s*(?:$|[.:])
    )
    |^[\s*#•\-–—(\[]{{0,4}}{_NOTE}
      (?:سحبت?|حذفت?)\s+(?:الصحيفة|الوكالة|القناة|الموقع|{_EDITORS})\s+(?:هذا|هذه)\s+{_PIECE}{_END}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MARKS = re.compile("[\u064b-\u0652\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_LONGEST = 60  # words of a notice


def is_retracted(title: str, text: str) -> bool:
    """Whether headline or a paragraph is such a notice.

    >>> is_retracted("خبر", "سُحب هذا الخبر لعدم دقة المعلومات."), is_retracted("خبر", "تم سحب الخبر")
    (True, True)
    >>> is_retracted("خبر", "«نعتذر عن الخطأ»، قالت الوزارة"), is_retracted("خبر", "تم سحب المنتج من الأسواق")
    (False, False)
    """
    return bool(notices_in(f"{title}\n{text}"))


def notices_in(text: str) -> list[str]:
    """The paragraphs of a text that are such notices."""
    return [line for line in text.split("\n") if len(line.split()) <= _LONGEST and _NOTICE.match(_MARKS.sub("", line))]


def is_notice(title: str, text: str) -> bool:
    """Whether it is all that is left of an article that was taken back, and no article with such a paragraph."""
    return len(text.split()) <= _LONGEST and is_retracted(title, text)
