"""Names: fixed words that take proclitics only, and the ways they are spelt."""

from monitor.core.arabic.fold import fold
from monitor.core.arabic.lexicon import TITLES
from monitor.core.arabic.stems import Fits, Stems

_KUNYA = {"أبو": ("أبا", "أبي"), "ابن": ("بن",), "آل": ("ال",)}
_SERVANT = "عبد"

PATRONYMIC = frozenset(("بن", "ابن", "ال", "ابو", "بنت"))
"""What begins a part that may be left out inside a person's name, folded: أنور بن محمد قرقاش."""


def name_stems(stems: Stems, word: str) -> None:
    """Add the spellings of one word of a name."""
    stems.add(word, Fits.NAME)
    if "ئ" in word:
        stems.add(word.replace("ئ", "ي"), Fits.NAME, "ي for ئ")
    if word.endswith("ة"):
        stems.add(word[:-1] + "ه", Fits.NAME, "ه for ة")
    if len(word) > 3 and word.endswith("ه"):
        stems.add(word[:-1] + "ة", Fits.NAME, "ة for ه")
    if len(word) > 3 and word.endswith("ا") and not word.endswith("يا"):
        stems.add(word[:-1] + "ة", Fits.NAME, "ة for ا")
        stems.add(word[:-1] + "ه", Fits.NAME, "ه for ا")
    for plain, others in _KUNYA.items():
        if fold(plain) == fold(word):
            for other in others:
                stems.add(other, Fits.NAME, f"{other} for {plain}")


def name_variants(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The ways a name's words are written: عبد الله and عبدالله, with and without its title.

    >>> name_variants(("عبد", "الله", "صالح"))
    (('عبد', 'الله', 'صالح'), ('عبدالله', 'صالح'))
    >>> name_variants(("الشيخ", "محمد", "بن", "زايد"))
    (('الشيخ', 'محمد', 'بن', 'زايد'), ('محمد', 'بن', 'زايد'))
    """
    plain = words
    while len(plain) > 2 and fold(plain[0]) in TITLES:
        plain = plain[1:]
    ways = [words, plain]
    ways += [_joined(way) for way in ways]
    ways += [_parted(way) for way in ways[:2]]
    return tuple(dict.fromkeys(ways))


def _joined(words: tuple[str, ...]) -> tuple[str, ...]:
    out: list[str] = []
    for word in words:
        if out and out[-1] == _SERVANT and word.startswith("ال"):
            out[-1] += word
        else:
            out.append(word)
    return tuple(out)


def _parted(words: tuple[str, ...]) -> tuple[str, ...]:
    out: list[str] = []
    for word in words:
        if word.startswith(_SERVANT + "ال") and len(word) > 6:
            out += [_SERVANT, word[3:]]
        else:
            out.append(word)
    return tuple(out)
