"""Spelling: bring the ways of writing one Arabic word to one form.

Two steps, each total: `clean` takes off what is only decoration (tashkeel, tatweel, presentation forms, invisible
marks) and keeps every letter; `fold` then makes letters equal that writers confuse. Words are cleaned one by one, with
their place in the text kept beside them, so every find has a way back to the original offsets.
"""

import re
import unicodedata
from functools import lru_cache

INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Zero-width and bidi characters, for use inside a character class."""

TASHKEEL = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
"""Arabic marks above and below letters, for use inside a character class."""

TATWEEL = "\u0640"
SHADDA = "\u0651"

_DECORATION = re.compile(f"[{TASHKEEL}{TATWEEL}{INVISIBLE}]")
PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_HAMZA_ABOVE = re.compile("[\u0653-\u0655]")
_ALEF_HEAP = re.compile("ا{2,}")
_FOREIGN = {
    "ک": "ك", "ی": "ي", "ې": "ي", "ێ": "ي", "ے": "ي", "ە": "ه", "ھ": "ه", "ہ": "ه", "ۀ": "ه", "ۂ": "ه", "ۃ": "ة",
    "ڤ": "ف", "پ": "ب", "چ": "ج", "گ": "ك", "ڭ": "ك", "ڪ": "ك", "ۆ": "و", "ۇ": "و", "ڕ": "ر", "ڵ": "ل", "ں": "ن",
    "ٹ": "ت", "ڈ": "د", "ڑ": "ر",
}  # fmt: skip
_SAME = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ؤ": "ء", "ئ": "ء", **_FOREIGN})
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_LATIN = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
NOT_ARABIC = re.compile("[پچژگڤێۆڕڵەېےٹڈڑںۇڭۀ]")
"""Letters of Persian, Kurdish, Urdu and their neighbours that no Arabic word is written with."""


def clean(word: str) -> str:
    """The letters of a word, without decoration.

    >>> clean("والتطرّف"), clean("داعـــش"), clean("ﺗﻄﺮﻑ")
    ('والتطرف', 'داعش', 'تطرف')
    """
    if _HAMZA_ABOVE.search(word):  # decomposed: a carrier and its hamza are one letter
        word = unicodedata.normalize("NFC", _DECORATION_BUT_HAMZA.sub("", word))
    if PRESENTATION.search(word):
        word = unicodedata.normalize("NFKC", word)
    return _DECORATION.sub("", word)


_DECORATION_BUT_HAMZA = re.compile(f"[\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670{TATWEEL}{INVISIBLE}]")


@lru_cache(4_096)  # the words of a term are asked for some ten times while it is made ready; about 1 MB
def fold(word: str) -> str:
    """A cleaned Arabic word with the letters equal that writers confuse; ة stays, for it tells nouns from pronouns.

    >>> fold("إرهابى"), fold("مسئولية") == fold("مسؤولية")
    ('ارهابي', True)
    """
    same = word.replace("ىء", "ئ").translate(_SAME)
    return _ALEF_HEAP.sub("ا", same) if "اا" in same else same


def fold_word(word: str) -> str:
    """Clean and fold a word of Arabic script.

    >>> fold_word("الأُمَم")
    'الامم'
    """
    return fold(clean(word))


def is_doubled(surface: str, place: int) -> bool:
    """Whether the letter at a place of the cleaned word bears a shadda.

    >>> is_doubled("وردّت", 2), is_doubled("وفّرت", 2)
    (True, False)
    """
    return any(len(clean(surface[:at])) == place + 1 for at, sign in enumerate(surface) if sign == SHADDA)


def fold_foreign(word: str) -> str:
    """A word or number of another script, without case and accents.

    >>> fold_foreign("Daësh"), fold_foreign("ŞIRNAK"), fold_foreign("٢٠١٧")
    ('daesh', 'sirnak', '2017')
    """
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFKD", word.translate(_DIGITS)).casefold()
    kept = (c for c in letters if unicodedata.category(c) not in ("Mn", "Cf"))
    return "".join(kept).translate(_LATIN)


def spelling_notes(surface: str) -> tuple[str, ...]:
    """What is special about how a word stands in the text, for an explanation.

    >>> spelling_notes("التطرّف")
    ('written with tashkeel',)
    """
    if not _SPECIAL.search(surface):
        return ()
    notes = (
        (_MARKS, "written with tashkeel"),
        (_TATWEEL, "written with tatweel"),
        (PRESENTATION, "written in presentation forms"),
        (_INVISIBLE, "with invisible marks"),
    )
    return tuple(note for pattern, note in notes if pattern.search(surface))


_MARKS = re.compile(f"[{TASHKEEL}]")
_TATWEEL = re.compile(TATWEEL)
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SPECIAL = re.compile(f"[{TASHKEEL}{TATWEEL}{INVISIBLE}\ufb50-\ufdff\ufe70-\ufefc]")
