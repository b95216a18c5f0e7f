"""The words behind a word, and which of them are something of somebody's."""

from collections.abc import Container, Iterator

from monitor.core.watch.around import Around

_ITS = ("هما", "ها", "هم", "نا", "ه")
_ALONE = {"ت": "ة", "ا": "ي"}  # last letters with a pronoun, and without: حياته, قواه


def following(near: Around, most: int) -> Iterator[str]:
    """The words behind, folded, within the sentence; so many at most."""
    page, token = near.page, near.token
    for _ in range(most):
        word, next_one = page.folded_after(token), page.after(token)
        if not word or next_one is None:
            return
        yield word
        token = next_one


def is_of_its(nouns: Container[str], word: str) -> bool:
    """Whether a folded word is one of these nouns with a pronoun.

    >>> [is_of_its(("حياة", "قوي"), word) for word in ("حياته", "قواه", "وصفه", "حياة")]
    [True, True, False, False]
    """
    own = (word.removesuffix(its) for its in _ITS if word.endswith(its))
    return any(one in nouns or one[:-1] + _ALONE.get(one[-1:], "-") in nouns for one in own)
