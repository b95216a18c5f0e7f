"""A name that is part of a son's: محمد بن سلمان, إسماعيل ولد الشيخ; told by the words before it."""

from monitor.core.arabic.lexicon import BEFORE_NOUNS, FIRST_NAMES, FIRST_NAMES_ALSO_WORDS, TITLES
from monitor.core.arabic.patronymics import BORN, SON
from monitor.core.arabic.tokens import Token
from monitor.core.watch.page import Page

_AND, _SERVANT = "و", "عبد"
_SURE = FIRST_NAMES - FIRST_NAMES_ALSO_WORDS  # no words as well
_OF_A_PLACE = BEFORE_NOUNS | {"حي", "عهد"}  # or a time: behind these somebody was born


def is_fathers_name(page: Page, token: Token) -> bool:
    """Whether a name from this token on is part of his son's: محمد بن سلمان بن عبدالعزيز; not in ابن معمر القذافي."""
    word = page.folded_before(token)
    if word != BORN:
        return word == SON
    born = page.before(token)
    return born is not None and _has_son(page, born)


def is_grandfathers(page: Page, token: Token) -> bool:
    """Whether «بن» at this token belongs to a father's name: متعب بن عبد الله بن عبد العزيز."""
    father = page.before(token)
    if father is not None and page.folded_before(father) == _SERVANT:
        father = page.before(father)
    return father is not None and is_fathers_name(page, father)


def _has_son(page: Page, born: Token) -> bool:
    """Whether ولد stands behind his first name who is a son: إسماعيل ولد الشيخ أحمد; not في عهد الملك فاروق ولد."""
    name = page.before(born)
    if name is None or page.folded_before(born).removeprefix(_AND) not in _SURE:
        return False
    while (lead := page.folded_before(name)) in TITLES:
        name = page.before(name) or name
    return lead not in _OF_A_PLACE
