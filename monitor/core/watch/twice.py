"""Terms of one watchlist that are looked for twice."""

from collections.abc import Iterable, Iterator

from monitor.core.arabic.fold import fold, fold_foreign
from monitor.core.arabic.keywords import places
from monitor.core.arabic.known import SHORT
from monitor.core.arabic.tokens import is_arabic, typed_words
from monitor.core.model.watchlist import Term, TermMatch
from monitor.core.watch.plus import is_signed
from monitor.core.watch.word import Word
from monitor.core.watch.written import stated_class

_ARTICLE = "ال"


def twice(terms: Iterable[tuple[int, Term]], *, weighed: bool) -> Iterator[tuple[int, str]]:
    """Which terms, given with their numbers, find what an earlier one does, and one sentence each.

    `weighed`: the watchlist has a threshold. There one that is the same, its weight too, counts once, any other again.

    >>> [told for _, told in twice(enumerate([Term(text="الهجوم الإرهابي"), Term(text="هجوم إرهابي")]), weighed=False)]
    ['«هجوم إرهابي» finds just what «الهجوم الإرهابي» above does: take one of them out']
    """
    seen: dict[object, list[Term]] = {}
    for i, term in terms:
        alike = seen.setdefault((term.match, term.word_class, is_signed(term.text), _outlines(term)), [])
        earlier = next((one for one in alike if _find_the_same(one, term)), None)
        if earlier is not None:
            yield i, _told(earlier, term, weighed=weighed)
        alike.append(term)


def _told(earlier: Term, term: Term, *, weighed: bool) -> str:
    alike = "just" if _letters(earlier) == _letters(term) else "almost"
    again = f"«{term.text}» " + (
        "stands above already" if earlier.text == term.text else f"finds {alike} what «{earlier.text}» above does"
    )
    if not weighed:
        return f"{again}: take one of them out"
    if earlier == term:
        return f"{again} and counts once: take one of them out"
    weights = f"{earlier.weight:g} and {term.weight:g}"
    return f"{again}, and each counts ({weights}): take one of them out, or give the other the weight of both"


def _letters(term: Term) -> list[str]:
    """The words of a term without their articles, Arabic ones as written: اعلام is أعلام too, إعلام is not."""
    return [word.removeprefix(_ARTICLE) if is_arabic(word) else fold_foreign(word) for word in typed_words(term.text)]


def _outlines(term: Term) -> tuple[str, ...]:
    """The words of a term, folded and without their articles: cheap, and other words may have the same."""
    return tuple(
        fold(word).removeprefix(_ARTICLE) if is_arabic(word) else fold_foreign(word) for word in typed_words(term.text)
    )


def _find_the_same(one: Term, other: Term) -> bool:
    """Whether the words of two terms with the same outlines have the same forms: الأمن and أمن, no آمن."""
    pairs = zip(_looked_for(one), _looked_for(other), strict=True)
    return all(a == b or _are_same(a, b) for a, b in pairs)


def _looked_for(term: Term) -> list[Word]:
    parts, stated = typed_words(term.text), stated_class(term)
    each = zip(parts, places(parts), strict=True)
    return [Word(part, place, term.match, False, None if i else stated) for i, (part, place) in enumerate(each)]


def _are_same(one: Word, other: Word) -> bool:
    if not one.inflected:
        return one.match is not TermMatch.EXACT or not is_arabic(one.written)
    bare, bare_other = (word.written.removeprefix(_ARTICLE) for word in (one, other))
    return (bare == bare_other or len(bare) > SHORT) and set(one.keys()) == set(other.keys())
