"""A name that ends his son's, though no «بن» says so: «تيمور وليد جنبلاط» is not وليد جنبلاط."""

import re

from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.known import CITATIONS, STEMS, VERB_STEMS
from monitor.core.arabic.lexicon import (
    FIRST_NAMES,
    FIRST_NAMES_ALSO_WORDS,
    FIRST_NAMES_OF_EASTERNERS,
    FIRST_NAMES_OF_WESTERNERS,
    NAMES_OF_WOMEN,
    TITLES,
)
from monitor.core.arabic.lists import lines, table
from monitor.core.arabic.patronymics import PATRONYMIC, SERVANT
from monitor.core.arabic.tokens import Token
from monitor.core.watch.ali import ALI
from monitor.core.watch.around import without_particles
from monitor.core.watch.first_names import is_servant
from monitor.core.watch.page import Page

_FIRST = "اول"  # الفريق أول صدام
_BEFORE_ANY = "محمد"  # many have it before their own: محمد نواز شريف
_TOLD = {told: frozenset(map(fold_word, each)) for told, each in table("sons.txt").items()}
_SONS = FIRST_NAMES_OF_EASTERNERS - FIRST_NAMES_ALSO_WORDS - _TOLD["titles"] - {_BEFORE_ANY}
# of women, and no words: before a man's name never part of his own
_DAUGHTERS = (NAMES_OF_WOMEN & _SONS).difference(CITATIONS, STEMS, VERB_STEMS, FIRST_NAMES_OF_WESTERNERS)
_ENDING = _TOLD["ending"] | _TOLD["places"]
_CALLINGS = _TOLD["artists"] | _TOLD["callings"] | {title for title in TITLES if title.startswith("ال")} - {"الله"}
_ALSO_WORDS = FIRST_NAMES_ALSO_WORDS - TITLES - _TOLD["verbs"] - _TOLD["relations"]
_BY_SECOND = frozenset(tuple(map(fold_word, line.split())) for line in lines("called_by_second_name.txt"))
_SEVERAL_OF_ONE = frozenset(("اوغلو",))  # families before which a Turk's own two names stand: أحمد داود أوغلو
_SERVANTS = frozenset(particle + SERVANT for particle in ("", "و", "ل", "ب", "ك", "ف", "ول", "وب"))
_ATTACHED = re.compile("[وف]?[بلك]?(?=....)")


def is_of_son(page: Page, first: Token, last: Token, *, whole: bool) -> bool:
    """Whether a name, from its first word to its last, is his son's, whose own stands before it.

    `whole`: the name is not the rest of a longer one of the same man; of others only a daughter's is told.

    >>> page = Page("زار تيمور وليد جنبلاط")
    >>> is_of_son(page, Token("وليد", 10, 14), Token("جنبلاط", 15, 21), whole=True)
    True
    """
    son, before = page.before(first), page.folded_before(first)
    if son is None or page.text[son.end : first.start] != " ":
        return False
    servant = page.before(son)  # عبد الله
    if servant is not None and page.folded_before(son) in _SERVANTS:
        son, before = servant, page.folded_before(son) + before
    word = _son(before) or (before if before in _ALSO_WORDS and _is_name(page, son, last) else "")
    if word == "" or not (whole or word in _DAUGHTERS) or (word, fold_word(first.surface)) in _BY_SECOND:
        return False
    if not _may_be_fathers(fold_word(first.surface)) or fold_word(last.surface) in _SEVERAL_OF_ONE:
        return False
    return not _is_told_alone(word, page.folded_before(son))


def _son(word: str) -> str:
    """The first name of a son in a folded word, which may have a particle; "" where there is none.

    >>> _son("وتيمور"), _son("وليد"), _son("عبدالعزيز"), _son("مولاي")
    ('تيمور', 'وليد', 'عبدالعزيز', '')
    """
    bare = _ATTACHED.sub("", word, count=1)
    return next((one for one in (word, bare) if one in _SONS or (one != SERVANT and is_servant(one))), "")


def _is_name(page: Page, son: Token, last: Token) -> bool:
    """Whether a first name that is a word as well is one: by what stands before it, or where it opens a sentence."""
    word = fold_word(son.surface)
    if page.folded_before(son) == "":
        return word in _TOLD["opening"] and not page.folded_after(last).startswith("وال")
    return _is_led(page, son, word)


def _is_led(page: Page, son: Token, word: str) -> bool:
    """Whether what stands before a first name that is a word as well, folded, says that it is one.

    >>> texts = "الفريق صدام", "القائد العام صدام", "قال صدام", "الرئيس صديق", "بعد صدام", "قال صديق"
    >>> [_is_led(Page(text), Token("", text.rfind(" ") + 1, len(text)), text.split()[-1]) for text in texts]
    [True, True, True, True, False, False]
    """
    before, described = page.folded_before(son), page.before(son)
    each = without_particles(before)
    if not each.isdisjoint(_CALLINGS):
        return True
    if word in _TOLD["names"] and not each.isdisjoint(_TOLD["sayings"]):
        return True
    if described is None or not (before.startswith("ال") or before == _FIRST):
        return False
    return not without_particles(page.folded_before(described)).isdisjoint(_CALLINGS)


def _may_be_fathers(word: str) -> bool:
    return word in FIRST_NAMES_OF_EASTERNERS or word == ALI or is_servant(word)


def _is_told_alone(word: str, before: str) -> bool:
    """Whether somebody else's name, or his family's, ends with a first name: «الملك فهد», «محمود عباس», «الرئيس عباس».

    >>> [_is_told_alone(*two) for two in (("بشار", "الرءيس"), ("عباس", "الرءيس"), ("عباس", "محمود"), ("فهد", "الملك"))]
    [False, True, True, True]
    """
    if before in PATRONYMIC or before in FIRST_NAMES or before == ALI or is_servant(before):
        return True
    each = without_particles(before)
    if not each.isdisjoint(_ENDING) or (word in _TOLD["borne"] and not each.isdisjoint(_TOLD["bodies"])):
        return True
    for title, called in (("prince", "princes"), ("sheikh", "sheikhs")):
        if not each.isdisjoint(_TOLD[title]):
            return word in _TOLD[called]
    titled = not each.isdisjoint(TITLES) or before.startswith("ال")  # الرئيس الفلسطيني عباس
    return titled and word in _TOLD["families"]
