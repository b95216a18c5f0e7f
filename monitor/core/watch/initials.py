"""Letters that stand inside the names of westerners: جورج دبليو بوش, دونالد ج. ترامب."""

from monitor.core.arabic.fold import clean, fold_word
from monitor.core.arabic.lexicon import SPELT_LETTERS, is_function_word
from monitor.core.arabic.patronymics import HOUSE
from monitor.core.arabic.tokens import Token
from monitor.core.watch.page import Page

_CALLED = frozenset(map(fold_word, SPELT_LETTERS))
_SPELT = {letter for letter in _CALLED if letter != HOUSE and not is_function_word(letter)}
_PARTICLES = frozenset("وفبلك")  # also by themselves: «جورج و بوش» are two


def past_initial(page: Page, token: Token) -> Token | None:
    """What stands behind a letter and its full stop; None where a token is none.

    >>> page = Page("جورج دبليو. بوش")
    >>> past_initial(page, Token("دبليو", 5, 10)), past_initial(page, Token("جورج", 0, 4))
    (Token(surface='بوش', start=12, end=15), None)
    """
    after = page.after(token)
    stopped = after is not None and after.surface == "."
    if not _is_initial(clean(token.surface), stopped=stopped):
        return None
    return page.after(after) if after is not None and stopped else after


def _is_initial(letters: str, *, stopped: bool) -> bool:
    """Whether some letters are one, by itself or as it is called.

    >>> [_is_initial(letters, stopped=False) for letters in ("ج", "W", "و", "،", "دبليو", "إف", "أو", "في")]
    [True, True, False, False, True, True, False, False]
    """
    if len(letters) == 1:
        return letters.isalpha() and (stopped or letters not in _PARTICLES)
    return fold_word(letters) in (_CALLED if stopped else _SPELT)


def past_initials(page: Page, token: Token) -> Token:
    """The first of the letters with full stops that stand before a token, the token itself where none does.

    >>> page = Page("جيب بي. بوش")
    >>> past_initials(page, Token("بوش", 8, 11)).surface, past_initials(page, Token("بي", 4, 6)).surface
    ('بي', 'بي')
    """
    while (stop := page.before(token)) is not None and stop.surface == ".":
        letter = page.before(stop)
        if letter is None or not _is_initial(clean(letter.surface), stopped=True):
            break
        token = letter
    return token
