"""The endings of nouns and adjectives for number and gender: sound plurals, feminines, and who has them."""

import re

from monitor.core.arabic.fold import fold
from monitor.core.arabic.lexicon import ALSO_FEMININE, FIRST_NAMES, NUMBERS, TOWNS, broken_plurals, is_listed
from monitor.core.arabic.stems import CONSTRUCT_DUAL, DEFINITE_OR_BARE, DUAL_OR_PLURAL, NOMINAL, Fits, Stems

BARE_OR_OWNED = Fits.BARE | Fits.ENCLITIC
_WEAK = Fits.WEAK
# words of unknown part of speech that take gender as adjectives do: فعيل, فاعل, participles in م
_GENDERED = re.compile("..ي.|م.{3,}|.ا..|أ.ي.")
_ALSO_NOUN = re.compile("..ي.|.ا.ي.")  # كنيسة, ماكينة
_MARRED = "شاب"  # «شابتها أعمال عنف» is the verb
# of these the masculine plural is of people who do it: منفذو الهجوم, المصنعون
_MAKERS = frozenset(("منفذ", "منظر", "مصنع", "مورد", "محضر", "مصدر", "موقع"))
# without their ي others, if no tanween is written: دام, سار, نام, غاز (gas), جان (Jean)
_RATHER_OTHERS = frozenset(("دامي", "ساري", "نامي", "غازي", "جاني"))
_NAMES = FIRST_NAMES | TOWNS  # among them بابلو, ميلانو
_SHORT = 3  # letters


def takes_gender(word: str) -> bool:
    """Whether a word has the pattern of an adjective or a participle, and what would be its feminine is no noun alone.

    >>> [takes_gender(word) for word in ("مواطن", "كبير", "بيت", "كنيس")]
    [True, True, False, False]
    """
    return _GENDERED.fullmatch(word) is not None and not _is_without_ta(word)


def sound_plurals(stems: Stems, word: str, *, nisba: bool, loose: bool, note: str) -> None:
    """Add the plurals in ات, ون and ين; `note` is that of the first."""
    others = not loose and not nisba and is_plural_of_another(word, word + "ة")  # نقابات; but عاملات are women
    if not (others or _is_without_ta(word)):
        stems.add(word + "ات", NOMINAL, note)
    _of_men(stems, word)
    if nisba:
        stems.add(word + "ي", BARE_OR_OWNED | _WEAK, "plural")  # صحفيي الجزيرة
    else:
        if fold(word + "ين") not in NUMBERS:
            stems.add(word + "ين", NOMINAL, DUAL_OR_PLURAL)
        stems.add(word + "ي", (BARE_OR_OWNED if loose else Fits.ENCLITIC) | _WEAK, DUAL_OR_PLURAL)


def of_thing(stems: Stems, word: str) -> None:
    """Add the dual of a place or a tool, and those who make it."""
    stems.add(word + "ي", BARE_OR_OWNED | _WEAK, CONSTRUCT_DUAL)
    if word in _MAKERS:
        _of_men(stems, word)


def gender(stems: Stems, word: str) -> None:
    """Add the feminine of a masculine, and two of them."""
    if len(word) == _SHORT and word in ALSO_FEMININE:  # عضوات; longer ones have it
        stems.add(word + "ات", NOMINAL, "feminine plural")
    stems.add(word + "ة", DEFINITE_OR_BARE, "feminine")
    if word != _MARRED:
        stems.add(word + "ت", Fits.ENCLITIC, "feminine")
    stems.add_each(word, "تان تين", DEFINITE_OR_BARE | _WEAK, "feminine dual")
    stems.add_each(word, "تي تا", BARE_OR_OWNED | _WEAK, "feminine dual")


def of_defective(stems: Stems, word: str) -> None:
    """Add the forms of a word whose last ي falls away: قاض, قاضون, قاضية."""
    body = word[:-1]
    stems.add(body, Fits.BARE | (Fits.TOLD if word in _RATHER_OTHERS else 0), "without its ي")
    stems.add(word + "ي", BARE_OR_OWNED | _WEAK, "dual")  # ناديي الأهلي والزمالك
    stems.add_each(body, "ون ين", DEFINITE_OR_BARE | _WEAK, "plural")
    stems.add(body + "و", Fits.BARE | _WEAK, "plural")
    stems.add(word + "ة", DEFINITE_OR_BARE, "feminine")


def is_other_name(form: str) -> bool:
    """Whether what is formed of a word is somebody's first name, or a town: رونالدو, جازان."""
    return fold(form) in _NAMES


def _of_men(stems: Stems, word: str) -> None:
    if fold(word + "ون") not in NUMBERS:
        stems.add(word + "ون", DEFINITE_OR_BARE | _WEAK, "plural")
    if not is_other_name(word + "و"):
        stems.add(word + "و", BARE_OR_OWNED | _WEAK, "plural")


def _is_without_ta(word: str) -> bool:
    """Whether an unknown word is a known noun but for its ة: ماكين, which is rather a name, and has no ماكينات."""
    return _ALSO_NOUN.fullmatch(word) is not None and not is_listed(word) and is_listed(word + "ة")


def is_plural_of_another(word: str, other: str) -> bool:
    """كتيبات are of كتيب, of كتيبة are كتائب; of مقالة, which has no other plural, and of مقال are مقالات.

    So are منتجات of منتج alone, for منتجة is no noun. `other`: the word with ة, or without it.
    """
    own, plural = broken_plurals(word), word.removesuffix("ة") + "ات"
    alone = word.endswith("ة") and is_listed(word) and own == ()  # مقالة
    return not alone and plural not in own and plural in broken_plurals(other)
