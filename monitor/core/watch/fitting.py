"""Whether a token, taken apart in one way, is a form of a word: its letters, its hamzas, what is attached to it."""

from monitor.core.arabic.keywords import has_root_in_article
from monitor.core.arabic.known import CITATIONS, STEMS, UNKNOWN, is_other_short, is_word
from monitor.core.arabic.lexicon import FREQUENCY, VERBS, frequency
from monitor.core.arabic.particles import Split
from monitor.core.arabic.stems import IMPERFECT, PERFECT, VERBAL, Fits, Stem

_HAMZAS = frozenset("أإآؤئء")
_BEFORE_NAMES = (("و",), ("ل",), ("ب",))
_LONG = 6  # letters
_GENITIVE = (("ب",), ("ل",), ("ك",))  # what stands behind these is in no other case


def loses(split: Split, letter: str, best: tuple[int, int]) -> bool:
    """Whether a known word explains the token with less attached to it."""
    if (split.skipped, len(split.pronoun)) <= best or best == UNKNOWN:
        return False
    if split.pronoun and split.stem + split.pronoun in CITATIONS:  # شبه, وجه
        return True
    if split.skipped and letter in "أإآ":  # a written hamza shows where the word begins
        return False
    return not (split.skipped == best[0] and split.stem in STEMS)


def is_no_article(split: Split, letters: str) -> bool:
    """التهاب is no ال + تهاب, while التماس is as well ال + تماس; آلام is no ال + أم, ألبوم none of بوم."""
    first = letters[split.offset - 2]
    if first == "آ" or (first in "أإ" and len(split.stem) < _LONG):  # «ألسياحية» is mistyped
        return True
    return split.stem not in STEMS and has_root_in_article("ال" + split.stem + split.pronoun)


def may_be_alone(stem: Stem, split: Split, letter: str, best: tuple[int, int]) -> bool:
    """Whether a token is a name also where no other word of a name stands beside it: no word of its own (بنصر)."""
    if is_other_short(stem.written, letter):  # أب and آب are no إب
        return False
    if letter in "أإ" and stem.written[0] == "آ":  # أمال is a word, and not آمال; أرسنال is آرسنال
        return best == UNKNOWN
    if split.skipped <= best[0] or letter == "آ":  # where that is written, a word begins: بآبي is no باب
        return True
    return split.proclitics in _BEFORE_NAMES and not stem.note and not is_word(split)


def hamzas_fit(stem: Stem, split: Split, letters: str) -> bool:
    """الأم is not آلام: within a word a hamza may be left out, it is not put where there is none.

    Who types a word without any (شان for شأن) is understood all the same.
    """
    own = letters[split.offset + 1 : split.offset + len(split.stem)]
    if "أ" not in own or len(own) + 1 != len(stem.written) or not _HAMZAS & set(stem.written):
        return True
    return all(mine != "ا" or theirs != "أ" for mine, theirs in zip(stem.written[1:], own, strict=True))


def is_verb_not_noun(stem: Stem, split: Split, letters: str) -> bool:
    """Whether an inflected verb form is not rather a noun of the dictionary (سير, نقل) or another verb (بدأ, بدا)."""
    if stem.note not in ("", IMPERFECT) and split.proclitics in ((), ("ل",)) and split.stem in CITATIONS:
        return False
    if stem.note == PERFECT and split.stem[-1] == "ا" and not split.pronoun and split.stem[:-1] in CITATIONS:
        return False  # أبدا, خلفا
    if split.pronoun or letters[-1] not in "أا" or stem.written[-1] not in "أاى":
        return True
    written_so = (letters[-1] == "أ") == (stem.written[-1] == "أ")
    adverb = stem.written[0] == "أ"  # أبدا is "never", not "I begin"
    return written_so or (letters[-1] == "ا" and not adverb and letters[split.offset :] not in VERBS)


def is_noun(stem: Stem, split: Split, letters: str, letter: str) -> bool:
    """Whether the token is this form of a noun or an adjective; `letter`: the one it begins with."""
    if not (_fits_noun(stem, split) and stem.agrees(letter) and hamzas_fit(stem, split, letters)):
        return False
    return split.pronoun != "" or not _is_rather_article(stem, split, letter)


def _is_rather_article(stem: Stem, split: Split, letter: str) -> bool:
    """السنة is ال + سنة, ألسنة are tongues; للحد is ل + ال + حد, no لحد: the article and a noun known better."""
    if letter == "ل" and split.proclitics[-1:] == ("ل",):
        return frequency(split.stem) < FREQUENCY.get(split.stem[1:], 0)
    if letter != "ا" or split.article or not stem.written.startswith(("أل", "إل", "آل")):
        return False
    rest = split.stem[2:]
    if not stem.note.startswith("broken") and stem.written[0] != "إ":  # البوم is more often ألبوم
        return False
    return rest in CITATIONS or bool(STEMS.get(rest, 0) & Fits.ARTICLE)


def _fits_noun(stem: Stem, split: Split) -> bool:
    """Whether what is attached to a noun or an adjective may be."""
    if stem.note.endswith("tanween") and split.proclitics[-1:] in _GENITIVE:  # للفيفا is no لفيف
        return False
    if split.article or (stem.fits & VERBAL and split.proclitics[-1:] == ("ب",)):  # both stand before nouns only
        fits = stem.fits & Fits.ARTICLE
    elif split.pronoun:
        too_short = split.pronoun == "ك" and len(split.stem) < 4
        fits = stem.fits & Fits.ENCLITIC if split.pronoun not in ("ي", "ني") and not too_short else 0
    else:
        fits = stem.fits & Fits.BARE
    return bool(fits) and not (stem.fits & Fits.WEAK and split.stem in CITATIONS) and not _is_of_longer(stem, split)


def _is_of_longer(stem: Stem, split: Split) -> bool:
    """حياته is حياة with its pronoun, no plural of حي."""
    sound = stem.note in ("feminine plural", "sound plural")
    return bool(sound and split.pronoun and split.stem.endswith("ات") and split.stem[:-1] + "ة" in CITATIONS)
