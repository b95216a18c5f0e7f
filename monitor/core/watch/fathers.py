"""A name that is part of a son's: محمد بن سلمان, إسماعيل ولد الشيخ; told by the words before it."""

from collections.abc import Set

from monitor.core.arabic.fold import clean, fold_word
from monitor.core.arabic.lexicon import (
    BEFORE_RELIGION,
    FIRST_NAMES,
    FIRST_NAMES_ALSO_WORDS,
    ORIGINS,
    TITLES,
    is_function_word,
)
from monitor.core.arabic.lists import folded_words, table
from monitor.core.arabic.patronymics import BORN, FATHER, FATHERS, OF_GOD, PATRONYMIC, SERVANT, SON, SONS
from monitor.core.arabic.realms import is_country
from monitor.core.arabic.tokens import Token, is_arabic
from monitor.core.watch.ali import ALI
from monitor.core.watch.around import without_particles
from monitor.core.watch.first_names import is_apart, is_servant
from monitor.core.watch.habit import Habit
from monitor.core.watch.page import Page

_DAUGHTER = "بنت"  # of women's names many are words as well: بسمة, أمل
_SURE = FIRST_NAMES - FIRST_NAMES_ALSO_WORDS  # no words as well
_BETWEEN = FIRST_NAMES | folded_words("fathers_names.txt")  # his own and his family's
_LORD, _GOD, _HIS_LORD, _RELIGION = "رب", "الله", "ربه", "الدين"
_NO_NAMES_BEFORE_GOD = folded_words("no_names_before_god.txt")
_WORDS = {told: frozenset(map(fold_word, each)) for told, each in table("before_full_names.txt").items()}
_BODIES, _PEERS, _BEHIND_OFFICES = _WORDS["sure"], _WORDS["peer"], _WORDS["behind"]
_OFFICES = _WORDS["office"] | _BODIES
_BEFORE_FULL_NAMES = (TITLES | _BODIES) - {_GOD}
_COUNCIL = "مجلس"
_COMMAS = "،,"
_BEFORE_NAMES = FATHERS | {BORN}
_OF_A_PLACE = frozenset(("في", "وفي", "قرب", "حي", "عهد"))  # or a time: behind these somebody was born


def is_fathers_name(page: Page, first: Token, last: Token) -> bool:
    """Whether a name, from its first word to its last, is part of his child's: محمد بن سلمان بن عبدالعزيز.

    Not in سعد ابن أسامة بن لادن and رغد بنت صدام حسين, which speak of the father; but in خالد ابن سلمان بن عبدالعزيز.
    """
    word, joining = page.folded_before(first), page.before(first)
    if word in (SON, "") or joining is None:
        return word == SON
    if word == BORN:
        return _has_son(page, joining)
    child = page.folded_before(joining)
    known = _is_sure(child) or (word == _DAUGHTER and child in FIRST_NAMES)
    return word in SONS and known and (page.folded_after(last) == SON or _has_grandfather(page, first))


def _has_grandfather(page: Page, first: Token) -> bool:
    """Whether his father's name follows on somebody's: سلمان بن عبدالعزيز; not his family's, أسامة بن لادن."""
    son = page.after(first)
    if son is None or page.folded_after(first) != SON:
        return False
    return _is_first_name(page.folded_after(son))


def is_grandfathers(page: Page, token: Token) -> bool:
    """Whether «بن» at this token belongs to a father's name: متعب بن عبد الله بن عبد العزيز."""
    father = page.before(token)
    if father is not None and page.folded_before(father) == SERVANT:
        father = page.before(father)
    return father is not None and is_fathers_name(page, father, page.before(token) or father)


def begins_fathers_name(page: Page, token: Token) -> bool:
    """Whether a father's name begins at a token, though no «بن» says so: نوري كامل المالكي."""
    if not is_arabic(token.surface):  # a full stop
        return False
    word, following = fold_word(token.surface), page.folded_after(token)
    if following == _GOD and word != SERVANT:
        return _is_before_god(word)
    return word in _BETWEEN or is_servant(word) or _is_joined(word) or _is_ali(page, token)


def _is_before_god(word: str) -> bool:
    """Whether a folded word and الله are a name: فضل الله; not حفظه الله, حزب الله."""
    prayed = word.endswith("ه") or word in _NO_NAMES_BEFORE_GOD
    return not (prayed or word.startswith("ال") or is_function_word(word))


def _is_joined(word: str) -> bool:
    """Whether a folded word is a name of two words written as one.

    >>> [_is_joined(word) for word in ("بدرالدين", "فضلالله", "ابوبكر", "والدين", "خالدين", "حزبالله", "ابوظبي")]
    [True, True, True, False, False, False, False]
    """
    if word.startswith(FATHER):
        return word[len(FATHER) :].removeprefix("ال") in FIRST_NAMES
    first = next((word.removesuffix(end) for end in OF_GOD if word.endswith(end)), "")
    return len(first) > 1 and _is_before_god(first)


def _is_ali(page: Page, token: Token) -> bool:
    """Whether a token is the name, no preposition: who writes إلي and حتي may write علي for على."""
    return clean(token.surface) == ALI and Habit.DOTS_ALEF not in page.habit


def _is_first_name(word: str) -> bool:
    return word in FIRST_NAMES or is_servant(word)


def is_titled(page: Page, first: Token) -> bool:
    """Whether what stands before a name says that its end is not where he is from.

    العراقي محمد شياع السوداني, رئيس الوزراء محمد شياع السوداني, نظيره العراقي، محمد شياع السوداني.
    """
    mark = page.before(first)
    if mark is None:
        return False
    if mark.surface in _COMMAS:
        return _ends_office(page, page.before(mark))
    each = without_particles(page.folded_before(first))
    if not each.isdisjoint(_BEFORE_FULL_NAMES) or any(map(_is_of_country, each)):
        return True
    return _is_behind_office(page, mark)


def _ends_office(page: Page, last: Token | None) -> bool:
    """Whether an office ends at a token, before a comma: رئيس الوزراء العراقي, not أحمد اليمني in a list of names."""
    if last is None:
        return False
    word = fold_word(last.surface)
    if _is_of_country(word):
        return _is_led(page, last, _PEERS)
    return (word in _BODIES and _is_led(page, last, _OFFICES)) or _is_behind_office(page, last)


def _is_behind_office(page: Page, token: Token) -> bool:
    """Whether a country or what describes an office stands behind one here: رئيس العراق, الوزير السابق."""
    each = without_particles(fold_word(token.surface))
    if each.isdisjoint(_BEHIND_OFFICES) and not any(map(is_country, each)):
        return False
    return _is_led(page, token, _OFFICES)


def _is_of_country(word: str) -> bool:
    return word.startswith("ال") and word[2:] in ORIGINS


def _is_led(page: Page, token: Token, leads: Set[str]) -> bool:
    """Whether one of these stands before a token: رئيس in «رئيس العراق», «رئيس مجلس الوزراء»."""
    before, council = page.folded_before(token), page.before(token)
    if before == _COUNCIL and council is not None:
        before = page.folded_before(council)
    return not without_particles(before).isdisjoint(leads) or _is_of_country(before)


def is_title_of_next(page: Page, title: Token) -> bool:
    """Whether what may end a name is the title of somebody behind it: «محمد بن سلمان الشيخ محمد بن زايد»."""
    word, name = page.folded_after(title), page.after(title)
    if name is None or fold_word(title.surface) not in TITLES or not (_is_first_name(word) or word == ALI):
        return False
    son = past_name(page, name)
    return son is not None and fold_word(son.surface) == SON


def is_half(page: Page, last: Token) -> bool:
    """Whether the last word of a name begins one of two words: «محمد صلاح الدين» is not محمد صلاح.

    >>> is_half(Page("محمد صلاح الدين"), Token("صلاح", 5, 9)), is_half(Page("محمد صلاح هدفا"), Token("صلاح", 5, 9))
    (True, False)
    """
    if page.folded_after(last) != _RELIGION or fold_word(last.surface) not in BEFORE_RELIGION:
        return False
    religion = page.after(last)
    return religion is not None and not is_apart(page, last, religion)


def past_name(page: Page, token: Token) -> Token | None:
    """What stands behind a father's name of one word or several: عبد العزيز, سيف الدين, أبي بكر, عبد رب النبي."""
    word, second = fold_word(token.surface), page.after(token)
    following = page.folded_after(token)
    if second is None:
        return None
    if word == SERVANT and following == _LORD:
        return past_name(page, second)
    if word in _BEFORE_NAMES and following not in PATRONYMIC:
        return past_name(page, second)
    named = word == SERVANT and (following.startswith("ال") or following == _HIS_LORD)
    if named or following in OF_GOD or word == _LORD:
        return page.after(second)
    return second


def _has_son(page: Page, born: Token) -> bool:
    """Whether ولد stands behind his first name who is a son: إسماعيل ولد الشيخ أحمد; not في عهد الملك فاروق ولد."""
    name = page.before(born)
    if name is None or not _is_sure(page.folded_before(born)):
        return False
    while (lead := page.folded_before(name)) in TITLES:
        name = page.before(name) or name
    return lead not in _OF_A_PLACE


def _is_sure(word: str) -> bool:
    """Whether a folded word is a first name and nothing else, maybe behind a particle: بإسماعيل."""
    return not without_particles(word).isdisjoint(_SURE)
