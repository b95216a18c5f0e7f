"""A word typed in the plural is looked for in the plural only: مسلحون is not «نزاع مسلح», حدود no «خط حدودي»."""

import re

from monitor.core.arabic.fold import fold
from monitor.core.arabic.known import CITATIONS
from monitor.core.arabic.lexicon import BROKEN_PLURALS, DEFECTIVE, SINGULARS, is_defective
from monitor.core.arabic.nouns import complete_stem, masculine_plural
from monitor.core.arabic.stems import DEFINITE_OR_BARE, NOMINAL, Fits, Stems

_PARTICIPLE = re.compile("م.{3,}")
_OF_PERSONS = re.compile(".ا..|.*ي")  # عامل and نائب have two plurals
_BOTH = re.compile("م.ا..")  # مصادر is a plural, مراقب mostly none
_LOSES_YA = re.compile("..+[اآ].ي")
_OTHERS = frozenset(("بواد", "صحار", "سواق", "مراس", "مصاف"))  # in a valley, a town, a driver …: not of بوادي …
_MASCULINE, _FEMININE = ("ون", "ين"), "ات"
_SHORTEST = 6  # letters of a word in ون or ين: دين, قانون
_LONG = 7  # letters: shorter ones in ات may be of a root that ends in ت (إثبات, ميقات)


def typed_plural(stems: Stems, base: str, *, article: bool) -> bool:
    """Add the forms of a word, without its article, if it is a plural or two of it; whether it is nothing else."""
    listed = base if article else _listed(base)  # النواح is wailing, نواح rather districts
    if listed in SINGULARS and not _is_nisba_of_known(listed):
        return _listed_plural(stems, base, listed)
    if _is_known(base):
        return False
    if base.endswith("تين") and len(base) >= _SHORTEST - 1:
        stems.add(base, NOMINAL)
        stems.add(base[:-2] + "ان", DEFINITE_OR_BARE | Fits.WEAK, "dual")
        return _is_known(base[:-3] + "ة")
    if base.endswith(_MASCULINE) and len(base) >= (_SHORTEST - 1 if article else _SHORTEST):
        return _masculine(stems, base)
    if base.endswith(_FEMININE) and (len(base) >= _LONG or _feminine_singular(base) is not None):
        stems.add(base, NOMINAL)
        if len(base) >= _SHORTEST - 1:  # آلاتي folds as الآتي does
            stems.add(base + "ي", Fits.BARE | Fits.WEAK, "mine")
        return True
    return False


def _listed_plural(stems: Stems, base: str, listed: str) -> bool:
    """Add the forms of a broken plural of the lists; whether the word is nothing else."""
    complete_stem(stems, listed, "" if listed == base else "broken plural")
    if listed == base:
        return not _BOTH.fullmatch(base)
    stems.add(base, Fits.BARE)  # also where it is a first name: مناف
    return base in SINGULARS and listed not in DEFECTIVE  # عواد is a name, موال who is loyal


def _listed(base: str) -> str:
    """The plural that the lists may have of a word: with its last ي."""
    return _with_ya(base) or base


def _with_ya(base: str) -> str | None:
    """The broken plural that a word is without its last ي: أراضي of أراض, دواعي of دواع; أمان is no أماني.

    >>> _with_ya("أراض"), _with_ya("دواع"), _with_ya("كبار"), _with_ya("أمان")
    ('أراضي', 'دواعي', None, None)
    """
    full = base + "ي"
    if full not in SINGULARS or base in _OTHERS or not _LOSES_YA.fullmatch(full):
        return None
    own = SINGULARS.get(base, ())
    another = not set(own) <= set(SINGULARS[full]) if own else _is_known(base)  # كبار are no كباري
    return None if another else full


def _is_nisba_of_known(plural: str) -> bool:
    """Whether a plural in ي may be another word with ي: مقالي are pans, or of مقال; مباني is nothing of مبان."""
    return plural.endswith("ي") and _is_known(plural[:-1]) and _with_ya(plural[:-1]) is None


def _masculine(stems: Stems, base: str) -> bool:
    """Add a word in ون or ين in its other cases; whether it is a plural, or two, for sure."""
    one = base[:-2]
    sure = _is_plural(one)
    stems.add(base, NOMINAL)
    if base.endswith("ين"):  # of two, or of more: the letters do not tell
        stems.add(one + "ان", DEFINITE_OR_BARE | Fits.WEAK, "dual")
    # «عنصري», «باقي», «موسمي» are other words
    another = _has_other_plural(one) or is_defective(one + "ي") or _is_known(one + "ي")
    masculine_plural(stems, one, construct=sure and not another)
    return sure


def _has_other_plural(one: str) -> bool:
    """Whether the plural of a noun is not in ون: عناصر of عنصر; عامل has both."""
    plurals = BROKEN_PLURALS.get(one, ())
    other = bool(plurals) and not any(plural.endswith(_MASCULINE) for plural in plurals)
    return other and _OF_PERSONS.fullmatch(one) is None


def singular_of(base: str, *, article: bool = False) -> str | None:
    """The singular of a word without its article that means several, or two, only; None: it does not, or none is known.

    `article`: it was typed with the article, before which it keeps its last ي.

    >>> singular_of("مسلحون"), singular_of("غارات"), singular_of("حدود"), singular_of("تلفزيون"), singular_of("أغان")
    ('مسلح', 'غارة', 'حد', None, 'أغنية')
    >>> singular_of("نواح"), singular_of("نواح", article=True), singular_of("نواحي", article=True)
    ('ناحية', None, 'ناحية')
    """
    listed = _listed(base)
    if article and listed != base:
        return None  # النواح is wailing
    if listed in SINGULARS:
        return None if _BOTH.fullmatch(base) else SINGULARS[listed][0]
    if _is_known(base):
        return None
    if base.endswith("تين") and _is_known(base[:-3] + "ة"):
        return base[:-3] + "ة"
    if base.endswith(_MASCULINE) and len(base) >= _SHORTEST and _is_plural(base[:-2]):
        return base[:-2]
    return _feminine_singular(base) if base.endswith(_FEMININE) else None


def _feminine_singular(base: str) -> str | None:
    """What a word in ات is the plural of: قوات of قوة, لقاءات of لقاء; طلبات of طلب, for طلبة are several already."""
    ones = (base[:-2] + "ة", base[:-2]) if len(base) >= 5 else (base[:-2] + "ة",)
    return next((one for one in ones if _is_known(one) and one not in SINGULARS), None)


def _is_plural(one: str) -> bool:
    """Whether what stands before ون or ين is a word of its own."""
    return _is_known(one) or one.endswith("ي") or _PARTICIPLE.fullmatch(one) is not None


def _is_known(word: str) -> bool:
    return fold(word) in CITATIONS
