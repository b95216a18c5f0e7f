"""A name that ends his son's, though no «بن» says so: «تيمور وليد جنبلاط» is not وليد جنبلاط."""

from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.lexicon import FIRST_NAMES, FIRST_NAMES_ALSO_WORDS, FIRST_NAMES_OF_EASTERNERS, TITLES
from monitor.core.arabic.lists import folded_words
from monitor.core.arabic.patronymics import PATRONYMIC
from monitor.core.arabic.tokens import Token
from monitor.core.watch.ali import ALI
from monitor.core.watch.first_names import is_servant
from monitor.core.watch.page import Page

_BEFORE_ANY = "محمد"  # many have it before their own: محمد نواز شريف
_SONS = FIRST_NAMES_OF_EASTERNERS - FIRST_NAMES_ALSO_WORDS - {_BEFORE_ANY}
_SEVERAL_OF_ONE = frozenset(("اوغلو",))  # families before which a Turk's own two names stand: أحمد داود أوغلو
_CALLED_ALONE = folded_words("called_by_one_name.txt")
_TITLES = TITLES | {f"{joined}{title}" for title in TITLES for joined in "ول"}
_OF_RULERS = frozenset(("الملك", "الامير", "السلطان", "الشيخ", "للملك", "للامير", "للشيخ"))


def is_of_son(page: Page, first: Token, last: Token) -> bool:
    """Whether a name, from its first word to its last, is his son's, whose own stands before it.

    >>> page = Page("زار تيمور وليد جنبلاط")
    >>> is_of_son(page, Token("وليد", 10, 14), Token("جنبلاط", 15, 21))
    True
    """
    son, word = page.before(first), page.folded_before(first)
    if son is None or word not in _SONS or page.text[son.end : first.start] != " ":
        return False
    if not _may_be_fathers(fold_word(first.surface)) or fold_word(last.surface) in _SEVERAL_OF_ONE:
        return False
    return not _is_told_alone(word, page.folded_before(son))


def _may_be_fathers(word: str) -> bool:
    return word in FIRST_NAMES_OF_EASTERNERS or word == ALI or is_servant(word)


def _is_told_alone(word: str, before: str) -> bool:
    """Whether somebody else's name, or his family's, ends with a first name: «الملك فهد», «محمود عباس», «الرئيس عباس».

    >>> [_is_told_alone(*two) for two in (("بشار", "الرءيس"), ("عباس", "الرءيس"), ("عباس", "محمود"), ("فهد", "الملك"))]
    [False, True, True, True]
    """
    if before in PATRONYMIC or before in _OF_RULERS or before in FIRST_NAMES or before == ALI or is_servant(before):
        return True
    return word in _CALLED_ALONE and (before in _TITLES or before.startswith("ال"))  # الرئيس الفلسطيني عباس
