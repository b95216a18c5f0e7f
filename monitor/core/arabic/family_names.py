"""Which of a name's last words mean the person alone: his family name, if he has one."""

from monitor.core.arabic.fold import fold, fold_foreign
from monitor.core.arabic.lexicon import ORIGINS, TITLES, is_function_word
from monitor.core.arabic.names import IMAM, are_one, is_shortened
from monitor.core.arabic.offices import is_office
from monitor.core.arabic.patronymics import BORN, OF_FAMILIES

_ALSO_PARTICLES = ("علي", *IMAM)
_ORDINALS = frozenset(
    ("الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر", "الحادي")
    + ("الاولي", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة", "العاشرة")
)
_TEN = ("عشر", "عشرة")
_OTHER_FAMILIES = frozenset(("دي", "دو", "فان", "فون", "bin", "ben", "ibn", "abu", "van", "von", "de"))


def family_size(words: tuple[str, ...]) -> int:
    """How many of a name's last words are the family name, by which a person is meant alone; 0: the name has no more.

    >>> family_size(("أنور", "قرقاش")), family_size(("محمد", "بن", "سلمان")), family_size(("حسن", "نصر", "الله"))
    (1, 2, 2)
    >>> family_size(("سلمان", "بن", "عبد", "العزيز")), family_size(("محمد", "ولد", "الغزواني"))
    (3, 1)
    >>> family_size(("بن", "سلمان")), family_size(("نصر", "الله"))
    (0, 0)
    >>> family_size(("أونغ", "سان", "سو", "كي")), family_size(("محمد", "علي"))
    (2, 1)
    >>> family_size(("إسماعيل", "ولد", "الشيخ", "أحمد")), family_size(("إسماعيل", "ولد", "الشيخ"))
    (3, 2)
    >>> family_size(("محمد", "ولد", "الشيخ", "الغزواني"))
    1
    >>> family_size(("عبد", "الله", "الثاني")), family_size(("خادم", "الحرمين"))
    (0, 0)
    >>> family_size(("أمير", "قطر")), family_size(("أمير", "قطر", "تميم", "بن", "حمد")), family_size(("شمس", "القطرية"))
    (0, 2, 0)
    """
    if is_shortened(words):
        return 3
    if len(words) > 1 and (_is_numbered(words) or _is_womans_origin(words[-1]) or is_office(words)):
        return 0
    size = 2 if len(words) > 1 and are_one(words[-2], words[-1]) else 1
    while size < len(words) and (_belongs(words[-size - 1], words[-size]) or all(map(_is_no_name, words[-size:]))):
        size += 1
    return size if size < len(words) else 0


def _is_numbered(words: tuple[str, ...]) -> bool:
    """Whether it is a king's or a pope's name: إليزابيث الثانية, بنديكت السادس عشر."""
    last = words[-2] if words[-1] in _TEN else words[-1]
    return fold(last) in _ORDINALS


def _is_womans_origin(word: str) -> bool:
    """Whether a word says of which country a woman is, who shares it with all that is feminine: شمس القطرية."""
    bare = fold(word).removeprefix("ال")
    return bare.endswith("ية") and bare[:-1] in ORIGINS


def _is_no_name(word: str) -> bool:
    """Whether a word by itself is a particle: كي of سو كي; علي is told from على where it stands."""
    return word not in _ALSO_PARTICLES and is_function_word(fold(word))


def _belongs(before: str, family: str) -> bool:
    """Whether a family name is told with the word before it: بن سلمان; الغزواني of ولد الغزواني is told alone."""
    word = fold_foreign(fold(before))
    if word == BORN:
        return not family.startswith("ال") or fold(family) in TITLES
    return word in OF_FAMILIES or word in _OTHER_FAMILIES
