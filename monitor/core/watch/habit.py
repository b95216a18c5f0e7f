"""How a text writes ي and ى at the end of a word: where it keeps them apart, القوى is no form of قوي."""

from enum import IntFlag


def _within(*words: str) -> tuple[str, ...]:
    """Words as they stand between others; a search for plain text is twenty times faster than a pattern."""
    return tuple(f" {prefix}{word} " for word in words for prefix in ("", "و"))


_DOTTED = _within("في", "التي", "الذي", "هي")
_DOTLESS = _within("فى", "التى", "الذى", "هى")
_ON = _within("على")
_DOTTED_ALEFS = _within("إلي", "الي", "حتي", "لدي")


class Habit(IntFlag):
    """Which final letters the writer of a text keeps apart."""

    NONE = 0
    YA = 1  # keeps ي apart: في and مستشفى, never فى
    DOTS_ALEF = 2  # does not keep ى apart: إلي
    DOTLESS = 4  # writes فى
    ON = 8  # writes على


def habit(text: str) -> Habit:
    """How a text writes ي and ى at the end of a word, as far as its small words show it.

    >>> habit("كان في بيته"), habit("ذهب إلي بيته فى المساء")
    (<Habit.YA: 1>, <Habit.DOTS_ALEF|DOTLESS: 6>)
    >>> habit("نام على الأرض")
    <Habit.ON: 8>
    """
    found, padded = Habit.NONE, f" {text} "
    if _any(_DOTLESS, padded):
        found |= Habit.DOTLESS
    elif _any(_DOTTED, padded):
        found |= Habit.YA
    if _any(_DOTTED_ALEFS, padded):
        found |= Habit.DOTS_ALEF
    if _any(_ON, padded):
        found |= Habit.ON
    return found


def _any(words: tuple[str, ...], text: str) -> bool:
    return any(word in text for word in words)
