"""How a text writes ي and ى at the end of a word: where it keeps them apart, القوى is no form of قوي."""

from collections.abc import Sequence
from enum import IntFlag

from monitor.core.arabic.fold import clean
from monitor.core.watch.vocabulary import Reading, Reads

_DOTTED = frozenset(("في", "التي", "الذي", "هي", "وفي", "أي", "والتي", "وهي"))
_DOTLESS = frozenset(("فى", "التى", "الذى", "هى", "وفى", "أى", "والتى", "وهى"))
_DOTTED_ALEFS = frozenset(("إلي", "الي", "حتي", "وإلي", "لدي", "وحتي"))


class Habit(IntFlag):
    """Which final letters the writer of a text keeps apart."""

    NONE = 0
    YA = 1  # keeps ي apart: في and مستشفى, never فى
    DOTS_ALEF = 2  # does not keep ى apart: إلي


def habit(words: Sequence[str]) -> Habit:
    """How a text writes ي and ى at the end of a word, as far as its small words show it.

    >>> habit(["في", "على"]), habit(["فى", "إلي"])
    (<Habit.YA: 1>, <Habit.DOTS_ALEF: 2>)
    """
    present = set(words)
    found = Habit.NONE
    if present & _DOTTED and not present & _DOTLESS:
        found |= Habit.YA
    if present & _DOTTED_ALEFS:
        found |= Habit.DOTS_ALEF
    return found


def well_spelt(word: str, reading: Reading, kept: Habit) -> bool:
    """Whether the last letter of a word is the one a text of this habit writes."""
    if reading.split.pronoun or reading.reads not in (Reads.NOUN, Reads.VERB):
        return True
    if reading.reads is Reads.VERB and reading.stem.note:  # يعطي, and يعطى "is given"
        return True
    own = reading.stem.written[-1]
    if own == "ي" and Habit.YA in kept:
        return clean(word)[-1] != "ى"
    if own == "ى" and Habit.DOTS_ALEF not in kept:
        return clean(word)[-1] != "ي"
    return True
