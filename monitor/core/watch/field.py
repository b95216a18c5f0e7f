"""One field of an article as matching reads it."""

from collections.abc import Sequence

from monitor.core.arabic.tokens import Token
from monitor.core.watch.page import Page
from monitor.core.watch.reading import Reading
from monitor.core.watch.vocabulary import Vocabulary


class Field:
    """Read where somebody looks."""

    __slots__ = ("by_word", "name", "page", "words")

    def __init__(self, name: str, page: Page, vocabulary: Vocabulary) -> None:
        self.name = name
        self.page = page
        self.by_word = vocabulary.by_word
        self.words = vocabulary.words

    def readings(self, token: Token, word: int) -> Sequence[Reading]:
        """As what a token is this word."""
        return self.by_word(token.surface).get(word, ())
