"""Boxes that pages put under their articles, told from an article's own lists by what its title and text tell of."""

import re

from lxml.etree import _Element

from monitor.core.element_text import whole_text
from monitor.core.furniture import cut_furniture
from monitor.core.plain import bare_words

# what is put under an article, unless it tells of the same: polls, readers, the weather, prices
_BOX = re.compile(
    r"استطلاع(?: (?:ال)?رأي)?|استفتاء|تصويت(?: اليوم)?|(?:آراء|رأي|رسائل|بريد) (?:القراء|الزوار)"
    r"|(?:(?:حالة|أحوال) )?الطقس(?: اليوم| الآن)?|طقس اليوم|درجات الحرارة|(?:مواقيت|أوقات) الصلاة(?: اليوم)?"
    r"|(?:حظك|أبراج|حكمة|كلمة|صورة|مباريات) اليوم|[أا]سعار (?:(?:صرف )?العملات|الصرف)|سعر الصرف"
)
# what is asked of readers, or offered to them, though it be of what the article tells
_READERS = re.compile(
    r"سؤال (?:اليوم|ال[أا]سبوع|الشهر)|(?:\S+ ){0,3}ب?ر[أا]يك(?: .*)?"
    r"|(?:استطلاع|استفتاء) (?:القراء|الزوار|الموقع)|[أا]خبار قد تهمك|عناوين [أا]خرى|[أا]برز العناوين"
    r"|(?:قواعد|شروط|ضوابط) (?:النشر|التعليق(?:ات)?)"
)
_OFTEN = re.compile(r"عناوين .*|مختارات|خدمات|قالوا")  # boxes, if they share no word with the article
_ASKED = re.compile(
    r"هل (?:تؤيد|توافق|تعتقد|تتوقع)(?: .*)?"
)  # readers, or in an interview, or in a survey that is told
_WITH_ANSWERS = re.compile("استطلاع|حوار|مقابلة")
_DIGIT = re.compile(r"\d")
_AFFIX = re.compile(r"\A(?:[وف]?(?:[بك]?ال|لل))(?=\w{3})|(?:ات|[ةه])\Z")
_MONEY = "عملة عملات عملتا عملتي عملتين عملته عملتها"  # not «فرص عمل»
_SEWAGE = re.compile("الصرف الصحي|مياه الصرف")
_POUND = "جنيه جنية جنيهات"  # not «جني الزيتون», «يتراجع عشرين جنيها»
_BEFORE_MONEY = ("", "ال", "و", "وال", "ب", "بال", "ل", "لل")
_STEMS = {
    "تصويت": "صوت",  # «صوتت أربع عشرة دولة»
    "الصرف": "عملات",  # not «مصرف», «صرف الرواتب»
    **{before + money: "عملات" for before in _BEFORE_MONEY for money in _MONEY.split()},
    **{before + pound: "جنيه" for before in _BEFORE_MONEY for pound in _POUND.split()},
    **{the + coin: f"ال{coin}" for the in ("ال", "وال", "بال", "لل") for coin in ("ريال", "درهم")},  # both are names
}
_PARTED = re.compile(r"\s+[|–—-]\s+")  # the title of a window
_LEAST = 3  # letters of a stem
_KIN = tuple(  # stems of what tells of the same: a title with one of them needs no word of the heading
    frozenset(stems.split())
    for stems in (
        "طقس حرار أرصاد أمطار مطر رياح ثلوج",
        "عملات دولار يورو لير دينار دنانير جنيه الريال الدرهم دراهم شيكل شيقل فرنك تومان أوقي شلن كرون روبل يوان",
        "مباري مبارا كأس كلاسيكو",
    )
)
_SAID_OFTEN = (  # as stems: what any text and any box may have
    "يوم هذا هذه ذلك كان كانت خلال على إلى حتى حول عند بعد قبل بين غير أخرى أخر آخر أول جديد عام ماضي مقبل أكثر أهم"
    " أبرز خبر أخبار قال قالوا حال أحوال"
)
_COMMON = frozenset(_SAID_OFTEN.split())


class Subject:
    """What the title and the text of an article tell of, and which outlet has it."""

    def __init__(self, title: str, text: str, outlet: str = "") -> None:
        self._title, self._text, self._outlet = title, text, bare_words(outlet)
        self._in_title = frozenset(_stems(title))
        self._stems = {*self._in_title, *_stems(text)}
        self._told: dict[str, bool] = {}  # stems asked for: a page may ask for one thousands of times

    def has_box(self, heading: str) -> bool:
        """Whether a heading is that of a box of which the title has no word, and the text not all.

        >>> Subject("طقس بارد", "").has_box("حالة الطقس"), Subject("مجلس الأمن", "صوتت دول").has_box("تصويت")
        (False, False)
        >>> Subject("الليرة تتراجع", "").has_box("أسعار العملات"), Subject("مطر غزير", "").has_box("درجات الحرارة")
        (False, False)
        >>> Subject("مزاد بالعملة الصعبة", "").has_box("أسعار الصرف"), Subject("قوة الفرنك", "").has_box("سعر الصرف")
        (False, False)
        >>> Subject("مجلس الأمن", "").has_box("حالة الطقس"), Subject("مجلس الأمن", "").has_box("ردود الفعل")
        (True, False)
        """
        if _BOX.fullmatch(heading) is None:
            return False
        stems = _stems(heading)
        if any(stem in self._title for stem in stems) or all(map(self._tells, stems)):
            return False
        return all(each.isdisjoint(stems) or each.isdisjoint(self._in_title) for each in _KIN)

    def _tells(self, stem: str) -> bool:
        if stem not in self._told:
            self._told[stem] = stem in self._text
        return self._told[stem]

    def asks_readers(self, heading: str, under: str) -> bool:
        """Whether a heading asks readers something; `under`: the heading and what stands under it.

        >>> asked = "هل تؤيد القرار"
        >>> Subject("قرار", "").asks_readers(asked, "نعم لا"), Subject("استطلاع", "").asks_readers(asked, "نعم: 60")
        (True, False)
        """
        if _ASKED.fullmatch(heading) is None or _DIGIT.search(under) is not None:
            return False
        return _WITH_ANSWERS.search(self._title) is None

    def is_of(self, said: str) -> bool:
        """Whether what is said has a word of the title or the text, but for those that all texts have.

        >>> Subject("غلاء الخبز", "").is_of("سعر الخبز"), Subject("غلاء الخبز", "").is_of("عناوين أخرى")
        (True, False)
        """
        return not self._stems.isdisjoint(_stems(said))

    def has_in_title(self, said: str) -> bool:
        """Whether what is said has a word of the title."""
        return not self._in_title.isdisjoint(_stems(said))

    def add(self, said: str) -> None:
        """Take what a short line of the text says for what it tells of, too."""
        self._stems.update(_stems(said))

    def has_outlet(self, said: str) -> bool:
        """Whether it is the outlet that does what is said; outlets are called «الوطن», «اليوم», «العراق» as well.

        >>> Subject("", "", "الرافد").has_outlet("وأطلقت الرافد تطبيقها."), Subject("", "").has_outlet("وأطلقت تطبيقا.")
        (True, False)
        >>> Subject("", "", "الوطن").has_outlet("وتعهد بعودة النور إلى الوطن.")
        False
        """
        return bool(self._outlet) and bare_words(said)[1 : 1 + len(self._outlet)] == self._outlet


def outlet_of(root: _Element) -> str:
    """The outlet's name, which stands behind the title in that of the window."""
    window = next(map(whole_text, root.iter("title")), "")
    named = _PARTED.split(window)[1:]
    return named[-1] if named else ""


def is_of_page(heading: str) -> bool:
    """Whether a heading is that of what a page puts under any article: tags, comments, other articles, polls."""
    return _READERS.fullmatch(heading) is not None or (bool(heading) and not cut_furniture(heading))


def is_often_box(heading: str) -> bool:
    """Whether a heading is mostly that of a box."""
    return _OFTEN.fullmatch(heading) is not None


def _stems(said: str) -> list[str]:
    stems = (_STEMS.get(word) or _AFFIX.sub("", word) for word in bare_words(_SEWAGE.sub(" ", said)))
    return [stem for stem in stems if len(stem) >= _LEAST and stem not in _COMMON and not stem.isdecimal()]
