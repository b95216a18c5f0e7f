"""Words that are written like others and mean something else."""

from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.lists import lines

_BARE = "="
_LISTED = {word: meant for word, _, meant in (line.partition(": ") for line in lines("homographs.txt"))}
_MEANINGS = {fold_word(word.removeprefix(_BARE)): meant for word, meant in _LISTED.items()}
_DEFINITE = {fold_word("ال" + word): meant for word, meant in _LISTED.items() if not word.startswith(_BARE)}


def meanings(word: str) -> str | None:
    """What a word may mean, with or without its article; None where it is of no homographs we know.

    >>> meanings("عمان"), meanings("القاعدة"), meanings("تطرف"), meanings("قدم"), meanings("القدم")
    ('Oman, Amman', 'a base, al-Qaeda', None, 'a foot, presented', None)
    """
    folded = fold_word(word)
    return _MEANINGS.get(folded) or _DEFINITE.get(folded)
