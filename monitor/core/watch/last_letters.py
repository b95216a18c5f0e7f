"""Words that end in ي or ى: which of both is written says which word it is, where a text keeps them apart."""

from collections.abc import Callable

from monitor.core.arabic.fold import clean, fold
from monitor.core.arabic.known import CITATIONS
from monitor.core.arabic.lexicon import FEMININE_WITHOUT_SIGN, ORIGINS, SINGULARS, VERBS
from monitor.core.watch.around import Around
from monitor.core.watch.habit import Habit
from monitor.core.watch.reading import Reading, Reads

_SHORTEST_GIVEN = 3  # letters
_NO_PASSIVES = frozenset(("ارضي", "ابدي", "اثني", "امني", "اهلي", "ادبي"))  # adjectives, and اثني عشر
_PLURALS_IN_ALEF = frozenset(word for word in SINGULARS if word.endswith("ى"))
_FEMININE = frozenset(map(fold, FEMININE_WITHOUT_SIGN))
_IN_ALEF = _PLURALS_IN_ALEF.union(word for word in VERBS if word.endswith("ى"))


def spelling_doubts(surface: str, reading: Reading) -> tuple[Callable[[Around, Reading], bool], ...]:
    """What to ask of a token that ends in ي where its word has ى, or the other way round."""
    own = reading.stem.written[-1]
    if own not in "يى" or reading.split.pronoun or reading.reads not in (Reads.NOUN, Reads.VERB):
        return ()
    if reading.reads is Reads.VERB and (reading.stem.note or _is_given(reading)):  # يعطي, and يعطى "is given"
        return ()
    written = clean(surface)
    if written[-1] == own or written[-1] not in "يى":
        return ()
    if own == "ى" and _is_plural_too(written[reading.split.offset :], reading.stem.written):
        return ()
    if reading.stem.written in _PLURALS_IN_ALEF and written[reading.split.offset :] in ORIGINS:
        return is_misspelt, is_of_country
    known = _PLURALS_IN_ALEF if reading.split.article else _IN_ALEF  # النادى is no verb
    return (is_another_word,) if written[reading.split.offset :] in known else (is_misspelt,)


def _is_plural_too(written: str, stem: str) -> bool:
    """Whether a word in ي is another plural of the same noun: شكاوي beside شكاوى."""
    return written in SINGULARS and SINGULARS[written] == SINGULARS.get(stem)


def _is_given(reading: Reading) -> bool:
    """Whether a verb in ى is one that in ي is said of whom it is done to, and nothing else: أعطي, ألغي; not أرضي."""
    stem = reading.split.stem
    return stem[0] == "ا" and len(stem) > _SHORTEST_GIVEN and stem not in CITATIONS and stem not in _NO_PASSIVES


def is_misspelt(near: Around, reading: Reading) -> bool:
    """Whether a text of this habit writes the word otherwise."""
    if reading.stem.written[-1] == "ي":
        return Habit.YA in near.page.habit
    return Habit.DOTS_ALEF not in near.page.habit


def is_of_country(near: Around, reading: Reading) -> bool:
    """الجيش اليمني is of Yemen, whoever dots يمنى; behind what is feminine it is that: اليد اليمني."""
    return not near.before.endswith("ة") and near.before.removeprefix("ال") not in _FEMININE


def is_another_word(near: Around, reading: Reading) -> bool:
    """نفى is a verb, and قوى a plural, unless the text is known to leave the dots away."""
    return Habit.DOTLESS not in near.page.habit
