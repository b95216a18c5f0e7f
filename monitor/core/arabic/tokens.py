"""Text → words and the punctuation that parts them, each with its place."""

import re
from functools import lru_cache
from typing import NamedTuple

from monitor.core.arabic.fold import INVISIBLE, TASHKEEL, TATWEEL, clean

_ARABIC = "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
_ARABIC_MORE = "\u0750-\u077f\u08a0-\u08b4\u08b6-\u08c7\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdf9\ufe70-\ufefc"
_LETTER = f"[{_ARABIC}{_ARABIC_MORE}]"
_DRESSED = f"[{_ARABIC}{_ARABIC_MORE}{TASHKEEL}{TATWEEL}]"
_INSIDE = f"[{_ARABIC}{_ARABIC_MORE}{TASHKEEL}{TATWEEL}{INVISIBLE}]"
_OTHER = r"[^\W_\u0600-\u065f\u066a-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]"
_TOKEN = re.compile(
    f"{_LETTER}(?:{_INSIDE}*{_DRESSED})?"
    f"|{_OTHER}(?:(?:{_OTHER}|[\u0300-\u036f{INVISIBLE}])*(?:{_OTHER}|[\u0300-\u036f]))?"
    "|[.,;:!?…\u060c\u061b\u061f\u06d4\n/|•]"
)
_ARABIC_START = re.compile(_LETTER)
PLAIN = re.compile("[\u0621-\u063a\u0641-\u064a]+(?: [\u0621-\u063a\u0641-\u064a]+)*")
"""Arabic words with a blank between, as most terms are typed: nothing is to be cleaned."""

_BREAKS = frozenset(".,;:!?…\u060c\u061b\u061f\u06d4\n/|•")


class Token(NamedTuple):
    """A word or a breaking punctuation mark, as it stands in the text."""

    surface: str
    start: int  # code points
    end: int


def surfaces(text: str) -> list[str]:
    """The words and breaks of a text, without their places.

    >>> surfaces("ضد تنظيم «داعش».")
    ['ضد', 'تنظيم', 'داعش', '.']
    """
    return _TOKEN.findall(text)


def tokens(text: str) -> list[Token]:
    """The words and breaks of a text; as many as `surfaces` gives, in the same order."""
    return [Token(found.group(), found.start(), found.end()) for found in _TOKEN.finditer(text)]


def is_break(surface: str) -> bool:
    """Whether this is punctuation that parts sentences; quotes, brackets and hyphens are not even tokens."""
    return surface in _BREAKS


def is_arabic(surface: str) -> bool:
    """Whether a token is of Arabic script.

    >>> is_arabic("داعش"), is_arabic("ISIS"), is_arabic("٢٠١٧")
    (True, False, False)
    """
    return _ARABIC_START.match(surface) is not None


def words(text: str) -> list[str]:
    """The words of a text.

    >>> words("مجموعة العمل: ISIS")
    ['مجموعة', 'العمل', 'ISIS']
    """
    return [one for one in surfaces(text) if not is_break(one)]


@lru_cache(10_000)  # what is typed is read when it is checked, and again when it is compiled; about 3 MB
def typed_words(text: str) -> tuple[str, ...]:
    """The words of a term or a name, the Arabic ones cleaned.

    >>> typed_words("مكافحة التطرّف")
    ('مكافحة', 'التطرف')
    """
    if PLAIN.fullmatch(text):
        return tuple(text.split(" "))
    each = (clean(word) if is_arabic(word) else word for word in words(text))
    return tuple([word for word in each if word])
