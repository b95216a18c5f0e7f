"""Words that are written like others and mean something else."""

from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.lists import lines

_MEANINGS = {fold_word(word): meant for word, _, meant in (line.partition(": ") for line in lines("homographs.txt"))}


def meanings(word: str) -> str | None:
    """What a word may mean, with or without its article; None where it is of no homographs we know.

    >>> meanings("عمان"), meanings("القاعدة"), meanings("تطرف")
    ('Oman, Amman', 'a base, al-Qaeda', None)
    """
    folded = fold_word(word)
    return _MEANINGS.get(folded) or _MEANINGS.get(folded.removeprefix("ال"))
