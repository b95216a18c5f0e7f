"""Whether an outlet takes an article back in its own words: «تم سحب الخبر».

Told apart from articles *about* a withdrawal or an apology by where the words stand: the outlet speaks for itself, at
the beginning of a short paragraph, and not in quotation marks.
"""

import re

_PIECE = r"(?:الخبر|المقال|المقالة|التقرير|المادة|النبأ|الموضوع|القصة|خبرنا|مقالنا|تقريرنا)"
_THIS = rf"(?:هذا|هذه)?\s*{_PIECE}(?:\s+(?:المذكور|المنشور|السابق|أعلاه))?"
_LABEL = r"(?:(?:تنويه|تنبيه|اعتذار|توضيح|تصحيح|ملاحظة|هام|عاجل|إدارة\s+التحرير|هيئة\s+التحرير|التحرير)\W{1,3})?"
_NOTICE = re.compile(
    rf"""^[\s*#•\-–—(\[]{{0,4}}{_LABEL}(?:
      (?:لقد\s+|وقد\s+)?(?:تم|جرى)\s+(?:سحب|حذف|إلغاء|إزالة)\s+{_THIS}\b
      |(?:سحب|حذف|ألغي|أزيل)(?:ت)?\s+(?:هذا|هذه)\s+{_PIECE}\b
      |(?:سحبنا|حذفنا|ألغينا|أزلنا)\s+{_THIS}\b
      |(?:نعتذر|تعتذر\s+(?:إدارة|هيئة|أسرة)\s+(?:التحرير|الموقع|الصحيفة))\s+(?:(?:ل|من\s)\w+\s+|بشدة\s+)?عن\b
      |(?:سحب|إلغاء|حذف)\s+(?:خبر|الخبر|تقرير|مقال)\s*[:：\-–—|]
      |(?:هذا|هذه)\s+{_PIECE}\s+(?:تم\s+سحبه|سحب|ملغى|محذوف)\b
      |this\s+(?:story|article|report|item)\s+(?:has\s+been|was)\s+(?:withdrawn|retracted|removed|deleted)\b
      |(?:story|article)\s+(?:withdrawn|retracted)\b
    )""",
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
    lines = (_MARKS.sub("", line) for line in (title, *text.split("\n")))
    return any(len(line.split()) <= _LONGEST and _NOTICE.match(line) is not None for line in lines)
