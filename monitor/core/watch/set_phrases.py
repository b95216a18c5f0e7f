"""Set phrases, in which a word is none of its own: صلى الله عليه وسلم, أيده الله, مسقط رأسه."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from monitor.core.arabic.fold import SHADDA, clean, fold, fold_word
from monitor.core.arabic.lexicon import BEFORE_VERBS
from monitor.core.arabic.lists import lines
from monitor.core.arabic.tokens import Token, is_break
from monitor.core.arabic.wordclass import is_verb_of_form_v
from monitor.core.watch.around import Around
from monitor.core.watch.page import Page
from monitor.core.watch.reading import Reading, Reads

_PRONOUNS = ("", "ه", "ها", "هم", "هن", "هما", "ي", "ك", "نا")
_LONGEST_NAME = 2  # words
_OWNED, _OR, _NOT, _EDGE = "~|!^"


class _Around(NamedTuple):
    """The folded words of a phrase before its word, the nearest first, and behind it."""

    before: tuple[str, ...]  # with | between several, ^ for the edge of a sentence
    after: tuple[str, ...]  # with ~ where a pronoun may hang on it, ! before what does not stand there


def _fold(word: str) -> str:
    """A word folded, its ة as ه, for in a phrase nothing is told by it: والبركه."""
    return fold_word(word).replace("ة", "ه")


def _phrases(name: str) -> dict[str, tuple[_Around, ...]]:
    table: dict[str, tuple[_Around, ...]] = {}
    for line in lines(name):
        before, _, rest = line.partition("[")
        word, _, after = rest.partition("]")
        around = _Around(tuple(map(_fold, before.split()[::-1])), tuple(map(_fold, after.split())))
        letters = fold_word(word).replace(" ", "")
        table[letters] = (*table.get(letters, ()), around)
    return table


_PHRASES = _phrases("set_phrases.txt")
"""Folded word in brackets → what stands around it, of each phrase."""

_NO_NAMES = _phrases("no_names.txt")
"""The same of two words that elsewhere are a family name, without the blank between: متى نصر الله."""

_NO_VERBS = _phrases("no_verbs.txt")
"""The same of words that are no verb there: فجر ليبيا."""

_ENDS = frozenset(word[start:] for word in _PHRASES for start in range(len(word)))


def may_be_in_set_phrase(surface: str, reading: Reading) -> bool:
    """Whether a token of this surface, read so, is a word of set phrases."""
    split = reading.split
    if reading.reads is Reads.VERBATIM or split.stem + split.pronoun not in _ENDS:  # told without folding
        return False
    return not _PHRASES.keys().isdisjoint(_as_phrased(surface, reading))


def is_in_set_phrase(near: Around, reading: Reading) -> bool:
    """Whether the words of a set phrase stand around a token."""
    return _stands_in(_PHRASES, near, reading)


def may_be_no_verb(surface: str, reading: Reading) -> bool:
    """Whether a token of this surface, read as a verb, is a noun of phrases in which it is none.

    «تعارض المصالح» is no form of عارض; of تعارض it is the verbal noun.
    """
    form_v = reading.stem.note == "" and is_verb_of_form_v(reading.split.stem)
    if form_v or SHADDA in surface:  # فجّر, عيّن
        return False
    return not _NO_VERBS.keys().isdisjoint(_as_phrased(surface, reading))


def is_noun_of_phrase(near: Around, reading: Reading) -> bool:
    """Whether the words around make a noun of what was read as a verb: «فجر اليوم», «بيان صادر عن», «عين الحلوة».

    Not so «الذي فجر اليوم نفسه».
    """
    return near.before not in BEFORE_VERBS and _stands_in(_NO_VERBS, near, reading)


def _stands_in(table: Mapping[str, Sequence[_Around]], near: Around, reading: Reading) -> bool:
    page, token = near.page, near.token
    return any(
        _stand(page, token, page.before, phrase.before) and _stand(page, token, page.after, phrase.after)
        for word in _as_phrased(token.surface, reading)
        for phrase in table.get(word, ())
    )


def is_no_name(page: Page, met: Sequence[tuple[Token, Reading]]) -> bool:
    """Whether tokens that read like a person's name are words of a set phrase: نصر الله قريب."""
    if len(met) > _LONGEST_NAME:
        return False
    (first, reading), last = met[0], met[-1][0]
    rest = "".join([fold(clean(token.surface)) for token, _ in met[1:]])
    return any(
        _stand(page, first, page.before, phrase.before) and _stand(page, last, page.after, phrase.after)
        for word in _as_phrased(first.surface, reading)
        for phrase in _NO_NAMES.get(word + rest, ())
    )


def _as_phrased(surface: str, reading: Reading) -> set[str]:
    """A token as a set phrase may have it: with its particles or without them."""
    folded = fold(clean(surface))
    return {folded, folded[reading.split.skipped :]}


def _stand(page: Page, token: Token, step: Callable[[Token], Token | None], words: Sequence[str]) -> bool:
    """Whether these words follow one another from a token on, step by step."""
    for word in words:
        found = step(token)
        if found is None or is_break(found.surface):
            return word.startswith((_NOT, _EDGE))
        if _is_one_of(_fold(found.surface), word.removeprefix(_NOT)) == word.startswith(_NOT):
            return False
        token = found
    return True


def _is_one_of(folded: str, words: str) -> bool:
    return any(_is_word(folded, word) for word in words.split(_OR))


def _is_word(folded: str, word: str) -> bool:
    """Whether a folded token is a word of a phrase.

    >>> _is_word("راسه", "راس~"), _is_word("راسمالها", "راس~"), _is_word("اللهيبي", "الله")
    (True, False, False)
    """
    stem = word.removesuffix(_OWNED)
    return folded == word or (stem != word and folded.startswith(stem) and folded[len(stem) :] in _PRONOUNS)
