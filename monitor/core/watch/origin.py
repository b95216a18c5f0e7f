"""ألمانيا is a country, and the tanween of its adjective: «زار ألمانيا», «زار صديقا ألمانيا»."""

from monitor.core.arabic.codes import encode
from monitor.core.arabic.fold import fold
from monitor.core.arabic.known import CITATIONS, STEMS, VERB_STEMS
from monitor.core.arabic.lexicon import ADVERBS, BEFORE_OBJECTS, NUMBERS, PLACES_IN_YA, TIMES, is_function_word
from monitor.core.arabic.nouns import takes_gender
from monitor.core.arabic.stems import Fits, Stem
from monitor.core.watch.around import Around
from monitor.core.watch.reading import Reading

_NUNATION = "\u064b"
_NISBA = "يا"
_NO_TANWEEN = ("ها", "هما", "كما", "نا", "وا", "تا")  # pronouns, plurals of verbs, duals: of few words the last letters
_NEITHER = tuple(encode(letter + " ") for letter in "بتثجحخدذزسشصضطظعغفقكلمهويء")  # end no tanween and no number
_AND = ("و", "ف")
_FEWEST, _MOST = 11, 99  # what is counted stands in the singular, in tanween
_TEENS = ("عشر", "عشرة", "ون", "ين")


def is_place(stem: Stem) -> bool:
    """Whether a stem, a place's name, is also the tanween of an adjective; the adjective itself is another stem."""
    return stem.written.endswith(_NISBA) and not stem.fits & Fits.OF_PLACE and fold(stem.written) in PLACES_IN_YA


def is_country(near: Around, reading: Reading) -> bool:
    """Whether what may be an adjective in tanween is rather the place: it describes no noun in tanween."""
    return not is_adjective(near, reading)


def is_adjective(near: Around, reading: Reading) -> bool:
    """Whether the name of a place is rather its adjective: لاجئا سوريا, مصريا وليبيا."""
    token = near.token
    if _NUNATION in token.surface:
        return True
    if near.page.code[max(token.start - 2, 0) : token.start].endswith(_NEITHER):
        return False
    proclitics, before = reading.split.proclitics, near.before
    if proclitics:  # also of two adverbs: محليا وأفريقيا
        return proclitics[-1] in _AND and before.endswith(_NISBA) and not {before, before[1:]} & PLACES_IN_YA
    return _is_in_tanween(before) or _is_counted(before)


def _is_in_tanween(word: str) -> bool:
    """Whether a folded word is a noun or adjective in tanween that an adjective may describe.

    >>> _is_in_tanween("لاجءا"), _is_in_tanween("متهما"), _is_in_tanween("فيها"), _is_in_tanween("فرنسا")
    (True, False, False, False)
    """
    if not word.endswith("ا") or len(word) < 4 or is_function_word(word):
        return False
    plain = word[1:] if word[0] in _AND and word not in STEMS else word
    if plain in CITATIONS or plain in PLACES_IN_YA or plain in ADVERBS or plain in BEFORE_OBJECTS:
        return False
    noun = plain[:-1]
    if noun in TIMES:
        return False
    if noun in CITATIONS:
        return not (noun.endswith("ت") and noun[:-1] + "ة" in CITATIONS)  # مدينتا: two of them
    if word.endswith(_NO_TANWEEN):
        return False
    return bool(STEMS.get(noun, 0) & Fits.BARE) or (takes_gender(noun) and noun not in VERB_STEMS)


def _is_counted(word: str) -> bool:
    """Whether a folded word is a number behind which one stands in tanween: 12 سوريا, عشرين سوريا; no year.

    >>> _is_counted("١٢"), _is_counted("ثلاثون"), _is_counted("2019"), _is_counted("5")
    (True, True, False, False)
    """
    if not word.isdigit():
        return word in NUMBERS and word.endswith(_TEENS)
    return _FEWEST <= int(word[-2:]) <= _MOST and not (len(word) == len("2019") and int(word[0]) in (1, 2))
