"""One byte a letter: a whole text folded by two calls into C, every place kept.

`fold` and `clean` look at one word; this looks at an article at once and only asks which of its words may be worth the
closer look. Byte n stands for character n, so a find needs no way back. What is deleted elsewhere (tashkeel, tatweel,
invisible marks) stays here as MARK, what the alphabet has no room for is ODD, and everything between words is a blank.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterable

from monitor.core.arabic.fold import fold

MARK, ODD, BLANK = 1, 2, 32
"""Bytes: a mark on or inside a word; a letter that only the closer look can tell; whatever parts words."""

_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640\u200b\u200c\u200d\u200e\u200f\u061c\u00ad\ufeff"
_MARKS += "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيٱکیېەھہۀڤپچگڭڪ"
_DIGITS = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
_LATIN = "éèêëàâçôîïûùöüáíóúñÉ"
_BETWEEN = "،؛؟٪٫٬«»“”‘’„‹›–—…•·−۔\u00a0\u2009\u2003\u2028\u2002\u2005\u202f"
_ASCII = "".join(map(chr, range(0x20, 0x7F))) + "\t\n\r"


def _alphabet() -> list[str]:
    """The character of every byte; letters stand at 0x80 and above, where no byte counts as white space."""
    table = ["\ufffe"] * 256
    table[0] = "\0"  # else charmap_build returns a dict, twenty times slower
    for char in _ASCII:
        table[ord(char)] = char
    free = [code for code in (*range(0x80, 256), *range(3, 32)) if table[code] == "\ufffe" and code not in range(9, 14)]
    for char, code in zip(_ARABIC + _MARKS + _DIGITS + _BETWEEN + _LATIN, free, strict=False):
        table[code] = char
    return table


_CHARS = _alphabet()
_CODES = {char: code for code, char in enumerate(_CHARS) if char != "\ufffe"}
_MAP = codecs.charmap_build("".join(_CHARS))
_ALEF_HEAP = re.compile("ا{2,}")
_UNKNOWN = re.compile(f"[^{re.escape(''.join(_CODES))}]")


def _folded(char: str) -> int:
    """The byte a character is folded to."""
    if char in _MARKS:
        return MARK
    if char in _ARABIC:
        return _CODES[fold(char)]
    if not char.isalnum():
        return BLANK
    plain = unicodedata.normalize("NFKD", char)[0].lower() if char in _LATIN else str(unicodedata.digit(char, char))
    return _CODES[plain.lower()]


_FOLD = bytes(BLANK if char in ("\ufffe", "\0") else _folded(char) for char in _CHARS)
_DECODING = "".join(_CHARS)
_DROP_MARKS = bytes((MARK,))
ARABIC_BYTES = bytes(sorted({_CODES[fold(char)] for char in _ARABIC}))
_ARABIC_AND_BLANK = ARABIC_BYTES + bytes((BLANK,))
# what tokens.py makes of a run: Arabic letters with the marks between them, or letters and digits without any
_PIECE = re.compile(b"[%b](?:[%b\x01]*[%b])?|[0-9a-z]+" % ((re.escape(ARABIC_BYTES),) * 3))
_SPLIT_BY_MARK = re.compile(b"[0-9a-z]\x01+[0-9a-z]")
_MOST_WORDS = 100_000  # remembered; about 10 MB


def encode(text: str) -> bytes:
    """A text as folded bytes, as long as the text.

    >>> len(encode("الأُمَم 😀 🇮🇶 ﷲ")) == len("الأُمَم 😀 🇮🇶 ﷲ")
    True
    >>> encode("الإرهاب") == encode("الارهاب"), encode("Daësh")
    (True, b'daesh')
    """
    try:
        raw = codecs.charmap_encode(text, "strict", _MAP)[0]
    except UnicodeEncodeError:
        return _encode_odd(text)
    return raw.translate(_FOLD)


def _encode_odd(text: str) -> bytes:
    """A text with characters beyond the alphabet: letters and marks become ODD, the rest blank."""
    odd = [found.start() for found in _UNKNOWN.finditer(text) if _is_inside(found.group())]
    out = bytearray(codecs.charmap_encode(_UNKNOWN.sub(" ", text), "strict", _MAP)[0].translate(_FOLD))
    for place in odd:
        out[place] = ODD
    return bytes(out)


def _is_inside(char: str) -> bool:
    """Whether a character may stand in a word: letters, digits, combining and invisible marks."""
    return char.isalnum() or unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf", "Lm")


def fold_all(words: Iterable[str]) -> list[str]:
    """Cleaned Arabic words folded, at a fifth of what `fold` takes for each of them.

    >>> all(fold_all([word, word]) == [fold(word)] * 2 for word in ("إرهابى", "مسئولية", "آان", "سيىء", "٢٠١٧", "ﷲ"))
    True
    """
    text = " ".join(words)
    try:
        raw = codecs.charmap_encode(text.replace("ىء", "ئ"), "strict", _MAP)[0].translate(_FOLD)
    except UnicodeEncodeError:
        raw = b"?"
    if raw.translate(None, _ARABIC_AND_BLANK):  # anything but plain letters of the alphabet
        return fold(text).split(" ")
    folded = codecs.charmap_decode(raw, "strict", _DECODING)[0]
    return (_ALEF_HEAP.sub("ا", folded) if "اا" in folded else folded).split(" ")


def decode(word: bytes) -> str | None:
    """The folded word of a token's bytes; None if only the closer look can tell.

    >>> decode(encode("والتطرّف")), decode(encode("ISIS"))
    ('والتطرف', 'isis')
    """
    if ODD in word:
        return None
    plain = word.translate(None, _DROP_MARKS)
    if plain.isascii() and plain != word:  # a mark alone, or between Latin letters, where it parts words
        return None
    foreign = plain.translate(None, ARABIC_BYTES)
    if foreign and len(foreign) != len(plain):
        return None
    return codecs.charmap_decode(plain, "strict", _DECODING)[0]


def pieces(run: bytes) -> list[bytes] | None:
    """The words of a run of letters that is no word by itself: marks alone, two scripts; None: only the text tells.

    >>> [decode(piece) for piece in pieces(encode("1436هـ"))], pieces(encode("ـ")), pieces(encode("ﷲ"))
    (['1436', 'ه'], [], None)
    """
    if ODD in run or _SPLIT_BY_MARK.search(run):  # an invisible mark is part of a Latin word, tashkeel parts it
        return None
    return _PIECE.findall(run)


class _PlainWords(dict[bytes, str]):
    """The word of a run of Arabic letters as `fold` makes it of every text that is encoded so; "" for any other run."""

    def __missing__(self, code: bytes) -> str:
        if len(self) > _MOST_WORDS:
            self.clear()
        word = decode(code) or ""
        alike = not word.isascii() and MARK not in code and "يء" not in word and "اا" not in word
        self[code] = word if alike else ""
        return self[code]


plain_words = _PlainWords()
