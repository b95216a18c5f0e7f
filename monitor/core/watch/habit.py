"""How a text writes ي and ى at the end of a word: where it keeps them apart, القوى is no form of قوي."""

import re
from enum import IntFlag

_DOTTED = re.compile(r"\b[وف]?(?:في|التي|الذي|هي|أي)\b")
_DOTLESS = re.compile(r"\b[وف]?(?:فى|التى|الذى|هى|أى)\b")
_DOTTED_ALEFS = re.compile(r"\b[وف]?(?:إلي|الي|حتي|لدي)\b")


class Habit(IntFlag):
    """Which final letters the writer of a text keeps apart."""

    NONE = 0
    YA = 1  # keeps ي apart: في and مستشفى, never فى
    DOTS_ALEF = 2  # does not keep ى apart: إلي


def habit(text: str) -> Habit:
    """How a text writes ي and ى at the end of a word, as far as its small words show it.

    >>> habit("كان في بيته"), habit("ذهب إلي بيته فى المساء")
    (<Habit.YA: 1>, <Habit.DOTS_ALEF: 2>)
    """
    found = Habit.NONE
    if _DOTTED.search(text) and not _DOTLESS.search(text):
        found |= Habit.YA
    if _DOTTED_ALEFS.search(text):
        found |= Habit.DOTS_ALEF
    return found
