"""Known words: a token that is one of them as it stands is not to be read as particle + shorter word.

وزير is not و + زير, and لبنان is not ل + بنان. The table is made at import from the word lists.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from itertools import chain, islice

from monitor.core.arabic.fold import clean, fold
from monitor.core.arabic.lexicon import (
    BROKEN_PLURALS,
    FREQUENCY,
    KNOWN_WORDS,
    NO_DUALS,
    NOUNS_ALSO_VERBS,
    SINGULARS,
    VERBS,
    VERBS_OR_NOUNS,
)
from monitor.core.arabic.nouns import noun_stems
from monitor.core.arabic.particles import Split, noun_splits, verb_splits
from monitor.core.arabic.stems import DOUBLED, FUTURE, JUSSIVE, PASSIVE, PERFECT, TOLD_BEHIND, VERBAL, Fits, Noted
from monitor.core.arabic.verbs import verb_stems

_WOMEN = "هن"  # their pronoun, told of frequent words only: بعضهن, but وبرهن is of برهن
_PRONOUNS = frozenset(("ه", "ها", "هم", "هما", "نا", _WOMEN))
_ENDINGS = ("ين", "ون", "ان", "ات")
_RARE_ENDINGS = ("ا", "تم", "ن")
UNKNOWN = (9, 9)
_UNTOLD = frozenset((FUTURE, JUSSIVE, PASSIVE, DOUBLED, TOLD_BEHIND))
_TOGETHER = 64  # words: each by itself took a quarter longer, all at once five times the memory of the table
SHORT = 3  # letters: with another hamza a word of so few is another word


def _table() -> dict[str, int]:
    table: dict[str, int] = {}
    for key, fits, _ in _forms(noun_stems, chain(map(clean, KNOWN_WORDS), BROKEN_PLURALS)):
        table[key] = _joined(table[key], fits) if key in table else fits
    return table


def _forms(put: Callable[[Noted, str], None], words: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    """What is noted of each form of the words."""
    rest = iter(words)
    while some := tuple(islice(rest, _TOGETHER)):
        stems = Noted()
        for word in some:
            put(stems, word)
        yield from stems.each()


def _joined(one: int, other: int) -> int:
    """What either fits; weak only where both are."""
    return (one | other) & ~Fits.WEAK | one & other & Fits.WEAK


def _citations() -> frozenset[str]:
    words = {fold(clean(word)) for word in KNOWN_WORDS}
    words |= {fold(singular) for singular in BROKEN_PLURALS}
    words |= {fold(plural) for plurals in BROKEN_PLURALS.values() for plural in plurals}
    words |= {fold(noun) for noun in NOUNS_ALSO_VERBS | VERBS_OR_NOUNS}
    return frozenset(word for word in words if not _is_ending_of(word, words)) | NO_DUALS


def _is_ending_of(word: str, words: set[str]) -> bool:
    return word.endswith(_ENDINGS) and (word[:-2] in words or word[:-2] + "ة" in words)


def _verb_tables() -> tuple[dict[str, int], frozenset[str]]:
    """Forms of verbs, and those that are told from other words less surely: قيل, لوحظ, قمنا.

    A form counts if news uses it often enough of one verb to win over another reading, and of no verb too seldom.

    تبرعا is the noun تبرع or the dual of the verb, hardly ever a form of برع; تعيين is no "you (a woman) tire".
    """
    table: dict[str, int] = {}
    rare: set[str] = set()
    passive: set[str] = set()
    verbs = VERBS | VERBS_OR_NOUNS | NOUNS_ALSO_VERBS
    for key, fits, note in _forms(verb_stems, verbs):
        # a dual, or a "you" or feminine plural of the past
        if note == PERFECT and key.endswith(_RARE_ENDINGS) and not key.endswith("وا"):
            rare.add(key)
        if note == PASSIVE:
            passive.add(key)
        if note not in _UNTOLD:
            table[key] = table.get(key, 0) | fits & VERBAL
    rare -= set(map(fold, verbs))  # أعلن itself is not the plural of another verb
    known = {key: fits for key, fits in table.items() if not (key in rare or _is_to_a_woman(key, table))}
    seldom = (key for key in rare if key.endswith("نا") and key[:-2] not in known)
    return known, frozenset(key for key in (*passive, *seldom) if key not in known)


def _is_to_a_woman(key: str, forms: Container[str]) -> bool:
    """تقولين; not تعين of أعان, for there is تعينون."""
    return key.startswith("ت") and key.endswith("ين") and key + "ون" not in forms


def _first_letters() -> dict[str, str]:
    """Folded short word that begins with an alef → how that alef is written in the words it may be: أب, أمد."""
    table: dict[str, str] = {}
    for word in chain(KNOWN_WORDS, BROKEN_PLURALS, SINGULARS, VERBS, VERBS_OR_NOUNS, NOUNS_ALSO_VERBS):
        if len(word) <= SHORT and word[0] in "اأإآ":
            table[fold(word)] = table.get(fold(word), "") + word[0]
    return table


STEMS = _table()
"""folded stem of a known word → what may stand around it"""

VERB_STEMS, MORE_OF_VERBS = _verb_tables()
"""folded form of a known verb → whether an object may stand behind it; others that may be another word"""

CITATIONS = _citations()
"""Known words in the form a dictionary gives, folded."""

_FIRST_LETTERS = _first_letters()


def shortest_reading(word: str, *, weak: bool = True) -> tuple[int, int]:
    """Letters of (proclitics, pronoun) in the known reading of a folded token that has the fewest.

    Without `weak`, duals and forms with tanween do not count.

    >>> shortest_reading("وزير"), shortest_reading("ووزير")
    ((0, 0), (1, 0))
    """
    best = UNKNOWN
    for split in noun_splits(word):
        size = (split.skipped, len(split.pronoun))
        fits = STEMS.get(split.stem) if split.pronoun != _WOMEN or split.stem in FREQUENCY else None
        if size < best and _fits(fits, article=split.article, pronoun=split.pronoun) and (weak or not _is_weak(fits)):
            best = size
    return best


def is_other_short(word: str, letter: str) -> bool:
    """Whether a short word with a hamza in front is another one where a text has this letter there.

    A bare alef may be any hamza, unless a known word is spelt so whose hamza is another.

    >>> is_other_short("إب", "آ"), is_other_short("إب", "ا"), is_other_short("أمل", "ا"), is_other_short("إدلب", "أ")
    (True, True, False, False)
    """
    own = word[0]
    if len(word) > SHORT or own not in "أإآ" or letter == own:
        return False
    return letter != "ا" or own not in _FIRST_LETTERS.get(fold(word), own)


def is_word(name: Split) -> bool:
    """Whether a folded token is rather a known word than particles and this name.

    A word itself is, or a verb. One that needs an ending, as of a dual, a tanween, or a pronoun, is if it stands often
    in news.

    >>> names = [Split(name, ("و",), False, "", 1, 1) for name in ("صل", "زيرا", "علا", "غانا", "صيدا", "بري")]
    >>> [is_word(name) for name in names]
    [True, True, True, False, False, False]
    """
    token = "".join(name.proclitics) + name.stem
    if shortest_verb(token)[0] <= name.skipped:
        return True
    for split in noun_splits(token):
        fits = STEMS.get(split.stem)
        shorter = split.skipped < name.skipped and _fits(fits, article=split.article, pronoun=split.pronoun)
        if shorter and (not (split.pronoun or _is_weak(fits)) or _is_often(split.stem)):
            return True
    return False


def _is_often(stem: str) -> bool:
    """Whether the word of a stem, with one of the endings of two letters at most, stands often in news."""
    return any(
        stem[:size] in FREQUENCY or stem[:size] + "ة" in FREQUENCY for size in range(len(stem) - 2, len(stem) + 1)
    )


def _fits(fits: int | None, *, article: bool, pronoun: str) -> bool:
    if fits is None:
        return False
    if article:
        return bool(fits & Fits.ARTICLE)
    if pronoun:
        return bool(fits & Fits.ENCLITIC) and pronoun in _PRONOUNS
    return bool(fits & Fits.BARE)


def _is_weak(fits: int | None) -> bool:
    return fits is not None and bool(fits & Fits.WEAK)


def shortest_verb(word: str) -> tuple[int, int]:
    """Letters of (proclitics, pronoun) in the reading of a folded token as a known verb that has the fewest.

    >>> shortest_verb("يتمكن"), shortest_verb("وصلت")
    ((0, 0), (0, 0))
    """
    best = UNKNOWN
    for split in verb_splits(word):
        size = (split.skipped, len(split.pronoun))
        wanted = Fits.VERB_OBJECT if split.pronoun else Fits.VERB
        if size < best and VERB_STEMS.get(split.stem, 0) & wanted:
            best = size
    return best
