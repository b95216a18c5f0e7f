"""The first look at a text: which runs of letters may be a word that leads to a pattern, told by one automaton.

A token is taken apart by its letters alone (particles.known_parts): what is left of it is one of the forms of a word.
So a run of letters that holds none of these forms is none of the words: nobody has to remember or even split it off.
An automaton (Aho and Corasick, 1975) finds all forms in one pass over the bytes.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property

from ahocorasick_rs import BytesAhoCorasick, Implementation

from monitor.core.arabic.codes import BLANK, MARK, ODD, encode
from monitor.core.arabic.particles import HEADS, PRONOUNS
from monitor.core.watch.page import Page

_SHORT = 2  # letters: such a form is inside of a third of all words, so that one is looked for as all there is of a run
_BLANK, _MARK = bytes((BLANK,)), bytes((MARK,))
_HEADS = [encode(head) for head in HEADS]
_TAILS = [b"", *map(encode, PRONOUNS)]
_TA, _HA = encode("ة"), encode("ه")
_ARTICLE, _AFTER_LAM, _ARTICLE_AND_LAM = encode("ال"), encode("لل"), encode("الل")
_OTHER = b"0123456789abcdefghijklmnopqrstuvwxyz"
# what does not tell by itself which word it is: an odd letter, two ways of writing (particles.spellings)
_UNSURE = (bytes((ODD,)), encode("اا"), encode("يء"))
_ATTACHED = b"".join([*_HEADS, *_TAILS])


class Prefilter:
    """Finds the runs of letters that may be certain words; others seldom. Reading only: threads may share one."""

    def __init__(self, forms: Iterable[bytes]) -> None:
        """`forms`: the folded forms of the words (Vocabulary.forms)."""
        self._forms = frozenset(forms)

    def __getstate__(self) -> dict[str, frozenset[bytes]]:
        return {"_forms": self._forms}  # an automaton is made anew sooner than it is read back

    @cached_property
    def _automaton(self) -> BytesAhoCorasick:
        """Made for the first text: what asks for it is live before."""
        return BytesAhoCorasick(_patterns({*self._forms}), implementation=Implementation.DFA)

    def places(self, page: Page) -> list[tuple[int, int]]:
        """Where such runs begin and end, in the order of the text, each once."""
        padded = b" %b " % page.code  # what is looked for as a whole has a blank at both ends
        find, rfind, done = padded.find, padded.rfind, 0  # looking a method up costs a tenth of all this
        found: list[tuple[int, int]] = []
        add = found.append
        for _, start, _ in self._automaton.find_matches_as_indexes(padded, overlapping=True):
            if start >= done:
                begin = rfind(_BLANK, 0, start + 1)
                done = find(_BLANK, begin + 1)
                add((begin, done - 1))
        return found


def _patterns(forms: set[bytes]) -> list[bytes]:
    """What to look for, so that every run is met of which a form is a known part."""
    forms |= {form[:-1] + _HA for form in forms if form.endswith(_TA)}
    forms |= {_AFTER_LAM + form[2:] for form in forms if form.startswith(_ARTICLE)}
    forms |= {form[1:] for form in forms if form.startswith(_ARTICLE_AND_LAM)}  # للاذقية
    short = {form for form in forms if len(form) <= _SHORT and not form.isascii()}
    whole = {b" %b%b%b" % (head, form, tail) for form in short for head in _HEADS for tail in _TAILS}
    whole = {run + end for run in whole for end in (_BLANK, _MARK)}
    letters = {*b"".join(forms), *(_ATTACHED if short else ()), *_OTHER}
    parted = [_MARK + bytes((letter,)) for letter in letters]  # a mark within a word: it does not tell either
    return _shortest(forms - short | whole.union(_UNSURE, parted, _in_two_scripts(short)))


def _in_two_scripts(forms: Iterable[bytes]) -> Iterator[bytes]:
    """Where a word that is one of these forms may border on another script within a run: أن2017."""
    for first in {(head + form)[0] for form in forms for head in _HEADS}:
        yield from [bytes((other, first)) for other in _OTHER]
    for last in {(form + tail)[-1] for form in forms for tail in _TAILS}:
        yield from [bytes((last, other)) for other in _OTHER]


def _shortest(patterns: Iterable[bytes]) -> list[bytes]:
    """Those that begin with none of the others: who meets one that does has met the other."""
    kept: list[bytes] = []
    for pattern in sorted(patterns):
        if not kept or not pattern.startswith(kept[-1]):
            kept.append(pattern)
    return kept
