"""Whether a token, taken apart in one way, is a form of a word: its letters, its hamzas, what is attached to it."""

import re
from dataclasses import replace

from monitor.core.arabic.fold import fold
from monitor.core.arabic.keywords import has_root_in_article
from monitor.core.arabic.known import (
    CITATIONS,
    STEMS,
    UNKNOWN,
    VERB_STEMS,
    is_other_short,
    is_word,
    shortest_reading,
    shortest_verb,
)
from monitor.core.arabic.lexicon import (
    FREQUENCY,
    OFFICES,
    ORIGINS,
    SINGULARS,
    SINGULARS_OF_SEVERAL,
    TIMES,
    VERBS,
    broken_plurals,
    frequency,
    is_function_word,
    is_listed,
)
from monitor.core.arabic.particles import Split
from monitor.core.arabic.stems import (
    CONSTRUCT_DUAL,
    DOUBLED,
    DUAL_OR_PLURAL,
    FUTURE,
    IMPERATIVE,
    IMPERFECT,
    JUSSIVE,
    PASSIVE,
    PERFECT,
    TANWEEN,
    TOLD_BEHIND,
    VERBAL,
    Fits,
    Stem,
)

_HAMZAS = frozenset("أإآؤئء")
_OF_TWO = frozenset((PERFECT, IMPERFECT))
_OTHER_ALEFS, _OTHER = frozenset("أآ"), frozenset(("اأ", "اآ", "أآ", "آأ"))
_SEATS = frozenset("ؤئ")
_MISTYPED = frozenset(("الآف",))  # آلاف: no other word is written so
_BEFORE_NAMES = (("و",), ("ل",), ("ب",))
_LEAD = (("ب",), ("ل",))
_COME_IN_PAIRS = TIMES | OFFICES  # not «نموذج عالمي جديد», «دوري أبطال»
_PARTICLES = "وفبلك"
_SELDOM = (("ف",), ("ك",))  # stand before few nouns
_WITH_HAMZA = ("أ", "إ", "آ")
_LONG, _SHORT = 6, 3  # letters
_LISTED = "broken"  # the note of plurals that the lists have
_WITHOUT_HAMZA = frozenset(verb for verb in VERBS if verb[0] == "ا")
_I_AND_HAMZA = re.compile("أ.+أ")
_DONE_TO = re.compile("م..و")  # a passive participle without the last letter of its root
_BEHIND_HAMZA = ("أن", "أنا")  # لجأن, قرأنا: without it other words, لجان and قرانا
_BESIDE_ARTICLE = re.compile("أل.*|ال[^ت].")  # ألغت; الحق of ألحق
_RARE_IN_AL = re.compile("أل..(?:تمو?|ا)")  # المحتم, المحاني are hardly ألمحتم, ألمحا
_VERBAL_NOUN = re.compile("ا(?:.ت.|ست..|ن..)ا")  # of forms VIII, X and VII, without the last letter of the root
_IN_ALEF = ("dual", TANWEEN)  # the letters are the same: يدا
_NEGATIONS = (("ما",), ("لا",))
_GENITIVE = (("ب",), ("ل",), ("ك",))  # what stands behind these is in no other case


def loses(split: Split, letter: str, best: tuple[int, int]) -> bool:
    """Whether a known word explains the token with less attached to it."""
    if (split.skipped, len(split.pronoun)) <= best or best == UNKNOWN:
        return False
    if split.pronoun and split.stem + split.pronoun in CITATIONS:  # شبه, وجه
        return True
    if split.skipped and letter in "أإآ":  # a written hamza shows where the word begins
        return False
    if split.pronoun and _is_no_plural("".join(split.proclitics[-1:]) + split.stem):
        return False
    return not (split.skipped == best[0] and split.stem in STEMS)


def may_be_part(split: Split) -> bool:
    """Whether a known word may open a phrase as ب or ل and a word known as well: «بعيد الفطر», «بكرة القدم»."""
    known = frequency(split.stem)
    return split.proclitics[-1:] in _LEAD and 0 < known >= frequency(split.proclitics[-1] + split.stem)


def _is_no_plural(word: str) -> bool:
    """Whether what may be a plural is none: لحيات, before a pronoun, is ل + حيات, for several of لحية are لحى."""
    if not word.endswith("ات") or word[0] not in _PARTICLES or word[1:-1] + "ة" not in FREQUENCY:
        return False
    several = broken_plurals(word[:-2] + "ة")
    return bool(several) and word not in several


def is_rather_verb(split: Split, letter: str, token: str) -> bool:
    """وكشفته is of كشف, no ك and شفة; behind و only where a hamza is left out: وافقنا is no أفق."""
    first, last = split.proclitics[:1], split.proclitics[-1:]
    if split.article or not (first in _SELDOM or last in _SELDOM or (first == ("و",) and letter == "ا")):
        return False
    skipped, pronoun = shortest_verb(token)
    return skipped < split.skipped and pronoun <= len(split.pronoun)


def is_no_negation(split: Split, letters: str) -> bool:
    """لأحدث is no لا + حدث."""
    return split.proclitics[-1:] == ("لا",) and letters[split.offset - 1] != "ا"


def is_joined_by_chance(split: Split, whole: tuple[int, int]) -> bool:
    """مارسوا is no ما + رسوا, لاحظوا no لا + حظوا; `whole`: how a known verb explains it with least before it."""
    particles = split.proclitics
    return particles[-1:] in _NEGATIONS and whole[0] <= len("".join(particles[:-1]))  # not لازال, which may be ل + أزال


def is_longer_verb(split: Split, letters: str, whole: tuple[int, int]) -> bool:
    """Whether a token that would be a short form of a verb is one that has less before it: وردت, لمست."""
    particles, letter = split.proclitics, letters[split.offset : split.offset + 1]
    if len(split.stem) > _SHORT or letter in _WITH_HAMZA or not particles:
        return False
    before = len(particles[0]) if len(particles) > 1 and particles[0] in ("و", "ف") else 0
    return whole[0] <= before and whole[1] <= len(split.pronoun)  # not لازال, which may be ل + أزال


def is_no_article(split: Split, letters: str) -> bool:
    """التهاب is no ال + تهاب, while التماس is as well ال + تماس; آلام is no ال + أم, ألبوم none of بوم."""
    first = letters[split.offset - 2]
    if first == "آ" or (first in "أإ" and len(split.stem) < _LONG):  # «ألسياحية» is mistyped
        return True
    return split.stem not in STEMS and has_root_in_article("ال" + split.stem + split.pronoun)


def may_be_alone(stem: Stem, split: Split, letters: str, best: tuple[int, int]) -> bool:
    """Whether a token is a name also where no other word of a name stands beside it: no word of its own (بنصر).

    `letters`: the token, cleaned.
    """
    letter = letters[split.offset]
    if is_other_short(stem.written, letter) or _is_other_noun(stem, split, letters):  # أب and آب are no إب
        return False
    if is_definite_behind_lam(split, letter):  # للحج is hardly لحج
        return False
    if letter in "أإ" and stem.written[0] == "آ":  # أمال is a word, and not آمال; أرسنال is آرسنال
        return best == UNKNOWN
    if split.skipped <= best[0] or letter == "آ":  # where that is written, a word begins: بآبي is no باب
        return True
    if letter in "أإ" and split.proclitics:  # so it does here: وأبل is no وابل, بأبها no باب; but كأس is no أس
        return not is_listed(split.proclitics[-1] + stem.written)
    return split.proclitics in _BEFORE_NAMES and not stem.note and not is_word(split)


def _is_other_noun(stem: Stem, split: Split, letters: str) -> bool:
    """Whether a hamza that the name does not have is written, and makes a word of it: أعمار is no إعمار, فأس no فاس."""
    own = letters[split.offset :]
    return own != stem.written and any(letter in own for letter in _WITH_HAMZA) and is_listed(own)


def hamzas_fit(stem: Stem, split: Split, letters: str) -> bool:
    """الأم is not آلام: within a word a hamza may be left out, it is not put where there is none.

    Who types a word without any (شان for شأن) is understood all the same; the lists have theirs (لجان).
    """
    own = letters[split.offset + 1 : split.offset + len(split.stem)]
    if _is_of_other_word(stem, split, own) or _has_other_seat(stem, own):
        return False
    if len(stem.written.removesuffix("ا")) == _SHORT and "آ" in stem.written[1:]:  # ماس are diamonds, no مآس
        return "آ" in own
    if not _OTHER_ALEFS & set(own) or len(own) + 1 != len(stem.written):
        return True
    if not _HAMZAS & set(stem.written) and not stem.note.startswith(_LISTED):
        return stem.note == "" or not is_listed(letters[split.offset :][: len(split.stem)])  # تأمين is no dual of تام
    if letters[split.offset :] in _MISTYPED or (own.endswith("أت") and not split.pronoun):  # منشأت; منشأته is no plural
        return True
    own = own.removesuffix("آ") if not split.pronoun else own  # أخيرآ: typed for the tanween
    return not any(mine + theirs in _OTHER for mine, theirs in zip(stem.written[1:], own, strict=False))


def _has_other_seat(stem: Stem, own: str) -> bool:
    """Whether a vowel parts them: بؤر are several of بؤرة, no بئر; who writes شئون or تفائل errs. `own`: as below."""
    if "ؤ" not in own and "ئ" not in own:
        return False
    each = zip(stem.written, stem.written[1:], own, own[1:], strict=False)
    return any({mine, theirs} == _SEATS and before != "ا" and after != "و" for before, mine, theirs, after in each)


def _is_of_other_word(stem: Stem, split: Split, own: str) -> bool:
    """وأحد is و + أحد, no واحد, وأمان no two of وام; نقرأ is a verb, no نقر in tanween.

    `own`: the letters of the stem behind its first.

    Of two and with an object أ is not written: والأهم is no form of والى, تعبأ none of تعب, يقرأه, يقرأن none of أقر.

    Who types «روسيا واوكرانيا» without any hamza means وأوكرانيا.
    """
    if stem.written.startswith("وا") and own[:1] in _WITH_HAMZA:
        return stem.note != "" or bool(stem.fits & VERBAL) or split.stem in STEMS
    in_alef = stem.note.endswith(TANWEEN) or (stem.note in _OF_TWO and stem.written[-1] == "ا")
    of_two = stem.note == IMPERFECT and stem.written.endswith("ان")
    return (own.endswith("أ") and in_alef) or (of_two and own.endswith("أن"))


def lacks_hamza(stem: Stem, split: Split, letters: str) -> bool:
    """Whether the form of a verb is another word where its hamza is not written: لجأن, ألغاني."""
    if stem.written[-1] == "ئ":  # تهيؤ is no تهيئ, nor بدء بدئ
        last = letters[split.offset + len(stem.written) - 1]
        return last == "ؤ" or (len(stem.written) == _SHORT and last != "ئ")
    if "ئو" in stem.written and "ؤو" in letters:  # يلجؤون is of لجأ
        return True
    if split.pronoun and _I_AND_HAMZA.fullmatch(stem.written):  # أبداه is of أبدى
        return letters[split.offset + len(stem.written) - 1] != "أ"
    if stem.written.endswith(_BEHIND_HAMZA) and letters[split.offset + stem.written.rindex("أ")] != "أ":
        return True
    return letters[split.offset] == "ا" and (_is_bare_alef(stem, split) or _is_of_article(stem, split))


def _is_bare_alef(stem: Stem, split: Split) -> bool:
    """Whether the alef is no أ, nor آ: لازالت is لا زالت, لاكثر is لأكثر, اثر a trace."""
    if split.proclitics[-1:] == ("ل",):
        return stem.written[0] == "أ" or stem.note == IMPERATIVE
    return stem.written[0] == "آ" and split.stem in CITATIONS


def _is_of_article(stem: Stem, split: Split) -> bool:
    if not _BESIDE_ARTICLE.fullmatch(stem.written):
        return False
    rest = (split.stem + split.pronoun)[2:]  # الغاني is the Ghanaian, الزمن the time, الحق the right; not so الغت
    known = rest in ORIGINS or bool(STEMS.get(rest, 0) & Fits.ARTICLE) or _is_of_noun(rest)
    participle = rest[0] == "م" and split.pronoun != ""  # المهم, المتهم are no ألم + هم
    return known or participle or stem.written.endswith("ين") or _RARE_IN_AL.fullmatch(stem.written) is not None


def _is_of_noun(rest: str) -> bool:
    """الزمني is of زمن."""
    return rest.endswith("ي") and bool(STEMS.get(rest[:-1], 0) & Fits.ARTICLE)


def is_verb_not_noun(stem: Stem, split: Split, letters: str) -> bool:
    """Whether an inflected verb form is not rather a noun of the dictionary (سير, نقل) or another verb (بدأ, بدا)."""
    if stem.written[-1] == "آ" and not split.pronoun:  # بدآ of two, no بدا
        return letters[-1] == "آ"
    # بدئ, told from بدء by lacks_hamza; أنبأت is no إنبات; بني and لم نقل are told by the words around
    told = (
        stem.note == DOUBLED
        or (stem.note == PASSIVE and stem.fits & Fits.STRICT)
        or (stem.note == JUSSIVE and not split.proclitics)
    )
    seated = told or stem.written[-1] == "ئ" or ("أ" in stem.written[1:] and "أ" in letters[split.offset + 1 :])
    if (
        stem.note not in ("", IMPERFECT, FUTURE, TOLD_BEHIND)
        and split.proclitics in ((), ("ل",))
        and split.stem in CITATIONS
        and not seated
    ):
        return False
    if stem.note == PERFECT and split.stem[-1] == "ا" and not split.pronoun and split.stem[:-1] in CITATIONS:
        alone = split.stem.endswith("وا") and not split.proclitics
        return alone and not frequency(split.stem[:-1])  # not أبدا, خلفا, نموا; but فروا
    if split.pronoun and _is_no_object(stem, split):
        return False
    if split.pronoun or letters[-1] not in "أا" or stem.written[-1] not in "أاى":
        return True
    written_so = (letters[-1] == "أ") == (stem.written[-1] == "أ")
    adverb = stem.written[0] == "أ"  # أبدا is "never", not "I begin"
    return written_so or (letters[-1] == "ا" and not adverb and letters[split.offset :] not in VERBS)


def is_noun(stem: Stem, split: Split, letters: str, letter: str) -> bool:
    """Whether the token is this form of a noun or an adjective; `letter`: the one it begins with."""
    if not (_fits_noun(stem, split) and stem.agrees(letter) and hamzas_fit(stem, split, letters)):
        return False
    if _is_read(stem, split, letters):
        return False
    if letter == "ا" and stem.note.startswith(_LISTED) and split.stem in _WITHOUT_HAMZA and not split.article:
        return split.proclitics[-1:] in _GENITIVE  # انهار is hardly أنهار
    return not is_rather_article(stem, split, letter)


def may_be_two(stem: Stem, split: Split, letters: str, letter: str) -> bool:
    """Whether a word of its own may be two of a noun in a phrase: «شهري رجب وشعبان», told by what follows."""
    before_genitive = stem.note in (CONSTRUCT_DUAL, DUAL_OR_PLURAL) and fold(stem.written[:-1]) in _COME_IN_PAIRS
    if not before_genitive or split.article or split.pronoun or split.stem not in CITATIONS or letters[-1] == "ى":
        return False
    return is_noun(replace(stem, fits=stem.fits & ~Fits.WEAK), split, letters, letter)


def _is_read(stem: Stem, split: Split, letters: str) -> bool:
    """قرأها, قرآنا are no قرى with a pronoun, of which the alef bears no hamza."""
    owned = split.pronoun != "" and not stem.fits & (Fits.BARE | Fits.ARTICLE)
    return owned and stem.written[-1] == "ا" and letters[split.offset + len(split.stem) - 1] in _OTHER_ALEFS


def _is_no_object(stem: Stem, split: Split) -> bool:
    """Whether what would be an object ends a word of its own: أردني, امتلاك."""
    if split.pronoun == "ك" and _VERBAL_NOUN.fullmatch(split.stem) is not None:
        return True
    if stem.note == PERFECT and stem.written[-1] == "ا" and STEMS.get(split.stem, 0) & Fits.ENCLITIC:  # شكواه
        return True
    return split.stem + split.pronoun in CITATIONS or _is_me_by_me(stem, split)


def _is_me_by_me(stem: Stem, split: Split) -> bool:
    """Nobody is the object of what he does: أردنا is "we wanted", not "I … us"."""
    return stem.note == IMPERFECT and stem.written[0] in "أآ" and split.pronoun in ("نا", "ني")


def is_definite_behind_lam(split: Split, letter: str) -> bool:
    """للحد is ل + ال + حد, no لحد: what is left without ل begins with the article of a word known better."""
    behind_lam = letter == "ل" and split.proclitics[-1:] == ("ل",)
    return behind_lam and frequency(split.stem) < FREQUENCY.get(split.stem[1:], 0)


def _is_other_in_lam(stem: Stem, split: Split) -> bool:
    """Whether no list has the form, but what it is without its ل: للبنات are girls, no bricks (لبنة); not للجان."""
    return stem.written[0] == "ل" and split.stem[1:] in CITATIONS and not is_listed(stem.written)


def is_rather_article(stem: Stem, split: Split, letter: str) -> bool:
    """السنة is ال + سنة, ألسنة are tongues; المهم is no ألم + هم: the article and a noun known better."""
    behind_lam = split.proclitics[-1:] == ("ل",)
    if not split.pronoun and (is_definite_behind_lam(split, letter) or (behind_lam and _is_other_in_lam(stem, split))):
        return True
    if split.article and behind_lam and letter not in _WITH_HAMZA:  # للجنة: ل + لجنة, no paradise
        return frequency("ل" + split.stem) > frequency(split.stem)
    if letter != "ا" or split.article or not stem.written.startswith(("أل", "إل", "آل")):
        return False
    if not (stem.note or split.pronoun) and stem.written[0] != "إ":  # البوم is more often ألبوم
        return False
    whole = split.stem + split.pronoun
    rest = whole[2:]
    if is_function_word(rest) and rest not in SINGULARS_OF_SEVERAL:  # الفي متر: ألفي; not الأم
        return False
    known = rest in CITATIONS or rest in FREQUENCY or bool(STEMS.get(rest, 0) & Fits.ARTICLE)
    return known or is_function_word(whole)  # كالتي


def _fits_noun(stem: Stem, split: Split) -> bool:
    """Whether what is attached to a noun or an adjective may be."""
    if stem.note.endswith(TANWEEN) and split.proclitics[-1:] in _GENITIVE:  # للفيفا is no لفيف
        return False
    if split.article or (stem.fits & VERBAL and split.proclitics[-1:] == ("ب",)):  # both stand before nouns only
        fits = stem.fits & Fits.ARTICLE if split.article or not _is_elative(stem) else 0
    elif split.pronoun and stem.note in _IN_ALEF and split.stem + split.pronoun in VERB_STEMS:  # يداهم
        return False
    elif split.pronoun:
        yours = split.pronoun != "ك" or _is_yours(split)
        fits = stem.fits & Fits.ENCLITIC if split.pronoun not in ("ي", "ني") and yours else 0
    else:
        fits = stem.fits & Fits.BARE
    return bool(fits) and not (stem.fits & Fits.WEAK and split.stem in CITATIONS) and not _is_of_longer(stem, split)


def _is_elative(stem: Stem) -> bool:
    """الأكمل, no verbal noun: بأكمله is no form of أكمل."""
    return stem.written[0] == "أ" and len(stem.written) > _SHORT and not stem.fits & Fits.BARE


def _is_yours(split: Split) -> bool:
    """وطنك, برأيك: a noun and ك; شباك, بنوك, متروك are words of their own."""
    stem, before = split.stem, "".join(split.proclitics)
    if len(stem) > _SHORT:
        return _DONE_TO.fullmatch(stem) is None
    if len(stem) < _SHORT or not (stem in CITATIONS or (stem[-1] == "ت" and stem[:-1] + "ة" in CITATIONS)):
        return False
    if before and before + stem in STEMS:  # لسانك, فلوسك
        return False
    whole, token = stem + split.pronoun, before + stem + split.pronoun
    known = any(word in VERB_STEMS or is_function_word(word) for word in (whole, token))
    return not known and shortest_reading(token) == UNKNOWN


def _is_of_longer(stem: Stem, split: Split) -> bool:
    """حياته is حياة with its pronoun, no plural of حي; جناته are of جنة, no جناة; هواته are of هواة, قوتها of قوة."""
    if not (split.pronoun and split.stem.endswith("ت")):
        return False
    if not split.stem.endswith("ات"):
        feminine = split.stem[:-1] + "ة"
        return bool(stem.fits & Fits.BARE) and feminine in FREQUENCY and split.stem not in FREQUENCY
    if stem.note in ("feminine plural", "sound plural"):
        return split.stem[:-1] + "ة" in CITATIONS
    if stem.note == "plural":  # of حية, of جنة
        return split.stem[:-1] + "ة" in FREQUENCY or _is_no_plural(split.stem)
    only_owned = not stem.fits & (Fits.BARE | Fits.ARTICLE)
    return only_owned and split.stem[:-1] + "ة" in SINGULARS and split.stem[:-2] + "ة" in FREQUENCY
